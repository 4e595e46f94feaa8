import { beforeEach, expect, it } from 'vitest';
import { memoryStore } from '../../../test/support/memory-store.ts';
import { WorkflowDocument } from '../../knowledge/contract.ts';
import { type Airflow, type AirflowDagDescription, AirflowRefused, AirflowUnavailable } from '../../shared/airflow.ts';
import { type OwnedWorkflow, workflowStore } from '../adapters/workflow-store.ts';
import type { Environment } from '../contract.ts';
import { describeWorkflows } from './describe-workflows.ts';

const at = '2026-01-01T00:00:00.000Z';
const environment: Environment = {
  name: 'main',
  mwaaName: 'main-airflow',
  airflowVersion: '3.3.2',
  pythonVersion: '3.12',
  webUrl: 'https://airflow.example.com',
};
const workflow: OwnedWorkflow = {
  dagId: 'nightly_sales',
  environment: 'main',
  repository: 'company/sales',
  repositoryId: 'sales',
  path: 'nightly_sales.py',
  state: 'live',
  commit: 'c'.repeat(40),
  contentHash: 'a'.repeat(64),
  version: 'b'.repeat(12),
  publishedAt: at,
  airflowUrl: 'https://airflow.example.com/dags/nightly_sales',
};
const shown: AirflowDagDescription = {
  description: 'Loads sales',
  docMd: undefined,
  schedule: '@daily',
  scheduleInWords: undefined,
  tags: [],
  owners: ['kim'],
  tasks: [{ id: 'load', operator: 'PythonOperator', docMd: undefined, downstream: [] }],
};
const key = 'acme/workflows/workflows/company%2Fsales/main/nightly_sales.json';

const setUp = () => {
  const store = workflowStore(memoryStore());
  const objects = new Map<string, string>();
  const airflow = { describe: async (): Promise<AirflowDagDescription | undefined> => shown };
  const run = describeWorkflows({
    storeOf: () => store,
    airflowOf: () => ({ describeDag: () => airflow.describe() }) as unknown as Airflow,
    documents: {
      put: async (name, text) => void objects.set(name, text),
      remove: async (name) => void objects.delete(name),
      list: async (prefix) => [...objects.keys()].filter((name) => name.startsWith(prefix)),
    },
    maskingOf: async () => ({ key: Buffer.from('k') }),
  });
  const event = { id: 'e', time: at, tenant: 'acme', correlationId: 'p-1', repository: 'company/sales' };
  return {
    store,
    objects,
    airflow,
    document: () => WorkflowDocument.parse(JSON.parse(objects.get(key) ?? '{}')),
    publish: async (change: Partial<OwnedWorkflow> = {}) => {
      const published = { ...workflow, ...change };
      await store.updateWorkflow(published, at);
      const { dagId, repository, commit, version } = published;
      await run({
        'detail-type': 'workflow.published',
        detail: { ...event, dagId, repository, commit, version, environment },
      });
    },
    settle: () => run({ 'detail-type': 'push.settled', detail: { ...event, outcome: 'live' } }),
  };
};

let world: ReturnType<typeof setUp>;
beforeEach(async () => {
  world = setUp();
  await world.store.updateEnvironment(environment);
});

it('writes down what Airflow shows of a workflow that is live', async () => {
  await world.publish();
  expect(world.document()).toEqual({
    ...{ dagId: 'nightly_sales', repository: 'company/sales', environment: 'main', path: 'nightly_sales.py' },
    ...{ commit: 'c'.repeat(40), publishedAt: at },
    shown: {
      ...{ description: 'Loads sales', schedule: '@daily', tags: [], owners: ['kim'] },
      tasks: [{ id: 'load', operator: 'PythonOperator', downstream: [] }],
    },
  });
});

it('masks whatever a workflow says of itself', async () => {
  const secret = `AKIA${'IOSFODNN7EXAMPLQ'}`;
  const task = { id: 'load', operator: 'PythonOperator', docMd: secret, downstream: [] };
  world.airflow.describe = async () => ({
    ...shown,
    description: secret,
    docMd: secret,
    tags: [secret],
    tasks: [task],
  });
  await world.publish();
  expect(world.objects.get(key)).not.toContain(secret);
  expect(world.document().shown?.docMd).toMatch(/^‹/);
});

it('writes down what it knows where Airflow cannot say more, and tries again where Airflow is away', async () => {
  world.airflow.describe = async () => {
    throw new AirflowRefused('too large');
  };
  await world.publish();
  expect(world.document().shown).toBeUndefined();
  world.airflow.describe = async () => {
    throw new AirflowUnavailable('away');
  };
  await expect(world.publish()).rejects.toThrow('away');
});

it('describes the version that is live at its end, if another went live meanwhile', async () => {
  world.airflow.describe = async () => {
    world.airflow.describe = async () => ({ ...shown, description: 'Newer' });
    await world.store.updateWorkflow({ ...workflow, publishedAt: '2026-01-02T00:00:00.000Z' }, at);
    return shown;
  };
  await world.publish();
  expect(world.document()).toMatchObject({ publishedAt: '2026-01-02T00:00:00.000Z', shown: { description: 'Newer' } });
});

it('forgets a workflow that is retired, at the end of the push or by an event that came late', async () => {
  await world.publish();
  await world.settle();
  expect(world.objects.size).toBe(1);
  await world.store.retireWorkflow({ ...workflow, firstLiveAt: at });
  await world.settle();
  expect(world.objects.size).toBe(0);
  await world.publish({ state: 'retired' });
  expect(world.objects.size).toBe(0);
});

it('describes at the end of a push what was never described', async () => {
  await world.store.updateWorkflow(workflow, at);
  await world.settle();
  expect(world.document().dagId).toBe('nightly_sales');
});
