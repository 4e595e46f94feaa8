#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { constants } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// The command is TypeScript, which Node runs by itself from 23.6 on; older ones hand over to the checkout's own.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const own = fileURLToPath(new URL('../node_modules/.bin/node', import.meta.url));

if (major > 23 || (major === 23 && minor >= 6)) {
  // What was compiled before starts in half the time. It is code: it is kept in a folder of the user's own, or not at all.
  const cache = process.env.XDG_CACHE_HOME || join(process.env.HOME ?? '', '.cache');
  if (isAbsolute(cache)) {
    enableCompileCache(join(cache, 'navigator'));
  }
  await import('./main.ts');
} else if (existsSync(own)) {
  const child = spawn(own, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => child.kill(signal));
  }
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + constants.signals[signal];
  });
} else {
  console.error(
    `navigator needs Node 23.6 or newer, or its own: run \`npm install\` in ${fileURLToPath(new URL('..', import.meta.url))}`,
  );
  process.exitCode = 1;
}
