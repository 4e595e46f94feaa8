import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, expect, test } from 'vitest';
import { endTree, hasEnded, identify, isAlive, type ProcessIdentity, signal } from './processes.ts';

const started: ChildProcess[] = [];

const start = async (script: string): Promise<{ child: ChildProcess; identity: ProcessIdentity; output: string }> => {
  const child = spawn('sh', ['-c', script], { detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
  started.push(child);
  const [chunk] = (await once(child.stdout as NonNullable<typeof child.stdout>, 'data')) as [Buffer];
  return { child, identity: identify(child.pid ?? 0) as ProcessIdentity, output: chunk.toString().trim() };
};

afterEach(() => {
  for (const { pid } of started.splice(0)) {
    try {
      process.kill(-(pid ?? 0), 'SIGKILL');
    } catch {
      // The test ended it.
    }
  }
});

test('a process is known by its id and its start, and by both only', async () => {
  const { identity } = await start('echo; sleep 60');
  expect(isAlive(identity)).toBe(true);
  expect(isAlive({ ...identity, started: 'at another time' })).toBe(false);
  signal({ ...identity, started: 'at another time' }, 'SIGKILL');
  expect(isAlive(identity)).toBe(true);
});

test('a process that has ended is dead, also before its parent has asked for its status', async () => {
  const { child, identity } = await start('echo; sleep 60');
  child.kill('SIGKILL');
  expect(await hasEnded(identity, 5)).toBe(true);
});

test('what a process started ends with it, even where it ignores being asked', async () => {
  const { identity, output } = await start("trap '' TERM; (trap '' TERM; sleep 60) & echo $!; wait; sleep 60");
  const child = identify(Number(output)) as ProcessIdentity;
  await endTree(identity, 0.2);
  expect([isAlive(identity), isAlive(child)]).toEqual([false, false]);
});

test('orphans of a process that was killed are found by its group', async () => {
  const { child, identity, output } = await start('sleep 60 & echo $!; wait');
  const orphan = identify(Number(output)) as ProcessIdentity;
  child.kill('SIGKILL');
  await hasEnded(identity, 5);
  expect(isAlive(orphan)).toBe(true);
  await endTree(identity, 0);
  expect(isAlive(orphan)).toBe(false);
});

test('a stranger with an id used again is left in peace, with all it started', async () => {
  const { identity, output } = await start('sleep 60 & echo $!; wait');
  await endTree({ ...identity, started: 'before' }, 0);
  expect([isAlive(identity), identify(Number(output)) !== undefined]).toEqual([true, true]);
});
