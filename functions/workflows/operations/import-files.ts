import { gunzipSync } from 'node:zlib';
import type { Interpreter } from '../adapters/interpreter.ts';
import {
  type ImportAnswer,
  type ImportedFile,
  type ImportRequest,
  judge,
  RequestTree,
  undetermined,
} from '../domain/imported-file.ts';

interface Deps {
  /** Starts an interpreter; one is started before it is needed. */
  readonly start: () => Interpreter;
  readonly airflowVersion: string;
  /** Milliseconds for all files of a request. */
  readonly timeLimit: number;
  /** Milliseconds that one may compute: at first, where others wait beside it, and once all have been tried. */
  readonly fileLimits: { readonly first: number; readonly last: number };
  /** Characters that all task graphs of an answer may have; of what is more only the DAG's id and size are told. */
  readonly graphLimit: number;
  readonly now: () => Date;
}

const greatestTree = 128 * 1024 * 1024;

/** Keeps the answer within what an invocation may return. */
const limitGraphs = (files: readonly ImportedFile[], limit: number): ImportedFile[] => {
  let left = limit;
  return files.map((file) => {
    left -= JSON.stringify(file.dags).length;
    return left >= 0 ? file : { ...file, dags: file.dags.map((dag) => ({ ...dag, tasks: [] })) };
  });
};

/**
 * Imports files of a tree, each as if it were the first. A file at which the interpreter ends is undetermined, and
 * another interpreter goes on with the next; one that takes long or much comes again after all others, and was hurried where
 * no time was left for that. Files for which there was no time at all are not in the answer.
 */
export const importFiles = ({ start, airflowVersion, timeLimit, fileLimits, graphLimit, now }: Deps) => {
  let spare = start();
  const take = (): Interpreter => {
    const taken = spare.isAlive() ? spare : start();
    spare = taken;
    return taken;
  };

  return async ({ tree, missing, dagFiles, check }: ImportRequest): Promise<ImportAnswer> => {
    const deadline = now().getTime() + timeLimit;
    const json = gunzipSync(Buffer.from(tree, 'base64'), { maxOutputLength: greatestTree }).toString('utf8');
    const files = RequestTree.parse(JSON.parse(json));
    const found = new Map<string, ImportedFile>();
    const slow = new Map<string, ImportedFile>();
    const isOpen = (path: string): boolean => !found.has(path);
    for (;;) {
      const open = check.filter(isOpen);
      if (open.length === 0) break;
      const fresh = open.filter((path) => !slow.has(path));
      const waiting = fresh.length > 0 ? fresh : open;
      const isHurried = fresh.length > 0 && open.length > 1;
      let current: string | undefined;
      const interpreter = take();
      const time = { deadline, file: isHurried ? fileLimits.first : fileLimits.last };
      const ended = await interpreter.run({ files, missing, dagFiles, check: waiting }, time, (line) => {
        if ('begins' in line) current = line.begins;
        // Of no file but the one it has begun with: a program that got hold of its words decides on itself alone.
        if ('observed' in line && line.observed.path === current) found.set(current, judge(line.observed));
      });
      spare = start();
      if (ended === undefined && current === undefined) break;
      if (now().getTime() >= deadline) {
        // All the time there was went into it; of others nothing was seen.
        if (current !== undefined && found.size === 0 && !slow.has(current)) {
          slow.set(current, undetermined(current, 'it took all the time there was', true));
        }
        break;
      }
      if (current === undefined) throw new Error(`The interpreter cannot be used: ${ended?.reason}.`);
      if (isOpen(current)) {
        const left = undetermined(current, ended?.reason ?? 'its import ended the interpreter', true);
        (isHurried && ended?.isOverLimit ? slow : found).set(current, left);
      }
    }
    const late = [...slow.values()].filter(({ path }) => isOpen(path));
    return {
      airflowVersion,
      files: limitGraphs([...found.values(), ...late], graphLimit),
      hurried: late.map(({ path }) => path),
    };
  };
};
