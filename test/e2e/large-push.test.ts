import { expect, inject, test } from 'vitest';
import { keepsBack } from '../../functions/repositories/contract.ts';
import { clientOf, connectRepository, publish, receiptOf, unique } from '../support/cloud.ts';
import { dagSource } from '../support/dags.ts';

const cloud = inject('cloud');
const client = clientOf(cloud);

/** A DAG of this name, and the tasks of its body. */
const dagOf = (dagId: string, body: string): string => `
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG(dag_id=${JSON.stringify(dagId)}, schedule=None, catchup=False):
${body}
`;

/** Ten ways to be broken; `taken` is another repository's workflow. */
const brokenFiles = (taken: string): Record<string, string | Uint8Array> => ({
  'syntax.py': `${dagSource(unique('syntax'))}\nreturn = 1\n`,
  'python-2.py': `${dagSource(unique('python_2'))}\nprint "done"\n`,
  'airflow-2.py': dagSource(unique('airflow_2'), { imports: 'from airflow.utils.dates import days_ago' }),
  'latin-1.py': Buffer.from(`# airflow dag\nNAME = "caf\xe9"\n`, 'latin1'),
  'null-byte.py': Buffer.from('from airflow.sdk import DAG\0\n'),
  'missing-package.py': dagSource(unique('missing'), { imports: 'import no_such_package_anywhere' }),
  'raises.py': `${dagSource(unique('raises'))}\nRATE = 1 / 0\n`,
  'cycle.py': dagOf(
    unique('cycle'),
    `    first, second = EmptyOperator(task_id="first"), EmptyOperator(task_id="second")
    first >> second >> first`,
  ),
  'same-task.py': dagOf(
    unique('same_task'),
    `    EmptyOperator(task_id="twice")
    EmptyOperator(task_id="twice")`,
  ),
  'taken.py': dagSource(taken),
});

test('of a hundred files pushed at once, ten of them broken in ten ways, ninety go live and ten are reported', async () => {
  const taken = unique('taken');
  await publish(cloud, { 'flow.py': dagSource(taken) });
  const before = await client.call('workflows.get', { workflow: taken });
  const { name, clone } = await connectRepository(cloud);
  const good = Object.fromEntries(
    Array.from({ length: 90 }, (_, index) => [`good-${index}.py`, unique(`good_${index}`)]),
  );
  const broken = brokenFiles(taken);
  const sources = Object.entries(good).map(([file, dagId]) => [file, dagSource(dagId)] as const);
  await clone.write(
    Object.fromEntries([...sources, ...Object.entries(broken)].map(([file, source]) => [`dags/${file}`, source])),
  );
  const receipt = await receiptOf(cloud, name, (await clone.push('a hundred files')).commit, 150);

  expect(receipt.outcome).toBe('partial');
  const files = (outcome: string) => receipt.files.filter((file) => file.outcome === outcome);
  expect(
    files('live')
      .map(({ path }) => path)
      .toSorted(),
  ).toEqual(Object.keys(good).toSorted());
  expect(
    files('quarantined')
      .map(({ path }) => path)
      .toSorted(),
  ).toEqual(Object.keys(broken).toSorted());
  for (const { path, findings } of files('quarantined')) {
    expect([path, findings.filter(keepsBack).length]).not.toEqual([path, 0]);
  }
  const states = await Promise.all(
    Object.values(good).map(async (workflow) => (await client.call('workflows.get', { workflow })).state),
  );
  expect(new Set(states)).toEqual(new Set(['live']));
  expect(await client.call('workflows.get', { workflow: taken })).toEqual(before);
});
