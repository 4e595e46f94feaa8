import type { Citation } from '../../contract.ts';
import { quotedText } from '../plain-text.ts';
import { placeOf } from '../quote-passages.ts';
import { findQuote, type Retrieved } from './retrieved.ts';

/** What a model wrote once each quote was looked up. */
export interface SettledText {
  readonly text: string;
  readonly citations: readonly Citation[];
  /** Quotes that stand nowhere in what was read, and are therefore not shown. */
  readonly dropped: number;
}

/** A quote as the model is told to give it, or one in quotation marks, closed or not, that is long enough to pass for one. */
const quotes = /<quote(?:\s[^>]*)?>([\s\S]*?)<\/quote>|"([^"\n]{12,})(?:"|(?=\n)|$)|“([^”\n]{12,})(?:”|(?=\n)|$)/g;

/** Places as we write them after a quote that we found: of a model they prove nothing. */
const claims = /[([][^()[\]\n]*(?:\bline \d+|›)[^()[\]\n]*[)\]]/gi;

/** Where a quote was opened and not closed, or the other way round. */
const strayMarks = /<\/?quote[^>]*(?:>|$)/g;

const leftOut = '[left out: not found word for word]';

const settleQuote = (quote: string, retrieved: readonly Retrieved[], said: readonly string[]): SettledText => {
  const found = quote === '' ? undefined : findQuote(quote, retrieved);
  if (found) {
    const { citation, operation } = found;
    const text = `“${quotedText(quote)}” (${citation ? placeOf(citation) : operation})`;
    return { text, citations: citation ? [citation] : [], dropped: 0 };
  }
  const isTheirs = quote !== '' && said.some((text) => text.includes(quote));
  return isTheirs
    ? { text: `“${quotedText(quote)}”`, citations: [], dropped: 0 }
    : { text: leftOut, citations: [], dropped: 1 };
};

/** Looks every quote up in what was retrieved; none is shown that is not there word for word, nor any link. */
export const settleText = (written: string, retrieved: readonly Retrieved[], said: readonly string[]): SettledText => {
  const pieces: SettledText[] = [];
  const prose = (text: string): SettledText => ({
    text: quotedText(text.replace(claims, '').replace(strayMarks, '')),
    citations: [],
    dropped: 0,
  });
  let done = 0;
  for (const match of written.matchAll(quotes)) {
    const [whole, marked, straight, curly] = match;
    pieces.push(prose(written.slice(done, match.index)));
    pieces.push(settleQuote((marked ?? straight ?? curly ?? '').trim(), retrieved, said));
    done = match.index + whole.length;
  }
  pieces.push(prose(written.slice(done)));
  return {
    text: pieces.map(({ text }) => text).join(''),
    citations: pieces.flatMap(({ citations }) => citations),
    dropped: pieces.reduce((sum, { dropped }) => sum + dropped, 0),
  };
};

const count = (text: string, what: string): number => text.split(what).length - 1;

/** Whether nothing is open at the end of a text that what follows could still change. */
const isClosed = (text: string): boolean =>
  count(text, '<') === count(text, '>') &&
  count(text, '<quote') === count(text, '</quote>') &&
  count(text.slice(text.lastIndexOf('\n') + 1), '"') % 2 === 0 &&
  count(text, '“') === count(text, '”') &&
  count(text, '[') === count(text, ']') &&
  count(text, '(') === count(text, ')');

/**
 * Tells a text while it is being written, up to the last word after which nothing is open, and the rest at its end: so no
 * quote is told before it was looked up, and no link at all. Where what follows changes what was told, no more is told.
 */
export const tellSettled = (settle: (written: string) => string, tell: (piece: string) => void) => {
  let written = '';
  let told = '';

  const tellUpTo = (end: number): void => {
    const settled = settle(written.slice(0, end));
    if (settled.length > told.length && settled.startsWith(told)) {
      tell(settled.slice(told.length));
      told = settled;
    }
  };

  return {
    write: (piece: string): void => {
      written += piece;
      const end = Math.max(written.lastIndexOf(' '), written.lastIndexOf('\n')) + 1;
      if (end > 0 && isClosed(written.slice(0, end))) {
        tellUpTo(end);
      }
    },
    /** What is told next is another text, on a line of its own. */
    end: (): void => {
      tellUpTo(written.length);
      if (told !== '') {
        tell('\n');
      }
    },
  };
};
