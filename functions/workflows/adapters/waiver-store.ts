import { readAll, type TenantStore } from '../../shared/tenant-store.ts';
import { Waiver } from '../contract.ts';

const partitionOf = (repository: string): string => `waiver#${repository}`;

/** Security waivers of one tenant's repositories, within the capability's table. */
export const waiverStore = (store: TenantStore) => ({
  /** Of one repository, revoked ones too. */
  read: async (repository: string): Promise<Waiver[]> =>
    (await readAll(store, partitionOf(repository))).map((item) => Waiver.parse(item)),

  /** Newest first. */
  list: async (repository: string, page: { readonly limit: number; readonly cursor?: string }) => {
    const { items, next } = await store.query(partitionOf(repository), { ...page, newestFirst: true });
    return { items: items.map((item) => Waiver.parse(item)), next };
  },

  /** Once for each id: one that was revoked meanwhile stays so. False: it was there. */
  add: (waiver: Waiver): Promise<boolean> =>
    store.put(partitionOf(waiver.repository), waiver.id, waiver, { expression: 'attribute_not_exists(pk)' }),

  /** Undefined: there is none, or it is revoked already. */
  revoke: async (
    repository: string,
    id: string,
    revoked: Required<Pick<Waiver, 'revokedAt' | 'revokedBy'>>,
  ): Promise<Waiver | undefined> => {
    const condition = { expression: 'attribute_exists(pk) AND attribute_not_exists(revokedAt)' };
    const item = await store.update(partitionOf(repository), id, { set: revoked }, condition);
    return item && Waiver.parse(item);
  },
});
export type WaiverStore = ReturnType<typeof waiverStore>;
