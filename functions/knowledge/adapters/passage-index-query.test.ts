import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as z from 'zod';
import type { Grant } from '../../shared/principal.ts';
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
const Knn = z.object({ filter: z.object({ bool: z.object({ filter: Filters }) }) });
const ByMeaning = z
  .object({
    bool: z.object({
      must: z.object({ function_score: z.object({ query: z.object({ knn: z.record(z.string(), Knn) }) }) }),
    }),
  })
  .transform(({ bool }) => Object.values(bool.must.function_score.query.knn)[0]?.filter.bool.filter ?? []);
const Body = z.object({ query: z.object({ hybrid: z.object({ queries: z.array(z.union([ByWords, ByMeaning])) }) }) });

/** The filter of each sub-query. */
const filtersOf = (change: Partial<Question> = {}) =>
  Body.parse(searchBody({ ...question, ...change })).query.hybrid.queries;

/** The filter that lets pass what the grants cover. */
const readable = (...should: readonly unknown[]) => ({
  bool: { minimum_should_match: 1, should: [{ match_none: {} }, ...should] },
});

const coveringOf = ({ system, resources }: Grant) => ({
  bool: {
    filter: [{ term: { 'access.system': system } }],
    minimum_should_match: 1,
    should: [
      { match_none: {} },
      ...resources.map((pattern) => {
        if (pattern === '*') return { match_all: {} };
        return pattern.endsWith('/*')
          ? { prefix: { 'access.resource': pattern.slice(0, -1) } }
          : { term: { 'access.resource': pattern } };
      }),
    ],
  },
});

test('each sub-query is restricted to the tenant and to what the caller may read', () => {
  const filters = filtersOf();
  expect(filters).toHaveLength(2);
  for (const filter of filters) {
    expect(filter).toEqual([
      { term: { tenant: 'acme' } },
      readable(
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
      ),
    ]);
  }
});

test('whoever has no grant matches nothing', () => {
  for (const filter of filtersOf({ grants: [] })) {
    expect(filter).toContainEqual(readable());
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

test('without a vector the search is by words alone, without words by meaning alone', () => {
  expect(filtersOf({ vector: undefined })).toHaveLength(1);
  expect(filtersOf({ words: undefined })).toHaveLength(1);
});

const anyText = fc.oneof(
  fc.string(),
  fc.constantFrom('*', '', 'acme', '"}}]', 'tenant:other', '_all', '{"match_all":{}}'),
);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const anyGrant: fc.Arbitrary<Grant> = fc.record({
  system: fc.constantFrom('automatrix' as const, 'relaycore' as const, 'neuroweaver' as const),
  level: fc.constantFrom('read' as const, 'write' as const, 'admin' as const),
  resources: fc.array(anyText, { maxLength: 3 }),
});
const anyWords = anyText;
const anyVector = fc.float32Array({ minLength: 1, maxLength: 3, noNaN: true });
const anyQuestion: fc.Arbitrary<Question> = fc
  .record({
    tenant: anyText,
    grants: fc.array(anyGrant, { maxLength: 3 }),
    asked: fc.oneof(
      fc.record({ words: anyWords }),
      fc.record({ vector: anyVector }),
      fc.record({ words: anyWords, vector: anyVector }),
    ),
    source: maybe(anyText),
    kind: maybe(fc.constantFrom('runs' as const, 'repository' as const, 'documents' as const)),
    workflow: maybe(anyText),
    run: maybe(anyText),
    task: maybe(anyText),
    since: maybe(anyText),
    until: maybe(anyText),
    limit: fc.integer({ min: 1, max: 200 }),
  })
  .map(({ asked, ...rest }) => ({ ...rest, ...asked }));

/** Every part of a body that OpenSearch would collect passages by on its own. */
const collectingParts = [
  'query',
  'hybrid',
  'aggs',
  'aggregations',
  'suggest',
  'rescore',
  'collapse',
  'post_filter',
  'knn',
];

test('whatever is asked, each sub-query is restricted to the tenant and its grants before all else', () => {
  fc.assert(
    fc.property(anyQuestion, (asked) => {
      const body = searchBody(asked);
      const filters = Body.parse(body).query.hybrid.queries;
      expect(filters).toHaveLength(Number(asked.words !== undefined) + Number(asked.vector !== undefined));
      for (const filter of filters) {
        expect(filter.slice(0, 2)).toEqual([
          { term: { tenant: asked.tenant } },
          readable(...asked.grants.map(coveringOf)),
        ]);
      }
      expect(Object.keys(body).filter((part) => collectingParts.includes(part))).toEqual(['query']);
      expect(Object.keys(body.query as object)).toEqual(['hybrid']);
    }),
    { numRuns: 500 },
  );
});
