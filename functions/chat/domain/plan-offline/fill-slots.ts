import type { Operation } from '../../../shared/operation.ts';
import { Level } from '../../../shared/principal.ts';
import type { Choice, Focus, KnownRun, LookUp, Names } from '../planner.ts';
import { closestNames } from './find-names.ts';
import type { Example } from './index-examples.ts';
import { type Mention, type MentionKind, type Reading, type ReadMessage, sureFrom } from './read-message.ts';
import type { Period } from './read-times.ts';
import { mentionKindsOf, type Slot, type SlotKind, slotsOf, stateOf } from './slots.ts';
import { isFiller, isPointer, stem, wordsOf } from './words.ts';

/** What an operation's fields can be filled from. */
export interface Surroundings {
  readonly message: ReadMessage;
  readonly examples: readonly Example[];
  readonly focus: Focus;
  readonly names: Names;
  readonly lookUp: LookUp;
}

/** What stays open of a field: nothing names it, nothing is called so, or several are. */
export interface Open {
  readonly slot: Slot;
  readonly why: string;
  readonly choices: readonly Choice[];
}

/** An input as far as the message tells it. */
export interface Filled {
  readonly input: Readonly<Record<string, unknown>>;
  readonly open: readonly Open[];
  /** Something was understood by a part of its name only. */
  readonly isGuess: boolean;
}

interface Value {
  readonly value: unknown;
  readonly isGuess?: boolean;
}

/** A value, what is open about it, or neither where the message says nothing of it. */
type Outcome = { readonly filled: Value } | { readonly open: Open } | undefined;

const shownChoices = 8;

const plainChoice = (value: string): Choice => ({ label: value, value });
const runChoice = ({ id, workflow, state }: KnownRun): Choice => ({
  label: `${id} (${workflow}, ${state})`,
  value: id,
});

const readingsOf = ({ readings }: Mention, kind: MentionKind): readonly Reading[] =>
  readings.filter((reading) => reading.kind === kind);

/** Whether the operation has a field for what is mentioned. */
export const canUse = (operation: Operation, mention: Mention): boolean =>
  slotsOf(operation).some(
    ({ kind }) => kind !== undefined && mentionKindsOf(kind).some((each) => readingsOf(mention, each).length > 0),
  );

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

const firstWord = (text: string): string | undefined =>
  wordsOf(text)
    .find((word) => !isFiller(word.text))
    ?.text.toLowerCase();

/** Whether a message begins as one of the operation's utterances does, to the letter. */
export const beginsAs = (operation: Operation, { spelled }: ReadMessage): boolean => {
  const first = spelled.find((word) => !isFiller(word))?.toLowerCase();
  return operation.examples.some((example) => firstWord(example) === first);
};

/**
 * Whether a message is an order to do this: it begins as one of the operation's utterances does, to the letter, and has
 * no word that none of them has, whose meaning would be passed over.
 */
export const isOrder = (operation: Operation, message: ReadMessage, examples: readonly Example[]): boolean => {
  const own = examples.filter((each) => each.operation?.id === operation.id);
  const known = new Set(own.flatMap(({ tokens }) => tokens));
  return beginsAs(operation, message) && message.tokens.every((token) => token.startsWith('<') || known.has(token));
};

/** Whether the message points at what was spoken of before. */
export const pointsBack = ({ words, mentions }: ReadMessage): boolean =>
  words.some(({ text, start }) => isPointer(text) && !mentions.some((each) => each.start <= start && start < each.end));

const namesOf = (kind: SlotKind, names: Names): readonly string[] => {
  const lists: Partial<Record<SlotKind, readonly string[]>> = {
    workflow: names.workflows.map(({ name }) => name),
    repository: names.repositories,
    source: names.sources,
    task: names.tasks,
  };
  return lists[kind] ?? [];
};

const statesSaid = ({ words }: ReadMessage): string[] =>
  words.map(({ text }) => stateOf(text)).filter((state) => state !== undefined);

const choicesOf = async (kind: SlotKind | undefined, { names, lookUp }: Surroundings): Promise<Choice[]> => {
  if (kind === 'run' || kind === 'openRun') {
    const states = kind === 'openRun' ? ['queued', 'running'] : undefined;
    return (await lookUp.runs({ states })).slice(0, shownChoices).map(runChoice);
  }
  return kind === undefined ? [] : namesOf(kind, names).slice(0, shownChoices).map(plainChoice);
};

