import type { Condition, TenantStore } from '../../shared/tenant-store.ts';
import { TestRun } from '../domain/test-run.ts';

/** One tenant's runs of repositories' own tests. */
export interface TestRuns {
  find(repositoryId: string, id: string): Promise<TestRun | undefined>;
  /** False where this attempt has its result, or a later one was begun. */
  begin(repositoryId: string, run: TestRun): Promise<boolean>;
  /** The first result of an attempt stays. */
  settle(repositoryId: string, run: TestRun): Promise<TestRun>;
}

const runsOf = (repositoryId: string): string => `tests#${repositoryId}`;

/** Nobody has written since this was read. */
const isStill = (before: TestRun | undefined): Condition =>
  before
    ? {
        expression: '#state = :state AND attempt = :attempt',
        names: { '#state': 'state' },
        values: { ':state': before.state, ':attempt': before.attempt },
      }
    : { expression: 'attribute_not_exists(pk)' };

/** Whether an attempt may still be written: it is under way, or later than what is there. */
const isOpen = (before: TestRun | undefined, attempt: number): boolean =>
  before === undefined || before.attempt < attempt || (before.attempt === attempt && before.state === 'running');

/** The test runs in one tenant's store. */
export const testRuns = (store: TenantStore): TestRuns => {
  const find = async (repositoryId: string, id: string): Promise<TestRun | undefined> => {
    const item = await store.get(runsOf(repositoryId), id);
    return item && TestRun.parse(item);
  };
  return {
    find,
    begin: async (repositoryId, run) => {
      const before = await find(repositoryId, run.id);
      return isOpen(before, run.attempt) && store.put(runsOf(repositoryId), run.id, run, isStill(before));
    },
    settle: async (repositoryId, run) => {
      const before = await find(repositoryId, run.id);
      if (isOpen(before, run.attempt) && (await store.put(runsOf(repositoryId), run.id, run, isStill(before)))) {
        return run;
      }
      return (await find(repositoryId, run.id)) ?? run;
    },
  };
};
