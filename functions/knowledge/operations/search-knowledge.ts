import type { Embed } from '../../shared/embedder.ts';
import { DomainError } from '../../shared/errors.ts';
import { logger } from '../../shared/observability.ts';
import type { Implementation } from '../../shared/serve-operations.ts';
import type { PassageIndex } from '../adapters/passage-index.ts';
import type { Hit, searchKnowledge as operation } from '../contract.ts';
import { heedDecisions } from '../domain/heed-decisions.ts';
import { type Marks, markWords } from '../domain/mark-words.ts';
import { type RankedPassage, rankPassages } from '../domain/rank-passages.ts';

/** Passages looked at for each that is asked for, as some say the same. */
const spare = 4;
const mostFound = 100;

/** A share, to three digits. */
const round = (share: number): number => Math.round(Math.min(1, share) * 1_000) / 1_000;

const toHit = (
  { passage, score, words, meaning, recency, alike }: RankedPassage,
  { highlights, terms }: Marks,
): Hit => ({
  id: passage.id,
  source: passage.source,
  kind: passage.kind,
  title: passage.title,
  text: passage.text,
  highlights: [...highlights],
  provenance: passage.provenance,
  score,
  why: { words: round(words), meaning: round(meaning), recency: round(recency), terms: [...terms], alike },
});

/** Searches by words and by meaning; by words alone while the model does not answer. */
export const searchKnowledge = ({
  index,
  embed,
}: {
  index: Pick<PassageIndex, 'search'>;
  embed: Embed;
}): Implementation<typeof operation> => {
  const meaningOf = async (query: string): Promise<Float32Array | undefined> => {
    try {
      const [vector] = await embed([query]);
      return vector;
    } catch (error) {
      if (error instanceof DomainError && error.code === 'upstream.unavailable') {
        logger.warn('search.without-meaning', { error });
        return undefined;
      }
      throw error;
    }
  };
  return async ({ query, limit, ...filter }, { principal, now }) => {
    const found = await index.search({
      ...filter,
      tenant: principal.tenant,
      grants: principal.systems,
      words: query,
      vector: await meaningOf(query),
      limit: Math.min(limit * spare, mostFound),
    });
    const mark = markWords(query);
    const ranked = rankPassages(heedDecisions(found), now(), limit);
    return { items: ranked.map((one) => toHit(one, mark(one.passage.text))) };
  };
};
