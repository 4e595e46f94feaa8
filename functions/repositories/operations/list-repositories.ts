import type { Implementation } from '../../shared/serve-operations.ts';
import type { listRepositories as contract } from '../contract.ts';
import { toRepository } from '../domain/repository.ts';
import type { TableOf } from './table-of.ts';

/** Lists the tenant's repositories by id. */
export const listRepositories =
  (deps: { tableOf: TableOf; apiUrl: string }): Implementation<typeof contract> =>
  async (page, { principal, now }) => {
    const { items, next } = await deps.tableOf(principal).list(page);
    return { items: items.map((record) => toRepository(record, deps.apiUrl, now())), next };
  };
