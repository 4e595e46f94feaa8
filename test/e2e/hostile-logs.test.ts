import { beforeAll, describe, expect, inject, test } from 'vitest';
import type { Diagnosis } from '../../functions/knowledge/contract.ts';
import type { Run } from '../../functions/runs/contract.ts';
import { clientOf, diagnosisOf, eventually, publish, runAndLearn, unique } from '../support/cloud.ts';

const cloud = inject('cloud');
const client = clientOf(cloud);

const workflow = unique('noisy');

/** Tasks that log what no one should, and one that fails after them. */
const noisyDag = `
import sys
from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import dag, task


@dag(dag_id="${workflow}", schedule=None, catchup=False, default_args={"retries": 0})
def workflow():
    @task
    def binary():
        sys.stdout.buffer.write(bytes(range(256)) * 400 + b"\\n")
        sys.stdout.flush()
        raise ValueError("a header of \\x00\\x01 bytes, not of 8 fields")

    @task
    def one_line():
        print("x" * 5_000_000)
        raise ValueError("the one line is not a record")

    @task
    def colours():
        print("\\x1b[1;31mthe warehouse\\x1b[0m is \\x1b]0;title\\x07unwell")
        raise ValueError("\\x1b[31mno rows\\x1b[0m in table orders")

    latin = BashOperator(task_id="latin", bash_command=r"printf 'caf\\xe9 ferm\\xe9 marker\\n'; exit 7")

    @task(trigger_rule="all_done")
    def load():
        raise ConnectionError("connection to warehouse:5432 refused")

    [binary(), one_line(), colours(), latin] >> load()


workflow()
`;

let run: Run;
let diagnosis: Diagnosis;

beforeAll(async () => {
  await publish(cloud, { 'noisy.py': noisyDag });
  run = await runAndLearn(cloud, workflow);
  diagnosis = await diagnosisOf(cloud, run.id);
});

describe('a log', () => {
  test.each([
    ['of binary noise', 'binary', 'bytes, not of 8 fields'],
    ['with one line of 5 MB', 'one_line', 'ValueError: the one line is not a record'],
    ['with colours and terminal titles', 'colours', 'ValueError: no rows in table orders'],
    ['of an ordinary task beside them', 'load', 'ConnectionError: connection to warehouse:5432 refused'],
  ])('%s is learned, and its decisive line is found', (_what, task, line) => {
    const failure = diagnosis.failures.find((each) => each.task === task);
    expect(failure?.lines[0]?.text).toContain(line);
  });

  test('in Latin-1 is learned, whatever becomes of its accents', async () => {
    expect(diagnosis.failures.map(({ task }) => task)).toContain('latin');
    const { items } = await eventually('the line in Latin-1', 30, async () => {
      const found = await client.call('knowledge.search', { query: 'ferm marker', run: run.id, task: 'latin' });
      return found.items.length > 0 ? found : undefined;
    });
    expect(items.some(({ text }) => text.includes('marker'))).toBe(true);
  });

  test('that was cut says so', () => {
    expect(diagnosis.notes.join('\n')).toMatch(/one_line/);
  });

  test('brings no control character into what is answered', async () => {
    const { items } = await client.call('knowledge.search', { query: workflow, run: run.id, limit: 50 });
    const answer = await client.call('chat.explain', { run: run.id });
    const texts = [
      ...items.flatMap(({ text, title }) => [text, title]),
      answer.text,
      ...answer.citations.map(({ text }) => text),
      ...diagnosis.notes,
    ];
    for (const text of texts) expect(text).not.toMatch(/(?![\n\t])\p{Cc}/u);
    for (const text of texts) expect(text.length).toBeLessThan(20_000);
  });
});
