import type { FoundPassage, Passage } from './passage.ts';

/** What being of today adds to a score, against being of long ago: enough to decide between equals. */
const freshness = 0.03;
/** Days in which half of it is lost. */
const halfLife = 7;

const day = 24 * 60 * 60 * 1000;

/** Words that two passages have in common, of all that either has, from which on they say the same. */
const leastAlike = 0.9;

/** A passage that was found, and why it stands where it stands. */
export interface RankedPassage extends FoundPassage {
  /** What of its score comes from being fresh. */
  readonly recency: number;
  /** Others that were found and say the same. */
  readonly alike: number;
}

const freshnessOf = ({ provenance: { at } }: Passage, now: Date): number => {
  if (at === undefined) {
    return 0;
  }
  const age = Math.max(0, now.getTime() - Date.parse(at)) / day;
  return freshness * 0.5 ** (age / halfLife);
};

/** Words of a passage; numbers count in documents, while in logs they change from run to run. */
const wordsOf = ({ kind, text }: Passage): ReadonlySet<string> =>
  new Set(text.toLowerCase().match(kind === 'runs' ? /\p{L}[\p{L}_]+/gu : /[\p{L}\p{N}_]+/gu));

/** Whether they stand in the like place: what many documents say in the same words of different things is not the same. */
const isPlacedAlike = (one: Passage, other: Passage): boolean =>
  one.title === other.title || one.provenance.heading === other.provenance.heading;

const isAlike = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean => {
  const [fewer, more] = [Math.min(one.size, other.size), Math.max(one.size, other.size)];
  if (fewer === 0 || fewer < leastAlike * more) {
    return false;
  }
  const shared = [...one].filter((word) => other.has(word)).length;
  return shared >= leastAlike * (one.size + other.size - shared);
};

const withFreshness = (found: readonly FoundPassage[], now: Date): RankedPassage[] =>
  found
    .map((one) => {
      const recency = freshnessOf(one.passage, now) / (1 + freshness);
      return { ...one, score: one.score / (1 + freshness) + recency, recency, alike: 0 };
    })
    .sort((a, b) => b.score - a.score);

/** The best `limit`, fresher ones before others as good. Of passages that say almost the same the best remains. */
export const rankPassages = (found: readonly FoundPassage[], now: Date, limit: number): RankedPassage[] => {
  const kept: { readonly ranked: RankedPassage; readonly words: ReadonlySet<string>; alike: number }[] = [];
  for (const ranked of withFreshness(found, now)) {
    const words = wordsOf(ranked.passage);
    const same = kept.find(
      ({ ranked: { passage }, words: known }) =>
        isPlacedAlike(passage, ranked.passage) && (passage.text === ranked.passage.text || isAlike(known, words)),
    );
    if (same) {
      same.alike += 1;
    } else if (kept.length < limit) {
      kept.push({ ranked, words, alike: 0 });
    }
  }
  return kept.map(({ ranked, alike }) => ({ ...ranked, alike }));
};
