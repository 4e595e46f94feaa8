import type { Operation } from '../../../shared/operation.ts';
import { pointsBack, says } from './match-operation.ts';
import { type Slot, type SlotKind, slotsOf } from './slots.ts';
import {
  type Outcome,
  openStates,
  runChoice,
  runOf,
  type Surroundings,
  shownChoices,
  statesSaid,
} from './surroundings.ts';

/** What a slot may take from what was spoken of before. */
const inFocus = (slot: Slot, { focus, ...around }: Surroundings): string | undefined => {
  const values: Partial<Record<SlotKind, string | undefined>> = {
    workflow: focus.workflow,
    run: focus.run,
    openRun: focus.run,
    task: says(around.message, 'step', 'task', 'try') ? focus.task : undefined,
    repository: focus.repository,
    source: focus.source,
  };
  return slot.kind && values[slot.kind];
};

/** Operations that, said without any name, are about what was spoken of. */
const leanOnFocus: ReadonlySet<string> = new Set(['chat.explain']);

/** "the other one": the run beside the one that was spoken of, where there is one only. */
const otherRun = async (slot: Slot, { message, focus, lookUp }: Surroundings): Promise<Outcome> => {
  const states = slot.kind === 'openRun' ? openStates : statesSaid(message);
  const runs = await lookUp.runs({ states: states.length > 0 ? states : undefined });
  const others = runs.filter(({ id }) => id !== focus.run);
  const [only, second] = others.filter(({ state }) => !says(message, 'running') || state === 'running');
  return only && !second
    ? { filled: { value: only.id } }
    : { open: { slot, why: '', choices: others.slice(0, shownChoices).map(runChoice) } };
};

/** "the one before that": the run of the same workflow that was before the one that was spoken of. */
const earlierRun = async (slot: Slot, { focus, lookUp }: Surroundings): Promise<Outcome> => {
  const runs = focus.workflow === undefined ? [] : await lookUp.runs({ workflow: focus.workflow });
  const place = runs.findIndex(({ id }) => id === focus.run);
  const run = place < 0 ? undefined : runs[place + 1];
  return run && (slot.kind !== 'openRun' || openStates.includes(run.state))
    ? { filled: { value: run.id } }
    : { open: { slot, why: 'There is none like that before.', choices: [] } };
};

/**
 * Reads take what they need from the conversation. Deeds do so only where the message points back or names the kind of
 * thing, and a field that may stay empty likewise: nothing is narrowed, or changed, that was not meant.
 */
export const fromFocus = async (slot: Slot, operation: Operation, around: Surroundings): Promise<Outcome> => {
  const { message, focus } = around;
  const isNamed = message.mentions.some(({ readings }) => ['workflow', 'run'].includes(readings[0]?.kind ?? ''));
  const saysTask = message.mentions.some(({ readings }) => readings[0]?.kind === 'task');
  const isMeant =
    pointsBack(message) ||
    saysTask ||
    (slot.kind === 'task' && says(message, 'try', 'attempt')) ||
    (leanOnFocus.has(operation.id) && message.mentions.length === 0 && !message.tokens.includes('last')) ||
    (slot.isRequired && says(message, 'run', 'workflow', 'repo', 'repository', 'source'));
  const mayAssume = slot.isRequired && operation.effect !== 'write';
  if ((isNamed && slot.kind !== 'task') || !(isMeant || mayAssume)) {
    return undefined;
  }
  const hasRun = focus.run !== undefined && slotsOf(operation).some(({ kind }) => kind === 'run');
  if (slot.kind === 'workflow' && !slot.isRequired && hasRun) {
    return undefined;
  }
  const isRun = slot.kind === 'run' || slot.kind === 'openRun';
  if (isRun && focus.run !== undefined && says(message, 'other')) {
    return otherRun(slot, around);
  }
  if (isRun && focus.run !== undefined && /\bone before\b/i.test(message.text)) {
    return earlierRun(slot, around);
  }
  const value = inFocus(slot, around);
  if (value !== undefined) {
    return { filled: { value } };
  }
  return isRun && slot.isRequired && focus.workflow !== undefined ? runOf(slot, focus.workflow, around) : undefined;
};
