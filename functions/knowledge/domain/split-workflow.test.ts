import { expect, it } from 'vitest';
import type { WorkflowDocument } from '../contract.ts';
import { splitWorkflow } from './split-workflow.ts';
import { Unreadable } from './unreadable.ts';

const document: WorkflowDocument = {
  dagId: 'nightly_sales',
  repository: 'company/sales',
  environment: 'main',
  path: 'dags/nightly_sales.py',
  commit: 'c'.repeat(40),
  publishedAt: '2026-01-01T00:00:00.000Z',
  shown: {
    description: 'Loads the sales of the day into the warehouse.',
    docMd: '# Sales\n\nFor the morning report.\n\n## When it fails\n\nCall Kim.',
    schedule: '0 2 * * *',
    scheduleInWords: 'At 02:00',
    tags: ['daily'],
    owners: ['kim'],
    tasks: [
      { id: 'extract', operator: 'PythonOperator', docMd: 'Reads the till.', downstream: ['load'] },
      { id: 'load', operator: 'SQLExecuteQueryOperator', downstream: [] },
    ],
  },
};
const split = (of: unknown) => splitWorkflow(Buffer.from(JSON.stringify(of)), { tenant: 'acme', document: 'k' });

it('tells what a workflow is for, what it says of itself and what its tasks do, to who may read its repository', () => {
  const passages = split(document).map(({ passage }) => passage);
  const text = passages.map((passage) => passage.text).join('\n');
  expect(text).toContain('nightly_sales is a workflow of company/sales (dags/nightly_sales.py)');
  expect(text).toContain('It runs on the schedule 0 2 * * * (At 02:00). Tags: daily. Owner: kim.');
  expect(text).toContain('Loads the sales of the day');
  expect(text).toContain('extract (PythonOperator), then load: Reads the till.');
  expect(passages[0]).toMatchObject({
    kind: 'workflows',
    source: 'workflows',
    title: 'nightly_sales',
    access: { system: 'automatrix', resource: 'company/sales' },
    provenance: {
      workflow: 'nightly_sales',
      path: 'dags/nightly_sales.py',
      commit: 'c'.repeat(40),
      at: document.publishedAt,
    },
  });
  expect(passages.map(({ provenance }) => provenance.heading)).toContain(
    'nightly_sales › What it says of itself › Sales › When it fails',
  );
});

it('tells what is known of one that Airflow cannot be asked about', () => {
  const { shown: _shown, ...known } = document;
  expect(split(known).map(({ passage }) => passage.text)).toEqual([
    'nightly_sales\n\nnightly_sales is a workflow of company/sales (dags/nightly_sales.py) in the Airflow environment main.',
  ]);
});

it('cannot read anything else', () => {
  expect(() => split({ dagId: 'x' })).toThrow(Unreadable);
  expect(() => splitWorkflow(Buffer.from('text'), { tenant: 'acme', document: 'k' })).toThrow(Unreadable);
});
