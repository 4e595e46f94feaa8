import type { Plan } from '../contract.ts';
import type { Focus } from './planner.ts';

type Row = Readonly<Record<string, unknown>>;

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** The one thing that was answered: a thing, or the only item of a list. */
const onlyThing = (output: unknown): Row => {
  if (!isRow(output)) {
    return {};
  }
  if (!Array.isArray(output.items)) {
    return output;
  }
  const [first, second] = output.items;
  return second === undefined && isRow(first) ? first : {};
};

const tasksOf = (thing: Row): string[] | undefined =>
  Array.isArray(thing.tasks)
    ? [...new Set(thing.tasks.filter(isRow).flatMap(({ task }) => (typeof task === 'string' ? [task] : [])))]
    : undefined;

/** What a plan that was carried out, and its answer, spoke of. */
export const spokenOf = ({ operation, input }: Plan, output: unknown): Focus => {
  const thing = onlyThing(output);
  const [capability] = operation.split('.');
  const isRun = capability === 'runs' || capability === 'executions';
  const isOfWorkflow = capability === 'executions';
  const run = text(input.run) ?? text(input.execution) ?? text(thing.run) ?? (isRun ? text(thing.id) : undefined);
  return {
    workflow:
      text(input.workflow) ??
      text(thing.workflow) ??
      text(thing.dagId) ??
      (isOfWorkflow ? (text(input.name) ?? text(thing.name)) : undefined),
    run,
    tasks: run === undefined ? undefined : tasksOf(thing),
    task: text(input.task),
    repository:
      text(input.repository) ??
      text(thing.repository) ??
      (capability === 'repositories' ? text(thing.name) : undefined),
    source: text(input.source),
  };
};

/** The focus after something was spoken of; what belonged to another run or workflow goes. */
export const nextFocus = (focus: Focus, spoken: Focus, plan?: Plan): Focus => {
  const isOtherWorkflow = spoken.workflow !== undefined && spoken.workflow !== focus.workflow;
  const isOtherRun = spoken.run !== undefined && spoken.run !== focus.run;
  const keepsRun = !(isOtherRun || isOtherWorkflow);
  const run = spoken.run ?? (keepsRun ? focus.run : undefined);
  return {
    workflow: spoken.workflow ?? focus.workflow,
    run,
    tasks: spoken.tasks ?? (keepsRun ? focus.tasks : undefined),
    task: spoken.task ?? (keepsRun ? focus.task : undefined),
    repository: spoken.repository ?? focus.repository,
    source: spoken.source ?? focus.source,
    plan: plan ?? focus.plan,
  };
};
