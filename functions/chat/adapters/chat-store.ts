import * as z from 'zod';
import type { Principal } from '../../shared/principal.ts';
import type { TenantStore, TenantWrite } from '../../shared/tenant-store.ts';
import { Conversation, Message, Plan, type RecordedPlan } from '../contract.ts';
import { conversationsOf, kept, ownerOf } from '../domain/keeping.ts';
import { Focus, Pending } from '../domain/planner.ts';

/** What waits for a yes. `id` is the message that asked. */
export const Confirmation = z.object({ id: z.string(), plans: z.array(Plan), confirmBy: z.string() });
export type Confirmation = z.infer<typeof Confirmation>;

/** A conversation as it is kept: what is shown, and where it stands. */
export const StoredConversation = Conversation.extend({
  timeZone: z.string(),
  focus: Focus,
  pending: Pending.optional(),
  confirmation: Confirmation.optional(),
});
export type StoredConversation = z.infer<typeof StoredConversation>;

/** A message as it is kept. `acting`: what was about to be done when it was last heard of. */
export const StoredMessage = Message.omit({ answer: true }).extend({
  begunAt: z.string(),
  acting: z.array(Plan).optional(),
  answer: Message.shape.answer.optional(),
});
export type StoredMessage = z.infer<typeof StoredMessage>;

const Request = z.object({ message: z.string() });

const isAbsent = { expression: 'attribute_not_exists(pk)' };
const isPresent = { expression: 'attribute_exists(pk)' };

const toItem = (conversation: StoredConversation) => ({
  ...conversation,
  // The table's time to live is in seconds.
  expiresAt: Math.floor(Date.parse(conversation.expiresAt) / 1000),
});

const fromItem = (item: Record<string, unknown>): StoredConversation =>
  StoredConversation.parse({ ...item, expiresAt: new Date(Number(item.expiresAt) * 1000).toISOString() });

