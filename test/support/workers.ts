import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Cloud } from './cloud.ts';

/** Process ids of the warm workers of the function whose `capability-file` name, or the end of it, is given. */
export const workersOf = async ({ directory }: Cloud, name: string): Promise<number[]> => {
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'pid=,args=']);
  return stdout
    .split('\n')
    .filter((line) => line.includes(directory) && line.includes(`${name}-`) && line.includes('_worker'))
    .map((line) => Number.parseInt(line, 10));
};

/** Kills every worker that the function has now; answers how many there were. */
export const killWorkersNow = async (cloud: Cloud, name: string): Promise<number> => {
  const pids = await workersOf(cloud, name);
  for (const pid of pids) process.kill(pid, 'SIGKILL');
  return pids.length;
};

/** Kills each worker of a function as soon as it is seen, until one was hit that was not there before. */
export const killWorkers = async (cloud: Cloud, name: string, seconds: number): Promise<number> => {
  const known = new Set(await workersOf(cloud, name));
  for (const pid of known) process.kill(pid, 'SIGKILL');
  const deadline = Date.now() + seconds * 1000;
  while (Date.now() < deadline) {
    const fresh = (await workersOf(cloud, name)).find((pid) => !known.has(pid));
    if (fresh !== undefined) {
      process.kill(fresh, 'SIGKILL');
      return known.size + 1;
    }
    await sleep(20);
  }
  return known.size;
};

/** The most memory that a process has had resident, in bytes. */
export const peakMemoryOf = (pid: number): number => {
  const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  if (peak === undefined) throw new Error(`process ${pid} tells no peak of its memory`);
  return Number(peak) * 1024;
};
