import type { Implementation } from '../../shared/serve-operations.ts';
import type { TableOf } from '../adapters/knowledge-table.ts';
import type { listSources as operation } from '../contract.ts';
import { showSource } from '../domain/source.ts';

interface Deps {
  readonly tableOf: TableOf;
  readonly bucketName: string;
}

/** Lists the sources by name; those of runs and repositories are there once something came from them. */
export const listSources =
  ({ tableOf, bucketName }: Deps): Implementation<typeof operation> =>
  async (page, { principal }) => {
    const { items, next } = await tableOf(principal).listSources(page);
    const shown = items.filter(({ removedAt }) => removedAt === undefined);
    return { items: shown.map((source) => showSource(source, principal.tenant, bucketName)), next };
  };
