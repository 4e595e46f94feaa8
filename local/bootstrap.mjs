// Runs on the Node.js that is there (20 or newer): looks for what is needed, installs the npm packages, and hands over
// to the Node.js 24 among them. Everything after this file is TypeScript.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const bin = join(modules, '.bin');
const stamp = join(modules, '.navigator-lock-sha256');

/** Output of a command, or nothing where it is missing or fails. */
const output = (command, args) => {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  return status === 0 ? `${stdout}${stderr}` : undefined;
};

const prerequisites = [
  {
    name: 'Node.js 20 or newer',
    isThere: () => Number(process.versions.node.split('.')[0]) >= 20,
    get: 'https://nodejs.org or your package manager',
  },
  {
    name: 'Python 3.10 or newer with its venv module (python3)',
    isThere: () =>
      output('python3', ['-c', 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))']) !== undefined,
    get: 'Debian/Ubuntu: apt install python3 python3-venv · Fedora: dnf install python3 · macOS: brew install python',
  },
  {
    name: 'a Java 17 or newer development kit (java, javac)',
    isThere: () => Number(output('javac', ['-version'])?.match(/javac (\d+)/)?.[1] ?? 0) >= 17,
    get: 'Debian/Ubuntu: apt install openjdk-17-jdk-headless · Fedora: dnf install java-17-openjdk-devel · macOS: brew install openjdk@17',
  },
  {
    name: 'Maven (mvn)',
    isThere: () => output('mvn', ['--version']) !== undefined,
    get: 'Debian/Ubuntu: apt install maven · Fedora: dnf install maven · macOS: brew install maven',
  },
  {
    name: 'Git with its http-backend (git)',
    isThere: () => existsSync(join(output('git', ['--exec-path'])?.trim() ?? '', 'git-http-backend')),
    get: 'Debian/Ubuntu: apt install git · Fedora: dnf install git-core · macOS: brew install git',
  },
];

const checkPrerequisites = () => {
  const missing = prerequisites.filter(({ isThere }) => !isThere());
  if (missing.length === 0) return;
  console.error('Navigator needs a few things that are not on this machine:\n');
  for (const { name, get } of missing) console.error(`  - ${name}\n      ${get}`);
  console.error('\nInstall them, then run the same command again.');
  process.exit(1);
};

const installPackages = (lock) => {
  console.log('Installing the npm packages (about a minute the first time)');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    // Its program for the CPU is in the package; what it would fetch is for graphics cards.
    env: { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'skip' },
  });
  if (status !== 0) {
    console.error('npm ci failed: see its message above. It is safe to run the same command again.');
    process.exit(1);
  }
  writeFileSync(stamp, lock);
};

const [script, ...args] = process.argv.slice(2);
if (script === undefined) {
  console.error('usage: node local/bootstrap.mjs SCRIPT [ARGUMENT…]');
  process.exit(2);
}

// A stamp stands for passed checks too, so that an everyday command pays for neither.
const lock = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
  checkPrerequisites();
  installPackages(lock);
}

const child = spawn(join(bin, 'node'), [join(root, script), ...args], {
  stdio: 'inherit',
  env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` },
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => {
  console.error(
    `cannot start ${join(bin, 'node')}: ${error.message}. Delete node_modules and run the same command again.`,
  );
  process.exit(1);
});
child.on('exit', (code, signal) =>
  process.exit(signal === null ? (code ?? 1) : 128 + (constants.signals[signal] ?? 0)),
);
