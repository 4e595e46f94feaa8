import * as z from 'zod';
import type { TenantStore } from '../../shared/tenant-store.ts';

/** With what a tenant's messages are understood. `secret` names the endpoint's key in Secrets Manager. */
export const StoredModel = z.discriminatedUnion('provider', [
  z.object({ provider: z.literal('none'), setAt: z.string() }),
  z.object({ provider: z.literal('bedrock'), setAt: z.string() }),
  z.object({
    provider: z.literal('openai'),
    endpoint: z.string(),
    model: z.string(),
    secret: z.string().optional(),
    setAt: z.string(),
  }),
]);
export type StoredModel = z.infer<typeof StoredModel>;

const partition = 'model';
const setting = 'setting';

/** Seconds for which a minute's count is kept. */
const counted = 600;

const Count = z.object({ count: z.number() });

/** A tenant's model: which it is, and how much it is asked. */
export const modelStore = (store: TenantStore) => ({
  /** Undefined where the tenant has chosen nothing. */
  find: async (): Promise<StoredModel | undefined> => {
    const item = await store.get(partition, setting);
    return item && StoredModel.parse(item);
  },

  put: async (model: StoredModel): Promise<void> => {
    await store.put(partition, setting, model);
  },

  /** Counts a message that is about to go to the model; gives how many there were in this minute, with it. */
  count: async (now: Date): Promise<number> => {
    const minute = now.toISOString().slice(0, 16);
    const expiresAt = Math.floor(now.getTime() / 1000) + counted;
    const item = await store.update(partition, `minute#${minute}`, { add: { count: 1 }, setIfAbsent: { expiresAt } });
    return Count.parse(item).count;
  },
});
export type ModelStore = ReturnType<typeof modelStore>;
