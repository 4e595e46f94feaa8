import { wordsOf } from './words.ts';

/** A text in other words, and where each of its places stands in the first one. */
export interface Respelled {
  readonly text: string;
  readonly placeOf: (place: { start: number; end: number }) => { start: number; end: number };
}

/** A text with some of its words put right. */
export const respell = (text: string, respellWord: (word: string) => string): Respelled => {
  const pieces: { from: number; to: number; start: number; end: number }[] = [];
  let respelled = '';
  let last = 0;
  for (const word of wordsOf(text)) {
    respelled += text.slice(last, word.start);
    const from = respelled.length;
    respelled += respellWord(word.text);
    pieces.push({ from, to: respelled.length, start: word.start, end: word.end });
    last = word.end;
  }
  return {
    text: respelled + text.slice(last),
    placeOf: ({ start, end }) => {
      const within = pieces.filter(({ from, to }) => from < end && start < to);
      return { start: within[0]?.start ?? start, end: within.at(-1)?.end ?? end };
    },
  };
};
