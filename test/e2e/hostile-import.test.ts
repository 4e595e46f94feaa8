import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { clientOf, connectRepository, receiptOf, unique } from '../support/cloud.ts';
import { dagSource } from '../support/dags.ts';

const cloud = inject('cloud');
const client = clientOf(cloud);

/** A DAG of Airflow's that does harm before, but only where Airflow is not: the machine running both is also yours. */
const hostile = (dagId: string, harm: string): string => `
import os

if os.uname().machine == "wasm32":
    ${harm}
${dagSource(dagId)}`;

const proof = join(tmpdir(), `navigator-${unique('escaped')}`);

const harms: Readonly<Record<string, string>> = {
  'stall.py': 'while True: pass',
  'memory.py': 'x = [bytearray(10 ** 7) for _ in range(10 ** 6)]',
  'tasks.py':
    'from airflow.sdk import DAG, task\n    with DAG("x"): [task(lambda: 1, task_id=f"t{i}")() for i in range(10 ** 6)]',
  'crash.py': 'os.abort()',
  'hook.py': 'import airflow.sdk, sys; airflow.sdk.DAG = None; sys.meta_path.clear()',
  'escape.py': `import ctypes, subprocess; open(${JSON.stringify(proof)}, "w"); subprocess.run(["touch", ${JSON.stringify(proof)}])`,
};

test('whatever files do to the sandbox, each other file has its verdict, and Airflow decides on them', async () => {
  const good = unique('good');
  const computed = unique('computed');
  const ids = Object.fromEntries(Object.keys(harms).map((path) => [path, unique(path.replace('.py', ''))]));
  const { name, clone } = await connectRepository(cloud);
  const files = {
    'computed.py': `${dagSource('placeholder').replace(/["']placeholder["']/, `"-".join("${computed}".split("-"))`)}`,
    'good.py': dagSource(good),
    'broken.py': `${dagSource(unique('broken'))}\nRATE = 1 / 0\n`,
    'cycle.py': `
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator
with DAG(dag_id="${unique('cycle')}"):
    first, second = EmptyOperator(task_id="first"), EmptyOperator(task_id="second")
    first >> second >> first
`,
    ...Object.fromEntries(Object.entries(harms).map(([path, harm]) => [path, hostile(ids[path] ?? '', harm)])),
  };
  await clone.write(Object.fromEntries(Object.entries(files).map(([path, text]) => [`dags/${path}`, text])));
  const receipt = await receiptOf(cloud, name, (await clone.push('harm')).commit, 150);
  const outcomes = Object.fromEntries(receipt.files.map((file) => [file.path, file]));

  expect(outcomes).toMatchObject({
    'good.py': { outcome: 'live', dagIds: [good] },
    'computed.py': { outcome: 'live', dagIds: [computed] },
    'broken.py': { outcome: 'quarantined', findings: [{ rule: 'import-broken', line: expect.any(Number) }] },
    'cycle.py': { outcome: 'quarantined', findings: [{ rule: 'dag-cycle' }] },
    ...Object.fromEntries(Object.entries(ids).map(([path, dagId]) => [path, { outcome: 'live', dagIds: [dagId] }])),
  });
  for (const path of ['stall.py', 'tasks.py', 'crash.py']) {
    expect(outcomes[path]?.findings.map(({ rule }) => rule)).toContain('import-unfinished');
  }
  expect(outcomes['escape.py']?.findings.map(({ rule }) => rule)).toContain('import-side-effect');
  expect(existsSync(proof)).toBe(false);
  expect(await client.call('workflows.get', { workflow: good })).toMatchObject({ state: 'live' });
}, 240_000);
