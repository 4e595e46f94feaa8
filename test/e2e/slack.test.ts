import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { clientOf, endOf, eventually, publish, unique } from '../support/cloud.ts';
import { type OpenSlack, openSlack, slackDoor } from '../support/connect-slack.ts';
import { dagSource } from '../support/dags.ts';
import { spendFirstDay } from '../support/first-day.ts';
import { personLoggedIn } from '../support/person.ts';
import { plantSecrets } from '../support/planted-secrets.ts';
import { buttonsOf, type ShownMessage, textOf } from '../support/slack.ts';
import { readStores } from '../support/stores.ts';

const cloud = inject('cloud');
const client = clientOf(cloud);
const [steady, slow] = [unique('steady_intake'), unique('slow_archive')];
const [kim, sam, stranger] = ['U0KIM', 'U0SAM', 'U0STRANGER'];

let open: OpenSlack;

/** Mentions the bot and waits for its answer in the thread. */
const ask = async (user: string, text: string, thread?: string): Promise<ShownMessage> => {
  const since = open.slack.messages.length;
  const place = await open.people.mention(user, text, thread);
  return open.next(since, (message) => message.thread === place);
};

const runsOf = async (workflow: string) => (await client.call('runs.list', { workflow })).items;

beforeAll(async () => {
  open = await openSlack(cloud);
  await publish(cloud, {
    'steady.py': dagSource(steady),
    'slow.py': dagSource(slow, { imports: 'import time', expression: 'time.sleep(90)' }),
  });
});

afterAll(() => open.slack.close());

test('before a workspace is connected, Slack is answered and nothing is done', async () => {
  const answered = await open.people.command(kim, 'list workflows');
  expect(answered.status).toBe(200);
  expect(await answered.json()).toMatchObject({ text: expect.stringContaining('not connected') });
});

test('the address is checked by a challenge', async () => {
  const body = JSON.stringify({ type: 'url_verification', challenge: '3eZbrw1a' });
  const answered = await open.people.send('events', body);
  expect(await answered.json()).toEqual({ challenge: '3eZbrw1a' });
});

test('the manifest has the addresses of this deployment', async () => {
  const manifest = await client.call('slack.manifest', {});
  expect(manifest).toMatchObject({
    features: { slash_commands: [{ command: '/navigator', url: `${cloud.url}/slack/commands` }] },
    oauth_config: { redirect_urls: [`${cloud.url}/slack/oauth`] },
    settings: {
      event_subscriptions: { request_url: `${cloud.url}/slack/events` },
      interactivity: { request_url: `${cloud.url}/slack/interactions` },
    },
  });
});

test('an administrator connects the workspace, by a link that is good once', async () => {
  const { url } = await client.call('slack.install', {});
  const redirect = open.slack.consent(url);
  const done = await fetch(redirect);
  expect([done.status, await done.text()]).toEqual([200, 'Acme is connected. Say hello there: /navigator help\n']);
  expect((await fetch(redirect)).status).toBe(409);
  expect((await fetch(`${cloud.url}/slack/oauth?code=x&state=forged`)).status).toBe(409);
  expect((await fetch(`${cloud.url}/slack/oauth?error=access_denied`)).status).toBe(400);
  expect((await client.call('slack.list', {})).items).toMatchObject([{ team: 'T024BE7LD', name: 'Acme' }]);
});

test('somebody who is not linked is shown how, and links with the command they are shown', async () => {
  const code = await open.codeFor(kim);
  const navigator = await personLoggedIn(cloud);
  const linked = await navigator(['slack', 'link', code]);
  expect([linked.exit, linked.err]).toEqual([0, '']);
  expect(linked.out).toContain('T024BE7LD-U0KIM');
  expect((await navigator(['slack', 'link', code])).err).toContain('used already');
  expect((await client.call('slack.links', {})).items).toMatchObject([{ user: kim, person: 'admin@example.com' }]);
});