/** Conversations of one person: nobody else's are in these partitions. */
export const chatStore = (store: TenantStore, { subject }: Pick<Principal, 'subject'>) => {
  const mine = ownerOf(subject);
  const conversations = conversationsOf(subject);
  const plans = `plan#${mine}`;
  const messagesOf = (conversation: string) => `message#${mine}#${conversation}`;
  const requestsOf = (conversation: string) => `request#${mine}#${conversation}`;
  const eventsOf = (conversation: string) => `event#${mine}#${conversation}`;

  const removeAll = async (partition: string, keyOf: (item: Record<string, unknown>) => string): Promise<void> => {
    for (;;) {
      const { items, next } = await store.query(partition);
      await Promise.all(items.map((item) => store.remove(partition, keyOf(item))));
      if (next === undefined) {
        return;
      }
    }
  };

  const noteOf = (conversation: string, message: string, acting: readonly Plan[]): TenantWrite => ({
    update: {
      partition: messagesOf(conversation),
      sk: message,
      change: { set: { acting: [...acting] } },
      condition: isPresent,
    },
  });

  return {
    start: (conversation: StoredConversation): Promise<boolean> =>
      store.put(conversations, conversation.id, toItem(conversation), isAbsent),

    /** Undefined where there is none, or it has expired. */
    find: async (id: string, now: Date): Promise<StoredConversation | undefined> => {
      const item = await store.get(conversations, id);
      const found = item && fromItem(item);
      return found && Date.parse(found.expiresAt) > now.getTime() ? found : undefined;
    },

    /** Newest first. */
    list: async (page: { limit: number; cursor?: string }) => {
      const { items, next } = await store.query(conversations, { ...page, newestFirst: true });
      return { items: items.map(fromItem), next };
    },

    /**
     * What was said in it goes first, so that a removal that broke off can be repeated; then what happened meanwhile, since
     * nothing does once the conversation is gone.
     */
    remove: async (id: string): Promise<void> => {
      await removeAll(messagesOf(id), (item) => String(item.id));
      await removeAll(requestsOf(id), (item) => String(item.key));
      await removeAll(eventsOf(id), (item) => String(item.cursor));
      await store.remove(conversations, id);
      await removeAll(eventsOf(id), (item) => String(item.cursor));
    },

    /** Oldest first. */
    listMessages: async (conversation: string, page: { limit: number; cursor?: string }) => {
      const { items, next } = await store.query(messagesOf(conversation), page);
      return { items: items.map((item) => StoredMessage.parse(item)), next };
    },

    /** The last messages that were answered, oldest first. */
    lastMessages: async (conversation: string, limit: number): Promise<Message[]> => {
      const { items } = await store.query(messagesOf(conversation), { limit, newestFirst: true });
      const messages = items.map((item) => StoredMessage.parse(item)).reverse();
      return messages.flatMap(({ id, at, text, answer }) => (answer ? [{ id, at, text, answer }] : []));
    },

    /** Enters a message before it is answered; false: one with this key was entered before. */
    begin: (conversation: StoredConversation, message: StoredMessage, key: string | undefined): Promise<boolean> => {
      const expiresAt = Math.floor(Date.parse(message.at) / 1000) + kept;
      const writes: TenantWrite[] = [
        {
          put: {
            partition: messagesOf(conversation.id),
            sk: message.id,
            item: { ...message, expiresAt },
            condition: isAbsent,
          },
        },
      ];
      if (key !== undefined) {
        const item = { key, message: message.id, expiresAt };
        writes.push({ put: { partition: requestsOf(conversation.id), sk: key, item, condition: isAbsent } });
      }
      return store.transact(writes);
    },

    findRequested: async (conversation: string, key: string): Promise<StoredMessage | undefined> => {
      const request = await store.get(requestsOf(conversation), key);
      const item = request && (await store.get(messagesOf(conversation), Request.parse(request).message));
      return item && StoredMessage.parse(item);
    },

    findMessage: async (conversation: string, message: string): Promise<StoredMessage | undefined> => {
      const item = await store.get(messagesOf(conversation), message);
      return item && StoredMessage.parse(item);
    },

    /** Marks a message as said or answered among the events, in one transaction with that event, so that it is so once. */
    markOnce: (conversation: string, message: string, mark: 'said' | 'answered'): TenantWrite => ({
      update: {
        partition: messagesOf(conversation),
        sk: message,
        change: { set: { [mark]: true } },
        condition: { expression: `attribute_exists(pk) AND attribute_not_exists(${mark})` },
      },
    }),

    /** Takes over a message that whoever began it did not answer; false: somebody else did. */
    takeOver: async (conversation: string, { id, begunAt }: StoredMessage, now: Date): Promise<boolean> => {
      const change = { set: { begunAt: now.toISOString() } };
      const condition = { expression: 'begunAt = :begunAt', values: { ':begunAt': begunAt } };
      return (await store.update(messagesOf(conversation), id, change, condition)) !== undefined;
    },

    /** Lets anybody take the message over at once. */
    release: async (conversation: string, message: string): Promise<void> => {
      await store.update(messagesOf(conversation), message, { set: { begunAt: new Date(0).toISOString() } }, isPresent);
    },

    /**
     * Notes what a message is about to do, and takes the question that it may be the answer to, so that none is answered
     * twice; false: it was answered before.
     */
    noteActing: (
      { id, lastAt, pending }: Pick<StoredConversation, 'id' | 'lastAt' | 'pending'>,
      message: string,
      acting: readonly Plan[],
    ): Promise<boolean> =>
      store.transact([
        ...(pending
          ? [
              {
                update: {
                  partition: conversations,
                  sk: id,
                  change: { remove: ['pending'] },
                  condition: {
                    expression: 'lastAt = :lastAt AND attribute_exists(pending)',
                    values: { ':lastAt': lastAt },
                  },
                },
              },
            ]
          : []),
        noteOf(id, message, acting),
      ]),

    /**
     * Takes what waits for a yes, so that nobody can take it again, and notes what the message is about to do, if
     * anything; false: it was taken before.
     */
    takeConfirmation: (
      conversation: string,
      { id }: Confirmation,
      message: string,
      acting: readonly Plan[] | undefined,
    ): Promise<boolean> =>
      store.transact([
        {
          update: {
            partition: conversations,
            sk: conversation,
            change: { remove: ['confirmation', 'confirmationId'] },
            condition: { expression: 'confirmationId = :confirmation', values: { ':confirmation': id } },
          },
        },
        ...(acting ? [noteOf(conversation, message, acting)] : []),
      ]),

    /** Writes a message's answer, and where the conversation stands after it; nothing where it was removed meanwhile. */
    finish: async (
      conversation: Pick<StoredConversation, 'id' | 'title' | 'lastAt' | 'expiresAt' | 'focus' | 'pending'>,
      message: Message,
      confirmation: Confirmation | undefined,
    ): Promise<void> => {
      const { id, title, lastAt, focus, pending } = conversation;
      const expiresAt = Math.floor(Date.parse(conversation.expiresAt) / 1000);
      const isKept = await store.update(
        conversations,
        id,
        {
          set: {
            ...{ title, lastAt, expiresAt, focus },
            ...(pending && { pending }),
            ...(confirmation && { confirmation, confirmationId: confirmation.id }),
          },
          remove: pending ? [] : ['pending'],
        },
        isPresent,
      );
      if (isKept) {
        await store.update(
          messagesOf(id),
          message.id,
          { set: { answer: message.answer }, remove: ['acting'] },
          isPresent,
        );
      }
    },

    recordPlan: async (plan: z.infer<typeof RecordedPlan>): Promise<void> => {
      const expiresAt = Math.floor(Date.parse(plan.at) / 1000) + kept;
      await store.put(plans, plan.id, { ...plan, expiresAt });
    },

    /** Newest first. */
    listPlans: (page: { limit: number; cursor?: string }) => store.query(plans, { ...page, newestFirst: true }),
  };
};
export type ChatStore = ReturnType<typeof chatStore>;
