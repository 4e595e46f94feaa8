import { overlaps } from './find-mentions.ts';
import type { ReadMessage } from './read-message.ts';
import { isFiller, isInterrogative, type Word, wordsOf } from './words.ts';

const joints = new Set(['and', 'then', 'also', 'plus', 'afterwards']);

/** Whether a new sentence may begin at this word: after a joint, or after punctuation. */
const isAfterBreak = (message: string, words: readonly Word[], index: number, marks: RegExp): boolean => {
  const before = words[index - 1];
  const word = words[index];
  return (
    before !== undefined &&
    word !== undefined &&
    (joints.has(before.text.toLowerCase()) || marks.test(message.slice(before.end, word.start)))
  );
};

/**
 * The parts of a message that each may ask for something: cut before a word that orders something or asks, where a joint or
 * punctuation comes before it. A question after a comma mostly belongs to what is told before it.
 */
export const splitIntents = (message: string, isStarter: (word: string) => boolean): string[] => {
  const words = wordsOf(message);
  const cuts = words.flatMap((word, index) => {
    const next = words.slice(index).find(({ text }) => !isFiller(text) && !joints.has(text.toLowerCase()));
    const isQuestion = isInterrogative(word.text) && isAfterBreak(message, words, index, /[;.!?]/);
    const isOrder = isStarter(word.text.toLowerCase()) && isAfterBreak(message, words, index, /[;.,!?]/);
    return next === word && (isOrder || isQuestion) ? [word.start] : [];
  });
  return [0, ...cuts]
    .map((start, index) => message.slice(start, cuts[index] ?? message.length))
    .map((part) => part.replace(/[\s,;.]*(?:\b(?:and|then|also|plus|afterwards)\b[\s,;]*)*$/i, '').trim())
    .filter((part) => part !== '');
};

/** "list the workflows and the repositories": the parts of a message that has its verb but once, each with it. */
export const splitNouns = (message: string): string[] => {
  const isSpan = /\bbetween\b/i.test(message);
  const [first = '', ...others] = isSpan ? [] : message.split(/,?\s+and,?\s+(?:(?:also|then|after that),?\s+)?/i);
  const verb = wordsOf(first).find(({ text }) => !isFiller(text))?.text;
  return verb === undefined || others.length === 0 ? [] : [first, ...others.map((other) => `${verb} ${other}`)];
};

/** Words that only tell more of what was asked for. */
const details = new Set([
  'read',
  'reading',
  'write',
  'writing',
  'admin',
  'only',
  'on',
  'for',
  'task',
  'step',
  'try',
  'attempt',
  'branch',
]);

/** Whether a part of a message orders nothing by itself: "read only", "first try". */
export const isDetail = ({ words, mentions }: ReadMessage): boolean =>
  words.every(
    (word) =>
      details.has(word.text.toLowerCase()) ||
      isFiller(word.text) ||
      mentions.some((mention) => overlaps(mention, word)),
  );

/** Whether a part of a message comes after a word that joins wishes. */
export const isJoined = (message: string, part: string): boolean =>
  joints.has(
    wordsOf(message.slice(0, message.lastIndexOf(part)))
      .at(-1)
      ?.text.toLowerCase() ?? '',
  );
