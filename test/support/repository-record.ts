import { RepositoryRecord } from '../../functions/repositories/domain/repository.ts';

const at = '2026-01-01T00:00:00.000Z';

/** The record of `company/sales`, just added at the beginning of 2026, with what a test wants otherwise. */
export const repositoryRecord = (more: Partial<RepositoryRecord> = {}): RepositoryRecord => ({
  ...RepositoryRecord.parse({
    id: 'company-sales',
    name: 'company/sales',
    url: 'https://example.com/sales.git',
    branch: 'main',
    path: 'dags',
    environment: 'main',
    newWorkflows: 'live',
    hook: 'a'.repeat(32),
    createdAt: at,
    noticedAt: at,
    generation: 1,
    reconciled: 0,
    fence: 0,
    failures: 0,
  }),
  ...more,
});
