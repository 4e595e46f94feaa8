import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryStore } from '../../../test/support/memory-store.ts';
import type { Principal } from '../../shared/principal.ts';
import type { Call } from '../../shared/serve-operations.ts';
import { chatStore } from '../adapters/chat-store.ts';
import { eventStore } from '../adapters/event-store.ts';
import { listenerStore } from '../adapters/listener-store.ts';
import type { ConversationEvent } from '../contract.ts';
import { announceEvent } from './announce-event.ts';
import { listEvents } from './list-events.ts';
import { pushEvent } from './push-event.ts';
import { startConversation } from './start-conversation.ts';
import { tellPieces } from './tell-pieces.ts';

const at = '2026-11-21T12:00:00.000Z';
const kim: Principal = { tenant: 'acme', subject: { kind: 'key', id: 'kim' }, systems: [], roles: [] };
const jo: Principal = { ...kim, subject: { kind: 'key', id: 'jo' } };

const caller = (principal = kim): Call => ({
  principal,
  principalToken: 'token',
  authorise: () => undefined,
  now: () => new Date(at),
  requestId: 'request',
});

const start = async () => {
  const store = memoryStore();
  const storeOf = (principal: Principal) => chatStore(store, principal);
  const eventsOf = (owner: Pick<Principal, 'subject'>) => eventStore(store, owner);
  const begun = await startConversation({ storeOf, random: Math.random, webSocketUrl: 'wss://example.com/ws' })(
    { timeZone: 'UTC' },
    caller(),
  );
  const say = (text: string) => eventsOf(kim).append(begun.id, { at, kind: 'message', text });
  return { store, storeOf, eventsOf, conversation: begun.id, say };
};

describe('events', () => {
  it('are numbered without gaps, whoever writes at the same moment', async () => {
    const { say, eventsOf, conversation } = await start();
    await Promise.all(['a', 'b', 'c', 'd'].map(say));
    const { items, next } = await eventsOf(kim).list(conversation, { limit: 10 });
    expect(items.map(({ cursor }) => Number(cursor))).toEqual([1, 2, 3, 4]);
    expect(items.map(({ text }) => text).sort()).toEqual(['a', 'b', 'c', 'd']);
    expect(next).toBe(items.at(-1)?.cursor);
  });

  it('are read once each and in order, whatever the pages', async () => {
    const { say, eventsOf, conversation } = await start();
    const said = Array.from({ length: 12 }, (_, index) => String(index));
    for (const each of said) await say(each);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 12, maxLength: 12 }), async (limits) => {
        const read: string[] = [];
        let after: string | undefined;
        for (const limit of limits) {
          const page = await eventsOf(kim).list(conversation, { after, limit });
          read.push(...page.items.map(({ text }) => text));
          after = page.next;
        }
        expect(read).toEqual(said);
      }),
    );
  });

  it('happen together with what marks them, or not at all', async () => {
    const { store, eventsOf, conversation } = await start();
    await store.put('mark', 'm', {});
    const mark = {
      update: {
        partition: 'mark',
        sk: 'm',
        change: { set: { done: true } },
        condition: { expression: 'attribute_not_exists(done)' },
      },
    };
    const append = () => eventsOf(kim).append(conversation, { at, kind: 'report', text: 'done' }, [mark]);
    expect(await append()).toMatchObject({ text: 'done' });
    expect(await append()).toBeUndefined();
    expect((await eventsOf(kim).list(conversation, { limit: 10 })).items).toHaveLength(1);
  });

  it('are gone with their conversation, in which nothing happens any more', async () => {
    const { store, storeOf, say, eventsOf, conversation } = await start();
    await say('hello');
    await storeOf(kim).remove(conversation);
    expect(await say('hello?')).toBeUndefined();
    expect((await eventsOf(kim).list(conversation, { limit: 10 })).items).toEqual([]);
    expect((await store.query(`event#key#kim#${conversation}`)).items).toEqual([]);
  });
});

