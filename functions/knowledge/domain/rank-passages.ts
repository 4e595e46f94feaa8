import { type FoundPassage, hashText, type Passage } from './passage.ts';

/** What being of today adds to a score, against being of long ago: enough to decide between equals. */
const freshness = 0.03;
/** Days in which half of it is lost. */
const halfLife = 7;

const day = 24 * 60 * 60 * 1000;

const freshnessOf = ({ provenance: { at } }: Passage, now: Date): number => {
  if (at === undefined) {
    return 0;
  }
  const age = Math.max(0, now.getTime() - Date.parse(at)) / day;
  return freshness * 0.5 ** (age / halfLife);
};

/** Best first, fresher ones before others as good. Of passages that say the same the best remains. */
export const rankPassages = (found: readonly FoundPassage[], now: Date): FoundPassage[] => {
  const ranked = found
    .map((one) => ({ ...one, score: (one.score + freshnessOf(one.passage, now)) / (1 + freshness) }))
    .sort((a, b) => b.score - a.score);
  const best = new Map<string, FoundPassage>();
  for (const one of ranked) {
    const text = hashText(one.passage.text);
    if (!best.has(text)) {
      best.set(text, one);
    }
  }
  return [...best.values()];
};
