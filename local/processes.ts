import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** A process on this machine. Its id alone is no identity: ids are used again, but never with the same start. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, in the words of the operating system. */
  readonly started: string;
}

interface ProcessEntry extends ProcessIdentity {
  readonly parent: number;
  readonly group: number;
  /** Resident memory in bytes. */
  readonly memory: number;
  readonly command: string;
}

const pageSize = 4096;

/** One line of `/proc/PID/stat`: see proc(5). The name in brackets may hold blanks and brackets of its own. */
const readStat = (pid: number): ProcessEntry | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    return {
      pid,
      parent: Number(fields[1]),
      group: Number(fields[2]),
      started: fields[19] ?? '',
      memory: Number(fields[21]) * pageSize,
      command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim(),
    };
  } catch {
    return undefined; // It ended between listing and reading.
  }
};

const fromPs = (): ProcessEntry[] =>
  execFileSync('ps', ['-axo', 'pid=,ppid=,pgid=,stat=,rss=,lstart=,command='], { encoding: 'utf8' })
    .split('\n')
    .flatMap((line) => {
      const [pid, parent, group, state = 'Z', rss, ...rest] = line.trim().split(/\s+/);
      if (state.startsWith('Z')) return [];
      return [
        {
          pid: Number(pid),
          parent: Number(parent),
          group: Number(group),
          memory: Number(rss) * 1024,
          started: rest.slice(0, 5).join(' '),
          command: rest.slice(5).join(' '),
        },
      ];
    });

/** Every process that has not ended. */
export const listProcesses = (): ProcessEntry[] =>
  existsSync('/proc/self/stat')
    ? readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? (readStat(Number(name)) ?? []) : []))
    : fromPs();

const entryOf = (pid: number): ProcessEntry | undefined =>
  existsSync('/proc/self/stat') ? readStat(pid) : fromPs().find((entry) => entry.pid === pid);

/** The identity of a running process, or nothing. */
export const identify = (pid: number): ProcessIdentity | undefined => {
  const entry = entryOf(pid);
  return entry && { pid, started: entry.started };
};

/** Whether exactly this process, not another that got its id later, is running. */
export const isAlive = ({ pid, started }: ProcessIdentity): boolean => entryOf(pid)?.started === started;

/** The process, its process group and everything it started, youngest last. */
export const treeOf = (pid: number): ProcessEntry[] => {
  const all = listProcesses();
  const members = new Set([pid]);
  for (let size = 0; size !== members.size; ) {
    size = members.size;
    for (const { pid: id, parent, group } of all) if (members.has(parent) || group === pid) members.add(id);
  }
  return all.filter((entry) => members.has(entry.pid));
};

/** Sends a signal to exactly this process; one that has ended is left in peace. */
export const signal = (identity: ProcessIdentity, name: NodeJS.Signals): void => {
  if (!isAlive(identity)) return;
  try {
    process.kill(identity.pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
};

/** Waits until the process has ended; answers whether it did within the seconds. */
export const hasEnded = async (identity: ProcessIdentity, seconds: number): Promise<boolean> => {
  const deadline = Date.now() + seconds * 1000;
  while (isAlive(identity)) {
    if (Date.now() > deadline) return false;
    await sleep(50);
  }
  return true;
};

/** What belongs to a process, also after it ended: its group outlives it. Empty where its id is someone else's by now. */
const belongings = (identity: ProcessIdentity): ProcessEntry[] =>
  entryOf(identity.pid) !== undefined && !isAlive(identity) ? [] : treeOf(identity.pid);

/** Ends a process with all it started: SIGTERM to it, then after `seconds` SIGKILL to whatever is left. */
export const endTree = async (identity: ProcessIdentity, seconds: number): Promise<void> => {
  // Looked up before and after: what left the group is found through its parent only while that lives.
  const before = belongings(identity);
  signal(identity, 'SIGTERM');
  await hasEnded(identity, seconds);
  const left = [...before, ...belongings(identity)];
  for (const member of left) signal(member, 'SIGKILL');
  await Promise.all(left.map((member) => hasEnded(member, 5)));
};
