import { overlaps, sureFrom } from './find-mentions.ts';
import { findNames } from './find-names.ts';
import type { Slot } from './slots.ts';
import { type Outcome, plainChoice, type Surroundings } from './surroundings.ts';

type Input = Readonly<Record<string, unknown>>;

/** The tasks of the run that an input is about. */
const tasksOf = async (
  { run, workflow }: Input,
  { focus, names, lookUp }: Surroundings,
): Promise<readonly string[]> => {
  const isSpokenOf = workflow === undefined || workflow === focus.workflow;
  const [last] = run === undefined && !isSpokenOf ? await lookUp.runs({ workflow: String(workflow) }) : [];
  const id = run ?? (isSpokenOf ? focus.run : last?.id);
  if (id === undefined) {
    return [];
  }
  return id === focus.run ? names.tasks : (await lookUp.names(String(id))).tasks;
};

/** From this certainty on a word that nothing else tells to be a task is one: it is the name, with slips at most. */
const slipped = 0.75;

/** The task that a message names of the run that the input is about; beside "step" a part of its name will do. */
export const findTask = async (slot: Slot, input: Input, around: Surroundings): Promise<Outcome> => {
  const { mentions, words } = around.message;
  const cued = mentions.find(({ readings }) => readings.some(({ kind }) => kind === 'task'));
  const tasks = await tasksOf(input, around);
  if (tasks.length === 0) {
    return cued && { filled: { value: cued.text } };
  }
  const others = mentions.filter((mention) => mention !== cued && (mention.readings[0]?.certainty ?? 0) >= sureFrom);
  const free = words.filter((word) => !others.some((mention) => overlaps(mention, word)));
  const found = findNames(free, tasks, () => false).filter(
    (match) => match.certainty >= slipped || (cued && overlaps(cued, match)),
  );
  const [best] = found.toSorted((one, other) => other.certainty - one.certainty);
  if (best) {
    return { filled: { value: best.name } };
  }
  return cued && { open: { slot, why: `There is no task ${cued.text}.`, choices: tasks.map(plainChoice) } };
};
