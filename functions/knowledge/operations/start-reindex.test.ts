import { expect, test } from 'vitest';
import type { Call } from '../../shared/serve-operations.ts';
import { showIndex } from './show-index.ts';
import { startReindex } from './start-reindex.ts';

const call: Call = {
  principal: { tenant: 'acme', subject: { kind: 'user', id: 'kim' }, systems: [], roles: [] },
  principalToken: 'token',
  authorise: () => {},
  now: () => new Date('2026-03-01T00:00:00Z'),
  requestId: 'r1',
};

const generations = { count: async (tenant: string) => ({ passages: tenant.length, behind: 2 }) };

test('moves the knowledge of the caller’s tenant, and says how much there is to move', async () => {
  const started: string[][] = [];
  const reindex = startReindex({ generations, start: async (...of) => void started.push(of) });
  expect(await reindex({}, call)).toEqual({ passages: 4, behind: 2 });
  expect(started).toEqual([['acme', 'r1']]);
  expect(await showIndex({ generations })({}, call)).toEqual({ passages: 4, behind: 2 });
});

test('starts nothing while OpenSearch does not answer', async () => {
  const reindex = startReindex({
    generations: { count: () => Promise.reject(new Error('away')) },
    start: () => expect.fail('nothing is to be started'),
  });
  await expect(reindex({}, call)).rejects.toThrow('away');
});
