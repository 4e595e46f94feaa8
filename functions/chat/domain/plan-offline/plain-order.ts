import type { Operation } from '../../../shared/operation.ts';
import { type Mention, overlaps } from './find-mentions.ts';
import { canUse, isOrder } from './match-operation.ts';
import type { Intent } from './read-intent.ts';
import type { ReadMessage } from './read-message.ts';
import type { Filled } from './surroundings.ts';
import { isHeldBack, isSweeping, type Word, wordsOf } from './words.ts';

/** Whether a word may as well stand for something else that is there. */
const isAmbiguous = ({ readings }: Mention): boolean => {
  const [first, ...others] = readings.filter(({ isKnown }) => isKnown);
  return (
    first !== undefined &&
    first.kind !== 'newName' &&
    first.certainty < 0.8 &&
    others.some(({ value }) => value !== first.value)
  );
};

/** What is said beside texts that are only to be stored. */
const spokenWords = ({ plainWords, mentions }: ReadMessage): Word[] => {
  const texts = mentions.filter(({ readings: [first] }) => first?.kind === 'body' || first?.kind === 'title');
  return plainWords.filter((word) => !texts.some((text) => overlaps(text, word)));
};

/**
 * Whether a deed may be done on this sentence alone: it orders it, nothing in it holds back, and nothing of it was passed
 * over. What destroys is shown and confirmed anyway, so it need not be ordered to the letter.
 */
export const isPlainOrder = (
  { message, around, scored, confidence }: Intent,
  operation: Operation,
  filled: Filled,
): boolean => {
  const { effect } = operation;
  if (effect === 'read') {
    return true;
  }
  const said = spokenWords(message);
  const usual = wordsOf(scored[0]?.example.text ?? '');
  const isOrdered =
    effect === 'destructive' ||
    (isOrder(operation, message, { examples: around.examples, confidence }) && !isSweeping(said, usual));
  const isWhole = message.mentions.every((mention) => canUse(operation, mention) && !isAmbiguous(mention));
  return isOrdered && isWhole && !isHeldBack(said, usual) && !filled.isGuess;
};
