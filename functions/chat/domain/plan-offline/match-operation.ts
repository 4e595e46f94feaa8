import type { Operation } from '../../../shared/operation.ts';
import type { Focus } from '../planner.ts';
import { type Mention, type MentionKind, type Reading, sureFrom } from './find-mentions.ts';
import type { Language } from './language.ts';
import type { ReadMessage } from './read-message.ts';
import { mentionKindsOf, slotsOf } from './slots.ts';
import { isPointer, stem } from './words.ts';

/** The ways to understand a mention as a thing of this kind. */
export const readingsOf = ({ readings }: Mention, kind: MentionKind): readonly Reading[] =>
  readings.filter((reading) => reading.kind === kind);

/** Whether the operation has a field for what is mentioned. */
export const canUse = (operation: Operation, mention: Mention): boolean =>
  slotsOf(operation).some(
    ({ kind, isRequired }) =>
      kind !== undefined &&
      mentionKindsOf(kind)
        // Whoever names a workflow does not ask for what there is in its repository.
        .filter((each) => isRequired || each !== 'workflow' || kind !== 'repository')
        .some((each) => readingsOf(mention, each).length > 0),
  );

/** Whether a mention tells why somebody wants something, which changes nothing of it. */
export const isReason = ({ readings: [first] }: Mention): boolean => first?.kind === 'reason';

/** Whether a mention may be passed over: a word that only resembles a name is a word, where no field takes it. */
export const mayLeave = (operation: Operation, mention: Mention): boolean =>
  isReason(mention) ||
  (mention.readings.every(({ isKnown, certainty }) => isKnown && certainty < sureFrom) && !canUse(operation, mention));

/** Fields without which the operation cannot be, and that neither the message nor the conversation may fill. */
export const countMissing = (operation: Operation, { mentions }: ReadMessage, focus: Focus): number =>
  slotsOf(operation).filter(({ kind, isRequired }) => {
    if (!isRequired || kind === undefined || kind === 'query') {
      return false;
    }
    const kinds = mentionKindsOf(kind);
    const isSpokenOf = { ...focus, openRun: focus.run } as Readonly<Record<string, unknown>>;
    return (
      isSpokenOf[kind] === undefined && !mentions.some((each) => kinds.some((of) => readingsOf(each, of).length > 0))
    );
  }).length;

/** "started", "cancelled": what somebody tells, and does not ask for. */
const isPast = (word: string): boolean => word.endsWith('ed') && !['need', 'called', 'named'].includes(word);

/** Whether a message begins with what one of the operation's utterances begins with. */
export const beginsAs = (
  { id }: Operation,
  { tokens: [first], opening = '' }: ReadMessage,
  examples: Language['examples'],
): boolean =>
  first !== undefined &&
  !(first.startsWith('<') || isPast(opening)) &&
  (examples.get(id) ?? []).some(({ tokens }) => tokens[0] === first);

/** Confidence from which an order need not begin as orders do, and may have words that no utterance has. */
const plain = 0.7;

/** Words whose object says where, how or with what: passing over that would do something else. */
const qualifiers = new Set(
  ['on', 'in', 'with', 'at', 'by', 'only', 'use', 'from', 'against', 'over', 'as', 'or'].map(stem),
);

/** What an order is judged by; `isRequest`: somebody asks for something to be done. */
interface Order {
  readonly examples: Language['examples'];
  readonly confidence: number;
  readonly isRequest: boolean;
}

/**
 * Whether a message is an order to do this: it begins as one of the operation's utterances does, or is understood for sure
 * and tells of nothing that was done. A word that none of them has is passed over only where that is sure, and where the
 * word qualifies nothing.
 */
export const isOrder = (
  operation: Operation,
  message: ReadMessage,
  { examples, confidence, isRequest }: Order,
): boolean => {
  const known = new Set((examples.get(operation.id) ?? []).flatMap(({ tokens }) => tokens));
  const isSure = confidence >= plain;
  const isMeant = isSure && (isRequest || !message.words.some(({ text }) => isPast(text.toLowerCase())));
  const isPassedOver = (token: string, place: number): boolean =>
    token.startsWith('<') ||
    known.has(token) ||
    (isSure && token !== 'or' && !qualifiers.has(message.tokens[place - 1] ?? ''));
  return (isMeant || beginsAs(operation, message, examples)) && message.tokens.every(isPassedOver);
};

/**
 * Whether a mention fills a field. Where anything may be searched for, a part of a name is more likely a word of the search,
 * and so is a time where no log is spoken of: documents have none.
 */
export const counts = (operation: Operation, mention: Mention, { tokens }: ReadMessage): boolean => {
  const [first] = mention.readings;
  const hasTimes = ['log', '<workflow>', '<run>', 'runs'].some((token) => tokens.includes(token));
  return (
    !('query' in operation.input.shape) ||
    (first !== undefined && first.certainty >= sureFrom && (first.kind !== 'period' || hasTimes))
  );
};

/** As what the operation takes a mention: its likeliest reading that there is a field for. */
export const takenAs = (operation: Operation, { readings }: Mention): MentionKind | undefined => {
  const wanted = slotsOf(operation).flatMap(({ kind }) => (kind === undefined ? [] : mentionKindsOf(kind)));
  return readings.find(({ kind }) => wanted.includes(kind))?.kind;
};

/** Whether the message points at what was spoken of before. */
export const pointsBack = ({ words, mentions }: ReadMessage): boolean =>
  words.some(({ text, start }) => isPointer(text) && !mentions.some((each) => each.start <= start && start < each.end));

/** Whether a message has one of these words. */
export const says = ({ words }: ReadMessage, ...nouns: readonly string[]): boolean =>
  words.some(({ text }) => nouns.includes(text.toLowerCase()));
