/** Grades of passages by their ids; what has none is not relevant. */
type Grades = ReadonlyMap<string, number>;

const discounted = (grades: readonly number[]): number =>
  grades.reduce((sum, grade, rank) => sum + grade / Math.log2(rank + 2), 0);

/** Normalised discounted cumulative gain of the first `depth`, with linear gain as `trec_eval` and BEIR have it. */
export const ndcg = (ranking: readonly string[], grades: Grades, depth: number): number => {
  const ideal = [...grades.values()].sort((a, b) => b - a).slice(0, depth);
  const found = ranking.slice(0, depth).map((id) => grades.get(id) ?? 0);
  return discounted(found) / discounted(ideal);
};

/** The share of the relevant passages that is among the first `depth`. */
export const recall = (ranking: readonly string[], grades: Grades, depth: number): number =>
  ranking.slice(0, depth).filter((id) => grades.has(id)).length / grades.size;

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Numbers from 0 to 1 that are the same each time (https://github.com/bryc/code/blob/master/jshash/PRNGs.md, mulberry32). */
export const seeded = (seed: number) => (): number => {
  seed = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
};

const rounds = 10_000;

/**
 * How often chance alone would make the means of two paired rows differ as much, either way: Fisher's randomisation test,
 * which Smucker et al. (CIKM 2007) recommend for rankings.
 */
export const randomisationTest = (ones: readonly number[], others: readonly number[]): number => {
  const random = seeded(1);
  const differences = ones.map((one, at) => one - (others[at] ?? 0));
  const seen = Math.abs(mean(differences));
  const asMuch = Array.from({ length: rounds }, () =>
    Math.abs(mean(differences.map((each) => (random() < 0.5 ? each : -each)))),
  ).filter((each) => each >= seen - 1e-12).length;
  return (asMuch + 1) / (rounds + 1);
};
