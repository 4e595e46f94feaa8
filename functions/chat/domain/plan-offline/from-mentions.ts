import type { Operation } from '../../../shared/operation.ts';
import { type Mention, type MentionKind, type Reading, sureFrom } from './find-mentions.ts';
import { closestNames } from './find-names.ts';
import { isFreeKind, readFreeValue } from './free-values.ts';
import { counts, readingsOf, takenAs } from './match-operation.ts';
import type { Period } from './read-times.ts';
import { mentionKindsOf, type Slot, type SlotKind, slotsOf } from './slots.ts';
import { namesOf, type Outcome, plainChoice, runOf, type Surroundings } from './surroundings.ts';

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

/** What a field takes of a reading. */
const valueIn = ({ kind, value }: Reading): unknown => {
  if (kind === 'count' || kind === 'try') {
    return Number(value);
  }
  return isFreeKind(kind) ? readFreeValue({ kind, value }) : value;
};

const fromReading = async (slot: Slot, reading: Reading, around: Surroundings): Promise<Outcome> => {
  if (reading.period) {
    return fromPeriod(slot, reading.period);
  }
  const isGuess = reading.isKnown && reading.certainty < sureFrom;
  if (reading.kind === 'workflow' && (slot.kind === 'run' || slot.kind === 'openRun')) {
    return runOf(slot, reading.value, around);
  }
  if (reading.kind === 'workflow' && slot.kind === 'repository') {
    const value = repositoryOf(reading.value, around);
    return value === undefined ? undefined : { filled: { value, isGuess } };
  }
  const value = valueIn(reading);
  return value === undefined
    ? { open: { slot, why: `“${reading.value}” cannot be read.`, choices: [] } }
    : { filled: { value, isGuess } };
};

const unknownName = (slot: Slot, { text }: Mention, { names }: Surroundings): Outcome => {
  const why = `There is no ${slot.kind} ${text} that you may see.`;
  if (slot.kind === 'key') {
    const keys = new Map(names.keys.map(({ id, name }) => [name, id]));
    const choices = closestNames(text, [...keys.keys()]).map((name) => ({
      label: name,
      value: keys.get(name) ?? name,
    }));
    return { open: { slot, why, choices } };
  }
  return {
    open: { slot, why, choices: closestNames(text, namesOf(slot.kind ?? 'workflow', names)).map(plainChoice) },
  };
};

/** Kinds whose names need not be known beforehand. */
const takesAnyName: readonly (SlotKind | undefined)[] = ['newRepository', 'newSource', 'run', 'openRun'];

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

const isInFull = ({ readings: [first] }: Mention): boolean => (first?.certainty ?? 0) >= sureFrom;

/** What a field takes of what the message names. */
export const fromMentions = async (slot: Slot, operation: Operation, around: Surroundings): Promise<Outcome> => {
  const own = slotsOf(operation).map(({ kind }) => kind);
  for (const kind of mentionKindsOf(slot.kind ?? 'newName')) {
    // A workflow goes where workflows go, before it stands for its last run.
    const isElsewhere = kind !== slot.kind && own.includes(kind as SlotKind);
    const [mention] = around.message.mentions
      .filter((each) => takenAs(operation, each) === kind && counts(operation, each, around.message))
      // Where a name is said in full, a part of one is none.
      .toSorted((one, other) => Number(isInFull(other)) - Number(isInFull(one)));
    const outcome = mention && !isElsewhere ? await fromMention(slot, kind, mention, around) : undefined;
    if (outcome) {
      return outcome;
    }
  }
  return undefined;
};
