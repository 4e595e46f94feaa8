import { slipsBetween } from './find-names.ts';
import { type Respelled, respell } from './respell.ts';

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

const respellTime = (word: string): string => {
  const lower = word.toLowerCase();
  const other = otherWords[lower];
  if (other !== undefined || lower.length < 5 || timeWords.includes(lower) || !/^[a-z]+$/.test(lower)) {
    return other ?? word;
  }
  return timeWords.find((each) => each[0] === lower[0] && slipsBetween(each, lower) !== undefined) ?? word;
};

/** A text with its words for times put right. */
export const respellTimes = (text: string): Respelled => respell(text, respellTime);
