import type { Report } from './detector.ts';

/** Characters that change the order in which a line is shown. */
const turning = /[\u202a-\u202e\u2066-\u2069]/;
/** Characters that are not shown, in a row: some scripts and emoji need one here and there. */
const invisible = /[\u200b-\u200f\u2060-\u2064\u{e0000}-\u{e007f}]{8,}/u;

const messages = {
  turning: 'A character turns the order in which this line is shown.',
  invisible: 'Invisible characters stand in the source, enough to hide a text.',
} as const;

/** Characters by which a source reads otherwise than it runs. */
export const findHiddenCharacters = (text: string): readonly Report[] =>
  (
    [
      ['turning', turning],
      ['invisible', invisible],
    ] as const
  ).flatMap(([kind, pattern]) => {
    const at = text.search(pattern);
    return at === -1 ? [] : [{ rule: 'obfuscated-code', at, message: messages[kind] } as const];
  });
