import type { Ranking } from '../../../functions/knowledge/adapters/passage-index-query.ts';
import type { TextModel } from '../../../functions/knowledge/adapters/text-model.ts';
import type { Collection } from './collection.ts';
import { mean, ndcg } from './measures.ts';
import { indexAt, rankJudged, searcher } from './searcher.ts';

/** What is tried: all of these with each other. */
const grid: Readonly<Record<keyof Ranking, readonly number[]>> = {
  meaning: [0.4, 0.5, 0.6],
  title: [0.7, 1, 1.5],
  heading: [1, 1.5],
  elsewhere: [0.3, 0.5],
};

/** Parts of the queries, each of which is judged once by what was chosen on the others. */
const folds = 5;

const product = (): Ranking[] =>
  grid.meaning.flatMap((meaning) =>
    grid.title.flatMap((title) =>
      grid.heading.flatMap((heading) => grid.elsewhere.map((elsewhere) => ({ meaning, title, heading, elsewhere }))),
    ),
  );

interface Tried {
  readonly ranking: Ranking;
  /** nDCG@10 of each query. */
  readonly scores: readonly number[];
}

const bestOn = (tried: readonly Tried[], isCounted: (query: number) => boolean): Tried => {
  const meanOf = ({ scores }: Tried): number => mean(scores.filter((_score, query) => isCounted(query)));
  return tried.reduce((best, each) => (meanOf(each) > meanOf(best) ? each : best));
};

const describe = (ranking: Ranking): string =>
  Object.entries(ranking)
    .map(([name, weight]) => `${name} ${weight}`)
    .join(', ');

/**
 * Tries all weights of the grid on the queries given, which must not be those that were set aside, and prints the best, those
 * near it, and what to expect of them on other queries by cross-validation.
 */
export const fitRanking = async (url: string, model: TextModel, collection: Collection): Promise<void> => {
  const tried: Tried[] = [];
  for (const ranking of product()) {
    const search = searcher(indexAt(url, ranking), model, { limit: 20 });
    const scores: number[] = [];
    for (const query of collection.queries) {
      scores.push(ndcg(await rankJudged(search, collection, query, 'both'), query.grades, 10));
    }
    tried.push({ ranking, scores });
  }
  for (const { ranking, scores } of tried.toSorted((a, b) => mean(b.scores) - mean(a.scores)).slice(0, 10)) {
    console.log(`${mean(scores).toFixed(4)}  ${describe(ranking)}`);
  }
  const validated = Array.from({ length: folds }, (_, fold) => {
    const { ranking, scores } = bestOn(tried, (query) => query % folds !== fold);
    console.log(`without part ${fold + 1} the best is ${describe(ranking)}`);
    return scores.filter((_score, query) => query % folds === fold);
  });
  console.log(`nDCG@10 by cross-validation: ${mean(validated.flat()).toFixed(4)}`);
};
