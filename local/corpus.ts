import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { renderAirflow } from './corpus/airflow.ts';
import { renderAnsible, type Versions } from './corpus/ansible.ts';
import { type ReferenceDocument, toLine } from './corpus/document.ts';
import { splitSections } from './corpus/sections.ts';
import { serverEnvironment } from './environment.ts';
import { writePrivately } from './files.ts';
import { airflowPython, ansibleCommand, installReferences } from './install.ts';
import { referenceFile, root } from './paths.ts';

/** Of the hundred collections of the package `ansible`, those for servers of one's own. */
const collections = [
  'ansible.builtin',
  'ansible.posix',
  'community.crypto',
  'community.general',
  'community.mysql',
  'community.postgresql',
];

const collectionOf = (module: string): string => module.split('.', 2).join('.');

/** Programs that print JSON run in a folder that is thrown away, so that nobody's settings change what they say. */
const openWorkFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'navigator-corpus-'));
  const readJsonOf = async (command: string, ...args: string[]): Promise<unknown> => {
    const { stdout } = await promisify(execFile)(command, args, {
      cwd: folder,
      env: serverEnvironment({ HOME: folder, ANSIBLE_HOME: folder, LC_ALL: 'C.UTF-8' }),
      maxBuffer: 64 * 1024 * 1024,
    });
    return JSON.parse(stdout);
  };
  return { readJsonOf, close: () => rmSync(folder, { recursive: true }) };
};
type ReadJsonOf = ReturnType<typeof openWorkFolder>['readJsonOf'];

const readAirflow = async (readJsonOf: ReadJsonOf): Promise<ReferenceDocument[]> =>
  renderAirflow(await readJsonOf(airflowPython, join(root, 'local', 'corpus', 'airflow_reference.py')));

const readVersions = async (readJsonOf: ReadJsonOf): Promise<Versions> => {
  const listed = await readJsonOf(ansibleCommand('ansible-galaxy'), 'collection', 'list', '--format', 'json');
  const installed = z.record(z.string(), z.record(z.string(), z.object({ version: z.string() }))).parse(listed);
  // ansible-core is no collection.
  const lock = readFileSync(join(root, 'local', 'ansible', 'requirements.lock'), 'utf8');
  const core = /^ansible-core==(\S+)/m.exec(lock)?.[1];
  const collected = Object.values(installed).flatMap((each) => Object.entries(each));
  return {
    ...Object.fromEntries(collected.map(([name, { version }]) => [name, version])),
    ...(core !== undefined && { 'ansible-core': core }),
  };
};

const readAnsible = async (readJsonOf: ReadJsonOf): Promise<ReferenceDocument[]> => {
  const doc = ansibleCommand('ansible-doc');
  const all = await readJsonOf(doc, '--type', 'module', '--list', '--json');
  const modules = Object.keys(z.record(z.string(), z.unknown()).parse(all)).filter((module) =>
    collections.includes(collectionOf(module)),
  );
  return renderAnsible(await readJsonOf(doc, '--type', 'module', '--json', ...modules), await readVersions(readJsonOf));
};

/** Ids are paths: two documents of one would be one. */
const refuseDoubles = (documents: readonly ReferenceDocument[]): void => {
  const sections = documents.flatMap(({ path, text }) => splitSections(path, text).map(({ id }) => id));
  const ids = [...documents.map(({ path }) => path), ...sections];
  const seen = new Set<string>();
  const doubled = ids.filter((id) => seen.size === seen.add(id).size);
  if (doubled.length > 0) throw new Error(`These ids are given twice: ${doubled.join(', ')}`);
};

await installReferences(console.log);
const { readJsonOf, close } = openWorkFolder();
try {
  const documents = [...(await readAirflow(readJsonOf)), ...(await readAnsible(readJsonOf))].toSorted((one, other) =>
    one.path < other.path ? -1 : 1,
  );
  refuseDoubles(documents);
  writePrivately(referenceFile, documents.map((document) => `${toLine(document)}\n`).join(''));
  const sections = documents.reduce((sum, { path, text }) => sum + splitSections(path, text).length, 0);
  console.log(`${documents.length} documents of ${sections} sections are in ${relative(process.cwd(), referenceFile)}`);
} finally {
  close();
}
