import { beforeEach, describe, expect, it } from 'vitest';
import { memoryStore } from '../../../test/support/memory-store.ts';
import { slackStore, workspaceKind } from '../adapters/slack-store.ts';
import type { SendWork } from '../adapters/work-queue.ts';
import { signatureOf } from '../domain/slack/signature.ts';
import type { Work } from '../domain/slack/work.ts';
import { receiveSlack, type SlackRequest } from './receive-slack.ts';

const now = new Date('2026-11-30T08:00:00Z');
const secret = 'shhh';

const sign = (door: SlackRequest['door'], body: string, age = 0, by = secret): SlackRequest => {
  const timestamp = String(now.getTime() / 1_000 - age);
  return { door, body, timestamp, signature: signatureOf(by, timestamp, body) };
};

const command = (team = 'T024BE7LD') =>
  String(
    new URLSearchParams({
      team_id: team,
      user_id: 'U061F7AUR',
      channel_id: 'C0OPS',
      text: 'help',
      response_url: 'https://hooks.slack.com/commands/1',
    }),
  );
const event = (event_id: string) =>
  JSON.stringify({
    type: 'event_callback',
    team_id: 'T024BE7LD',
    event_id,
    event_time: 1,
    event: { type: 'app_mention', user: 'U061F7AUR', text: 'help', ts: '1.1', channel: 'C0OPS' },
  });

let sent: Work[];
let secrets: { remembered: string; newer: string | undefined };
let sending: SendWork;
let receive: ReturnType<typeof receiveSlack>;

beforeEach(async () => {
  sent = [];
  secrets = { remembered: secret, newer: undefined };
  sending = async (work) => {
    sent.push(work);
  };
  const store = memoryStore();
  await store.transact([{ directory: { kind: workspaceKind, token: 'T024BE7LD', id: 'T024BE7LD' } }]);
  receive = receiveSlack({
    directory: store.directory,
    storeOf: () => slackStore(store),
    findSecret: async () => secrets.remembered,
    findSecretAgain: async () => secrets.newer,
    sendWork: (work) => sending(work),
    now: () => now,
  });
});

describe('a signed request', () => {
  it('is handed on, and a command told so at once', async () => {
    await expect(receive(sign('commands', command()))).resolves.toEqual({
      response_type: 'ephemeral',
      text: 'Working on it…',
    });
    await expect(receive(sign('events', event('Ev1')))).resolves.toBeUndefined();
    expect(sent).toMatchObject([
      { tenant: 'acme', receivedAt: now.toISOString(), request: { kind: 'said', place: { kind: 'private' } } },
      { tenant: 'acme', request: { kind: 'said', place: { kind: 'message' } } },
    ]);
  });

  it('is handed on once, whether replayed or signed anew by Slack', async () => {
    await receive(sign('commands', command()));
    await receive(sign('commands', command()));
    await receive(sign('events', event('Ev1'), 20));
    await receive(sign('events', event('Ev1'), 10));
    await receive(sign('events', event('Ev2')));
    expect(sent).toHaveLength(3);
  });

  it('that could not be handed on is taken when Slack sends it again', async () => {
    const works = sending;
    sending = async () => {
      throw new Error('no queue');
    };
    await expect(receive(sign('events', event('Ev1'), 20))).rejects.toThrow('no queue');
    sending = works;
    await receive(sign('events', event('Ev1'), 10));
    expect(sent).toHaveLength(1);
  });

  it('by a secret that was changed a moment ago is taken', async () => {
    secrets = { remembered: 'old', newer: secret };
    await receive(sign('commands', command()));
    expect(sent).toHaveLength(1);
  });

  it('of a workspace that nobody connected does nothing', async () => {
    await expect(receive(sign('commands', command('T0OTHER')))).resolves.toMatchObject({
      text: expect.stringContaining('not connected'),
    });
    await expect(receive(sign('events', event('Ev1').replace('T024BE7LD', 'T0OTHER')))).resolves.toBeUndefined();
    expect(sent).toEqual([]);
  });

  it('may be the challenge of a new address', async () => {
    const body = JSON.stringify({ type: 'url_verification', challenge: 'abc' });
    await expect(receive(sign('events', body))).resolves.toEqual({ challenge: 'abc' });
  });
});

it.each([
  ['forged', { ...sign('commands', command()), signature: `v0=${'0'.repeat(64)}` }],
  ['signed with another secret', sign('commands', command(), 0, 'other')],
  ['six minutes old', sign('commands', command(), 360)],
  ['unsigned', { door: 'commands', body: command(), timestamp: undefined, signature: undefined } as const],
  ['changed', { ...sign('commands', command()), body: command('T0OTHER') }],
  ['unsigned and no request at all', { ...sign('events', '{'), signature: 'v0=' }],
])('a request that is %s is refused', async (_how, request) => {
  await expect(receive(request)).rejects.toMatchObject({ code: 'signature.invalid' });
  expect(sent).toEqual([]);
});

it('a request that is too large is refused before it is looked at', async () => {
  await expect(receive(sign('events', 'x'.repeat(300_000)))).rejects.toMatchObject({ code: 'payload.too-large' });
});
