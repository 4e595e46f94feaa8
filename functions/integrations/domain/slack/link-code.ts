import { createHash } from 'node:crypto';
import { base32Alphabet } from '../../../shared/base32.ts';

/** Milliseconds for which a code is taken. */
export const codeLifetime = 10 * 60_000;

const length = 10;

/** A code to type, as 50 bits of randomness: `k7f2m-9xq4t`. */
export const newCode = (random: (size: number) => Uint8Array): string => {
  const letters = [...random(length)].map((byte) => base32Alphabet.charAt(byte % base32Alphabet.length));
  return `${letters.slice(0, 5).join('')}-${letters.slice(5).join('')}`;
};

/** What is kept of a code, however it was typed. */
export const hashCode = (code: string): string =>
  createHash('sha256')
    .update(code.toLowerCase().replace(/[^0-9a-z]/g, ''))
    .digest('hex');
