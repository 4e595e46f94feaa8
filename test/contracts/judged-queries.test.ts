import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { readJudgements, readOwnPassages, readQueries } from '../evaluation/knowledge-corpus.ts';

const queries = readQueries();
const judgements = readJudgements();

test('each query is there once and has a passage that answers it', () => {
  expect(new Set(queries.map(({ _id }) => _id)).size).toBe(queries.length);
  expect(new Set(queries.map(({ text }) => text)).size).toBe(queries.length);
  const answered = new Set(judgements.filter(({ grade }) => grade === 2).map(({ query }) => query));
  expect(queries.filter(({ _id }) => !answered.has(_id))).toEqual([]);
});

test('each judgement is of a query, once', () => {
  const known = new Set(queries.map(({ _id }) => _id));
  expect(judgements.filter(({ query }) => !known.has(query))).toEqual([]);
  expect(new Set(judgements.map(({ query, passage }) => `${query} ${passage}`)).size).toBe(judgements.length);
});

test('the hash of its id decides whether a query is set aside', () => {
  const misplaced = queries.filter(
    ({ _id, metadata }) => metadata.setAside !== (createHash('sha256').update(_id).digest().readUInt8(0) % 2 === 0),
  );
  expect(misplaced).toEqual([]);
});

test('what was judged of our own documents and logs is still there', () => {
  const known = new Set(readOwnPassages().map(({ id }) => id));
  const lost = judgements
    .map(({ passage }) => passage)
    .filter((id) => !/^(airflow|ansible)\//.test(id) && !known.has(id));
  expect(lost).toEqual([]);
});
