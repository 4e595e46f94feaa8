import { DomainError } from '../../shared/errors.ts';
import type { Call } from '../../shared/serve-operations.ts';
import type { RunStore } from '../adapters/run-store.ts';
import type { LedgerRun } from '../domain/run.ts';

/** A run the caller may act on; throws `resource.unknown`, `access.denied`. */
export const findRun = async (store: RunStore, id: string, { authorise }: Call): Promise<LedgerRun> => {
  const run = await store.find(id);
  if (!run) {
    throw new DomainError('resource.unknown', `There is no run ${id}. \`navigator runs\` lists them.`);
  }
  authorise(run.repository);
  return run;
};
