import { beforeAll, describe, expect, inject, test } from 'vitest';
import type { Run } from '../../functions/runs/contract.ts';
import { clientOf, eventually, ifThere, publish, runAndLearn, unique } from '../support/cloud.ts';

const cloud = inject('cloud');
const client = clientOf(cloud);

const workflow = unique('counted');
const before = new Date().toISOString();

const countedDag = `
from airflow.sdk import dag, get_current_context, task


@dag(dag_id="${workflow}", schedule=None, catchup=False, default_args={"retries": 0})
def workflow():
    @task
    def load():
        if (get_current_context()["dag_run"].conf or {}).get("fail"):
            raise ConnectionError("connection to warehouse:5432 refused")

    load()


workflow()
`;

let repository: string;
let good: Run;
let failed: Run;

beforeAll(async () => {
  repository = (await publish(cloud, { 'counted.py': countedDag })).name;
  good = await runAndLearn(cloud, workflow);
  failed = await runAndLearn(cloud, workflow, { fail: true });
  await eventually('the error in the ledger', 30, async () => {
    const execution = await ifThere(client.call('executions.get', { execution: failed.id }));
    return execution?.error;
  });
});

const listed = async (input: { state?: 'success' | 'failed'; since?: string; until?: string }) =>
  (await client.call('executions.list', { name: workflow, ...input })).items.map(({ id }) => id);

describe('the ledger of executions', () => {
  test('has one entry for each run, with how it ended and how long it took', async () => {
    expect(await client.call('executions.get', { execution: good.id })).toMatchObject({
      kind: 'run',
      name: workflow,
      resource: repository,
      state: 'success',
      duration: expect.any(Number),
      correlationId: good.id,
    });
    expect((await listed({})).toSorted()).toEqual([failed.id, good.id].toSorted());
  });

  test('tells the error of one that failed', async () => {
    const entry = await client.call('executions.get', { execution: failed.id });
    expect(entry.state).toBe('failed');
    expect(entry.error).toMatchObject({ task: 'load', signature: expect.any(String) });
    expect(entry.error?.message).toContain('connection to warehouse:5432 refused');
  });

  test('is filtered by state and time', async () => {
    expect(await listed({ state: 'failed' })).toEqual([failed.id]);
    expect(await listed({ state: 'success', since: before })).toEqual([good.id]);
    expect(await listed({ until: before })).toEqual([]);
    expect(await listed({ since: new Date(Date.now() + 60_000).toISOString() })).toEqual([]);
  });

  test('shows nothing of a repository that a key does not cover', async () => {
    const { key } = await client.call('keys.create', {
      name: 'another repository',
      person: 'kim@example.com',
      resources: ['company/another'],
    });
    const limited = clientOf(cloud, key);
    expect((await limited.call('executions.list', { name: workflow })).items).toEqual([]);
    await expect(limited.call('executions.get', { execution: failed.id })).rejects.toThrow(/does not grant/);
    await expect(limited.call('executions.trend', { name: workflow })).rejects.toThrow(/does not grant/);
  });

  test('counts what ended lately, and does not judge by two runs', async () => {
    const trend = await client.call('executions.trend', { name: workflow });
    expect(trend).toMatchObject({ name: workflow, recent: { ended: 2, failed: 1 }, verdict: 'too few to tell' });
  });
});
