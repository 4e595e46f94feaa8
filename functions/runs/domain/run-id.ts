/** Crockford's base32, whose order is that of ASCII: https://www.crockford.com/base32.html */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

const encode = (value: number, length: number): string =>
  Array.from({ length }, (_, index) => alphabet[Math.floor(value / 32 ** (length - 1 - index)) % 32]).join('');

/**
 * A run's id: `n-`, nine characters of milliseconds since 1970 (enough until 3084) and three random ones, so that ids
 * sort by time. Short, since Airflow's address of a run has to fit into 64 characters. `random` is from 0 up to 1.
 */
export const newRunId = (now: Date, random: () => number): string =>
  `n-${encode(now.getTime(), 9)}${encode(Math.floor(random() * 32 ** 3), 3)}`;
