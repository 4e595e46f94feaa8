import { toBase32 } from '../../shared/base32.ts';

/** An id that sorts by time: nine characters of milliseconds since 1970 and six random ones. `random` is from 0 up to 1. */
export const newId = (prefix: 'c' | 'm' | 'p', now: Date, random: () => number): string =>
  `${prefix}-${toBase32(now.getTime(), 9)}${toBase32(Math.floor(random() * 32 ** 6), 6)}`;
