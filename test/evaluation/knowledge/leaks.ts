import type { PassageIndex } from '../../../functions/knowledge/adapters/passage-index.ts';
import type { TextModel } from '../../../functions/knowledge/adapters/text-model.ts';
import type { Collection } from './collection.ts';
import { fillIndex, searcher, ways } from './searcher.ts';

/** Passages that the other tenant has too, and queries that are asked as either. */
const sample = 1_000;
const asked = 100;

const other = 'another-tenant';

/** Gives another tenant passages with the same texts, and counts how many of the one's are found as the other. */
export const findLeaks = async (
  index: PassageIndex,
  model: TextModel,
  { pieces, queries }: Collection,
): Promise<{ searches: number; leaks: number }> => {
  const copies = pieces.slice(0, sample).map(({ passage, meaning }) => ({
    passage: { ...passage, id: `${other}-${passage.id}`, tenant: other },
    meaning,
  }));
  await fillIndex(index, model, { pieces: copies });
  const owner = searcher(index, model, { limit: 50 });
  const stranger = searcher(index, model, { limit: 50, tenant: other });
  const isTheirs = (id: string): boolean => id.startsWith(other);
  let searches = 0;
  let leaks = 0;
  for (const { text } of queries.slice(0, asked)) {
    for (const way of ways) {
      leaks += (await owner(text, way)).filter(isTheirs).length;
      leaks += (await stranger(text, way)).filter((id) => !isTheirs(id)).length;
      searches += 2;
    }
  }
  return { searches, leaks };
};
