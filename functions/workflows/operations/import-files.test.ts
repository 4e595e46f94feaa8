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

/** Milliseconds that a file takes. */
const needsOf = (path: string): number =>
  path.startsWith('stall') ? Number.POSITIVE_INFINITY : path.startsWith('slow') ? 3_000 : 500;

/** Imports each file; what the name says happens to the interpreter. */
const world = ({ timeLimit = 30_000 } = {}) => {
  let started = 0;
  let time = 0;
  const begun: string[] = [];
  const start = (): Interpreter => {
    started += 1;
    return {
      isAlive: () => true,
      kill: () => undefined,
      run: async ({ check }, { deadline, file }, onLine) => {
        for (const path of check) {
          if (path.startsWith('dead')) return { reason: 'it did not start in time', isOverLimit: false };
          onLine({ begins: path });
          begun.push(path);
          if (path.startsWith('crash')) return { reason: 'its process ended with 1', isOverLimit: false };
          time += Math.min(needsOf(path), file);
          if (time > deadline || needsOf(path) > file) return { reason: `longer than ${file}`, isOverLimit: true };
          const told = path.startsWith('forger') ? 'a' : path;
          onLine({ observed: observed(told, path.startsWith('large') ? 100 : 1) });
        }
        return undefined;
      },
    };
  };
  const run = importFiles({
    start,
    airflowVersion: '3.3.2',
    timeLimit,
    fileLimits: { first: 1_000, last: 4_000 },
    graphLimit: 1_000,
    now: () => new Date(time),
  });
  const answerTo = (check: string[]) => run({ tree, missing: [], dagFiles: check, check });
  return {
    answerTo,
    started: () => started,
    begun,
    importAll: async (check: string[]) => (await answerTo(check)).files,
  };
};

describe('importing files', () => {
  it('a file that ends the interpreter is undetermined, and the next is imported by another', async () => {
    const { importAll, started } = world();
    const files = await importAll(['crash-1', 'a', 'crash-2', 'b']);
    expect(files.map(({ path, verdict, isUnfinished }) => [path, verdict, isUnfinished])).toEqual([
      ['crash-1', 'undetermined', true],
      ['a', 'ok', false],
      ['crash-2', 'undetermined', true],
      ['b', 'ok', false],
    ]);
    // One of them waits for the next request.
    expect(started()).toBe(4);
  });

  it('one that takes long keeps no other waiting: it comes again after all others, with more time', async () => {
    const { importAll, begun } = world();
    const files = await importAll(['stall', 'slow', 'a', 'b']);
    expect(begun).toEqual(['stall', 'slow', 'a', 'b', 'stall', 'slow']);
    expect(files.map(({ path, verdict, reason }) => [path, verdict, reason])).toEqual([
      ['a', 'ok', undefined],
      ['b', 'ok', undefined],
      ['stall', 'undetermined', 'longer than 4000'],
      ['slow', 'ok', undefined],
    ]);
  });

  it('one that takes long and is alone has all its time at once', async () => {
    const { importAll, begun } = world();
    expect(await importAll(['slow'])).toMatchObject([{ verdict: 'ok' }]);
    expect(begun).toEqual(['slow']);
  });

  it('a file that claims to be another decides on itself alone', async () => {
    const files = await world().importAll(['a', 'forger']);
    expect(files.map(({ path, verdict }) => [path, verdict])).toEqual([
      ['a', 'ok'],
      ['forger', 'undetermined'],
    ]);
  });

  it('one that takes long is undetermined where no time is left for it, and the answer says that it was hurried', async () => {
    const { files, hurried } = await world({ timeLimit: 4_000 }).answerTo(['stall-1', 'stall-2', 'a']);
    expect(hurried).toEqual(['stall-1', 'stall-2']);
    expect(files.map(({ path, verdict, reason }) => [path, verdict, reason])).toEqual([
      ['a', 'ok', undefined],
      ['stall-1', 'undetermined', 'longer than 1000'],
      ['stall-2', 'undetermined', 'longer than 1000'],
    ]);
  });

  it('one that takes all the time there is was hurried, too', async () => {
    const { files, hurried } = await world({ timeLimit: 2_000 }).answerTo(['stall']);
    expect(files).toMatchObject([{ path: 'stall', verdict: 'undetermined', isUnfinished: true }]);
    expect(hurried).toEqual(['stall']);
  });

  it('what there is no time for is not in the answer', async () => {
    const files = await world({ timeLimit: 2_500 }).importAll(['a', 'b', 'c', 'd', 'e', 'f', 'g']);
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
