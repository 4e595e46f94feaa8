import { expect, test } from 'vitest';
import * as z from 'zod';
import { type Question, searchBody } from './passage-index-query.ts';

const question: Question = {
  tenant: 'acme',
  grants: [
    { system: 'automatrix', level: 'read', resources: ['company/*', 'community/etl'] },
    { system: 'relaycore', level: 'write', resources: ['*'] },
  ],
  words: 'refused',
  vector: new Float32Array([1, 0]),
  limit: 40,
};

const Filters = z.array(z.unknown());
const ByWords = z.object({ bool: z.object({ filter: Filters }) }).transform(({ bool }) => bool.filter);
const ByMeaning = z
  .object({
    function_score: z.object({
      query: z.object({
        knn: z.object({ vector: z.object({ filter: z.object({ bool: z.object({ filter: Filters }) }) }) }),
      }),
    }),
  })
  .transform(({ function_score }) => function_score.query.knn.vector.filter.bool.filter);
const Body = z.object({ query: z.object({ hybrid: z.object({ queries: z.array(z.union([ByWords, ByMeaning])) }) }) });

/** The filter of each sub-query. */
const filtersOf = (change: Partial<Question> = {}) =>
  Body.parse(searchBody({ ...question, ...change })).query.hybrid.queries;

test('each sub-query is restricted to the tenant and to what the caller may read', () => {
  const filters = filtersOf();
  expect(filters).toHaveLength(2);
  for (const filter of filters) {
    expect(filter).toEqual([
      { term: { tenant: 'acme' } },
      {
        bool: {
          minimum_should_match: 1,
          should: [
            { match_none: {} },
            {
              bool: {
                filter: [{ term: { 'access.system': 'automatrix' } }],
                minimum_should_match: 1,
                should: [
                  { match_none: {} },
                  { prefix: { 'access.resource': 'company/' } },
                  { term: { 'access.resource': 'community/etl' } },
                ],
              },
            },
            {
              bool: {
                filter: [{ term: { 'access.system': 'relaycore' } }],
                minimum_should_match: 1,
                should: [{ match_none: {} }, { match_all: {} }],
              },
            },
          ],
        },
      },
    ]);
  }
});

test('whoever has no grant matches nothing', () => {
  for (const filter of filtersOf({ grants: [] })) {
    expect(filter).toContainEqual({ bool: { minimum_should_match: 1, should: [{ match_none: {} }] } });
  }
});

test('what the question names restricts each sub-query', () => {
  const asked = filtersOf({
    source: 'runs',
    kind: 'runs',
    workflow: 'nightly',
    run: 'n-1',
    task: 'load',
    since: '2026-01-01T00:00:00Z',
  });
  for (const filter of asked) {
    expect(filter.slice(2)).toEqual([
      { term: { source: 'runs' } },
      { term: { kind: 'runs' } },
      { term: { 'provenance.workflow': 'nightly' } },
      { term: { 'provenance.run': 'n-1' } },
      { term: { 'provenance.task': 'load' } },
      { range: { 'provenance.at': { gte: '2026-01-01T00:00:00Z', lte: undefined } } },
    ]);
  }
});

test('without a vector the search is by words alone', () => {
  expect(filtersOf({ vector: undefined })).toHaveLength(1);
});
