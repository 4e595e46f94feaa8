import type { Choice, Focus, KnownRun, LookUp, Names } from '../planner.ts';
import type { Language } from './language.ts';
import type { ReadMessage } from './read-message.ts';
import { type Slot, type SlotKind, stateOf } from './slots.ts';
import { isQuestion } from './words.ts';

/** What an operation's fields can be filled from. */
export interface Surroundings {
  readonly message: ReadMessage;
  readonly examples: Language['examples'];
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

/** What fills a field; a guess where only a part of a name was said. */
export interface Value {
  readonly value: unknown;
  readonly isGuess?: boolean;
}

/** A value, what is open about it, or neither where the message says nothing of it. */
export type Outcome = { readonly filled: Value } | { readonly open: Open } | undefined;

/** Choices that a question shows, at most. */
export const shownChoices = 8;

/** States of a run that goes on. */
export const openStates: readonly string[] = ['queued', 'running'];

/** A choice that is shown as it is. */
export const plainChoice = (value: string): Choice => ({ label: value, value });

/** A run as a choice. */
export const runChoice = ({ id, workflow, state }: KnownRun): Choice => ({
  label: `${id} (${workflow}, ${state})`,
  value: id,
});

/** The names of this kind that there are. */
export const namesOf = (kind: SlotKind, names: Names): readonly string[] => {
  const lists: Partial<Record<SlotKind, readonly string[]>> = {
    workflow: names.workflows.map(({ name }) => name),
    repository: names.repositories,
    source: names.sources,
    task: names.tasks,
  };
  return lists[kind] ?? [];
};

/** States that several words may name, such as "blew up", by what these count as. */
const stateOfToken: Readonly<Record<string, string>> = { fail: 'failed', success: 'success', cancel: 'cancelled' };

/** "did everything go well?" asks for whatever happened, in any state. */
const asksForAll = ({ plainWords, spelled }: ReadMessage): boolean =>
  isQuestion(plainWords) && spelled.some((word) => ['everything', 'all'].includes(word.toLowerCase()));

/** The states that a message names. */
export const statesSaid = (message: ReadMessage): string[] =>
  [...message.spelled.map(stateOf), ...message.tokens.map((token) => stateOfToken[token])]
    .filter((state) => state !== undefined)
    .filter((state) => state !== 'success' || !asksForAll(message));

/** What could fill a field of this kind. */
export const choicesOf = async (kind: SlotKind | undefined, { names, lookUp }: Surroundings): Promise<Choice[]> => {
  if (kind === 'run' || kind === 'openRun') {
    const states = kind === 'openRun' ? openStates : undefined;
    return (await lookUp.runs({ states })).slice(0, shownChoices).map(runChoice);
  }
  return kind === undefined ? [] : namesOf(kind, names).slice(0, shownChoices).map(plainChoice);
};

/** The last run of a workflow that fits the slot, as a choice where it has to exist. */
export const runOf = async (slot: Slot, workflow: string, around: Surroundings): Promise<Outcome> => {
  const states = slot.kind === 'openRun' ? openStates : statesSaid(around.message);
  const [run] = await around.lookUp.runs({ workflow, states: states.length > 0 ? states : undefined });
  if (run) {
    return { filled: { value: run.id } };
  }
  const which = slot.kind === 'openRun' ? 'no run that has not ended' : `no ${[...states, 'run'].join(' ')}`;
  return { open: { slot, why: `${workflow} has ${which}.`, choices: await choicesOf(slot.kind, around) } };
};
