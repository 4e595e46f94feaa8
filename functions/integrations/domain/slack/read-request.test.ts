import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { modalOf } from './modal.ts';
import { Door, readForm, readRequest } from './read-request.ts';

const now = new Date('2026-11-30T08:00:00Z');
const responseUrl = 'https://hooks.slack.com/commands/T024BE7LD/1/x';
const form = (fields: Record<string, string>) => String(new URLSearchParams(fields));

const command = (text: string) =>
  form({
    team_id: 'T024BE7LD',
    user_id: 'U061F7AUR',
    channel_id: 'C0OPS',
    command: '/navigator',
    text,
    response_url: responseUrl,
    trigger_id: '1.2.x',
  });

const event = (fields: Record<string, unknown>) =>
  JSON.stringify({
    type: 'event_callback',
    team_id: 'T024BE7LD',
    event_id: 'Ev08MFMKH6',
    event_time: 1_796_025_600,
    event: fields,
  });

const mention = {
  type: 'app_mention',
  user: 'U061F7AUR',
  text: '<@U0BOT> help',
  ts: '1515449522.000016',
  channel: 'C0OPS',
};
const direct = { ...mention, type: 'message', channel_type: 'im', text: 'run it', channel: 'D024BE91L' };

describe('a command', () => {
  it('is answered to its person alone, for half an hour', () => {
    expect(readRequest('commands', command('run nightly_sales'), now)).toEqual({
      kind: 'request',
      request: {
        kind: 'said',
        team: 'T024BE7LD',
        user: 'U061F7AUR',
        text: 'run nightly_sales',
        place: { kind: 'private', channel: 'C0OPS', responseUrl, until: '2026-11-30T08:29:00.000Z' },
      },
    });
  });

  it('without words asks for help, and a certificate check for nothing', () => {
    expect(readRequest('commands', command(' '), now)).toMatchObject({ request: { text: 'help' } });
    expect(readRequest('commands', form({ ssl_check: '1' }), now)).toEqual({ kind: 'ignored' });
  });
});

describe('an event', () => {
  it('may be the challenge by which Slack checks an address', () => {
    const body = JSON.stringify({ token: 'x', challenge: '3eZbrw1a', type: 'url_verification' });
    expect(readRequest('events', body, now)).toEqual({ kind: 'challenge', challenge: '3eZbrw1a' });
  });

  it('begins a thread where the bot is mentioned, and goes on in one', () => {
    expect(readRequest('events', event(mention), now)).toMatchObject({
      id: 'Ev08MFMKH6',
      request: { text: 'help', place: { kind: 'message', channel: 'C0OPS', thread: '1515449522.000016' } },
    });
    expect(readRequest('events', event({ ...mention, thread_ts: '1.1' }), now)).toMatchObject({
      request: { place: { thread: '1.1' } },
    });
  });

  it('in a direct message needs no thread', () => {
    const read = readRequest('events', event(direct), now);
    expect(read).toMatchObject({ request: { text: 'run it', place: { kind: 'message', channel: 'D024BE91L' } } });
    expect(read).not.toHaveProperty('request.place.thread');
  });

  it.each([
    ['a bot said', { ...direct, bot_id: 'B0BOT' }],
    ['was edited', { ...direct, subtype: 'message_changed' }],
    ['mentions us again, edited', { ...mention, edited: { user: 'U061F7AUR', ts: '1.3' } }],
    ['was said in a channel without a mention', { ...direct, channel_type: 'channel' }],
    ['is none of ours', { type: 'reaction_added', user: 'U061F7AUR' }],
    ['revokes only tokens of people', { type: 'tokens_revoked', tokens: { oauth: ['U1'], bot: [] } }],
  ])('that %s is ignored', (_what, fields) => {
    expect(readRequest('events', event(fields), now)).toEqual({ kind: 'ignored' });
  });

  it.each([{ type: 'app_uninstalled' }, { type: 'tokens_revoked', tokens: { bot: ['U0BOT'] } }])(
    'tells that a workspace has left: %j',
    (fields) => {
      expect(readRequest('events', event(fields), now)).toMatchObject({
        request: { kind: 'left', team: 'T024BE7LD', at: '2026-11-30T08:00:00.000Z' },
      });
    },
  );
});

describe('an interaction', () => {
  const interaction = (payload: unknown) => form({ payload: JSON.stringify(payload) });
  const pressed = {
    type: 'block_actions',
    team: { id: 'T024BE7LD', domain: 'acme' },
    user: { id: 'U061F7AUR', team_id: 'T024BE7LD' },
    trigger_id: '1.2.x',
    response_url: responseUrl,
    container: { type: 'message', message_ts: '1.2', channel_id: 'C0OPS', is_ephemeral: false, thread_ts: '1.1' },
    actions: [
      {
        type: 'button',
        action_id: 'yes',
        block_id: 'b',
        text: { type: 'plain_text', text: 'Yes' },
        value: JSON.stringify({ user: 'U061F7AUR', say: 'yes', confirms: 'm-1', asked: 'Really?' }),
      },
    ],
  };

  it('is a button, in the thread where it stands', () => {
    expect(readRequest('interactions', interaction(pressed), now)).toEqual({
      kind: 'request',
      request: {
        kind: 'pressed',
        team: 'T024BE7LD',
        user: 'U061F7AUR',
        place: { kind: 'message', channel: 'C0OPS', thread: '1.1' },
        button: { user: 'U061F7AUR', say: 'yes', confirms: 'm-1', asked: 'Really?' },
        label: 'Yes',
        responseUrl,
        trigger: '1.2.x',
      },
    });
  });

  it('on what only its person sees is answered to them alone', () => {
    const container = { ...pressed.container, is_ephemeral: true };
    expect(readRequest('interactions', interaction({ ...pressed, container }), now)).toMatchObject({
      request: { place: { kind: 'private', responseUrl } },
    });
  });

  it('is a form that was filled in, which says its text where the question was asked', () => {
    const place = { kind: 'message', channel: 'C0OPS', thread: '1.1' } as const;
    const submitted = (value: string | null) => ({
      type: 'view_submission',
      team: { id: 'T024BE7LD' },
      user: { id: 'U061F7AUR' },
      view: {
        ...modalOf('Which?', place),
        state: { values: { answer: { text: { type: 'plain_text_input', value } } } },
      },
    });
    expect(readRequest('interactions', interaction(submitted(' the second ')), now)).toEqual({
      kind: 'request',
      request: { kind: 'said', team: 'T024BE7LD', user: 'U061F7AUR', place, text: 'the second' },
    });
    expect(readRequest('interactions', interaction(submitted(null)), now)).toEqual({ kind: 'ignored' });
  });
});

it('reads a form as it was written', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' })), (fields) => {
      expect(readForm(form(fields))).toEqual({ ...fields });
    }),
  );
});

it('reads anything, or says that it is not what Slack sends', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...Door.options),
      fc.oneof(
        fc.string(),
        fc.json(),
        fc.json().map((payload) => form({ payload })),
      ),
      (door, body) => {
        try {
          expect(readRequest(door, body, now).kind).toBe('ignored');
        } catch (error) {
          expect(error).toMatchObject({ code: 'input.invalid' });
        }
      },
    ),
  );
});
