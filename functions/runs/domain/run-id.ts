import { toBase32 } from '../../shared/base32.ts';

/**
 * A run's id: `n-`, nine characters of milliseconds since 1970 (enough until 3084) and three random ones, so that ids
 * sort by time. Short, since Airflow's address of a run has to fit into 64 characters. `random` is from 0 up to 1.
 */
export const newRunId = (now: Date, random: () => number): string =>
  `n-${toBase32(now.getTime(), 9)}${toBase32(Math.floor(random() * 32 ** 3), 3)}`;
