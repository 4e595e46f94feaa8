import { parseArgs } from 'node:util';
import { percentile } from '../bench/statistics.ts';
import { startSearchServer } from '../support/search-server.ts';
import { type Collection, type JudgedQuery, readBeirCollection, readOwnCollection } from './knowledge/collection.ts';
import { mean, ndcg, randomisationTest, recall } from './knowledge/measures.ts';
import { loadRememberedModel } from './knowledge/remembered-model.ts';
import { fillIndex, indexAt, type Search, searcher, type Way, ways } from './knowledge/searcher.ts';

/** How well one way of searching did, query by query. */
interface Result {
  readonly ndcg: readonly number[];
  readonly recall: readonly number[];
  readonly milliseconds: readonly number[];
}

/** Passages of each search: as many as the API gives. */
const mostAsked = 50;

const names: Readonly<Record<Way, string>> = { words: 'keyword', meaning: 'vector', both: 'hybrid' };

/** Pieces of one judged passage count once, where the best of them stands. */
const rank = async (search: Search, { judgedIds }: Collection, { text }: JudgedQuery, way: Way): Promise<string[]> => [
  ...new Set((await search(text, way)).map((id) => judgedIds.get(id) ?? id)),
];

const measure = async (search: Search, collection: Collection, way: Way): Promise<Result> => {
  const each = [];
  for (const query of collection.queries) {
    const start = performance.now();
    const ranking = await rank(search, collection, query, way);
    const milliseconds = performance.now() - start;
    each.push({ ndcg: ndcg(ranking, query.grades, 10), recall: recall(ranking, query.grades, 50), milliseconds });
  }
  return {
    ndcg: each.map((one) => one.ndcg),
    recall: each.map((one) => one.recall),
    milliseconds: each.map((one) => one.milliseconds),
  };
};

const show = (title: string, results: Readonly<Record<Way, Result>>): boolean => {
  console.log(`\n${title}, ${results.both.ndcg.length} queries\n`);
  console.log('           nDCG@10  recall@50  p50 ms  p95 ms');
  for (const way of ways) {
    const { ndcg, recall, milliseconds } = results[way];
    const cells = [
      mean(ndcg).toFixed(3).padStart(7),
      mean(recall).toFixed(3).padStart(9),
      percentile(milliseconds, 0.5).toFixed(0).padStart(6),
      percentile(milliseconds, 0.95).toFixed(0).padStart(6),
    ];
    console.log(`${names[way].padEnd(9)}  ${cells.join('  ')}`);
  }
  console.log();
  const better = (['words', 'meaning'] as const).map((way) => {
    const gain = mean(results.both.ndcg) - mean(results[way].ndcg);
    const chance = randomisationTest(results.both.ndcg, results[way].ndcg);
    console.log(`hybrid against ${names[way]}: ${gain >= 0 ? '+' : ''}${gain.toFixed(3)}, p = ${chance.toFixed(4)}`);
    return gain > 0;
  });
  return better.every(Boolean);
};

/** The half that is looked at; a stranger's collection has no halves. */
const choose = (args: readonly string[]): { title: string; collection: Collection } => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      'set-aside': { type: 'boolean', default: false },
      corpus: { type: 'string' },
      queries: { type: 'string' },
      qrels: { type: 'string' },
    },
  });
  const { 'set-aside': setAside, corpus, queries, qrels } = values;
  if (corpus !== undefined && queries !== undefined && qrels !== undefined) {
    return { title: corpus, collection: readBeirCollection({ corpus, queries, qrels }) };
  }
  if (corpus !== undefined || queries !== undefined || qrels !== undefined) {
    throw new Error('Somebody else’s collection needs --corpus, --queries and --qrels.');
  }
  const own = readOwnCollection();
  return {
    title: setAside ? 'the half that was set aside' : 'the half that weights were fitted on',
    collection: { ...own, queries: own.queries.filter((query) => query.setAside === setAside) },
  };
};

/** Measures search by words, by meaning and by both with the code that serves it, on an OpenSearch of its own. */
export const evaluateKnowledge = async (args: readonly string[]): Promise<boolean> => {
  const { title, collection } = choose(args);
  const model = await loadRememberedModel();
  const server = await startSearchServer();
  try {
    const index = indexAt(server.url);
    const start = performance.now();
    await fillIndex(index, model, collection);
    const seconds = (performance.now() - start) / 1000;
    console.log(`${collection.pieces.length} passages indexed in ${seconds.toFixed(0)} s`);
    const search = searcher(index, model, mostAsked);
    return show(title, {
      words: await measure(search, collection, 'words'),
      meaning: await measure(search, collection, 'meaning'),
      both: await measure(search, collection, 'both'),
    });
  } finally {
    await server.stop();
  }
};
