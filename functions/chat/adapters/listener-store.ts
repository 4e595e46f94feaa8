import * as z from 'zod';
import type { Principal } from '../../shared/principal.ts';
import type { TenantStore } from '../../shared/tenant-store.ts';
import { ownerOf } from '../domain/keeping.ts';

/** Seconds for which API Gateway keeps a connection at most. */
const longest = 2 * 60 * 60;

const Listener = z.object({ connection: z.string(), conversation: z.string() });

/** Which connections of one person listen to which of their conversations. */
export const listenerStore = (store: TenantStore, { subject }: Pick<Principal, 'subject'>) => {
  const connections = `connection#${ownerOf(subject)}`;
  const listenersOf = (conversation: string) => `listener#${ownerOf(subject)}#${conversation}`;
  const keyOf = (connection: string, conversation: string) => `${connection}#${conversation}`;

  return {
    add: async (connection: string, conversation: string, now: Date): Promise<void> => {
      const item = { connection, conversation, expiresAt: Math.floor(now.getTime() / 1000) + longest };
      await store.transact([
        { put: { partition: listenersOf(conversation), sk: connection, item } },
        { put: { partition: connections, sk: keyOf(connection, conversation), item } },
      ]);
    },

    /** A person listens to one conversation from few places; there may be some among them that are gone. */
    list: async (conversation: string): Promise<string[]> =>
      (await store.query(listenersOf(conversation))).items.map((item) => Listener.parse(item).connection),

    /** Forgets a connection that is gone, with all that it listened to. */
    remove: async (connection: string): Promise<void> => {
      const { items } = await store.query(connections, { prefix: `${connection}#` });
      for (const { conversation } of items.map((item) => Listener.parse(item))) {
        await store.remove(listenersOf(conversation), connection);
        await store.remove(connections, keyOf(connection, conversation));
      }
    },
  };
};
export type ListenerStore = ReturnType<typeof listenerStore>;
