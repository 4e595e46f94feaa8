import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { Line } from '../domain/interpreter-lines.ts';
import { startInterpreter } from './interpreter.ts';

let directory = '';
afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

const limits = { start: 5_000, memory: 250 * 1024 * 1024, line: 10_000 };
const job = { files: {}, missing: [], dagFiles: [], check: ['a.py'] };

/** Runs a program in the interpreter's place; answers why it ended, if it did, and what it said. */
const run = async (program: string, { deadline = Number.POSITIVE_INFINITY, idle = 0 } = {}) => {
  directory = await mkdtemp(join(tmpdir(), 'navigator-interpreter-'));
  const source = `import fs from 'node:fs';\nconst say = (line) => fs.writeSync(1, JSON.stringify(line) + '\\n');\n`;
  await writeFile(join(directory, 'interpreter.mjs'), source + program);
  const lines: Line[] = [];
  const interpreter = startInterpreter({ directory, limits });
  await sleep(idle);
  const end = await interpreter.run(job, { deadline, file: 400 }, (line) => lines.push(line));
  expect(interpreter.isAlive()).toBe(false);
  return { end, lines };
};

describe('an interpreter', () => {
  it('hands on what it says, and ends with its job', async () => {
    const program = "const { check } = JSON.parse(fs.readFileSync(0, 'utf8')); say({ begins: check[0] });";
    expect(await run(program)).toEqual({ end: undefined, lines: [{ begins: 'a.py' }] });
  });

  it('is not held to what it computed before its job', async () => {
    const program = `for (const end = Date.now() + 1_000; Date.now() < end;);
      say({ ready: true });
      fs.readFileSync(0);
      say({ begins: 'a.py' });
      for (const end = Date.now() + 300; Date.now() < end;);`;
    expect((await run(program, { idle: 1_500 })).end).toBeUndefined();
  });

  it('may take longer than for a file to get ready for its job', async () => {
    const program = `say({ ready: true });
      for (const end = Date.now() + 1_500; Date.now() < end;);
      say({ begins: 'a.py' });`;
    expect(await run(program)).toEqual({ end: undefined, lines: [{ ready: true }, { begins: 'a.py' }] });
  });

  it.each([
    ['takes too long', "say({ begins: 'a.py' }); for (;;);", /longer than 0.4 s/, true],
    ['takes too much memory', 'const x = Buffer.alloc(4e8, 1); setTimeout(() => x, 1e5);', /memory/],
    [
      'takes too much memory for a file',
      "say({ begins: 'a.py' }); const x = Buffer.alloc(4e8, 1); setTimeout(() => x, 1e5);",
      /memory/,
      true,
    ],
    ['says what is no line', 'say({ begins: 1 }); setTimeout(() => 0, 1e5);', /cannot be read/],
    ['says too much', "fs.writeSync(1, 'x'.repeat(20_000)); setTimeout(() => 0, 1e5);", /more than can be read/],
    ['ends before its time', 'process.exit(3);', /ended with 3/],
  ])('is stopped where it %s', async (_name, program, reason, isOverLimit = false) => {
    expect((await run(program)).end).toEqual({ reason: expect.stringMatching(reason), isOverLimit });
  });

  it.each([
    ['the environment', 'Object.keys(process.env).length'],
    ['files elsewhere', "fs.readFileSync('/etc/passwd').length"],
    ['its parent', "fs.readFileSync('/proc/' + process.ppid + '/environ').length"],
    ['writing', "fs.writeFileSync('x', 'x') ?? 1"],
    ['other programs', "(await import('node:child_process')).spawnSync('id').pid"],
    ['threads', "new (await import('node:worker_threads')).Worker('1', { eval: true }) && 1"],
    ['code from strings', "new Function('return 1')()"],
  ])('is denied %s', async (_name, expression) => {
    const { lines } = await run(`let got = 0; try { got = ${expression}; } catch {} say({ begins: String(got) });`);
    expect(lines).toEqual([{ begins: '0' }]);
  });
});
