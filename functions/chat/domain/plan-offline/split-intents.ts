import { isFiller, type Word, wordsOf } from './words.ts';

const joints = new Set(['and', 'then', 'also', 'plus', 'afterwards']);

/** Whether a new sentence may begin at this word: after a joint, or after punctuation. */
const isAfterBreak = (message: string, words: readonly Word[], index: number): boolean => {
  const before = words[index - 1];
  const word = words[index];
  return (
    before !== undefined &&
    word !== undefined &&
    (joints.has(before.text.toLowerCase()) || /[;.,!?]/.test(message.slice(before.end, word.start)))
  );
};

/**
 * The parts of a message that each may ask for something: cut before a word that orders something, where a joint or
 * punctuation comes before it. A question after a comma mostly belongs to what is told before it.
 */
export const splitIntents = (message: string, isStarter: (word: string) => boolean): string[] => {
  const words = wordsOf(message);
  const cuts = words.flatMap((word, index) => {
    const next = words.slice(index).find(({ text }) => !isFiller(text) && !joints.has(text.toLowerCase()));
    return isAfterBreak(message, words, index) && next === word && isStarter(word.text.toLowerCase())
      ? [word.start]
      : [];
  });
  return [0, ...cuts]
    .map((start, index) => message.slice(start, cuts[index] ?? message.length))
    .map((part) => part.replace(/[\s,;.]*(?:\b(?:and|then|also|plus|afterwards)\b[\s,;]*)*$/i, '').trim())
    .filter((part) => part !== '');
};
