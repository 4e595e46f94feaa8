import { expect, it } from 'vitest';
import type * as z from 'zod';
import { LearnedRecord, type LearnedSource, learnedTypes } from '../contract.ts';
import { splitLearned } from './split-learned.ts';

const at = '2026-01-02T00:00:00.000Z';
const from = { repository: 'company/sales', workflow: 'nightly_sales', runs: ['n-1'], count: 3, lastAt: at };
const records: Record<LearnedSource, z.input<typeof LearnedRecord>> = {
  'error-patterns': {
    ...{
      type: 'error-pattern',
      ...from,
      task: 'load',
      kind: 'connection refused',
      message: 'connection to wh refused',
    },
    ...{ cause: 'The warehouse sleeps.', remedy: 'Wake it.' },
  },
  'success-patterns': { type: 'success-pattern', ...from, summary: 'Ends before six when started by two.' },
  'performance-figures': {
    ...{ type: 'performance-figure', ...from, metric: 'duration', unit: 'seconds', p50: 40, p95: 95.5 },
    from: '2026-01-01T00:00:00.000Z',
  },
  'community-workflows': {
    ...{ type: 'community-workflow', name: 'S3 to Redshift', description: 'Copies files into a table.' },
    ...{ tasks: ['copy'], licence: 'Apache-2.0', publishedAt: at },
  },
};
const split = (source: LearnedSource, text: string) =>
  splitLearned(Buffer.from(text), { tenant: 'acme', document: 'k', source, path: 'all.jsonl' });

it.each([
  [
    'error-patterns',
    'nightly_sales · load · connection refused',
    /What helped: Wake it\.\nSeen in 3 runs, last on 2026-01-02\./,
  ],
  ['success-patterns', 'nightly_sales', /before six/],
  [
    'performance-figures',
    'nightly_sales · duration',
    /half of the runs take up to 40 seconds, 95 % up to 95.5 seconds/,
  ],
] as const)('makes a passage of each of %s, for who may read what it was learned from', (source, title, text) => {
  const [piece, ...rest] = split(source, `${JSON.stringify(records[source])}\n`);
  expect(rest).toEqual([]);
  expect(piece?.passage).toMatchObject({
    kind: 'learned',
    source,
    title,
    text: expect.stringMatching(text),
    access: { system: 'automatrix', resource: 'company/sales' },
    provenance: { workflow: 'nightly_sales', run: 'n-1', at, path: 'all.jsonl' },
  });
});

it('lets all who may read the source find what comes from outside', () => {
  const [piece] = split('community-workflows', JSON.stringify(records['community-workflows']));
  expect(piece?.passage).toMatchObject({
    title: 'S3 to Redshift',
    text: 'Copies files into a table.\nTasks: copy\nApache-2.0',
    access: { system: 'relaycore', resource: 'community-workflows' },
  });
});

it('has a type for each source, and a source for each type', () => {
  const types = LearnedRecord.options.map(({ shape }) => shape.type.value);
  expect(Object.values(learnedTypes).toSorted()).toEqual(types.toSorted());
});

it.each([
  [
    'what is no record',
    `${JSON.stringify(records['error-patterns'])}\n{"type": "error-pattern"}`,
    'line 2 is not one of error-patterns',
  ],
  ['records of another source', JSON.stringify(records['success-patterns']), 'line 1 is not one of error-patterns'],
])('cannot read %s', (_name, text, message) => {
  expect(() => split('error-patterns', text)).toThrow(message);
});
