import { join } from 'node:path';
import type { PassageIndex } from '../../functions/knowledge/adapters/passage-index.ts';
import { loadTextModel, type TextModel } from '../../functions/knowledge/adapters/text-model.ts';
import type { Piece } from '../../functions/knowledge/domain/piece.ts';
import { toolsDirectory } from '../../local/paths.ts';
import { type Collection, readOwnCollection } from '../evaluation/knowledge/collection.ts';
import { seeded } from '../evaluation/knowledge/measures.ts';
import { loadRememberedModel } from '../evaluation/knowledge/remembered-model.ts';
import { indexAt, searcher } from '../evaluation/knowledge/searcher.ts';
import { startSearchServer } from '../support/search-server.ts';
import { table, writeSection } from './measurements.ts';
import { percentile } from './statistics.ts';

/** Passages; fewer only to see that it works, as in NAVIGATOR_BENCH_PASSAGES=500,2000. */
const sizes = (process.env.NAVIGATOR_BENCH_PASSAGES ?? '5200,100000').split(',').map(Number);

const searches = 500;
const warmUp = 100;
const batchSize = 500;

/** How far a made-up passage points away from the one it is made of. */
const deviation = 0.02;

/** A passage like this one, that says it in another order and points into a slightly other direction. */
const resemble = ({ passage }: Piece, vector: Float32Array, number: number) => {
  const random = seeded(number);
  const moved = vector.map((value) => value + deviation * (2 * random() - 1));
  const length = Math.hypot(...moved);
  const text = passage.text
    .split(' ')
    .filter(() => random() > 0.2)
    .join(' ');
  return { ...passage, id: `${passage.id}-${number}`, text, vector: moved.map((value) => value / length) };
};

/** Fills the index up to `size`, the first ones real; answers how many a second were put, embedding left out. */
const fill = async (
  index: PassageIndex,
  model: TextModel,
  pieces: readonly Piece[],
  from: number,
  size: number,
): Promise<number> => {
  let milliseconds = 0;
  for (let start = from; start < size; start += batchSize) {
    const numbers = Array.from({ length: Math.min(batchSize, size - start) }, (_, at) => start + at);
    const chosen = numbers.flatMap((number) => pieces[number % pieces.length] ?? []);
    const vectors = await model(chosen.map(({ meaning }) => meaning));
    const passages = chosen.map((piece, at) => {
      const [number = 0, vector = new Float32Array()] = [numbers[at], vectors[at]];
      return number < pieces.length ? { ...piece.passage, vector } : resemble(piece, vector, number);
    });
    const begun = performance.now();
    await index.index(passages);
    milliseconds += performance.now() - begun;
  }
  return (size - from) / (milliseconds / 1000);
};

interface Times {
  readonly whole: number[];
  readonly model: number[];
  readonly index: number[];
}

/** Times whole searches, and what of them is the model's and the index's. */
const timeSearches = async (index: PassageIndex, model: TextModel, queries: Collection['queries']): Promise<Times> => {
  const times: Times = { whole: [], model: [], index: [] };
  const timed = async <T>(into: number[], run: () => Promise<T>): Promise<T> => {
    const begun = performance.now();
    const result = await run();
    into.push(performance.now() - begun);
    return result;
  };
  const search = searcher(
    { search: (question) => timed(times.index, () => index.search(question)) },
    (texts) => timed(times.model, () => model(texts)),
    { limit: 10 },
  );
  for (let number = -warmUp; number < searches; number += 1) {
    if (number === 0) for (const row of Object.values(times)) row.length = 0;
    const query = queries[(number + warmUp) % queries.length]?.text ?? '';
    await timed(times.whole, () => search(query, 'both'));
  }
  return times;
};

const cells = (values: readonly number[]): string[] => [0.5, 0.95].map((share) => percentile(values, share).toFixed(1));

/** How quick a search by words and by meaning is among few and many passages, without gateway and Lambda. */
export const benchSearch = async (): Promise<void> => {
  const { pieces, queries } = readOwnCollection();
  const [remembered, model] = await Promise.all([loadRememberedModel(), loadTextModel(join(toolsDirectory, 'model'))]);
  const server = await startSearchServer();
  try {
    const index = indexAt(server.url);
    const rows: (string | number)[][] = [];
    let before = 0;
    for (const size of sizes.toSorted((a, b) => a - b)) {
      const rate = await fill(index, remembered, pieces, before, size);
      before = size;
      const { whole, model: embedding, index: finding } = await timeSearches(index, model, queries);
      rows.push([size, ...[whole, embedding, finding].flatMap(cells), rate.toFixed(0)]);
    }
    writeSection(
      'Search by words and by meaning',
      `${table(
        [
          'passages',
          ...['search', 'model', 'OpenSearch'].flatMap((part) => [`${part} p50 ms`, 'p95 ms']),
          'indexed per s',
        ],
        rows,
      )}

${searches} searches for ten passages each, one after the other, by the code that serves them, the model in the same process
and OpenSearch beside it. Passages and questions are those of \`npm run eval -- knowledge\`; beyond ${pieces.length} passages they are
made of these: a fifth of the words left out, vectors moved a little. Indexed per second is without embedding.`,
    );
  } finally {
    await server.stop();
  }
};
