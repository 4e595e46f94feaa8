import type { Operation } from '../../../shared/operation.ts';
import { findTask } from './find-task.ts';
import { fromFocus } from './from-focus.ts';
import { fromMentions } from './from-mentions.ts';
import { findLevel, findResources } from './key-rights.ts';
import { canUse, counts, readingsOf } from './match-operation.ts';
import { decisionOf, type Slot, type SlotKind, slotsOf } from './slots.ts';
import { choicesOf, type Filled, type Open, type Outcome, type Surroundings, statesSaid } from './surroundings.ts';
import { isFiller, stem } from './words.ts';

/** Utterances that have a word beside what they search for before it is one that asks. */
const leastAsking = 8;

/** The words by which an operation is asked for something, beside what is searched for. */
const askingWords = ({ id }: Operation, { examples }: Surroundings): ReadonlySet<string> => {
  const counts = new Map<string, number>();
  for (const word of (examples.get(id) ?? []).flatMap(({ asking = [] }) => [...new Set(asking)])) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return new Set([...counts].filter(([, count]) => count >= leastAsking).map(([word]) => word));
};

/** What stands between quotation marks, and where. */
const quoted = /(?<![\p{L}\p{N}])["“'‘]([^"”]{3,}?)["”'’](?![\p{L}\p{N}])/gu;

/** What is said beyond the words that ask for the operation; of what is quoted, every word. */
const queryOf = (operation: Operation, around: Surroundings): string | undefined => {
  const { message } = around;
  const quotes = [...message.text.matchAll(quoted)].map(({ 0: text, index }) => ({
    start: index,
    end: index + text.length,
  }));
  const asking = askingWords(operation, around);
  const used = message.mentions.filter((mention) => canUse(operation, mention) && counts(operation, mention, message));
  const isUsed = (start: number) => used.some((mention) => mention.start <= start && start < mention.end);
  const isAsking = (word: string): boolean =>
    isFiller(word) || asking.has(stem(word)) || ['of', 'from', 'at', 'this'].includes(word.toLowerCase());
  const isQuoted = (start: number) => quotes.some((quote) => quote.start <= start && start < quote.end);
  const left = message.words.filter(
    ({ start }, index) => !isUsed(start) && (isQuoted(start) || !isAsking(message.spelled[index] ?? '')),
  );
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

/** How new workflows begin, as it is said. */
const startsAs =
  /\bnew\s+(?:workflows?|dags?|ones)\b(?:\s+(?:are|be|should|start|starts|begin|stay|to|as)){0,3}\s+(paused|live)\b/i;

/** Kinds that are told by single words or by the sentence as a whole. */
const fromWords = (slot: Slot, operation: Operation, around: Surroundings): Outcome => {
  const { message } = around;
  const read: Partial<Record<SlotKind, () => unknown>> = {
    state: () => statesSaid(message)[0],
    newWorkflows: () => startsAs.exec(message.text)?.[1]?.toLowerCase(),
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

/** Kinds that are read in a way of their own, where nothing else will do. */
const inTheirWay: Partial<Record<SlotKind, (slot: Slot, around: Surroundings) => Outcome>> = {
  level: findLevel,
  resources: findResources,
};

const fill = async (
  slot: Slot,
  operation: Operation,
  input: Readonly<Record<string, unknown>>,
  around: Surroundings,
): Promise<Outcome> => {
  const own = slot.kind && inTheirWay[slot.kind];
  if (slot.kind === undefined || own) {
    return own?.(slot, around) ?? missing(slot, around);
  }
  const named = isTaskOfRun(slot, operation)
    ? await findTask(slot, input, around)
    : await fromMentions(slot, operation, around);
  return (
    named ?? fromWords(slot, operation, around) ?? (await fromFocus(slot, operation, around)) ?? missing(slot, around)
  );
};

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
