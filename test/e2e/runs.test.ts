import { expect, inject, test } from 'vitest';
import { clientOf, connectRepository, endOf, eventually, logSaying, receiptOf, unique } from '../support/cloud.ts';

const cloud = inject('cloud');
const client = clientOf(cloud);

const source = (dagId: string): string => `
import time
from airflow.sdk import dag, get_current_context, task


@dag(dag_id=${JSON.stringify(dagId)}, schedule=None, catchup=False)
def workflow():
    @task
    def extract():
        print("conf:", get_current_context()["dag_run"].conf)

    @task
    def load():
        conf = get_current_context()["dag_run"].conf or {}
        time.sleep(conf.get("seconds", 0))
        if conf.get("fail"):
            raise ConnectionError("connection to warehouse:5432 refused")

    extract() >> load()


workflow()
`;

const publish = async (): Promise<string> => {
  const dagId = unique('runnable');
  const { name, clone } = await connectRepository(cloud);
  await clone.write({ 'dags/runnable.py': source(dagId) });
  await receiptOf(cloud, name, (await clone.push('runnable')).commit);
  return dagId;
};

test('a run is triggered with its configuration, followed task by task, listed and its log read', async () => {
  const workflow = await publish();
  const started = await client.call('runs.trigger', { workflow, conf: { region: 'eu' } });
  expect(started).toMatchObject({ workflow, state: expect.stringMatching(/queued|running/) });
  const ended = await endOf(cloud, started.id);
  expect(ended).toMatchObject({ state: 'success', duration: expect.any(Number) });
  expect(ended.tasks?.map((task) => [task.task, task.state])).toEqual([
    ['extract', 'success'],
    ['load', 'success'],
  ]);
  expect((await client.call('runs.list', { workflow })).items.map((run) => run.id)).toContain(started.id);
  await logSaying(cloud, { run: started.id }, "conf: {'region': 'eu'}");
});

test('a failed run says which task failed, and its log holds the reason', async () => {
  const workflow = await publish();
  const { id } = await client.call('runs.trigger', { workflow, conf: { fail: true } });
  const ended = await endOf(cloud, id);
  expect(ended.state).toBe('failed');
  expect(ended.tasks?.find((task) => task.task === 'load')?.state).toBe('failed');
  await logSaying(cloud, { run: id, task: 'load' }, 'connection to warehouse:5432 refused');
});

test('a run is cancelled and ends cancelled', async () => {
  const workflow = await publish();
  const { id } = await client.call('runs.trigger', { workflow, conf: { seconds: 120 } });
  await eventually('the run to be running', 30, async () =>
    (await client.call('runs.get', { run: id })).state === 'running' ? true : undefined,
  );
  await client.call('runs.cancel', { run: id });
  expect((await endOf(cloud, id)).state).toBe('cancelled');
  await expect(client.call('runs.cancel', { run: id })).rejects.toThrow(/ended|cancelled/);
});

test('the same idempotency key starts one run', async () => {
  const workflow = await publish();
  const idempotencyKey = unique('key');
  const [first, second] = await Promise.all([
    client.call('runs.trigger', { workflow, idempotencyKey }),
    client.call('runs.trigger', { workflow, idempotencyKey }),
  ]);
  expect(second.id).toBe(first.id);
  expect((await client.call('runs.list', { workflow })).items).toHaveLength(1);
});

test('the end of a run reaches the ledger without anyone asking', async () => {
  const workflow = await publish();
  const { id } = await client.call('runs.trigger', { workflow });
  const listed = await eventually('the ledger to show the end', 30, async () => {
    const { items } = await client.call('runs.list', { workflow });
    return items.find((run) => run.id === id && run.state === 'success');
  });
  expect(listed.endedAt).toBeDefined();
});

test('an unknown workflow is refused by name', async () => {
  await expect(client.call('runs.trigger', { workflow: 'no_such_workflow' })).rejects.toThrow(/no_such_workflow/);
});
