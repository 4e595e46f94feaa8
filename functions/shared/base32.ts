/** Crockford's base32: 32 letters and digits that are hard to mistake for one another (https://www.crockford.com/base32.html). */
export const base32Alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** A whole number in Crockford's base32, most significant first, so that texts of one width sort like their numbers. */
export const toBase32 = (value: number, width: number): string =>
  Array.from({ length: width }, (_, index) => base32Alphabet[Math.floor(value / 32 ** (width - 1 - index)) % 32]).join(
    '',
  );

/** An id that sorts by time: nine characters of milliseconds since 1970 and six random ones. `random` is from 0 up to 1. */
export const newId = (prefix: string, now: Date, random: () => number): string =>
  `${prefix}-${toBase32(now.getTime(), 9)}${toBase32(Math.floor(random() * 32 ** 6), 6)}`;
