import { expect, it } from 'vitest';
import { kim } from '../../../test/support/chat-world.ts';
import { memoryStore } from '../../../test/support/memory-store.ts';
import { kept, ownerOf } from '../domain/keeping.ts';
import { chatStore, type StoredConversation } from './chat-store.ts';

const at = '2026-11-21T15:30:00.000Z';
const conversation: StoredConversation = {
  id: 'c-1',
  title: 'What is failing?',
  startedAt: at,
  lastAt: at,
  expiresAt: at,
  timeZone: 'UTC',
  focus: {},
};

it('a message that is answered later is kept as long as any other', async () => {
  const store = memoryStore();
  const notBegun = new Date(0).toISOString();
  await chatStore(store, kim).begin(conversation, { id: 'm-1', at, text: 'help', begunAt: notBegun }, 'key-12345678');
  const partitions = ['message', 'request'].map((kind) => `${kind}#${ownerOf(kim.subject)}#c-1`);
  const items = (await Promise.all(partitions.map((partition) => store.query(partition)))).flatMap(
    (page) => page.items,
  );
  expect(items.map(({ expiresAt }) => expiresAt)).toEqual([0, 0].map(() => Date.parse(at) / 1000 + kept));
});
