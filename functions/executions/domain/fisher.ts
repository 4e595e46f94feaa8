/** Natural logarithms of the factorials from 0 to `n`. */
const logFactorials = (n: number): number[] => {
  const logs = [0];
  for (let i = 1; i <= n; i += 1) {
    logs.push((logs[i - 1] ?? 0) + Math.log(i));
  }
  return logs;
};

/** Tables this much less likely than the observed one count as equally likely, as in R's `fisher.test`. */
const tolerance = 1 + 1e-7;

/** How many of a group failed. */
export interface Share {
  readonly failed: number;
  readonly ended: number;
}

/**
 * Chance, from 0 to 1, that two groups differ at least as much as these do if both fail equally often: Fisher's exact
 * test, two-sided, adding up all tables of the same margins that are no likelier than the observed one.
 * R. A. Fisher, Statistical Methods for Research Workers (1934), § 21.02.
 */
export const fisherExact = (one: Share, other: Share): number => {
  const ended = one.ended + other.ended;
  const failed = one.failed + other.failed;
  const logs = logFactorials(ended);
  const logOf = (n: number): number => logs[n] ?? 0;
  const logChoose = (n: number, k: number): number => logOf(n) - logOf(k) - logOf(n - k);
  /** That so many of all failures fall into the first group: the hypergeometric distribution. */
  const chanceOf = (failedInOne: number): number =>
    Math.exp(
      logChoose(one.ended, failedInOne) + logChoose(other.ended, failed - failedInOne) - logChoose(ended, failed),
    );

  const limit = chanceOf(one.failed) * tolerance;
  let chance = 0;
  for (let k = Math.max(0, failed - other.ended); k <= Math.min(failed, one.ended); k += 1) {
    const each = chanceOf(k);
    chance += each <= limit ? each : 0;
  }
  return Math.min(1, chance);
};
