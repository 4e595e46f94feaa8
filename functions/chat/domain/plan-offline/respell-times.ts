import { slipsBetween } from './find-names.ts';
import { wordsOf } from './words.ts';

/** A text in other words, and where each of its places stands in the first one. */
export interface Respelled {
  readonly text: string;
  readonly placeOf: (place: { start: number; end: number }) => { start: number; end: number };
}

/** Words for times that people misspell. */
const timeWords: readonly string[] = [
  ...['yesterday', 'today', 'tonight', 'tomorrow', 'morning', 'afternoon', 'evening', 'night', 'midnight', 'noon'],
  ...['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday', 'weekend', 'since', 'until'],
  ...['minute', 'minutes', 'hour', 'hours', 'days', 'week', 'weeks', 'month', 'months', 'last', 'past', 'this'],
];

/** Words for times in other words. */
const otherWords: Readonly<Record<string, string>> = {
  overnight: 'last night',
  fortnight: '14 days',
  tody: 'today',
};

const respell = (word: string): string => {
  const lower = word.toLowerCase();
  const other = otherWords[lower];
  if (other !== undefined || lower.length < 5 || timeWords.includes(lower) || !/^[a-z]+$/.test(lower)) {
    return other ?? word;
  }
  return timeWords.find((each) => each[0] === lower[0] && slipsBetween(each, lower) !== undefined) ?? word;
};

/** A text with its words for times put right. */
export const respellTimes = (text: string): Respelled => {
  const pieces: { from: number; to: number; start: number; end: number }[] = [];
  let respelled = '';
  let last = 0;
  for (const word of wordsOf(text)) {
    respelled += text.slice(last, word.start);
    const from = respelled.length;
    respelled += respell(word.text);
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
