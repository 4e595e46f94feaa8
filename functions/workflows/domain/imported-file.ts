import * as z from 'zod';

/** What the sandbox is asked: import these files of a tree, each for itself. */
export const ImportRequest = z.object({
  /** Gzipped JSON in base64 of the tree's files. */
  tree: z.base64(),
  /** Paths of the tree whose contents do not fit an invocation. */
  missing: z.array(z.string()),
  /** Paths that Airflow reads as DAG files. */
  dagFiles: z.array(z.string()),
  check: z.array(z.string()),
});
export type ImportRequest = z.infer<typeof ImportRequest>;

/** What `tree` of an `ImportRequest` holds: contents in base64 by path. */
export const RequestTree = z.record(z.string(), z.base64());

/** A task in Airflow's own graph. */
const ImportedTask = z.object({
  id: z.string(),
  operator: z.string(),
  downstream: z.array(z.string()),
  isMapped: z.boolean().default(false),
  group: z.string().optional(),
});

/** A DAG as Airflow's own SDK made it; of very many tasks only the first are listed. */
export const ImportedDag = z.object({
  dagId: z.string(),
  taskCount: z.number().int(),
  tasks: z.array(ImportedTask),
});
export type ImportedDag = z.infer<typeof ImportedDag>;

const ImportError = z.object({
  kind: z.enum(['import', 'cycle', 'duplicate-task']),
  type: z.string(),
  message: z.string(),
  /** Line of the file that was imported. */
  line: z.number().int().min(1),
  /** Where it was raised; another file, where a module of the tree failed. */
  raisedIn: z.object({ path: z.string(), line: z.number().int().min(1) }),
  /** It would fail alike in any Python with this Airflow. */
  isCertain: z.boolean(),
});

const Effect = z.object({
  kind: z.enum([
    'connection',
    'environment',
    'native code',
    'network',
    'process',
    'sleep',
    'thread',
    'variable',
    'write',
  ]),
  what: z.string(),
  path: z.string(),
  line: z.number().int().min(1),
});
export type Effect = z.infer<typeof Effect>;

/** What the interpreter says of a file. */
export const Observation = z.object({
  path: z.string(),
  error: ImportError.nullable(),
  dags: z.array(ImportedDag),
  effects: z.array(Effect),
  /** What it was answered without knowing: variables, packages that are not here, the network. */
  assumptions: z.array(z.string()),
  /** Files and folders of the tree that it looked for. */
  reads: z.array(z.string()),
});
export type Observation = z.infer<typeof Observation>;

/**
 * The sandbox's verdict on a file. `ok`: it imports, and these are its DAGs. `broken`: importing it fails for sure.
 * `undetermined`: only Airflow can tell; `reason` says why, and the rest is as good as it could be had.
 */
export const ImportedFile = Observation.extend({
  verdict: z.enum(['ok', 'broken', 'undetermined']),
  reason: z.string().optional(),
  /** It took too long or too much, and ended the interpreter. */
  isUnfinished: z.boolean().default(false),
});
export type ImportedFile = z.infer<typeof ImportedFile>;

/** What the sandbox answers. `hurried`: files that had less time than they may have. */
export const ImportAnswer = z.object({
  airflowVersion: z.string(),
  files: z.array(ImportedFile),
  hurried: z.array(z.string()).default([]),
});
export type ImportAnswer = z.infer<typeof ImportAnswer>;

/** A file whose import led to nothing that could be read; `isUnfinished` where that is because of the file. */
export const undetermined = (path: string, reason: string, isUnfinished = false): ImportedFile => ({
  path,
  isUnfinished,
  error: null,
  dags: [],
  effects: [],
  assumptions: [],
  reads: [],
  verdict: 'undetermined',
  reason,
});

/** The verdict that an observation allows. */
export const judge = (observation: Observation): ImportedFile => {
  const { error, assumptions } = observation;
  const judged = { ...observation, isUnfinished: false };
  if (error?.isCertain) {
    return { ...judged, verdict: 'broken' };
  }
  const [assumed] = assumptions;
  if (assumed !== undefined) {
    return { ...judged, verdict: 'undetermined', reason: `the sandbox does not know ${assumed}` };
  }
  return error
    ? { ...judged, verdict: 'undetermined', reason: `${error.type} may be the sandbox's own: ${error.message}` }
    : { ...judged, verdict: 'ok' };
};
