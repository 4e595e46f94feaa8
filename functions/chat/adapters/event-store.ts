import type { Principal } from '../../shared/principal.ts';
import type { TenantStore, TenantWrite } from '../../shared/tenant-store.ts';
import { ConversationEvent } from '../contract.ts';
import { conversationsOf, kept, ownerOf } from '../domain/keeping.ts';

/** Writers of one conversation's events at the same moment are few: who answers, and what reports. */
const attempts = 8;

const cursorOf = (count: number): string => String(count).padStart(10, '0');

/** What happens, before it has its place. */
export type NewEvent = Omit<ConversationEvent, 'cursor'>;

/**
 * The events of one person's conversations. Each is numbered by one more than the one before, in one transaction with the
 * conversation's count: whoever has read up to one misses none that is written later.
 */
export const eventStore = (store: TenantStore, { subject }: Pick<Principal, 'subject'>) => {
  const conversations = conversationsOf(subject);
  const eventsOf = (conversation: string) => `event#${ownerOf(subject)}#${conversation}`;

  const countOf = async (conversation: string): Promise<number | undefined> => {
    const item = await store.get(conversations, conversation);
    return item && Number(item.events ?? 0);
  };

  const write = async (
    conversation: string,
    event: NewEvent,
    before: number,
    together: readonly TenantWrite[],
  ): Promise<ConversationEvent | undefined> => {
    const written = { ...event, cursor: cursorOf(before + 1) };
    const expiresAt = Math.floor(Date.parse(event.at) / 1000) + kept;
    const condition =
      before === 0
        ? { expression: 'attribute_exists(pk) AND attribute_not_exists(events)' }
        : { expression: 'events = :before', values: { ':before': before } };
    const isWritten = await store.transact([
      { update: { partition: conversations, sk: conversation, change: { set: { events: before + 1 } }, condition } },
      { put: { partition: eventsOf(conversation), sk: written.cursor, item: { ...written, expiresAt } } },
      ...together,
    ]);
    return isWritten ? written : undefined;
  };

  return {
    /**
     * Appends an event, together with other writes. Undefined where a condition of those does not hold, or the conversation
     * was removed: then nothing is written.
     */
    append: async (
      conversation: string,
      event: NewEvent,
      together: readonly TenantWrite[] = [],
    ): Promise<ConversationEvent | undefined> => {
      let before = await countOf(conversation);
      for (let attempt = 1; attempt <= attempts && before !== undefined; attempt += 1) {
        const written = await write(conversation, event, before, together);
        const now = written ? before : await countOf(conversation);
        if (written || now === before) {
          return written;
        }
        before = now;
      }
      if (before !== undefined) {
        throw new Error(`conversation ${conversation} had other events each time that one was to be written`);
      }
      return undefined;
    },

    /** In order, those after a cursor, and from where to go on. */
    list: async (
      conversation: string,
      { after = cursorOf(0), limit }: { after?: string; limit: number },
    ): Promise<{ items: ConversationEvent[]; next: string }> => {
      const { items } = await store.query(eventsOf(conversation), { after, limit });
      const events = items.map((item) => ConversationEvent.parse(item));
      return { items: events, next: events.at(-1)?.cursor ?? after };
    },
  };
};
export type EventStore = ReturnType<typeof eventStore>;
