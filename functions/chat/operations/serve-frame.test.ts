import { expect, it } from 'vitest';
import { memoryStore } from '../../../test/support/memory-store.ts';
import type { CallOperation } from '../../shared/call-operation.ts';
import { DomainError } from '../../shared/errors.ts';
import { listenerStore } from '../adapters/listener-store.ts';
import { type ConversationEvent, longestFrame, ServerFrame } from '../contract.ts';
import { framesOf } from '../domain/frames.ts';
import { serveFrame } from './serve-frame.ts';

const at = '2026-11-21T12:00:00.000Z';
const conversation = 'c-0123456789ab';
const connection = { id: 'connection', tenant: 'acme', key: 'kim' };

const eventOf = (count: number): ConversationEvent => ({
  ...{ cursor: String(count).padStart(10, '0'), at, kind: 'message', text: `text ${count}` },
});

const start = ({ events = 0 } = {}) => {
  const store = memoryStore();
  const key = { isGood: true };
  const posted: ServerFrame[] = [];
  const closed: string[] = [];
  const calls: { id: string; input: Record<string, unknown> }[] = [];
  const all = Array.from({ length: events }, (_, index) => eventOf(index + 1));
  const callChat = (async (operation: { id: string }, input: Record<string, unknown>) => {
    calls.push({ id: operation.id, input });
    if (operation.id === 'chat.send') {
      return { id: 'm-1', at, text: input.text };
    }
    const { after = '0000000000' } = input as { after?: string };
    const items = all.filter(({ cursor }) => cursor > after).slice(0, 100);
    return { items, next: items.at(-1)?.cursor ?? after };
  }) as unknown as CallOperation;
  const serve = serveFrame({
    actForKey: async () => {
      if (!key.isGood) {
        throw new DomainError('key.missing', 'The API key kim is revoked.');
      }
      return 'token';
    },
    callChat,
    listenersOf: (owner) => listenerStore(store, owner),
    connections: {
      post: async (_id, frames) => {
        posted.push(...frames.map((frame) => ServerFrame.parse(JSON.parse(frame))));
        return true;
      },
      close: async (id) => {
        closed.push(id);
      },
    },
    now: () => new Date(at),
  });
  const send = (frame: unknown) =>
    serve(connection, typeof frame === 'string' ? frame : JSON.stringify(frame), 'request-1');
  const listeners = () => listenerStore(store, { subject: { kind: 'key', id: 'kim' } }).list(conversation);
  return { send, key, posted, closed, calls, listeners };
};

it('what is said is handed on, and listened to', async () => {
  const { send, posted, calls, listeners } = start();
  await send({ action: 'send', conversation, text: 'run it', reference: 'reference-1' });
  expect(calls).toEqual([
    {
      id: 'chat.send',
      input: { conversation, text: 'run it', confirms: undefined, wait: false, idempotencyKey: 'reference-1' },
    },
  ]);
  expect(posted).toEqual([{ type: 'accepted', conversation, message: 'm-1', reference: 'reference-1' }]);
  expect(await listeners()).toEqual(['connection']);
});

it('what was missed comes in order, once, with a place to go on from', async () => {
  const { send, posted, listeners } = start({ events: 250 });
  await send({ action: 'resume', conversation, after: '0000000007' });
  const cursors = posted.flatMap((frame) => (frame.type === 'event' ? [Number(frame.event.cursor)] : []));
  expect(cursors).toEqual(Array.from({ length: 243 }, (_, index) => index + 8));
  expect(posted.at(-1)).toMatchObject({ type: 'resumed', next: '0000000250', more: false });
  expect(await listeners()).toEqual(['connection']);
});

it('of very much a part comes, and that there is more', async () => {
  const { send, posted } = start({ events: 1200 });
  await send({ action: 'resume', conversation });
  expect(posted.at(-1)).toMatchObject({ type: 'resumed', next: '0000001000', more: true });
});

it('a ping is answered', async () => {
  const { send, posted } = start();
  await send({ action: 'ping' });
  expect(posted).toEqual([{ type: 'pong' }]);
});

it.each([
  ['no JSON', 'hello', 400],
  ['no action', {}, 400],
  ['an action that is not known', { action: 'shout' }, 400],
  ['no text', { action: 'send', conversation }, 400],
  ['a conversation that is none', { action: 'resume', conversation: '../x' }, 400],
  ['too much', JSON.stringify({ action: 'ping', filler: 'x'.repeat(longestFrame) }), 413],
])('%s is refused', async (_what, frame, status) => {
  const { send, posted, calls } = start();
  await send(frame);
  expect(posted).toMatchObject([{ type: 'problem', problem: { status, requestId: 'request-1' } }]);
  expect(calls).toEqual([]);
});

it('a problem tells which frame it is of', async () => {
  const { send, posted } = start();
  await send({ action: 'send', conversation, text: '', reference: 'reference-1' });
  expect(posted).toMatchObject([{ type: 'problem', reference: 'reference-1' }]);
});

it('a key that was revoked since is told so and cut off', async () => {
  const { send, key, posted, closed, calls } = start();
  await send({ action: 'send', conversation, text: 'hello' });
  key.isGood = false;
  await send({ action: 'send', conversation, text: 'run it' });
  expect(posted.at(-1)).toMatchObject({ type: 'problem', problem: { status: 401 } });
  expect(closed).toEqual(['connection']);
  expect(calls).toHaveLength(1);
});

it('a long event comes in frames that are short enough, and is whole when put together', () => {
  const event = { ...eventOf(3), text: 'ß"\\\n…😀'.repeat(20_000) };
  const frames = framesOf(conversation, event);
  expect(Math.max(...frames.map((frame) => Buffer.byteLength(frame)))).toBeLessThanOrEqual(longestFrame);
  const parts = frames.map((frame) => ServerFrame.parse(JSON.parse(frame)));
  const data = parts.map((part) => (part.type === 'part' ? part.data : expect.fail('no part'))).join('');
  expect(JSON.parse(data)).toEqual(event);
  expect(framesOf(conversation, eventOf(3))).toHaveLength(1);
});
