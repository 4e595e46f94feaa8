import { expect, test } from 'vitest';
import { type FoundPassage, makePassage } from './passage.ts';
import { rankPassages } from './rank-passages.ts';

const now = new Date('2026-03-01T00:00:00Z');

const found = (text: string, score: number, at?: string, run = 'n-1'): FoundPassage => ({
  passage: makePassage({
    tenant: 'acme',
    document: `acme/runs/runs/${run}.jsonl`,
    kind: 'runs',
    source: 'runs',
    access: { system: 'automatrix', resource: 'company/sales' },
    title: 'nightly',
    text,
    position: '1',
    provenance: { run, at },
  }),
  score,
  highlights: [],
});
const order = (passages: readonly FoundPassage[]) => rankPassages(passages, now).map(({ passage }) => passage.text);
const yesterday = '2026-02-28T00:00:00Z';
const lastYear = '2025-02-28T00:00:00Z';

test('of two as good the fresher comes first', () => {
  expect(order([found('old', 0.5, lastYear), found('undated', 0.5), found('new', 0.5, yesterday)])).toEqual([
    'new',
    'old',
    'undated',
  ]);
});

test('a better one comes first however old it is', () => {
  expect(order([found('new', 0.5, yesterday), found('old', 0.6, lastYear)])).toEqual(['old', 'new']);
});

test('of passages that say the same the newest remains', () => {
  const ranked = rankPassages(
    [found('refused', 0.5, lastYear, 'n-1'), found('refused', 0.5, yesterday, 'n-2'), found('other', 0.4)],
    now,
  );
  expect(ranked.map(({ passage }) => passage.provenance.run)).toEqual(['n-2', 'n-1']);
  expect(ranked.map(({ passage }) => passage.text)).toEqual(['refused', 'other']);
});

test('scores stay between 0 and 1, also of what claims to be of the future', () => {
  for (const { score } of rankPassages([found('best', 1, '2030-01-01T00:00:00Z'), found('worst', 0)], now)) {
    expect(score).toBeGreaterThanOrEqual(0);
    expect(score).toBeLessThanOrEqual(1);
  }
});
