import * as z from 'zod';
import { Slug } from '../../shared/fields.ts';
import { systemPrincipal } from '../../shared/principal.ts';
import type { TableOf } from './table-of.ts';

/** What `renew-lease` is told by the state machine. */
export const RenewLeaseInput = z.object({ tenant: z.string(), repositoryId: Slug, fence: z.number().int() });

/** Keeps a reconciler's lease alive while it waits; throws `LeaseLost` where another took over. */
export const renewLease =
  (deps: { tableOf: TableOf; now: () => Date }) =>
  async ({ tenant, repositoryId, fence }: z.infer<typeof RenewLeaseInput>): Promise<void> =>
    deps.tableOf(systemPrincipal(tenant, 'renew-lease')).renewLease(repositoryId, fence, deps.now());
