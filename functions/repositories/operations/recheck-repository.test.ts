import { expect, it } from 'vitest';
import type { RepositoryTable } from '../adapters/repository-table.ts';
import { recheckRepository } from './recheck-repository.ts';

const untouched = (what: string) => (): never => {
  throw new Error(`${what} is not to be called`);
};

type Outcome = 'live' | 'quarantined';

/** A table of repositories in environments, with the outcome of the one file of their newest push. */
const given = (repositories: Readonly<Record<string, readonly [environment: string, outcome: Outcome]>>) => {
  const marked: string[] = [];
  const started: string[] = [];
  const table: Partial<RepositoryTable> = {
    list: async ({ cursor }) => {
      const all = Object.entries(repositories).map(([id, [environment]]) => ({ id, environment }));
      return { items: all.slice(cursor ? 1 : 0, cursor ? undefined : 1), next: cursor ? undefined : 'more' } as never;
    },
    listReceipts: async (id) => ({ items: [{ files: [{ outcome: repositories[id]?.[1] }] }] }) as never,
    markDirty: async (id) => {
      marked.push(id);
      return id in repositories ? ({} as never) : undefined;
    },
  };
  const whole = new Proxy(table, { get: (known, name) => Reflect.get(known, name) ?? untouched(String(name)) });
  const recheck = recheckRepository({
    tableOf: () => whole as RepositoryTable,
    startReconciler: async (_tenant, id) => void started.push(id),
    now: () => new Date(0),
  });
  const tell = (of: { repository: string } | { environment: string }) =>
    recheck({
      source: 'navigator.workflows',
      'detail-type': 'checks.changed',
      detail: { id: 'e1', time: new Date(0).toISOString(), tenant: 'acme', correlationId: 'a-1', of },
    });
  return { marked, started, tell };
};

it('a repository is checked anew, unless it is gone', async () => {
  const { marked, started, tell } = given({ 'company-sales': ['main', 'live'] });
  await tell({ repository: 'company/sales' });
  await tell({ repository: 'company/gone' });
  expect(marked).toEqual(['company-sales', 'company-gone']);
  expect(started).toEqual(['company-sales']);
});

it('of an environment, what was kept back is checked anew, on every page', async () => {
  const { started, tell } = given({
    'company-a': ['main', 'quarantined'],
    'company-b': ['main', 'live'],
    'company-c': ['other', 'quarantined'],
    'company-d': ['main', 'quarantined'],
  });
  await tell({ environment: 'main' });
  expect(started).toEqual(['company-a', 'company-d']);
});
