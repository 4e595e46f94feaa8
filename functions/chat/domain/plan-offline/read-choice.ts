import { distance } from 'fastest-levenshtein';
import type { Choice } from '../planner.ts';
import { wordsOf } from './words.ts';

const ordinals: readonly string[] = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'];

const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** Words of an answer that picks one of several: "the second one", "no. 2 please". */
const besides = new Set(['the', 'one', 'no', 'number', 'please', 'option', 'take', 'i', 'mean', 'meant', 'of', 'them']);

/** The choice that an answer picks by number, ordinal or name; undefined where it says something else. */
export const readChoice = (answer: string, choices: readonly Choice[]): Choice | undefined => {
  const said = wordsOf(answer).map(({ text }) => text.toLowerCase());
  const [word, ...others] = said.filter((each) => !besides.has(each));
  if (word !== undefined && others.length === 0) {
    const position = ordinals.includes(word) ? ordinals.indexOf(word) : Number(word) - 1;
    if (choices[position]) {
      return choices[position];
    }
  }
  const text = plain(answer);
  const far = ({ value }: Choice) => distance(text, plain(value));
  const exact = choices.find((choice) => far(choice) === 0);
  const [best, next] = choices.toSorted((one, other) => far(one) - far(other));
  const isNear = best && far(best) <= Math.min(3, Math.floor(text.length / 5)) && (!next || far(next) > far(best));
  return exact ?? (isNear ? best : undefined);
};
