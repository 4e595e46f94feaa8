import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { airflowPython } from '../../local/install.ts';

const Verdict = z.object({
  path: z.string(),
  /** What the target's Python says against compiling it. */
  syntax: z.string().nullable(),
  /** What the target's Airflow says against importing it. */
  import: z.string().nullable(),
  milliseconds: z.number(),
  /** Task ids with those downstream, by DAG id. */
  dags: z.record(z.string(), z.record(z.string(), z.array(z.string()))),
});
export type Verdict = z.infer<typeof Verdict>;

/**
 * What the real Python and Airflow say of all files of a folder, which they import: only for files that do no harm.
 * `roots` are where imports start as well.
 */
export const askAirflow = async (folder: string, roots: readonly string[] = []): Promise<Verdict[]> => {
  const home = await mkdtemp(join(tmpdir(), 'navigator-airflow-'));
  try {
    const script = join(import.meta.dirname, 'airflow_verdicts.py');
    const { stdout } = await promisify(execFile)(airflowPython, [script, folder, ...roots], {
      cwd: home,
      env: { HOME: home, AIRFLOW_HOME: home, AIRFLOW__CORE__LOAD_EXAMPLES: 'False', PATH: process.env.PATH },
      maxBuffer: 64 * 1024 * 1024,
    });
    return Verdict.array().parse(JSON.parse(stdout));
  } finally {
    await rm(home, { recursive: true, force: true });
  }
};
