import type { Implementation } from '../../shared/serve-operations.ts';
import type { getRepository as contract } from '../contract.ts';
import { toRepository } from '../domain/repository.ts';
import { loadRepository, type TableOf } from './table-of.ts';

/** Shows one repository. */
export const getRepository =
  (deps: { tableOf: TableOf; apiUrl: string }): Implementation<typeof contract> =>
  async ({ repository }, { principal, now }) =>
    toRepository(await loadRepository(deps.tableOf(principal), repository), deps.apiUrl, now());