/** The last run of a workflow that fits the slot, as a choice where it has to exist. */
const runOf = async (slot: Slot, workflow: string, around: Surroundings): Promise<Outcome> => {
  const states = slot.kind === 'openRun' ? ['queued', 'running'] : statesSaid(around.message);
  const [run] = await around.lookUp.runs({ workflow, states: states.length > 0 ? states : undefined });
  if (run) {
    return { filled: { value: run.id } };
  }
  const which = slot.kind === 'openRun' ? 'no run that has not ended' : `no ${[...states, 'run'].join(' ')}`;
  return { open: { slot, why: `${workflow} has ${which}.`, choices: await choicesOf(slot.kind, around) } };
};

const repositoryOf = (workflow: string, { names }: Surroundings): string | undefined =>
  names.workflows.find(({ name }) => name === workflow)?.repository;

const day = 24 * 60 * 60 * 1000;

const wholeDays = ({ since, until }: Period): number | undefined =>
  since === undefined || until === undefined
    ? undefined
    : Math.max(1, Math.round((Date.parse(until) - Date.parse(since)) / day));

/** One end of a span of time, or its length. */
const fromPeriod = (slot: Slot, period: Period): Outcome => {
  const read: Partial<Record<SlotKind, unknown>> = {
    since: period.since,
    until: period.until,
    days: wholeDays(period),
  };
  const value = slot.kind && read[slot.kind];
  return value === undefined ? undefined : { filled: { value } };
};

const fromReading = async (slot: Slot, reading: Reading, around: Surroundings): Promise<Outcome> => {
  if (reading.period) {
    return fromPeriod(slot, reading.period);
  }
  const isGuess = reading.certainty < sureFrom;
  if (reading.kind === 'workflow' && (slot.kind === 'run' || slot.kind === 'openRun')) {
    return runOf(slot, reading.value, around);
  }
  if (reading.kind === 'workflow' && slot.kind === 'repository') {
    const value = repositoryOf(reading.value, around);
    return value === undefined ? undefined : { filled: { value, isGuess } };
  }
  const isNumber = reading.kind === 'count' || reading.kind === 'try';
  return { filled: { value: isNumber ? Number(reading.value) : reading.value, isGuess } };
};

const unknownName = (slot: Slot, { text }: Mention, around: Surroundings): Outcome => {
  const names = namesOf(slot.kind ?? 'workflow', around.names);
  return {
    open: {
      slot,
      why: `There is no ${slot.kind} ${text} that you may see.`,
      choices: closestNames(text, names).map(plainChoice),
    },
  };
};

/** Kinds whose names need not be known beforehand. */
const takesAnyName: readonly (SlotKind | undefined)[] = ['newRepository', 'run', 'openRun'];

const fromMention = async (slot: Slot, kind: MentionKind, mention: Mention, around: Surroundings): Promise<Outcome> => {
  const [first, second] = readingsOf(mention, kind);
  if (!first) {
    return undefined;
  }
  const isFree = takesAnyName.includes(slot.kind) || (slot.kind === 'task' && around.names.tasks.length === 0);
  if (!first.isKnown && !isFree) {
    return unknownName(slot, mention, around);
  }
  const isTie = second?.isKnown && second.value !== first.value && first.certainty - second.certainty < 0.02;
  if (isTie && first.certainty < 1) {
    const choices = readingsOf(mention, kind).map(({ value }) => plainChoice(value));
    return { open: { slot, why: `Several are called like “${mention.text}”.`, choices } };
  }
  return fromReading(slot, first, around);
};

/** Where anything may be searched for, a part of a name is more likely a word of the search. */
const counts = (operation: Operation, { readings }: Mention): boolean =>
  !('query' in operation.input.shape) || (readings[0]?.certainty ?? 0) >= sureFrom;

/** As what the operation takes a mention: its likeliest reading that there is a field for. */
const takenAs = (operation: Operation, { readings }: Mention): MentionKind | undefined => {
  const wanted = slotsOf(operation).flatMap(({ kind }) => (kind === undefined ? [] : mentionKindsOf(kind)));
  return readings.find(({ kind }) => wanted.includes(kind))?.kind;
};

const fromMentions = async (slot: Slot, operation: Operation, around: Surroundings): Promise<Outcome> => {
  const own = slotsOf(operation).map(({ kind }) => kind);
  for (const kind of mentionKindsOf(slot.kind ?? 'newName')) {
    // A workflow goes where workflows go, before it stands for its last run.
    const isElsewhere = kind !== slot.kind && own.includes(kind as SlotKind);
    const mention = around.message.mentions.find(
      (each) => takenAs(operation, each) === kind && counts(operation, each),
    );
    const outcome = mention && !isElsewhere ? await fromMention(slot, kind, mention, around) : undefined;
    if (outcome) {
      return outcome;
    }
  }
  return undefined;
};

