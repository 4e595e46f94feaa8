import { describe, expect, it } from 'vitest';
import { applyEdits } from './apply-edits.ts';
import { createChecker } from './check-file.ts';

const edit = (line: number, column: number, endLine: number, endColumn: number, text: string) => ({
  line,
  column,
  endLine,
  endColumn,
  text,
});

it('applies patches anywhere, in any order', () => {
  const text = 'one\r\ntwo\r\nthree';
  expect(applyEdits(text, [[edit(3, 1, 3, 6, '3')], [edit(1, 1, 1, 4, '1'), edit(2, 1, 3, 1, '')]])).toBe('1\r\n3');
});

it('applies none of a patch that touches another one', () => {
  expect(applyEdits('abcdef', [[edit(1, 1, 1, 4, 'X')], [edit(1, 3, 1, 5, 'Y'), edit(1, 6, 1, 7, 'Z')]])).toBe('Xdef');
});

describe('patches of findings', () => {
  const { checkFile } = createChecker({ airflowVersion: '3.3.2', pythonVersion: '3.12' });
  const fixed = (source: string): string =>
    applyEdits(
      source,
      checkFile('x.py', Buffer.from(source)).findings.flatMap(({ edits }) => (edits ? [edits] : [])),
    );

  it.each([
    [
      'an import that moved',
      'from airflow.operators.bash_operator import BashOperator\n',
      'from airflow.providers.standard.operators.bash import BashOperator\n',
    ],
    [
      'an argument that was renamed',
      'from airflow.sdk import DAG\nDAG("a", schedule_interval="@daily", catchup=False)\n',
      'from airflow.sdk import DAG\nDAG("a", schedule="@daily", catchup=False)\n',
    ],
    [
      'an argument that is gone, in the middle',
      'from airflow.providers.standard.operators.python import PythonOperator\nPythonOperator(task_id="a", provide_context=True, python_callable=print)\n',
      'from airflow.providers.standard.operators.python import PythonOperator\nPythonOperator(task_id="a", python_callable=print)\n',
    ],
    [
      'an argument that is gone, at the end',
      'from airflow.providers.standard.operators.python import PythonOperator\nPythonOperator(task_id="a", python_callable=print, provide_context=True)\n',
      'from airflow.providers.standard.operators.python import PythonOperator\nPythonOperator(task_id="a", python_callable=print)\n',
    ],
    [
      'an argument of a decorator',
      'from airflow.sdk import dag\n@dag(concurrency=2)\ndef a():\n  pass\na()\n',
      'from airflow.sdk import dag\n@dag(max_active_tasks=2)\ndef a():\n  pass\na()\n',
    ],
    [
      'an argument of any operator',
      'from airflow.providers.standard.operators.empty import EmptyOperator\nEmptyOperator(task_id="a", task_concurrency=1)\n',
      'from airflow.providers.standard.operators.empty import EmptyOperator\nEmptyOperator(task_id="a", max_active_tis_per_dag=1)\n',
    ],
  ])('correct %s', (_name, before, after) => {
    expect(checkFile('x.py', Buffer.from(before)).verdict).toBe('rejected');
    expect(fixed(before)).toBe(after);
    expect(checkFile('x.py', Buffer.from(after)).verdict).toBe('accepted');
  });

  it.each([
    [
      'a module that is written with spaces, and named again in a text',
      'from airflow.operators . bash_operator import BashOperator\nx = "airflow.operators.bash_operator"\n',
    ],
    [
      'an argument that is there under both of its names',
      'from airflow.sdk import DAG\nDAG("a", schedule=None, schedule_interval="@daily", catchup=False)\n',
    ],
  ])('leave %s to the author', (_name, source) => {
    expect(checkFile('x.py', Buffer.from(source)).verdict).toBe('rejected');
    expect(fixed(source)).toBe(source);
  });

  it.each([
    ['conditional', 'from airflow.sdk import DAG\nif x:\n  DAG("a", schedule_interval=None)\n'],
    ['rescued', 'from airflow.sdk import DAG\ntry:\n  DAG("a", schedule_interval=None)\nexcept TypeError:\n  pass\n'],
    ['of a function that nobody calls', 'from airflow.sdk import dag\n@dag(concurrency=2)\ndef a():\n  pass\n'],
    ['another’s', 'from acme import DAG\nDAG("a", schedule_interval=None)\n'],
  ])('an argument that is gone does not reject where the call is %s', (_name, source) => {
    expect(checkFile('x.py', Buffer.from(source)).verdict).toBe('accepted');
  });
});
