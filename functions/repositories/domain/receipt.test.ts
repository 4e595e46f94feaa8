import fc from 'fast-check';
import { expect, test } from 'vitest';
import { repositoryRecord } from '../../../test/support/repository-record.ts';
import type { FileOutcome } from '../contract.ts';
import { composeReceipt, describeError, isOldNews, type PushEnd, pushIdOf } from './receipt.ts';

const commit = 'c'.repeat(40);
const noticedAt = '2026-01-01T00:00:00.000Z';
const at = (milliseconds: number) => new Date(Date.parse(noticedAt) + milliseconds).toISOString();

const repository = repositoryRecord({ fence: 3 });

const push = {
  id: 'p-1',
  generation: 1,
  commit,
  author: 'Kim',
  message: 'Add',
  noticedAt,
  fetchedAt: at(100),
  tree: 't',
};
const settlement = {
  tenant: 'acme',
  repositoryId: repository.id,
  execution: 'e',
  fence: 3,
  push,
  check: { plan: 'p', checkedAt: at(200), duration: 12 },
  publishedAt: at(300),
  confirmation: { done: true, files: 'f', visibleAt: at(900) },
};

const file = (path: string, outcome: FileOutcome['outcome']): FileOutcome => ({
  path,
  outcome,
  dagIds: [],
  findings: [],
});
const plan = (files: FileOutcome[]) => ({
  release: 'a'.repeat(64),
  publish: [],
  retire: [],
  quarantine: [],
  letGo: [],
  files,
  notes: ['link.py is left out'],
});
const end = (files: FileOutcome[], more: Partial<PushEnd> = {}): PushEnd => ({
  repository,
  lease: { takenAt: at(10), noticedAt },
  fence: 3,
  settlement,
  plan: plan(files),
  files,
  writtenAt: new Date(at(1_000)),
  ...more,
});

test.each([
  [['live', 'unchanged'], 'live'],
  [['paused'], 'live'],
  [['retired'], 'live'],
  [['unchanged'], 'unchanged'],
  [[], 'unchanged'],
  [['quarantined', 'live'], 'partial'],
  [['quarantined', 'unchanged'], 'rejected'],
  [['quarantined', 'retired'], 'partial'],
  [['pending', 'live'], 'pending'],
] as const)('files that are %j make a push that is %s', (outcomes, expected) => {
  expect(composeReceipt(end(outcomes.map((outcome, index) => file(`${index}.py`, outcome)))).outcome).toBe(expected);
});

test('the receipt names the commit and the time of each stage since the push was noticed', () => {
  expect(composeReceipt(end([file('a.py', 'live')]))).toMatchObject({
    id: 'p-1',
    commit,
    author: 'Kim',
    stages: { fetched: 100, checked: 200, published: 300, visible: 900 },
    checkDuration: 12,
    notes: ['link.py is left out'],
  });
});

test('what Airflow shows counts, not what was planned; what it does not show has no time of being visible', () => {
  const planned = [file('a.py', 'pending'), file('b.py', 'unchanged')];
  const shown = composeReceipt(end([], { plan: plan(planned), files: [file('a.py', 'live')] }));
  expect(shown.files.map(({ outcome }) => outcome)).toEqual(['live', 'unchanged']);
  expect(composeReceipt(end(planned)).stages.visible).toBeUndefined();
});

test('a fetch that failed has a receipt of the commit it was about', () => {
  const failed = composeReceipt(
    end([], {
      plan: undefined,
      files: undefined,
      lease: { takenAt: at(10), noticedAt, commit },
      settlement: { tenant: 'acme', repositoryId: repository.id, execution: 'e', error: { Error: 'TypeError' } },
    }),
  );
  expect(failed).toMatchObject({ outcome: 'failed', commit, id: pushIdOf(at(10), 3), files: [] });
});

test('only messages written for people are told', () => {
  const cause = (errorMessage: string) => JSON.stringify({ errorType: 'x', errorMessage, trace: [] });
  expect(describeError({ Error: 'TreeTooLarge', Cause: cause('There are 3000 files.') })).toBe('There are 3000 files.');
  for (const name of ['TypeError', 'States.Timeout', 'AccessDeniedException']) {
    expect(describeError({ Error: name, Cause: cause('arn:aws:secret') })).not.toContain('arn:aws');
  }
  expect(describeError({ Error: 'TreeTooLarge', Cause: 'no JSON' })).toContain('on our side');
});

test('ids of pushes sort as they came', () => {
  const moment = fc.nat({ max: 4_000_000_000_000 });
  fc.assert(
    fc.property(moment, moment, fc.nat({ max: 1_000_000 }), fc.nat({ max: 1_000_000 }), (one, other, fence, next) => {
      const before = pushIdOf(new Date(Math.min(one, other)).toISOString(), fence);
      const later = pushIdOf(new Date(Math.max(one, other) + 1).toISOString(), next);
      expect(before < later).toBe(true);
    }),
  );
});

test('an unchanged commit with a receipt, and a failure told before, are old news; anything else is not', () => {
  const unchanged = composeReceipt(end([]));
  const told = (outcome: 'live' | 'failed', of = commit) => ({
    ...repository,
    lastReceipt: { generation: 1, commit: of, outcome },
  });
  expect(isOldNews(unchanged, repository, 1)).toBe(false);
  expect(isOldNews(unchanged, told('live'), 1)).toBe(true);
  expect(isOldNews(unchanged, told('failed'), 1)).toBe(false);
  expect(isOldNews(unchanged, told('live', 'd'.repeat(40)), 1)).toBe(false);
  expect(isOldNews(composeReceipt(end([file('a.py', 'live')])), told('live'), 1)).toBe(false);
  expect(isOldNews(composeReceipt(end([file('a.py', 'held')])), told('live'), 1)).toBe(true);

  const failed = composeReceipt(end([], { settlement: { ...settlement, error: { Error: 'TypeError' } } }));
  const failing = { ...told('failed'), lastError: { message: failed.error ?? '', at: noticedAt } };
  expect(isOldNews(failed, failing, 1)).toBe(true);
  expect(isOldNews(failed, failing, 2)).toBe(false);
  expect(isOldNews(failed, { ...failing, lastError: { message: 'another', at: noticedAt } }, 1)).toBe(false);
});
