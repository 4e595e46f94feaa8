import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { connectRepository, receiptOf, unique } from '../support/cloud.ts';
import { dagSource } from '../support/dags.ts';

const cloud = inject('cloud');

/** A DAG of Airflow's that does harm before, but only in the sandbox: this machine's Airflow is not to suffer. */
const hostile = (dagId: string, harm: string): string => `
import os

if os.uname().machine == "wasm32":
    ${harm}
${dagSource(dagId)}`;

/** What no reading of the source can see: endless, too much, or named elsewhere. */
const harms = {
  'stall.py': 'for _ in iter(int, 1): pass',
  'memory.py': 'x = [bytearray(10 ** 7) for _ in range(10 ** 6)]',
  'tasks.py':
    'from airflow.sdk import DAG, task\n    with DAG("x"): [task(lambda: 1, task_id=f"t{i}")() for i in range(10 ** 6)]',
  'crash.py': 'import sys; sys.setrecursionlimit(10 ** 9); f = lambda: f(); f()',
  'hook.py': 'import sys; sys.meta_path.clear(); sys.path.clear()',
  'escape.py': `import importlib, pathlib
    for line in (pathlib.Path(__file__).parent / "escape.txt").read_text().splitlines():
        name, act, what = line.split()
        try: getattr(importlib.import_module(name), act)(what)
        except Exception: pass`,
} as const;

// Each that ends an interpreter costs seconds; where the machine is busy besides, no time is left and only Airflow decides.
test.each([
  ['stall, fill the memory or reach out', ['stall.py', 'memory.py', 'escape.py']],
  ['have a million tasks, crash or break the importing itself', ['tasks.py', 'crash.py', 'hook.py']],
] as const)(
  'where files %s, each other file has its verdict, and Airflow decides on them',
  {
    retry: 1,
    timeout: 240_000,
  },
  async (_what, harmfulPaths) => {
    const proof = join(tmpdir(), `navigator-${unique('escaped')}`);
    const ids = Object.fromEntries(harmfulPaths.map((path) => [path, unique(path.replace('.py', ''))]));
    const good = unique('good');
    const broken = unique('broken');
    const cycle = unique('cycle');
    const computed = unique('computed');
    const { name, clone } = await connectRepository(cloud);
    const harmful = harmfulPaths.map((path) => [path, hostile(ids[path] ?? '', harms[path])] as const);
    const files: Readonly<Record<string, string>> = {
      ...Object.fromEntries(harmful),
      'escape.txt': `os mkdir ${proof}\nos system id\nsocket create_connection 127.0.0.1\nio open /etc/passwd\n`,
      'z-good.py': dagSource(good),
      'z-computed.py': dagSource('placeholder').replace('"placeholder"', `"".join(list("${computed}"))`),
      'z-broken.py': `${dagSource(broken)}\nRATES = [1 / each for each in (1, 0)]\n`,
      'z-cycle.py': `
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG(dag_id="${cycle}", schedule=None):
    first, second = EmptyOperator(task_id="first"), EmptyOperator(task_id="second")
    first >> second >> first
`,
    };
    await clone.write(Object.fromEntries(Object.entries(files).map(([path, text]) => [`dags/${path}`, text])));
    const receipt = await receiptOf(cloud, name, (await clone.push('harm')).commit, 150);
    const outcomes = new Map(receipt.files.map((file) => [file.path, file]));
    const rulesOf = (path: string) => outcomes.get(path)?.findings.map(({ rule }) => rule);

    expect(
      Object.fromEntries([...outcomes].map(([path, { outcome, dagIds }]) => [path, [outcome, ...dagIds]])),
    ).toEqual({
      ...Object.fromEntries(Object.entries(ids).map(([path, dagId]) => [path, ['live', dagId]])),
      'z-good.py': ['live', good],
      'z-computed.py': ['live', computed],
      'z-broken.py': ['quarantined', broken],
      'z-cycle.py': ['quarantined', cycle],
    });
    expect(rulesOf('z-broken.py')).toContain('import-broken');
    expect(rulesOf('z-cycle.py')).toContain('dag-cycle');
    for (const path of ['stall.py', 'tasks.py', 'crash.py'].filter((each) => each in ids)) {
      expect(rulesOf(path)).toContain('import-unfinished');
    }
    if ('escape.py' in ids) expect(rulesOf('escape.py')).toContain('import-side-effect');
    expect(existsSync(proof)).toBe(false);
  },
);
