import * as z from 'zod';
import { Subject } from '../../shared/principal.ts';
import type { TenantStore, TenantWrite } from '../../shared/tenant-store.ts';
import { kept } from '../domain/keeping.ts';

/** Somebody who waits for a run: in which conversation, since which message. `reported`: what they were told, once it was. */
export const Follow = z.object({
  subject: Subject,
  conversation: z.string(),
  message: z.string(),
  reported: z.object({ at: z.string(), text: z.string() }).optional(),
  isAnnounced: z.boolean().default(false),
});
export type Follow = z.infer<typeof Follow>;

const partitionOf = (run: string): string => `follow#${run}`;

/** Who waits for which run of a tenant. */
export const followStore = (store: TenantStore) => ({
  add: async (run: string, follow: Omit<Follow, 'reported' | 'isAnnounced'>, now: Date): Promise<void> => {
    const expiresAt = Math.floor(now.getTime() / 1000) + kept;
    const condition = { expression: 'attribute_not_exists(pk)' };
    await store.put(partitionOf(run), follow.conversation, { ...follow, expiresAt }, condition);
  },

  /** A run is followed from few conversations: those in which it was started. */
  list: async (run: string): Promise<Follow[]> =>
    (await store.query(partitionOf(run))).items.map((item) => Follow.parse(item)),

  /** Marks them as told, in one transaction with the event that tells them, so that it is so once. */
  markReported: (run: string, { conversation }: Follow, reported: { at: string; text: string }): TenantWrite => ({
    update: {
      partition: partitionOf(run),
      sk: conversation,
      change: { set: { reported } },
      condition: { expression: 'attribute_exists(pk) AND attribute_not_exists(reported)' },
    },
  }),

  noteAnnounced: async (run: string, { conversation }: Follow): Promise<void> => {
    const condition = { expression: 'attribute_exists(pk)' };
    await store.update(partitionOf(run), conversation, { set: { isAnnounced: true } }, condition);
  },
});
export type FollowStore = ReturnType<typeof followStore>;
