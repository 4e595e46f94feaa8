import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type FakeSlack, startSlack, textOf } from '../../../test/support/slack.ts';
import { say } from '../domain/slack/message.ts';
import { type SlackWebApi, slackWebApi } from './slack-web-api.ts';

const redirect = 'https://api.example.com/slack/oauth';

let slack: FakeSlack;
let api: SlackWebApi;
let token: string;
let waits: number[];

beforeAll(async () => {
  slack = await startSlack();
  const wait = async (milliseconds: number) => waits.push(milliseconds);
  api = slackWebApi({ slackUrl: slack.url, random: () => 0.5, wait });
  const code = new URL(slack.consent(`${slack.url}/?redirect_uri=${redirect}&state=s`)).searchParams.get('code') ?? '';
  ({ token } = await api.exchangeCode(slack.client, code, redirect));
});

afterAll(() => slack.close());

beforeEach(() => {
  waits = [];
  slack.calls.length = 0;
});

it('takes a code for the token of a bot, once', async () => {
  expect(token).toMatch(/^xoxb-/);
  await expect(api.exchangeCode(slack.client, 'used', redirect)).rejects.toMatchObject({ reason: 'invalid_code' });
  await expect(api.exchangeCode({ ...slack.client, secret: 'x' }, 'y', redirect)).rejects.toMatchObject({
    code: 'upstream.refused',
  });
});

it('posts where it was asked', async () => {
  await api.post(token, say('<!channel> hello'), { channel: 'C0OPS', thread: '1.1' });
  expect(slack.messages.at(-1)).toMatchObject({ channel: 'C0OPS', thread: '1.1', text: '&lt;!channel&gt; hello' });
  await api.whisper(token, say('psst'), { channel: 'C0OPS', user: 'U061F7AUR' });
  expect(slack.messages.at(-1)).toMatchObject({ onlyFor: 'U061F7AUR' });
});

describe('where Slack limits us', () => {
  it('waits as long as it says', async () => {
    slack.limit('chat.postMessage', 2, 3);
    await api.post(token, say('at last'), { channel: 'C0OPS' });
    expect(waits).toEqual([3_000, 3_000]);
    expect(textOf(slack.messages.at(-1) ?? expect.fail())).toBe('at last');
  });

  it('leaves it to the queue after three attempts, or where the wait is long', async () => {
    slack.limit('chat.postMessage', 3, 0);
    await expect(api.post(token, say('x'), { channel: 'C0OPS' })).rejects.toMatchObject({
      code: 'upstream.unavailable',
    });
    expect(waits).toEqual([500, 1_000]);
    slack.limit('chat.postMessage', 1, 60);
    await expect(api.post(token, say('x'), { channel: 'C0OPS' })).rejects.toMatchObject({
      code: 'upstream.unavailable',
    });
    expect(waits).toHaveLength(2);
  });
});

it('asks no second time where Slack refuses', async () => {
  await expect(api.post('xoxb-gone', say('x'), { channel: 'C0OPS' })).rejects.toMatchObject({ reason: 'invalid_auth' });
  expect(slack.calls).toEqual(['chat.postMessage']);
});

it('is unavailable where nobody answers', async () => {
  const nobody = slackWebApi({ slackUrl: 'http://127.0.0.1:9', random: () => 0, wait: async () => undefined });
  await expect(nobody.revoke('x')).rejects.toMatchObject({ code: 'upstream.unavailable' });
});

describe('a response_url', () => {
  it('answers its person alone, or takes the place of a message', async () => {
    await api.post(token, say('Really?'), { channel: 'C0OPS' });
    const asked = slack.messages.at(-1) ?? expect.fail();
    await api.respond(slack.newResponseUrl('C0OPS', 'U061F7AUR', asked.ts), say('psst'), 'whisper');
    expect(slack.messages.at(-1)).toMatchObject({ onlyFor: 'U061F7AUR' });
    await api.respond(slack.newResponseUrl('C0OPS', 'U061F7AUR', asked.ts), say('Done.'), 'replacement');
    expect(slack.messages.find(({ ts }) => ts === asked.ts)).toMatchObject({ text: 'Done.' });
  });

  it('is good five times', async () => {
    const url = slack.newResponseUrl('C0OPS', 'U061F7AUR');
    for (let use = 0; use < 5; use += 1) {
      await api.respond(url, say('x'), 'whisper');
    }
    await expect(api.respond(url, say('x'), 'whisper')).rejects.toMatchObject({ code: 'upstream.refused' });
  });

  it('is an address of Slack, or not asked', async () => {
    const elsewhere = 'http://169.254.169.254/latest/meta-data';
    await expect(api.respond(elsewhere, say('x'), 'whisper')).rejects.toMatchObject({ code: 'upstream.refused' });
    expect(slack.calls).toEqual([]);
  });
});
