import type { Implementation } from '../../shared/serve-operations.ts';
import type { TableOf } from '../adapters/knowledge-table.ts';
import type { refreshSource as operation } from '../contract.ts';
import { showSource, sourceOf } from '../domain/source.ts';
import { findSource } from './find-source.ts';
import type { requestIngestion } from './request-ingestion.ts';

interface Deps {
  readonly tableOf: TableOf;
  readonly bucketName: string;
  readonly request: ReturnType<typeof requestIngestion>;
}

/** Has every document of a source taken in again. */
export const refreshSource =
  ({ tableOf, bucketName, request }: Deps): Implementation<typeof operation> =>
  async ({ source: name }, call) => {
    const { tenant } = call.principal;
    const table = tableOf(call.principal);
    const source = await findSource(table, name);
    await request(table, sourceOf(source, tenant), call);
    return showSource(source, tenant, bucketName);
  };
