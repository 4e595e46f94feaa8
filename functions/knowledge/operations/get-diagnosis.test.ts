import { expect, it } from 'vitest';
import { memoryStore } from '../../../test/support/memory-store.ts';
import { DomainError } from '../../shared/errors.ts';
import { systemPrincipal } from '../../shared/principal.ts';
import type { Call } from '../../shared/serve-operations.ts';
import { diagnosisStore } from '../adapters/diagnosis-store.ts';
import { Diagnosis } from '../contract.ts';
import type { StoredDiagnosis } from '../domain/diagnosis.ts';
import { getDiagnosis } from './get-diagnosis.ts';

const diagnosis = (day: number, signature?: string): StoredDiagnosis => ({
  run: `n-${day}`,
  workflow: 'nightly_sales',
  repository: 'company/sales',
  environment: 'main',
  state: signature === undefined ? 'success' : 'failed',
  at: `2026-01-0${day}T00:00:00.000Z`,
  endedAt: `2026-01-0${day}T00:00:00.000Z`,
  commit: 'c'.repeat(40),
  failures:
    signature === undefined
      ? []
      : [
          {
            ...{ task: 'load', mapIndex: -1, try: 1, state: 'failed', kind: 'connection refused', lines: [] },
            ...{ signature, confidence: 1 },
          },
        ],
  neverRan: [],
  notes: ['The log of extract has 200 MB.'],
});

const setUp = async () => {
  const store = diagnosisStore(memoryStore());
  for (const each of [diagnosis(1, 'refused'), diagnosis(2), diagnosis(3, 'refused'), diagnosis(4)]) {
    await store.enter(each);
  }
  const asked: string[] = [];
  const get = (run: string, authorise: Call['authorise'] = (resource) => void asked.push(resource)) =>
    getDiagnosis({ diagnosesOf: () => store })(
      { run },
      {
        principal: systemPrincipal('acme', 'kim'),
        principalToken: '',
        authorise,
        now: () => new Date(0),
        requestId: 'r',
      },
    );
  return { get, asked };
};

it('tells a run’s failures with what the runs before it tell, and nothing of those after', async () => {
  const { get, asked } = await setUp();
  const answer = await get('n-3');
  expect(Diagnosis.strict().parse(answer)).toMatchObject({
    run: 'n-3',
    failures: [{ task: 'load', kind: 'connection refused' }],
    before: { runs: ['n-1'], count: 1 },
    lastSuccess: { run: 'n-2', endedAt: '2026-01-02T00:00:00.000Z', commit: 'c'.repeat(40) },
    notes: ['The log of extract has 200 MB.'],
  });
  expect(asked).toEqual(['company/sales']);
});

it('is refused to who may not read the repository, and for a run that is not known', async () => {
  const { get } = await setUp();
  const deny = () => {
    throw new DomainError('access.denied', 'no');
  };
  await expect(get('n-3', deny)).rejects.toMatchObject({ code: 'access.denied' });
  await expect(get('n-9')).rejects.toMatchObject({ code: 'resource.unknown' });
});
