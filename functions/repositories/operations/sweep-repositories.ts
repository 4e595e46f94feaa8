import { inParallel } from '../../shared/in-parallel.ts';
import { logger } from '../../shared/observability.ts';
import { systemPrincipal } from '../../shared/principal.ts';
import type { PutEvents } from '../../shared/put-events.ts';
import type { Directory } from '../../shared/tenant-store.ts';
import type { GitProvider, Tip } from '../adapters/git.ts';
import { ProviderRefused, ProviderUnavailable } from '../adapters/git-http.ts';
import type { StartReconciler } from '../adapters/reconciler.ts';
import { hookKind, type RepositoryTable } from '../adapters/repository-table.ts';
import { repositoryEvents } from '../contract.ts';
import { isAsleep, isBackingOff, isDirty, needsReconciler } from '../domain/dirty.ts';
import { isHeld } from '../domain/lease.ts';
import { type Noted, noteFailure, noteRecovery } from '../domain/outage.ts';
import { type RepositoryRecord, refOf } from '../domain/repository.ts';
import type { SignIn } from './sign-in.ts';
import type { TableOf } from './table-of.ts';

interface Dependencies {
  readonly directory: Pick<Directory, 'list'>;
  readonly tableOf: TableOf;
  readonly provider: Pick<GitProvider, 'findTip'>;
  readonly signIn: SignIn;
  readonly putEvents: PutEvents;
  readonly startReconciler: StartReconciler;
  readonly now: () => Date;
}

interface Place {
  readonly tenant: string;
  readonly id: string;
}

/** How many of each a sweep found. */
export interface Swept {
  readonly repositories: number;
  readonly started: number;
  readonly failed: number;
}

const atOnce = 8;

const isBehind = ({ seen }: RepositoryRecord, tip: Tip): boolean =>
  seen?.commit !== (tip.kind === 'commit' ? tip.commit : undefined);

const collect = async (directory: Dependencies['directory']): Promise<Place[]> => {
  const places: Place[] = [];
  for await (const { tenant, id } of directory.list(hookKind)) {
    places.push({ tenant, id });
  }
  return places;
};

/**
 * Looks at every repository of every tenant: starts the reconciler of those that are dirty while nobody reconciles
 * them, and marks those dirty whose provider has another tip than was seen last, since webhooks get lost. One
 * repository's failure is noted on it and slows only that one down.
 */
export const sweepRepositories = (deps: Dependencies) => {
  /** Told before it is noted: what breaks off in between is told again, as the same event. */
  const note = async (table: RepositoryTable, { id }: RepositoryRecord, { change, tell }: Noted): Promise<void> => {
    await (tell && deps.putEvents(repositoryEvents.source, tell.type, [tell.event]));
    await table.amendIdle(id, change);
  };

  const askProvider = async (
    table: RepositoryTable,
    tenant: string,
    repository: RepositoryRecord,
  ): Promise<Tip | undefined> => {
    try {
      return await deps.provider.findTip(await deps.signIn(repository), refOf(repository));
    } catch (error) {
      if (error instanceof ProviderUnavailable || error instanceof ProviderRefused) {
        await note(table, repository, noteFailure(tenant, repository, error.message, deps.now()));
        return undefined;
      }
      throw error;
    }
  };

  /** Whether the provider has something that no webhook told. */
  const findLost = async (table: RepositoryTable, tenant: string, repository: RepositoryRecord): Promise<boolean> => {
    const now = deps.now();
    if (isDirty(repository) || isAsleep(repository) || isHeld(repository.lease, now) || isBackingOff(repository, now)) {
      return false;
    }
    const tip = await askProvider(table, tenant, repository);
    if (!tip) {
      return false;
    }
    if (isBehind(repository, tip)) {
      await table.markDirty(repository.id, deps.now(), 'Poll');
      return true;
    }
    if (repository.lastError) {
      await note(table, repository, noteRecovery(tenant, repository, deps.now()));
    }
    return false;
  };

  /** Whether tests have been lost: the next round begins them again, or says that they are. */
  const findLostTests = async (table: RepositoryTable, { id, testing }: RepositoryRecord): Promise<boolean> => {
    const isLost = testing !== undefined && Date.parse(testing.until) < deps.now().getTime();
    await (isLost && table.endTesting(id, testing.id, true));
    return isLost;
  };

  const sweep = async ({ tenant, id }: Place): Promise<boolean> => {
    const table = deps.tableOf(systemPrincipal(tenant, 'sweep-repositories'));
    const repository = await table.find(id);
    if (!repository) {
      return false;
    }
    const isDue =
      needsReconciler(repository, deps.now()) ||
      (await findLostTests(table, repository)) ||
      (await findLost(table, tenant, repository));
    if (isDue) {
      logger.info('reconciler.due', { tenant, repositoryId: id });
      await deps.startReconciler(tenant, id);
    }
    return isDue;
  };

  return async (): Promise<Swept> => {
    const places = await collect(deps.directory);
    let started = 0;
    let failed = 0;
    await inParallel(places, atOnce, async (place) => {
      try {
        started += (await sweep(place)) ? 1 : 0;
      } catch (error) {
        failed += 1;
        logger.error('sweep.failed', { tenant: place.tenant, repositoryId: place.id, error: error as Error });
      }
    });
    return { repositories: places.length, started, failed };
  };
};
