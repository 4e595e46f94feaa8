import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, inject, test } from 'vitest';
import { restartServer } from '../../local/instance.ts';
import { listProcesses } from '../../local/processes.ts';
import { killServer } from '../../local/server.ts';
import { clientOf, connectRepository, endOf, eventually, receiptOf, runToEnd, unique } from '../support/cloud.ts';
import { dagSource } from '../support/dags.ts';
import { killWorkers, killWorkersNow } from '../support/workers.ts';

const cloud = inject('cloud');
const client = clientOf(cloud);

/** Pushes one workflow, breaks something meanwhile, and expects one live receipt and the pushed code to run. */
const survives = async (breakIt: () => Promise<unknown>, seconds = 240): Promise<void> => {
  const { name, clone } = await connectRepository(cloud);
  const dagId = unique('survivor');
  await clone.write({ 'dags/flow.py': dagSource(dagId, { expression: '"before"' }) });
  await receiptOf(cloud, name, (await clone.push('before')).commit);
  await clone.write({ 'dags/flow.py': dagSource(dagId, { expression: '"after"' }) });
  const { commit } = await clone.push('after');
  await breakIt();
  await eventually(`${commit.slice(0, 7)} to be live`, seconds, async () => {
    const repository = await client.call('repositories.get', { repository: name }).catch(() => undefined);
    return repository?.state === 'in-step' && repository.live?.commit === commit ? true : undefined;
  });
  const receipts = (await client.call('pushes.list', { repository: name, commit })).items;
  expect(receipts.filter((receipt) => receipt.outcome === 'live')).toHaveLength(1);
  expect((await runToEnd(cloud, dagId)).log).toContain('result: after');
};

describe('a push survives SIGKILL of', () => {
  test.each([
    'receive-webhook',
    'fetch-tip',
    'check-changes',
    'import-files',
    'publish-release',
    'confirm-live',
    'write-receipt',
  ])(
    'the %s worker',
    async (name) => {
      await survives(async () => expect(await killWorkers(cloud, name, 2)).toBeGreaterThan(0));
    },
    300_000,
  );

  test('the renew-lease worker, while Airflow does not look', async () => {
    await survives(async () => {
      await killServer(cloud.directory, 'airflow-processor', 'SIGKILL');
      await killWorkersNow(cloud, 'renew-lease');
      expect(await killWorkers(cloud, 'renew-lease', 120)).toBeGreaterThan(0);
      await restartServer(cloud.directory, 'airflow-processor');
    });
  }, 300_000);

  test.each(['postgres', 'airflow-processor', 'airflow-api', 'airflow-scheduler', 'opensearch'])(
    '%s',
    async (name) => {
      await survives(async () => {
        await killServer(cloud.directory, name, 'SIGKILL');
        await sleep(2_000);
        await restartServer(cloud.directory, name);
      });
    },
    300_000,
  );
});

test('a push survives a clean stop and start of the local AWS in its middle', async () => {
  await survives(async () => {
    await sleep(300);
    await killServer(cloud.directory, 'ministack', 'SIGTERM');
    await restartServer(cloud.directory, 'ministack');
  });
}, 360_000);

describe('a push that waits for its tests survives SIGKILL of', () => {
  const tests = 'import time\n\ndef test_slow():\n    time.sleep(5)\n';

  /** Pushes tests that have to pass, breaks something meanwhile, and expects what was pushed to go live once. */
  const survivesWaiting = async (breakIt: () => Promise<unknown>): Promise<void> => {
    const { name, clone } = await connectRepository(cloud, { tests: 'block' });
    await clone.write({ 'dags/flow.py': dagSource(unique('tested')), 'tests/test_slow.py': tests });
    const { commit } = await clone.push('with tests');
    await breakIt();
    const receipt = await eventually(`${commit.slice(0, 7)} to be live`, 240, async () => {
      const { items } = await client.call('pushes.list', { repository: name, commit });
      return items[0]?.outcome === 'live' ? items[0] : undefined;
    });
    expect(receipt.tests).toMatchObject({ state: 'passed', counts: { passed: 1 } });
  };

  test.each(['prepare-tests', 'settle-tests'])(
    'the %s worker',
    async (name) => {
      await survivesWaiting(async () => expect(await killWorkers(cloud, name, 20)).toBeGreaterThan(0));
    },
    300_000,
  );

  test('the runner, with what it runs', async () => {
    const slow = () => listProcesses().filter(({ command }) => command.includes('-m pytest'));
    await survivesWaiting(async () => {
      await eventually('the tests to run', 60, async () => (slow().length > 0 ? true : undefined));
      await killServer(cloud.directory, 'test-runner', 'SIGKILL');
      expect(slow()).toEqual([]);
      await restartServer(cloud.directory, 'test-runner');
    });
  }, 300_000);
});

test('a run survives SIGKILL of the scheduler and of the API server, and ends in the ledger once', async () => {
  const { name, clone } = await connectRepository(cloud);
  const dagId = unique('running');
  await clone.write({
    'dags/flow.py': dagSource(dagId, { imports: 'import time', expression: 'time.sleep(4) or "slept"' }),
  });
  await receiptOf(cloud, name, (await clone.push('slow')).commit);
  const { id } = await client.call('runs.trigger', { workflow: dagId });
  await sleep(1_000);
  for (const server of ['airflow-scheduler', 'airflow-api']) {
    await killServer(cloud.directory, server, 'SIGKILL');
    await restartServer(cloud.directory, server);
  }
  const ended = await endOf(cloud, id, 400);
  expect(['success', 'failed']).toContain(ended.state);
  expect((await client.call('runs.list', { workflow: dagId })).items.map((run) => run.id)).toEqual([id]);
}, 480_000);