/** What is said beyond the words that ask for the operation. */
const queryOf = (operation: Operation, { message, examples }: Surroundings): string | undefined => {
  const asking = new Set(
    examples.filter((each) => each.operation?.id === operation.id && each.takesQuery).flatMap(({ tokens }) => tokens),
  );
  const used = message.mentions.filter((mention) => canUse(operation, mention) && counts(operation, mention));
  const isUsed = (start: number) => used.some((mention) => mention.start <= start && start < mention.end);
  const left = message.words.filter(
    ({ text, start }) =>
      !(isUsed(start) || isFiller(text) || asking.has(stem(text)) || ['in', 'of', 'from', 'on'].includes(text)),
  );
  const [first, last] = [left[0], left.at(-1)];
  if (!first || !last) {
    return undefined;
  }
  const within = used.filter(({ start, end }) => start >= first.start && end <= last.end).map(({ text }) => text);
  const query = within.reduce((text, name) => text.replace(name, ' '), message.text.slice(first.start, last.end));
  return query.replace(/\s+/g, ' ').trim();
};

/** Kinds that are told by single words or by the sentence as a whole. */
const fromWords = (slot: Slot, operation: Operation, around: Surroundings): Outcome => {
  const { message } = around;
  const read: Partial<Record<SlotKind, () => unknown>> = {
    state: () => statesSaid(message)[0],
    level: () => message.words.map(({ text }) => text.toLowerCase()).find((word) => Level.safeParse(word).success),
    query: () => queryOf(operation, around),
  };
  const value = slot.kind && read[slot.kind]?.();
  return value === undefined ? undefined : { filled: { value } };
};

const says = ({ words }: ReadMessage, ...nouns: readonly string[]): boolean =>
  words.some(({ text }) => nouns.includes(text.toLowerCase()));

/** What a slot may take from what was spoken of before. */
const inFocus = (slot: Slot, { focus, ...around }: Surroundings): string | undefined => {
  const values: Partial<Record<SlotKind, string | undefined>> = {
    workflow: focus.workflow,
    run: focus.run,
    openRun: focus.run,
    task: says(around.message, 'step', 'task') ? focus.task : undefined,
    repository: focus.repository,
    source: focus.source,
  };
  return slot.kind && values[slot.kind];
};

/**
 * Reads take what they need from the conversation. Deeds do so only where the message points back or names the kind of
 * thing, and a field that may stay empty likewise: nothing is narrowed, or changed, that was not meant.
 */
const fromFocus = async (slot: Slot, operation: Operation, around: Surroundings): Promise<Outcome> => {
  const { message, focus } = around;
  const isNamed = message.mentions.some(({ readings }) => ['workflow', 'run'].includes(readings[0]?.kind ?? ''));
  const saysTask = message.mentions.some(({ readings }) => readings[0]?.kind === 'task');
  const isMeant =
    pointsBack(message) || saysTask || (slot.isRequired && says(message, 'run', 'workflow', 'repo', 'repository'));
  const mayAssume = slot.isRequired && operation.effect !== 'write';
  if ((isNamed && slot.kind !== 'task') || !(isMeant || mayAssume)) {
    return undefined;
  }
  const hasRun = focus.run !== undefined && slotsOf(operation).some(({ kind }) => kind === 'run');
  if (slot.kind === 'workflow' && !slot.isRequired && hasRun) {
    return undefined;
  }
  const value = inFocus(slot, around);
  if (value !== undefined) {
    return { filled: { value } };
  }
  const isRun = slot.kind === 'run' || slot.kind === 'openRun';
  return isRun && slot.isRequired && focus.workflow !== undefined ? runOf(slot, focus.workflow, around) : undefined;
};

const missing = async (slot: Slot, around: Surroundings): Promise<Outcome> =>
  slot.isRequired ? { open: { slot, why: '', choices: await choicesOf(slot.kind, around) } } : undefined;

const fill = async (slot: Slot, operation: Operation, around: Surroundings): Promise<Outcome> =>
  slot.kind === undefined
    ? missing(slot, around)
    : ((await fromMentions(slot, operation, around)) ??
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
    const outcome = await fill(slot, operation, around);
    if (outcome && 'open' in outcome) {
      open.push(outcome.open);
    } else if (outcome) {
      const { value } = outcome.filled;
      const schema = operation.input.shape[slot.field];
      const isValid = schema?.safeParse(value).success ?? false;
      if (isValid) {
        input[slot.field] = value;
        isGuess ||= outcome.filled.isGuess ?? false;
      } else {
        open.push({ slot, why: `“${String(value)}” will not do here.`, choices: [] });
      }
    }
  }
  return { input, open, isGuess };
};
