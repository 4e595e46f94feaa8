/** A secret, or something personal, within a text. `end` is exclusive. */
export interface Finding {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
}

/** Finds what is to be masked in a text, in time linear in its length, whatever the text. */
export type Detector = (text: string) => Iterable<Finding>;

/** Left border of a pattern: not within a word, to which `%2F`, the `\n` of a JSON string and a colour do not count. */
export const wordStart = String.raw`(?:(?<![A-Za-z0-9_-])|(?<=%[0-9A-Fa-f]{2}|\\[nrt]|\x1b\[[\d;]{1,8}m))`;

/** Right border of a pattern. */
export const wordEnd = '(?![A-Za-z0-9_])';

interface Rule {
  readonly kind: string;
  /** What is in all that the pattern matches: a text without it is not searched. */
  readonly mark?: string;
  /** What is masked is the group `secret`, or all of it where there is no such group. */
  readonly pattern: string;
  /** Of the pattern: `i` or `m`. */
  readonly flags?: string;
  /** Whether it is one after all. */
  readonly accept?: (secret: string, match: RegExpExecArray) => boolean;
}

/** A detector of whatever a pattern matches. The pattern may not span lines. */
export const matching = ({ kind, mark = '', pattern, flags = '', accept = () => true }: Rule): Detector => {
  const expression = new RegExp(pattern, `g${pattern.includes('(?<secret>') ? 'd' : ''}${flags}`);
  return function* (text) {
    if (!text.includes(mark)) {
      return;
    }
    for (const match of text.matchAll(expression)) {
      const [start, end] = match.indices?.groups?.secret ?? [match.index, match.index + match[0].length];
      if (accept(text.slice(start, end), match)) {
        yield { kind, start, end };
      }
    }
  };
};
