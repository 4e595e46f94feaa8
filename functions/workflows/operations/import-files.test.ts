import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Interpreter } from '../adapters/interpreter.ts';
import { importFiles } from './import-files.ts';

const tree = gzipSync('{}').toString('base64');
const observed = (path: string, tasks = 0) => ({
  path,
  error: null,
  dags: [{ dagId: path, taskCount: tasks, tasks: Array.from({ length: tasks }, () => task) }],
  effects: [],
  assumptions: [],
  reads: [],
});
const task = { id: 'a', operator: 'EmptyOperator', downstream: [], isMapped: false };

/** Imports each file; what the name says happens to the interpreter. Each file takes a second. */
const world = () => {
  let started = 0;
  let time = 0;
  const start = (): Interpreter => {
    started += 1;
    return {
      isAlive: () => true,
      kill: () => undefined,
      run: async ({ check }, deadline, onLine) => {
        for (const path of check) {
          if (path.startsWith('dead')) return 'it did not start in time';
          time += 1000;
          if (time > deadline) return 'it was late';
          onLine({ begins: path });
          if (path.startsWith('stall')) return 'it took longer than 4 s';
          onLine({ observed: observed(path, path.startsWith('large') ? 100 : 1) });
        }
        return undefined;
      },
    };
  };
  const run = importFiles({
    start,
    airflowVersion: '3.3.2',
    timeLimit: 5_000,
    graphLimit: 1_000,
    now: () => new Date(time),
  });
  return {
    started: () => started,
    importAll: async (check: string[]) => (await run({ tree, missing: [], dagFiles: check, check })).files,
  };
};

describe('importing files', () => {
  it('a file that ends the interpreter is undetermined, and the next is imported by another', async () => {
    const { importAll, started } = world();
    const files = await importAll(['stall-1', 'a', 'stall-2', 'b']);
    expect(files.map(({ path, verdict, isUnfinished }) => [path, verdict, isUnfinished])).toEqual([
      ['stall-1', 'undetermined', true],
      ['a', 'ok', false],
      ['stall-2', 'undetermined', true],
      ['b', 'ok', false],
    ]);
    // One of them waits for the next request.
    expect(started()).toBe(4);
  });

  it('what there is no time for is not in the answer', async () => {
    const files = await world().importAll(['a', 'b', 'c', 'd', 'e', 'f', 'g']);
    expect(files.map(({ path }) => path)).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('graphs that no answer can carry are left out, sizes and ids are not', async () => {
    const files = await world().importAll(['a', 'large']);
    expect(files.map(({ dags }) => dags[0]?.tasks.length)).toEqual([1, 0]);
    expect(files[1]?.dags).toMatchObject([{ dagId: 'large', taskCount: 100 }]);
  });

  it('an interpreter that cannot be used is a failure', async () => {
    await expect(world().importAll(['dead'])).rejects.toThrow('it did not start in time');
  });
});
