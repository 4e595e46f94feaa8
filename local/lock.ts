import { linkSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { readJson, writeJson } from './files.ts';
import { identify, isAlive, type ProcessIdentity } from './processes.ts';

/** A link either appears with its content or, where one is there already, not at all. */
const take = (file: string): boolean => {
  const mine = `${file}.${process.pid}`;
  writeJson(mine, identify(process.pid));
  try {
    linkSync(mine, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(mine, { force: true });
  }
};

/** The running process that holds the lock, or nothing; what a dead one left is cleared away. */
export const holderOf = (file: string): ProcessIdentity | undefined => {
  const holder = readJson<ProcessIdentity>(file);
  if (holder === undefined || isAlive(holder)) return holder;
  rmSync(file, { force: true });
  return undefined;
};

/** Takes the lock for this process, or answers who has it. */
export const tryLock = (file: string): ProcessIdentity | undefined => {
  for (;;) {
    if (take(file)) return undefined;
    const holder = holderOf(file);
    if (holder !== undefined) return holder;
  }
};

/** Runs the work while this process holds the lock, after waiting for another to give it back. */
export const withLock = async (
  file: string,
  onProgress: (line: string) => void,
  work: () => Promise<void>,
): Promise<void> => {
  let told = false;
  for (let holder = tryLock(file); holder !== undefined; holder = tryLock(file)) {
    if (!told) onProgress(`waiting for process ${holder.pid}, which does the same`);
    told = true;
    await sleep(500);
  }
  try {
    await work();
  } finally {
    rmSync(file, { force: true });
  }
};
