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

/**
 * Characters that an expression looks at at a time, and that two such windows share: of megabytes in one word it would
 * run out of the stack that V8 gives it.
 */
const windowSize = 256 * 1024;
const overlap = 8 * 1024;

/** Where windows of a text begin: at its words, where words are no longer than what windows share. */
const windowStarts = (text: string): number[] => {
  const starts = [0];
  for (let at = windowSize - overlap; at + overlap < text.length; at += windowSize - overlap) {
    // Looked for no further back than that: each detector asks, and all of a text may be one word.
    const shared = text.slice(at - overlap, at + 1);
    const word = Math.max(shared.lastIndexOf('\n'), shared.lastIndexOf(' ')) + 1;
    starts.push(word > 0 ? at - overlap + word : at);
  }
  return starts;
};

/** A detector of whatever a pattern matches. The pattern may not span lines. */
export const matching = ({ kind, mark = '', pattern, flags = '', accept = () => true }: Rule): Detector => {
  const expression = new RegExp(pattern, `g${pattern.includes('(?<secret>') ? 'd' : ''}${flags}`);
  return function* (text) {
    if (!text.includes(mark)) {
      return;
    }
    for (const offset of windowStarts(text)) {
      const window = text.slice(offset, offset + windowSize + overlap);
      for (const match of window.matchAll(expression)) {
        const [start, end] = match.indices?.groups?.secret ?? [match.index, match.index + match[0].length];
        if (accept(window.slice(start, end), match)) {
          yield { kind, start: offset + start, end: offset + end };
        }
      }
    }
  };
};
