import * as z from 'zod';
import { Observation } from './imported-file.ts';

/** What an interpreter is told: one line of JSON. */
export interface Job {
  /** Contents of the pushed tree in base64, by path. */
  readonly files: Readonly<Record<string, string>>;
  /** Paths of the tree whose contents are not among them. */
  readonly missing: readonly string[];
  /** Paths that Airflow reads as DAG files. */
  readonly dagFiles: readonly string[];
  /** Paths to import, one after the other. */
  readonly check: readonly string[];
}

/** What an interpreter says, a line of JSON each: that it is ready, which file it begins with, what came of it. */
export const Line = z.union([
  z.object({ ready: z.literal(true) }),
  z.object({ begins: z.string() }),
  z.object({ observed: Observation }),
]);
export type Line = z.infer<typeof Line>;
