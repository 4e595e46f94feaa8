import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findBlock } from './ports.ts';
import { isRunning, killServer, launch, type Server, serverRecord, stopServer, waitUntilReady } from './server.ts';
import { supervise } from './supervise.ts';

let directory: string;
let port: number;

const serving = (script: string): Server => ({
  name: 'web',
  command: process.execPath,
  args: ['-e', script],
  env: process.env,
  isReady: async () => (await fetch(`http://127.0.0.1:${port}`)).ok,
  secondsToReady: 10,
});
const web = (): Server =>
  serving(`require('http').createServer((_, answer) => answer.end()).listen(${port}, '127.0.0.1')`);

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'navigator-server-'));
  const block = await findBlock(25_560);
  port = block.base;
  await block.release();
});

afterEach(async () => {
  await stopServer(directory, 'web', 1);
  await rm(directory, { recursive: true });
});

describe('a server', () => {
  test('is ready when it answers, and gone when it is stopped', async () => {
    launch(directory, web());
    await waitUntilReady(directory, web());
    await stopServer(directory, 'web', 5);
    await expect(fetch(`http://127.0.0.1:${port}`)).rejects.toThrow();
    expect(serverRecord(directory, 'web')).toBeUndefined();
  });

  test('that ends before it is ready is told with the end of its log and what to do', async () => {
    launch(directory, serving("console.error('no room left'); process.exit(3)"));
    const failure = waitUntilReady(directory, web());
    await expect(failure).rejects.toThrow(/ended before it was ready[\s\S]*no room left[\s\S]*npm start/);
  });

  test('that does not answer in time is told', async () => {
    launch(directory, serving('setInterval(() => {}, 1000)'));
    await expect(waitUntilReady(directory, { ...web(), secondsToReady: 0.3 })).rejects.toThrow('not ready within 0.3');
  });

  test('whose command is not there is told', () => {
    expect(() => launch(directory, { ...web(), command: join(directory, 'nothing') })).toThrow('cannot be started');
  });
});

describe('supervision', () => {
  const restarted = async (before: number | undefined, seconds: number): Promise<boolean> => {
    const deadline = Date.now() + seconds * 1000;
    while (Date.now() < deadline) {
      const now = serverRecord(directory, 'web');
      if (now && now.pid !== before && isRunning(directory, 'web')) return true;
      await sleep(50);
    }
    return false;
  };

  test('brings back a server that ended by itself, not one that was killed on purpose', async () => {
    const lines: string[] = [];
    launch(directory, web());
    const supervision = supervise(directory, [web()], (line) => lines.push(line));
    const first = serverRecord(directory, 'web')?.pid;
    process.kill(first ?? 0, 'SIGKILL');
    expect(await restarted(first, 4)).toBe(true);
    expect(lines).toHaveLength(1);

    const second = serverRecord(directory, 'web')?.pid;
    await killServer(directory, 'web', 'SIGKILL');
    expect(await restarted(second, 2)).toBe(false);
    supervision.end();
  });

  test('gives the instance up where the local AWS ended by itself', async () => {
    const aws = { ...web(), name: 'ministack' };
    launch(directory, aws);
    const supervision = supervise(directory, [aws], () => {});
    process.kill(serverRecord(directory, 'ministack')?.pid ?? 0, 'SIGKILL');
    expect(await supervision.lost).toContain('the local AWS ended');
    supervision.end();
  });
});