describe('once linked', () => {
  test.each([
    ['a forged signature', { signature: `v0=${'0'.repeat(64)}` }],
    ['a signature of six minutes ago', { age: 360 }],
  ])('%s is refused', async (_what, options) => {
    const calls = open.slack.calls.length;
    expect((await open.people.command(kim, 'list workflows', options)).status).toBe(401);
    expect(open.slack.calls).toHaveLength(calls);
  });

  test('a command is acknowledged within three seconds and answered to its person alone', async () => {
    const since = open.slack.messages.length;
    const startedAt = Date.now();
    const acknowledged = await open.people.command(kim, `show ${steady}`);
    expect(Date.now() - startedAt).toBeLessThan(3_000);
    expect(await acknowledged.json()).toEqual({ response_type: 'ephemeral', text: 'Working on it…' });
    const answer = await open.next(since, ({ onlyFor }) => onlyFor === kim);
    expect(textOf(answer)).toContain(steady);
  });

  test('a mention is answered in its thread, where the end of the run is told and the conversation goes on', async () => {
    const started = await ask(kim, `run ${steady}`);
    expect(textOf(started)).toContain(`${steady} was started`);
    const [run] = await runsOf(steady);
    const told = await open.next(
      open.slack.messages.indexOf(started) + 1,
      ({ thread }) => thread === started.thread,
      120,
    );
    expect(textOf(told)).toContain(run?.id ?? expect.fail('no run'));
    expect(textOf(await ask(kim, 'show the last run', started.thread))).toContain(run?.id ?? '');
  });

  test('a direct message needs no mention', async () => {
    const since = open.slack.messages.length;
    await open.people.direct(kim, `show ${steady}`);
    expect(textOf(await open.next(since, ({ channel }) => channel === `D${kim}`))).toContain(steady);
  });

  test('what Slack sends again is done and answered once', async () => {
    const before = (await runsOf(steady)).length;
    const since = open.slack.messages.length;
    const event = {
      type: 'app_mention',
      user: kim,
      text: `<@U0BOT> run ${steady}`,
      ts: open.slack.newTs(),
      channel: 'C0OPS',
    };
    const id = `Ev${event.ts}`;
    const sent = await Promise.all([1, 2, 3].map((retry) => open.people.event(id, event, { retry, age: retry })));
    expect(sent.map(({ status }) => status)).toEqual([200, 200, 200]);
    await open.next(since, ({ thread }) => thread === event.ts);
    expect((await open.people.event(id, event, { retry: 4 })).status).toBe(200);
    const [run] = await runsOf(steady);
    await endOf(cloud, run?.id ?? '');
    expect(await runsOf(steady)).toHaveLength(before + 1);
    expect(open.slack.messages.slice(since).filter((message) => textOf(message).includes('was started'))).toHaveLength(
      1,
    );
  });

  test('a yes is given by a button, by the person who was asked, once', async () => {
    const samKey = await client.call('keys.create', { name: 'sam', person: 'sam@example.com', level: 'admin' });
    await clientOf(cloud, samKey.key).call('slack.link', { code: await open.codeFor(sam) });
    const started = await ask(kim, `run ${slow}`);
    const [run] = await runsOf(slow);
    const question = await ask(kim, 'cancel it', started.thread);
    expect(buttonsOf(question).map(({ text }) => text.text)).toEqual(['Yes', 'No']);

    let since = open.slack.messages.length;
    await open.people.press(sam, question, 'Yes');
    expect(textOf(await open.next(since, ({ onlyFor }) => onlyFor === sam))).toContain('somebody else');
    expect((await client.call('runs.get', { run: run?.id ?? '' })).state).toMatch(/queued|running/);

    since = open.slack.messages.length;
    await open.people.press(kim, question, 'Yes');
    await open.next(since, ({ thread }) => thread === started.thread);
    const replaced = await eventually('the buttons to go', 30, async () => {
      const now = open.slack.messages.find(({ ts }) => ts === question.ts);
      return now && buttonsOf(now).length === 0 ? now : undefined;
    });
    expect(textOf(replaced)).toContain('You chose “Yes”.');
    expect((await endOf(cloud, run?.id ?? '')).state).not.toBe('success');

    since = open.slack.messages.length;
    await open.people.press(kim, question, 'Yes');
    await open.next(since, (message) => message.thread === started.thread && /nothing/i.test(textOf(message)));
  });

  test('an answer that Slack does not take at once comes later; by a command whose time is over, directly', async () => {
    let since = open.slack.messages.length;
    open.slack.limit('chat.postMessage', 2, 1);
    const thread = await open.people.mention(kim, `show ${steady}`);
    await open.next(since, (message) => message.thread === thread);

    since = open.slack.messages.length;
    await open.people.command(kim, `show ${steady}`);
    open.slack.expireResponseUrls();
    const direct = await open.next(since, ({ channel, onlyFor }) => channel === kim || onlyFor === kim);
    expect(textOf(direct)).toContain(steady);
  });

  test('a first day: add my repo, run it, why did it fail, what changed, roll it back', async () => {
    await spendFirstDay(cloud, slackDoor(open, kim));
  });

  test('a secret that slips into a message is kept nowhere', async () => {
    const since = new Date(Date.now() - 1000);
    const marker = unique('slipped');
    const planted = plantSecrets(marker);
    const answer = await ask(
      kim,
      `${marker} says ${planted
        .map(({ text }) => text)
        .join(' and ')
        .slice(0, 1_900)}`,
    );
    const leaks = new Set<string>();
    let isKept = false;
    for await (const { place, text } of readStores(cloud, since)) {
      isKept ||= text.includes(marker);
      for (const { kind, pieces } of planted) {
        if (pieces.some((piece) => text.includes(piece))) leaks.add(`${kind} in ${place}`);
      }
    }
    expect([...leaks]).toEqual([]);
    expect(isKept).toBe(true);
    expect(textOf(answer)).not.toBe('');
  });

  test('a key that is revoked opens nothing any more', async () => {
    const { key, id } = await client.call('keys.create', { name: 'gone', person: 'gone@example.com', level: 'read' });
    await clientOf(cloud, key).call('slack.link', { code: await open.codeFor(stranger) });
    expect(textOf(await ask(stranger, `show ${steady}`))).toContain(steady);
    await client.call('keys.revoke', { key: id });
    const refused = await ask(stranger, 'list workflows');
    expect(refused.onlyFor).toBe(stranger);
    expect(textOf(refused)).toContain('was revoked');
  });
});

test('a workspace that is disconnected is forgotten', async () => {
  await client.call('slack.uninstall', { team: 'T024BE7LD' });
  expect(open.slack.calls).toContain('auth.revoke');
  expect((await client.call('slack.links', {})).items).toEqual([]);
  const answered = await open.people.command(kim, 'list workflows');
  expect(await answered.json()).toMatchObject({ text: expect.stringContaining('not connected') });
});
