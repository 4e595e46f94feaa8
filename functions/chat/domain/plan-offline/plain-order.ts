import type { Operation } from '../../../shared/operation.ts';
import { closestExample } from './closest-example.ts';
import { isText, type Mention, overlaps } from './find-mentions.ts';
import { canUse, isOrder, mayLeave, readingsOf, takenAs } from './match-operation.ts';
import { listOf, withoutLeftOut } from './plan-for-each.ts';
import type { Clause, Intent } from './read-intent.ts';
import type { ReadMessage } from './read-message.ts';
import { slotsOf } from './slots.ts';
import type { Filled } from './surroundings.ts';
import { holdsBack, isHearsay, isHeldBack, isSweeping, isTakenBack, type Word, wordsOf } from './words.ts';

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
  const texts = mentions.filter(isText);
  return plainWords.filter((word) => !texts.some((text) => overlaps(text, word)));
};

/** Whether somebody asks for something to be done. */
const isRequest = ({ text }: ReadMessage): boolean => /\b(?:could|can|would|will) you\b|\bplease\b/i.test(text);

/** From this likelihood on a part of a message gives the order by itself. */
const ordering = 0.5;

/** The part of a message that gives the order, and the others, which tell a story around it. */
const orderIn = ({ message, clauses }: Intent, operation: Operation): { order: ReadMessage; story: ReadMessage[] } => {
  const scoreIn = ({ scored }: Clause) => scored.find((each) => each.operation === operation)?.score ?? 0;
  const [best] = clauses.toSorted((one, other) => scoreIn(other) - scoreIn(one));
  return best && scoreIn(best) >= ordering
    ? { order: best.message, story: clauses.filter((each) => each !== best).map((each) => each.message) }
    : { order: message, story: [] };
};

/** Whether two things are named where the operation takes one; of those in a list each has its own plan. */
const hasTooMany = (operation: Operation, message: ReadMessage): boolean => {
  const listed = listOf(operation, message);
  const others = withoutLeftOut(message).mentions.filter((each) => !listed.includes(each));
  const values = others.flatMap((mention) => {
    const kind = takenAs(operation, mention);
    const value = kind && readingsOf(mention, kind)[0]?.value;
    return kind === undefined || ['workflow', 'repository', 'period', 'count'].includes(kind) ? [] : [{ kind, value }];
  });
  const kinds = Map.groupBy(values, ({ kind }) => kind);
  const fields = (kind: string) => slotsOf(operation).filter((slot) => slot.kind === kind).length;
  return [...kinds].some(([kind, named]) => new Set(named.map(({ value }) => value)).size > Math.max(1, fields(kind)));
};

/**
 * Whether a deed may be done on this message alone: a part of it orders it, nothing holds it back, and nothing that is named
 * was passed over. What destroys is shown and confirmed anyway, so it need not be ordered to the letter.
 */
export const isPlainOrder = (intent: Intent, operation: Operation, filled: Filled): boolean => {
  const { message, around, confidence } = intent;
  const { effect } = operation;
  if (effect === 'read') {
    return true;
  }
  const { order, story } = orderIn(intent, operation);
  const said = spokenWords(order);
  const usual = wordsOf(closestExample(operation, order.tokens, around.examples)?.text ?? '');
  const isWhole = (effect === 'destructive' ? order : message).mentions.every(
    (mention) => mayLeave(operation, mention) || (canUse(operation, mention) && !isAmbiguous(mention)),
  );
  if (filled.isGuess || !isWhole || hasTooMany(operation, message)) {
    return false;
  }
  return effect === 'destructive'
    ? !isTakenBack(said)
    : isOrder(operation, order, { examples: around.examples, confidence, isRequest: isRequest(message) }) &&
        !isSweeping(said, usual) &&
        !isHeldBack(said, usual) &&
        !isHearsay(said) &&
        !story.some(({ plainWords }) => holdsBack(plainWords));
};