describe('whoever waits for events', () => {
  const waiting = async (during: (say: (text: string) => Promise<unknown>, pauses: number) => Promise<unknown>) => {
    const { storeOf, eventsOf, conversation, say } = await start();
    let pauses = 0;
    const pause = async () => {
      pauses += 1;
      await during(say, pauses);
    };
    const input = { conversation, wait: 20, limit: 100 };
    const found = await listEvents({ storeOf, eventsOf, pause })(input, caller());
    return { found, pauses };
  };

  it('has them as soon as there are some', async () => {
    const { found, pauses } = await waiting(async (say, count) => (count === 3 ? say('hello') : undefined));
    expect(pauses).toBe(3);
    expect(found.items).toMatchObject([{ text: 'hello' }]);
  });

  it('is sent away after the time they gave, with a place to go on from', async () => {
    const { found, pauses } = await waiting(async () => undefined);
    expect(pauses).toBe(50);
    expect(found).toEqual({ items: [], next: '0000000000' });
  });

  it('is refused where the conversation is somebody else’s', async () => {
    const { storeOf, eventsOf, conversation } = await start();
    const read = listEvents({ storeOf, eventsOf })({ conversation, wait: 0, limit: 1 }, caller(jo));
    await expect(read).rejects.toThrow(`You have no conversation ${conversation}`);
  });
});

it('an event is pushed to those who listen, and those who are gone are forgotten', async () => {
  const { store, eventsOf, conversation } = await start();
  const listenersOf = (owner: Pick<Principal, 'subject'>) => listenerStore(store, owner);
  for (const connection of ['here', 'gone', 'stuck']) {
    await listenersOf(kim).add(connection, conversation, new Date(at));
  }
  await listenersOf(jo).add('stranger', conversation, new Date(at));
  const posted: string[] = [];
  const connections = {
    post: async (connection: string) => {
      posted.push(connection);
      if (connection === 'stuck') {
        throw new Error('it takes too long');
      }
      return connection !== 'gone';
    },
  };
  const announce = announceEvent({ eventsOf, push: pushEvent({ listenersOf, connections }) });
  const tell = () => announce(kim, conversation, { at, kind: 'report', text: 'done' });
  await expect(tell()).resolves.toMatchObject({ text: 'done' });
  expect(posted.sort()).toEqual(['gone', 'here', 'stuck']);
  await tell();
  expect(posted.slice(3).sort()).toEqual(['here', 'stuck']);
});

describe('pieces of an answer', () => {
  const telling = (isBusy: (text: string) => boolean = () => false) => {
    const told: string[] = [];
    const announce = async (_owner: unknown, _conversation: string, event: Omit<ConversationEvent, 'cursor'>) => {
      if (isBusy(event.text)) {
        throw new Error('the conversation had other events each time');
      }
      told.push(event.text);
      return undefined;
    };
    const pieces = tellPieces({ announce, masking: { key: Buffer.alloc(32, 1) } })({
      conversation: { id: 'c-1' },
      message: { id: 'm-1' },
      caller: caller(),
    });
    return { told, ...pieces };
  };

  it('become few events, and nothing of them is lost', async () => {
    const { told, tell, end } = telling();
    const words = Array.from({ length: 100 }, (_, index) => `word${index} `);
    for (const word of words) tell(word);
    await end();
    expect(told.join('')).toBe(words.join(''));
    expect(told.length).toBeLessThan(6);
  });

  it('come after a moment, whole words of them', async () => {
    const { told, tell, end } = telling();
    tell('The warehouse ref');
    await expect.poll(() => told).toEqual(['The warehouse ']);
    tell('used.');
    await end();
    expect(told).toEqual(['The warehouse ', 'refused.']);
  });

  it('that cannot be told do not keep the others, or the answer, from coming', async () => {
    const { told, tell, end } = telling((text) => text.startsWith('The'));
    tell('The warehouse ref');
    await new Promise((resolve) => setTimeout(resolve, 150));
    tell('used.');
    await expect(end()).resolves.toBeUndefined();
    expect(told).toEqual(['refused.']);
  });

  it('are masked, also what came in two', async () => {
    const { told, tell, end } = telling();
    tell('Sign in with password=hunt');
    await expect.poll(() => told.length).toBe(1);
    tell('er2hunter2 now.');
    await end();
    expect(told.join('')).not.toMatch(/hunter2/);
    expect(told.join('')).toMatch(/^Sign in with .*‹.*› now\.$/);
  });
});
