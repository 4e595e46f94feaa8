import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { eventFunction } from '../shared/event-function.ts';
import { startInterpreter } from './adapters/interpreter.ts';
import { ImportRequest } from './domain/imported-file.ts';
import { importFiles } from './operations/import-files.ts';

const directory = join(import.meta.dirname, 'sandbox');
const { airflowVersion } = z
  .object({ airflowVersion: z.string() })
  .parse(JSON.parse(readFileSync(join(directory, 'about.json'), 'utf8')));

/** Imports DAG files where they can do no harm. */
export const handler = eventFunction(
  ImportRequest,
  importFiles({
    start: () =>
      startInterpreter({
        directory,
        limits: { start: 15_000, memory: 900 * 1024 * 1024, line: 3 * 1024 * 1024 },
      }),
    airflowVersion,
    timeLimit: 10_000,
    fileLimits: { first: 1_000, last: 4_000 },
    graphLimit: 4 * 1024 * 1024,
    now: () => new Date(),
  }),
);
