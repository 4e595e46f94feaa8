import { embeddingModel } from '../domain/embedding-model.ts';
import { hollowWords } from '../domain/hollow-words.ts';

const name = { type: 'keyword' } as const;
const number = { type: 'integer' } as const;
const text = {
  type: 'text',
  analyzer: 'prose',
  fields: { parts: { type: 'text', analyzer: 'parts' } },
} as const;

/** Where the vectors of this model are: another model's mean something else, and a search passes over them. */
export const vectorField = `vector-${embeddingModel.name}`;

/** Settings and mapping of an index of passages. A field it does not name is refused. */
export const passageIndexBody = {
  settings: {
    index: {
      knn: true,
      number_of_shards: 1,
      auto_expand_replicas: '0-1',
      // Passages are of like length, so that a longer one is worth no less (0.75 where documents are of any length).
      similarity: { default: { type: 'BM25', b: 0.5 } },
    },
    analysis: {
      tokenizer: { words: { type: 'pattern', pattern: '[\\s"\'`()\\[\\]{}<>,;=|]+' } },
      filter: {
        // nightly_sales, warehouse:5432 and ConnectionRefusedError are found whole and by their parts.
        split_names: { type: 'word_delimiter_graph', preserve_original: true, split_on_numerics: false },
        hollow_words: { type: 'stop', stopwords: [...hollowWords] },
        possessive: { type: 'stemmer', language: 'possessive_english' },
      },
      analyzer: {
        prose: {
          type: 'custom',
          tokenizer: 'standard',
          filter: ['possessive', 'lowercase', 'hollow_words', 'porter_stem'],
        },
        parts: {
          type: 'custom',
          tokenizer: 'words',
          filter: ['split_names', 'flatten_graph', 'lowercase', 'hollow_words', 'porter_stem'],
        },
      },
    },
  },
  mappings: {
    dynamic: 'strict',
    // Parsing vectors to leave them out of an answer takes longer than the search.
    _source: { excludes: [vectorField] },
    properties: {
      id: name,
      tenant: name,
      document: name,
      kind: name,
      source: name,
      access: { properties: { system: name, resource: name } },
      title: text,
      text,
      provenance: {
        properties: {
          run: name,
          workflow: name,
          state: name,
          task: name,
          mapIndex: number,
          try: number,
          line: number,
          path: name,
          heading: text,
          commit: name,
          at: { type: 'date' },
          decision: {
            properties: { number, status: name, date: { type: 'date' }, supersededBy: number, supersedes: number },
          },
        },
      },
      [vectorField]: {
        type: 'knn_vector',
        dimension: embeddingModel.dimensions,
        // Lucene's own graphs need no native library and filter while they search.
        method: { name: 'hnsw', engine: 'lucene', space_type: 'cosinesimil' },
      },
    },
  },
} as const;
