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
  words: score,
  meaning: 0,
});
const order = (passages: readonly FoundPassage[]) => rankPassages(passages, now, 50).map(({ passage }) => passage.text);
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
    50,
  );
  expect(ranked.map(({ passage }) => passage.provenance.run)).toEqual(['n-2', 'n-1']);
  expect(ranked.map(({ passage, alike }) => [passage.text, alike])).toEqual([
    ['refused', 1],
    ['other', 0],
  ]);
});

test('lines of logs that differ in numbers say the same, documents that do may not', () => {
  const line = (count: number) => `loading batch ${count} of the nightly export failed after ${count * 7} seconds`;
  expect(order([found(line(1), 0.9), found(line(2), 0.8)])).toEqual([line(1)]);
  const written = (number: number): FoundPassage => {
    const one = found(`Retry ${number} times.`, 1 / number);
    return { ...one, passage: { ...one.passage, kind: 'documents' } };
  };
  expect(order([written(2), written(3)])).toEqual(['Retry 2 times.', 'Retry 3 times.']);
});

test('a paragraph that was copied and changed a little says the same', () => {
  const words = Array.from({ length: 40 }, (_, at) => `word${String.fromCharCode(97 + (at % 26))}${'x'.repeat(at)}`);
  const original = words.join(' ');
  const copy = [...words.slice(1), 'new'].join(' ');
  const other = words.slice(0, 30).join(' ');
  expect(order([found(original, 0.9), found(copy, 0.8), found(other, 0.7)])).toEqual([original, other]);
});

test('what two documents say in the same words of different things is not the same', () => {
  const of = (title: string, heading: string, score: number): FoundPassage => {
    const one = found('Whether certificates are validated.', score);
    return { ...one, passage: { ...one.passage, kind: 'documents', title, provenance: { heading } } };
  };
  expect(
    order([of('user', 'user › validate_certs', 0.9), of('get_url', 'get_url › validate_certs', 0.8)]),
  ).toHaveLength(2);
  expect(order([of('Setup', 'Setup › TLS', 0.9), of('Setup (copy)', 'Setup › TLS', 0.8)])).toHaveLength(1);
});

test('as many as are asked for remain', () => {
  const many = ['one', 'two', 'three', 'four'].map((text, at) => found(text, 1 - at / 10));
  expect(rankPassages(many, now, 2).map(({ passage }) => passage.text)).toEqual(['one', 'two']);
});

test('says what of a score comes from being fresh', () => {
  const [fresh, old] = rankPassages([found('a', 0.5, now.toISOString()), found('b', 0.5, lastYear)], now, 2);
  expect(fresh?.recency).toBeCloseTo(0.03 / 1.03);
  expect(old?.recency).toBeCloseTo(0);
});

test('scores stay between 0 and 1, also of what claims to be of the future', () => {
  for (const { score } of rankPassages([found('best', 1, '2030-01-01T00:00:00Z'), found('worst', 0)], now, 2)) {
    expect(score).toBeGreaterThanOrEqual(0);
    expect(score).toBeLessThanOrEqual(1);
  }
});
