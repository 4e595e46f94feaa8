import type { Passage } from './passage.ts';

/** A passage, and what of it goes to the model. */
export interface Piece {
  readonly passage: Passage;
  /** Within the model's window of 256 tokens, as far as characters tell. */
  readonly meaning: string;
}

/** Characters. */
export const pieceLimits = {
  /** A passage that is put together of smaller ones. */
  together: 900,
  /** A passage that belongs together: a stack trace, a block of code. */
  whole: 8_000,
  /** What the model is given. */
  meaning: 1_000,
} as const;

/** The text, or its two ends with a word on how much was left out between them. */
export const clip = (text: string, limit: number): string => {
  if (text.length <= limit) {
    return text;
  }
  const note = `\n… ${text.length - limit} characters or more left out …\n`;
  const kept = limit - note.length;
  const head = Math.floor(kept / 2);
  return `${text.slice(0, head)}${note}${text.slice(text.length - (kept - head))}`.toWellFormed();
};
