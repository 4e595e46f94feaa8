import type { Grant } from '../../shared/principal.ts';
import type { SourceKind } from '../contract.ts';
import { vectorField } from './passage-index-mapping.ts';

/** What is searched for, by whom; whatever is absent does not restrict. */
export interface Question {
  readonly tenant: string;
  readonly grants: readonly Grant[];
  /** Without them the search is by meaning only. */
  readonly words?: string;
  /** Without it the search is by words only. */
  readonly vector?: Float32Array;
  readonly source?: string;
  readonly kind?: SourceKind;
  readonly workflow?: string;
  readonly run?: string;
  readonly task?: string;
  readonly since?: string;
  readonly until?: string;
  /** Passages at most. */
  readonly limit: number;
}

type Clause = Readonly<Record<string, unknown>>;

/** Nearest neighbours asked for: with fewer the graph misses some (`docs/adr/0010-knowledge-index.md`). */
const neighbours = 100;

/** Passages of each sub-query that are compared with those of the other, however many are asked for. */
const depth = 100;

/** What is weighed against what. */
export interface Ranking {
  /** Share of the meaning in a score, the rest being of the words. */
  readonly meaning: number;
  /** What a word counts in the title, against 1 in the text. */
  readonly title: number;
  /** What a word counts in the headings. */
  readonly heading: number;
  /** What a word counts in the fields where it is not rarest, against 1 where it is. */
  readonly elsewhere: number;
}

/** Fitted by `npm run eval -- knowledge --fit`. */
export const fittedRanking: Ranking = { meaning: 0.5, title: 1, heading: 1, elsewhere: 0.3 };

/**
 * Score below which a neighbour is none, (1 + cosine) / 2: a cosine of 0.2. The nearest passage to a question about
 * something else altogether is still a stranger.
 */
const leastSimilarity = 0.6;

const term = (field: string, value: string | undefined): Clause[] =>
  value === undefined ? [] : [{ term: { [field]: value } }];

const covers = (pattern: string): Clause => {
  if (pattern === '*') {
    return { match_all: {} };
  }
  return pattern.endsWith('/*')
    ? { prefix: { 'access.resource': pattern.slice(0, -1) } }
    : { term: { 'access.resource': pattern } };
};

/** Passages that one of the grants covers; every level includes reading. */
const readable = (grants: readonly Grant[]): Clause => ({
  bool: {
    minimum_should_match: 1,
    should: [
      // Of no clause at all OpenSearch makes "everything".
      { match_none: {} },
      ...grants.map(({ system, resources }) => ({
        bool: {
          filter: [{ term: { 'access.system': system } }],
          minimum_should_match: 1,
          should: [{ match_none: {} }, ...resources.map(covers)],
        },
      })),
    ],
  },
});

const filterOf = (question: Omit<Question, 'words' | 'vector'>): Clause[] => [
  { term: { tenant: question.tenant } },
  readable(question.grants),
  ...term('source', question.source),
  ...term('kind', question.kind),
  ...term('provenance.workflow', question.workflow),
  ...term('provenance.run', question.run),
  ...term('provenance.task', question.task),
  ...(question.since === undefined && question.until === undefined
    ? []
    : [{ range: { 'provenance.at': { gte: question.since, lte: question.until } } }]),
];

/** Names of the sub-queries, by which the answer says what each thought of a passage. */
export const subQueries = { words: 'words', meaning: 'meaning' } as const;

const fieldsOf = ({ title, heading }: Ranking, suffix: '' | '.parts'): string[] => [
  `text${suffix}`,
  `title${suffix}^${title}`,
  `provenance.heading${suffix}^${heading}`,
];

/** Finds words wherever they stand: each counts where it is rarest, whether in the text, its title or its headings. */
const acrossFields = (query: string, ranking: Ranking, suffix: '' | '.parts'): Clause => ({
  multi_match: { query, type: 'cross_fields', tie_breaker: ranking.elsewhere, fields: fieldsOf(ranking, suffix) },
});

const byWords = (words: string, filter: readonly Clause[], ranking: Ranking): Clause => ({
  bool: {
    _name: subQueries.words,
    filter,
    minimum_should_match: 1,
    should: [acrossFields(words, ranking, ''), acrossFields(words, ranking, '.parts')],
  },
});

const byMeaning = (vector: Float32Array, filter: readonly Clause[]): Clause => ({
  bool: {
    _name: subQueries.meaning,
    must: {
      function_score: {
        query: {
          // An index of another model has no such field, and is searched by words.
          knn: {
            [vectorField]: { vector: [...vector], k: neighbours, filter: { bool: { filter } }, ignore_unmapped: true },
          },
        },
        min_score: leastSimilarity,
      },
    },
  },
});

/**
 * The body of a search by words and by meaning, each restricted by itself: what is filtered afterwards would be missing
 * among the neighbours. Scores of both are brought to 0 to 1, and their weighted mean is taken.
 */
export const searchBody = ({ words, vector, ...question }: Question, ranking: Ranking = fittedRanking): Clause => {
  const filter = filterOf(question);
  const queries = [
    ...(words === undefined ? [] : [byWords(words, filter, ranking)]),
    ...(vector === undefined ? [] : [byMeaning(vector, filter)]),
  ];
  return {
    size: question.limit,
    query: { hybrid: { queries, pagination_depth: depth } },
    search_pipeline: {
      phase_results_processors: [
        {
          'normalization-processor': {
            normalization: { technique: 'min_max' },
            combination: {
              technique: 'arithmetic_mean',
              // One weight for each sub-query: with one alone there is nothing to weigh.
              ...(queries.length === 2 ? { parameters: { weights: [1 - ranking.meaning, ranking.meaning] } } : {}),
            },
          },
        },
      ],
    },
  };
};
