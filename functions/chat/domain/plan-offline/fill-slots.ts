import type { Operation } from '../../../shared/operation.ts';
import { Level } from '../../../shared/principal.ts';
import { findTask } from './find-task.ts';
import { fromFocus } from './from-focus.ts';
import { fromMentions } from './from-mentions.ts';
import { canUse, counts, readingsOf } from './match-operation.ts';
import { decisionOf, type Slot, type SlotKind, slotsOf } from './slots.ts';
import { choicesOf, type Filled, type Open, type Outcome, type Surroundings, statesSaid } from './surroundings.ts';
import { isFiller, stem } from './words.ts';

/** What is said beyond the words that ask for the operation. */
const queryOf = (operation: Operation, { message, examples }: Surroundings): string | undefined => {
  const asking = new Set((examples.get(operation.id) ?? []).flatMap((each) => [...(each.asking ?? [])]));
  const used = message.mentions.filter((mention) => canUse(operation, mention) && counts(operation, mention, message));
  const isUsed = (start: number) => used.some((mention) => mention.start <= start && start < mention.end);
  const isAsking = (word: string): boolean =>
    isFiller(word) || asking.has(stem(word)) || ['of', 'from', 'at', 'this'].includes(word.toLowerCase());
  const left = message.words.filter(({ start }, index) => !(isUsed(start) || isAsking(message.spelled[index] ?? '')));
  const [first, last] = [left[0], left.at(-1)];
  if (!first || !last) {
    return undefined;
  }
  const within = used.filter(({ start, end }) => start >= first.start && end <= last.end).map(({ text }) => text);
  const query = within.reduce((text, name) => text.replace(name, ' '), message.text.slice(first.start, last.end));
  return query.replace(/\s+/g, ' ').trim();
};

/** Whether a repository's own tests run, as it is said. */
const testsModes: readonly string[] = ['off', 'report', 'block'];

/** Kinds that are told by single words or by the sentence as a whole. */
const fromWords = (slot: Slot, operation: Operation, around: Surroundings): Outcome => {
  const { message } = around;
  const read: Partial<Record<SlotKind, () => unknown>> = {
    state: () => statesSaid(message)[0],
    level: () => message.words.map(({ text }) => text.toLowerCase()).find((word) => Level.safeParse(word).success),
    decision: () => message.spelled.map(decisionOf).find((decision) => decision !== undefined),
    otherCommit: () => message.mentions.flatMap((mention) => readingsOf(mention, 'commit').slice(0, 1))[1]?.value,
    testsMode: () => message.words.map(({ text }) => text.toLowerCase()).find((word) => testsModes.includes(word)),
    query: () => queryOf(operation, around),
  };
  const value = slot.kind && read[slot.kind]?.();
  return value === undefined ? undefined : { filled: { value } };
};

const missing = async (slot: Slot, around: Surroundings): Promise<Outcome> =>
  slot.isRequired ? { open: { slot, why: '', choices: await choicesOf(slot.kind, around) } } : undefined;

/** Search finds the word anyway. */
const isTaskOfRun = (slot: Slot, operation: Operation): boolean =>
  slot.kind === 'task' && !('query' in operation.input.shape);

const fill = async (
  slot: Slot,
  operation: Operation,
  input: Readonly<Record<string, unknown>>,
  around: Surroundings,
): Promise<Outcome> =>
  slot.kind === undefined
    ? missing(slot, around)
    : ((isTaskOfRun(slot, operation)
        ? await findTask(slot, input, around)
        : await fromMentions(slot, operation, around)) ??
      fromWords(slot, operation, around) ??
      (await fromFocus(slot, operation, around)) ??
      missing(slot, around));

/** Fills an operation's input from a message, on top of what is known of it already. */
export const fillSlots = async (
  operation: Operation,
  given: Readonly<Record<string, unknown>>,
  around: Surroundings,
): Promise<Filled> => {
  const input: Record<string, unknown> = { ...given };
  const open: Open[] = [];
  let isGuess = false;
  for (const slot of slotsOf(operation).filter(({ field }) => !(field in given))) {
    const outcome = await fill(slot, operation, input, around);
    if (outcome && 'open' in outcome) {
      open.push(outcome.open);
    } else if (outcome) {
      const { value } = outcome.filled;
      const schema = operation.input.shape[slot.field];
      const isValid = schema?.safeParse(value).success ?? false;
      if (isValid) {
        input[slot.field] = value;
        isGuess ||= outcome.filled.isGuess ?? false;
      } else if (slot.isRequired || slot.kind !== 'count') {
        open.push({ slot, why: `“${String(value)}” will not do here.`, choices: [] });
      }
    }
  }
  return { input, open, isGuess };
};
