import { parseArgs } from 'node:util';
import type { PassageIndex } from '../../functions/knowledge/adapters/passage-index.ts';
import type { TextModel } from '../../functions/knowledge/adapters/text-model.ts';
import { installTools } from '../../local/install.ts';
import { percentile } from '../bench/statistics.ts';
import { startSearchServer } from '../support/search-server.ts';
import { type Collection, readBeirCollection, readOwnCollection } from './knowledge/collection.ts';
import { fitRanking } from './knowledge/fit.ts';
import { findLeaks } from './knowledge/leaks.ts';
import { mean, ndcg, randomisationTest, recall } from './knowledge/measures.ts';
import { loadRememberedModel } from './knowledge/remembered-model.ts';
import { fillIndex, indexAt, rankJudged, type Search, searcher, type Way, ways } from './knowledge/searcher.ts';

/** How well one way of searching did, query by query. */
interface Result {
  readonly ndcg: readonly number[];
  readonly recall: readonly number[];
  readonly milliseconds: readonly number[];
}

/** Passages of each search: as many as the API gives. */
const mostAsked = 50;

const names: Readonly<Record<Way, string>> = { words: 'keyword', meaning: 'vector', both: 'hybrid' };

const measure = async (search: Search, collection: Collection, way: Way): Promise<Result> => {
  const each = [];
  for (const query of collection.queries) {
    const start = performance.now();
    const ranking = await rankJudged(search, collection, query, way);
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

interface Task {
  readonly title: string;
  readonly collection: Collection;
  /** Fit the weights instead of measuring. */
  readonly isFit: boolean;
}

/** What is looked at, by the arguments; a stranger's collection has no halves. */
const readTask = (args: readonly string[]): Task => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      'set-aside': { type: 'boolean', default: false },
      fit: { type: 'boolean', default: false },
      corpus: { type: 'string' },
      queries: { type: 'string' },
      qrels: { type: 'string' },
    },
  });
  const { 'set-aside': setAside, fit: isFit, corpus, queries, qrels } = values;
  if (isFit && (setAside || corpus !== undefined)) {
    throw new Error('Weights are fitted on the half that was not set aside: give --fit alone.');
  }
  if (corpus !== undefined && queries !== undefined && qrels !== undefined) {
    return { title: corpus, collection: readBeirCollection({ corpus, queries, qrels }), isFit };
  }
  if (corpus !== undefined || queries !== undefined || qrels !== undefined) {
    throw new Error("A collection of one's own needs --corpus, --queries and --qrels.");
  }
  const own = readOwnCollection();
  return {
    title: setAside ? 'the half that was set aside' : 'the half that weights were fitted on',
    collection: { ...own, queries: own.queries.filter((query) => query.setAside === setAside) },
    isFit,
  };
};

const evaluateSearch = async (
  index: PassageIndex,
  model: TextModel,
  { title, collection }: Omit<Task, 'isFit'>,
): Promise<boolean> => {
  const search = searcher(index, model, { limit: mostAsked });
  const isBetter = show(title, {
    words: await measure(search, collection, 'words'),
    meaning: await measure(search, collection, 'meaning'),
    both: await measure(search, collection, 'both'),
  });
  const { searches, leaks } = await findLeaks(index, model, collection);
  console.log(`\n${leaks} passages of another tenant with the same texts in ${searches} searches`);
  return isBetter && leaks === 0;
};

/** Measures search by words, by meaning and by both with the code that serves it, on an OpenSearch of its own. */
export const evaluateKnowledge = async (args: readonly string[]): Promise<boolean> => {
  const { isFit, ...task } = readTask(args);
  await installTools(console.log);
  const model = await loadRememberedModel();
  const server = await startSearchServer();
  try {
    const index = indexAt(server.url);
    const start = performance.now();
    await fillIndex(index, model, task.collection);
    const seconds = (performance.now() - start) / 1000;
    console.log(`${task.collection.pieces.length} passages indexed in ${seconds.toFixed(0)} s`);
    if (isFit) {
      await fitRanking(server.url, model, task.collection);
      return true;
    }
    return await evaluateSearch(index, model, task);
  } finally {
    await server.stop();
  }
};
