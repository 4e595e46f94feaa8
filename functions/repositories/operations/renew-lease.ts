import * as z from 'zod';
import { Slug } from '../../shared/fields.ts';
import { systemPrincipal } from '../../shared/principal.ts';
import type { TableOf } from './table-of.ts';

/** What `renew-lease` is told by the state machine. */
export const RenewLeaseInput = z.object({ tenant: z.string(), repositoryId: Slug, fence: z.number().int() });

/**
 * Keeps a reconciler's lease alive while it waits, and tells whether a newer push is waiting for it; throws `LeaseLost`
 * where another took over.
 */
export const renewLease =
  (deps: { tableOf: TableOf; now: () => Date }) =>
  async ({ tenant, repositoryId, fence }: z.infer<typeof RenewLeaseInput>): Promise<{ isOvertaken: boolean }> => {
    const table = deps.tableOf(systemPrincipal(tenant, 'renew-lease'));
    await table.renewLease(repositoryId, fence, deps.now());
    const record = await table.find(repositoryId);
    return { isOvertaken: record?.lease !== undefined && record.generation > record.lease.generation };
  };
