import { countPieces, windowSize } from './model-window.ts';
import type { Passage } from './passage.ts';

/** A passage, and what of it goes to the model. */
export interface Piece {
  readonly passage: Passage;
  /** Within the model's window. */
  readonly meaning: string;
}

/** Characters. */
export const pieceLimits = {
  /** A passage that is put together of smaller ones. */
  together: 900,
  /** A passage that belongs together: a stack trace, a block of code. */
  whole: 8_000,
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

/** What of a text the model is given: all that fits, else its two ends. */
export const clipToWindow = (text: string): string => {
  let clipped = text;
  for (let pieces = countPieces(text); pieces > windowSize; pieces = countPieces(clipped)) {
    clipped = clip(text, Math.floor((Math.min(clipped.length, text.length) * windowSize) / pieces) - 1);
  }
  return clipped;
};
