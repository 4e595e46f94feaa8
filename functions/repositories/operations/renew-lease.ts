import * as z from 'zod';
import { DomainError } from '../../shared/errors.ts';
import { Slug } from '../../shared/fields.ts';
import { logger } from '../../shared/observability.ts';
import { systemPrincipal } from '../../shared/principal.ts';
import type { GitProvider } from '../adapters/git.ts';
import { isElsewhere, type RepositoryRecord, refOf } from '../domain/repository.ts';
import type { SignIn } from './sign-in.ts';
import type { TableOf } from './table-of.ts';

/** What `renew-lease` is told by the state machine. */
export const RenewLeaseInput = z.object({ tenant: z.string(), repositoryId: Slug, fence: z.number().int() });

interface Dependencies {
  readonly tableOf: TableOf;
  readonly provider: Pick<GitProvider, 'findTip'>;
  readonly signIn: SignIn;
  readonly now: () => Date;
}

/**
 * Keeps a reconciler's lease alive while it waits, and tells whether something newer is waiting for it: a sign of a change
 * may be an echo of the push at hand, so the provider is asked. Throws `LeaseLost` where another took over.
 */
export const renewLease = ({ tableOf, provider, signIn, now }: Dependencies) => {
  const hasNewTip = async (repository: RepositoryRecord, commit: string | undefined): Promise<boolean> => {
    if (repository.removing !== undefined) {
      return commit !== undefined;
    }
    if (isElsewhere(repository)) {
      return true;
    }
    try {
      const tip = await provider.findTip(await signIn(repository), refOf(repository));
      return (tip.kind === 'commit' ? tip.commit : undefined) !== commit;
    } catch (error) {
      if (error instanceof DomainError) {
        logger.warn('provider.not-asked', { error });
        return false;
      }
      throw error;
    }
  };

  return async ({
    tenant,
    repositoryId,
    fence,
  }: z.infer<typeof RenewLeaseInput>): Promise<{ isOvertaken: boolean }> => {
    const table = tableOf(systemPrincipal(tenant, 'renew-lease'));
    await table.renewLease(repositoryId, fence, now());
    const record = await table.find(repositoryId);
    const { lease } = record ?? {};
    const hasSign = record !== undefined && lease !== undefined && record.generation > lease.generation;
    return { isOvertaken: hasSign && (await hasNewTip(record, lease.commit)) };
  };
};
