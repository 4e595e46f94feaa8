import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import type { Focus, LookUp } from '../../functions/chat/domain/planner.ts';

const Input = z.record(z.string(), z.unknown());
/** An operation and its input; or several, in order. */
const Way = z.object({
  operation: z.union([z.string(), z.array(z.string())]),
  input: z.union([Input, z.array(Input)]).default({}),
});

const Context = z.object({
  workflow: z.string().optional(),
  run: z.string().optional(),
  task: z.string().optional(),
  repository: z.string().optional(),
  source: z.string().optional(),
});

/** A message and what is right for it; `test/evaluation/intents/README.md` says what each field means. */
const Case = z.object({
  text: z.string(),
  operation: z.union([z.string(), z.array(z.string()), z.null()]),
  input: z.union([Input, z.array(Input)]).default({}),
  id: z.string().optional(),
  kind: z.string().default('other'),
  setAside: z.boolean().default(false),
  context: Context.default({}),
  previous: z.string().optional(),
  optional: Input.default({}),
  also: z.array(Way).default([]),
  missing: z.array(z.string()).default([]),
  queryWords: z.array(z.string()).default([]),
  timeTolerance: z.enum(['hour', 'day']).default('hour'),
  ask: z.boolean().default(false),
  nearMiss: z.boolean().default(false),
});
export type Case = z.infer<typeof Case>;

const State = z.object({ id: z.string(), workflow: z.string(), state: z.string() });

const World = z.object({
  now: z.coerce.date(),
  timeZone: z.string(),
  repositories: z.array(z.object({ name: z.string() })),
  workflows: z.array(z.object({ dagId: z.string(), repository: z.string(), tasks: z.array(z.string()) })),
  /** Newest first. */
  runs: z.array(State),
  sources: z.array(z.object({ name: z.string() })),
  keys: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type World = z.infer<typeof World>;

/** Reads cases, one a line. */
export const readCases = async (file: string): Promise<Case[]> => {
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line.trim() !== '');
  return lines.map((line, index) => {
    try {
      return Case.parse(JSON.parse(line));
    } catch (error) {
      throw new Error(`Line ${index + 1} of ${file} is no case`, { cause: error });
    }
  });
};

/** Reads what exists while the cases are said. */
export const readWorld = async (file: string): Promise<World> => World.parse(JSON.parse(await readFile(file, 'utf8')));

const tasksOf = ({ runs, workflows }: World, id: string | undefined): string[] => {
  const workflow = runs.find((run) => run.id === id)?.workflow;
  return workflows.find(({ dagId }) => dagId === workflow)?.tasks ?? [];
};

/** What the planner may look up in this world. */
export const lookUpIn = (world: World): LookUp => ({
  names: async (run) => ({
    workflows: world.workflows.map(({ dagId, repository }) => ({ name: dagId, repository })),
    repositories: world.repositories.map(({ name }) => name),
    sources: world.sources.map(({ name }) => name),
    keys: world.keys,
    tasks: tasksOf(world, run),
  }),
  runs: async ({ workflow, states }) =>
    world.runs.filter(
      (run) => (workflow ?? run.workflow) === run.workflow && (states === undefined || states.includes(run.state)),
    ),
});

/** What was spoken of before a case. */
export const focusOf = (world: World, { context }: Case): Focus => ({
  ...context,
  ...(context.run === undefined ? {} : { tasks: tasksOf(world, context.run) }),
});
