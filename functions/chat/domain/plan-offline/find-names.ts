import { distance } from 'fastest-levenshtein';
import { slipDistance } from './slip-distance.ts';
import type { Word } from './words.ts';

/** A name that a part of a message stands for, and how sure that is, from 0 to 1. */
export interface NameMatch {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly certainty: number;
}

/** Words that one name may be spoken in. */
const longestSpan = 5;

/** Messages longer than this are searched for names as they are written only. */
const longestFuzzy = 60;

/** Letters and digits only, so that `nightly_sales` and "Nightly Sales" are the same. */
const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

const partsOf = (name: string): string[] =>
  name
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== '');

/** Edits that still pass for a slip of the fingers. */
const slipsIn = (length: number): number => {
  if (length < 5) {
    return 0;
  }
  return length < 9 ? 1 : Math.min(Math.ceil(length / 6), 3);
};

const isAnagram = (one: string, other: string): boolean => [...one].sort().join('') === [...other].sort().join('');

/** Edits between two texts where they pass for a slip of the fingers; undefined where they do not. */
export const slipsBetween = (one: string, other: string): number | undefined => {
  const shorter = Math.min(one.length, other.length);
  const allowed = slipsIn(shorter);
  if (Math.abs(one.length - other.length) > allowed) {
    return undefined;
  }
  const isSwap = shorter > 2 && one.length === other.length;
  const edits = slipDistance(one, other, Math.max(allowed, isSwap ? 1 : 0));
  return edits <= allowed || (edits === 1 && isSwap && isAnagram(one, other)) ? edits : undefined;
};

interface Span {
  readonly words: readonly Word[];
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const spansOf = (words: readonly Word[]): Span[] =>
  words.flatMap((first, from) =>
    words.slice(from, from + longestSpan).map((last, index) => {
      const within = words.slice(from, from + index + 1);
      return {
        words: within,
        start: first.start,
        end: last.end,
        text: plain(within.map(({ text }) => text).join('')),
      };
    }),
  );

const certaintyOf = { exact: 1, lastPart: 0.74, slip: 0.8, parts: 0.5 } as const;

/** How well a span of words stands for a name; undefined where it does not. */
const compare = (
  span: Span,
  name: string,
  isCommon: (word: string) => boolean,
  isFuzzy: boolean,
): number | undefined => {
  const [first, ...others] = span.words;
  const isOneCommonWord = first !== undefined && others.length === 0 && isCommon(first.text);
  if (span.text === plain(name)) {
    return isOneCommonWord ? certaintyOf.parts : certaintyOf.exact;
  }
  const lastPart = name.includes('/') ? plain(name.slice(name.lastIndexOf('/'))) : undefined;
  if (span.text === lastPart && !isOneCommonWord) {
    return certaintyOf.lastPart;
  }
  if (!isFuzzy || isOneCommonWord) {
    return undefined;
  }
  const slips = slipsBetween(span.text, plain(name));
  if (slips !== undefined) {
    return certaintyOf.slip - slips / 50;
  }
  const parts = partsOf(name);
  const isAllParts = span.words.every(
    ({ text }) => text.length >= 3 && !isCommon(text) && parts.includes(text.toLowerCase()),
  );
  return isAllParts ? certaintyOf.parts + (0.25 * span.text.length) / plain(name).length : undefined;
};

/**
 * Where a message names one of these, spelt as it is, with slips, in other case, with spaces, or by a part of the name.
 * `isCommon` tells the words that mean something by themselves: they are no slips and no parts of names.
 */
export const findNames = (
  words: readonly Word[],
  names: readonly string[],
  isCommon: (word: string) => boolean,
): NameMatch[] => {
  const isFuzzy = words.length <= longestFuzzy;
  return spansOf(words).flatMap((span) =>
    names.flatMap((name) => {
      const certainty = compare(span, name, isCommon, isFuzzy);
      return certainty === undefined ? [] : [{ name, start: span.start, end: span.end, certainty }];
    }),
  );
};

/** The names closest to what somebody wrote, best first, five at most. */
export const closestNames = (text: string, names: readonly string[]): string[] =>
  names
    .map((name) => ({ name, far: distance(plain(text), plain(name)) / Math.max(name.length, text.length) }))
    .sort((one, other) => one.far - other.far)
    .slice(0, 5)
    .map(({ name }) => name);
