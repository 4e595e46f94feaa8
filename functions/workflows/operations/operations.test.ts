import { expect, it } from 'vitest';
import { DomainError } from '../../shared/errors.ts';
import { systemPrincipal } from '../../shared/principal.ts';
import type { Call } from '../../shared/serve-operations.ts';
import type { StoredWorkflow, WorkflowStore } from '../adapters/workflow-store.ts';
import type { Environment } from '../contract.ts';
import { addEnvironment } from './add-environment.ts';
import { getWorkflow } from './get-workflow.ts';
import { listWorkflows } from './list-workflows.ts';

const environment: Environment = {
  name: 'main',
  mwaaName: 'main-airflow',
  airflowVersion: '3.3.2',
  pythonVersion: '3.12',
  webUrl: 'https://airflow.example.com',
};

const workflow = (dagId: string, repository: string): StoredWorkflow => ({
  dagId,
  environment: 'main',
  repository,
  repositoryId: 'company-sales',
  path: `${dagId}.py`,
  state: 'live',
  commit: 'c'.repeat(40),
  contentHash: 'a'.repeat(64),
  version: 'a'.repeat(12),
  publishedAt: '2026-01-01T00:00:00Z',
  airflowUrl: `https://airflow.example.com/dags/${dagId}`,
  firstLiveAt: '2026-01-01T00:00:00Z',
});

const given = (store: Partial<WorkflowStore>) => ({ storeOf: () => store as WorkflowStore });

const callBy = (authorise: Call['authorise'] = () => {}): Call => ({
  principal: systemPrincipal('acme', 'test'),
  principalToken: 'token',
  authorise,
  now: () => new Date(0),
  requestId: 'r1',
});

it('a workflow is shown to those who may see its repository, without what is ours alone', async () => {
  const store = {
    listEnvironments: async () => ({ items: [environment], next: undefined }),
    findWorkflow: async (_environment: string, dagId: string) => workflow(dagId, 'company/sales'),
    findHold: async () => undefined,
    findEntry: async () => undefined,
  };
  const asked: string[] = [];
  const shown = await getWorkflow(given(store))(
    { workflow: 'nightly' },
    callBy((resource) => void asked.push(resource)),
  );
  expect(asked).toEqual(['company/sales']);
  expect(shown).not.toHaveProperty('firstLiveAt');
});

it('an unknown workflow is not found', async () => {
  const store = {
    listEnvironments: async () => ({ items: [environment], next: undefined }),
    findWorkflow: async () => undefined,
  };
  await expect(getWorkflow(given(store))({ workflow: 'nightly' }, callBy())).rejects.toThrow(/no workflow nightly/);
});

it('a list of one repository reads on until the page is full', async () => {
  const all = ['sales', 'other', 'sales', 'other', 'sales'].map((name, index) =>
    workflow(`w${index}`, `company/${name}`),
  );
  const store = {
    listWorkflows: async ({ limit, cursor = '0' }: { limit: number; cursor?: string }) => {
      const end = Number(cursor) + limit;
      return { items: all.slice(Number(cursor), end), next: end < all.length ? `${end}` : undefined };
    },
  };
  const list = listWorkflows(given(store));
  const first = await list({ limit: 2, repository: 'company/sales' }, callBy());
  expect(first.items.map(({ dagId }) => dagId)).toEqual(['w0', 'w2']);
  const second = await list({ limit: 2, repository: 'company/sales', cursor: first.next }, callBy());
  expect(second.items.map(({ dagId }) => dagId)).toEqual(['w4']);
  expect(second.next).toBeUndefined();
});

it('an Airflow belongs to one tenant, and adding it again updates it', async () => {
  const refusal = { name: DomainError.name, code: 'resource.exists' };
  const taken = given({ findEnvironment: async () => undefined, claimEnvironment: async () => false });
  await expect(addEnvironment(taken)(environment, callBy())).rejects.toMatchObject(refusal);
  const other = given({ findEnvironment: async () => ({ ...environment, mwaaName: 'another' }) });
  await expect(addEnvironment(other)(environment, callBy())).rejects.toMatchObject(refusal);

  const updated: Environment[] = [];
  const same = given({
    findEnvironment: async () => environment,
    updateEnvironment: async (next) => {
      updated.push(next);
    },
  });
  await addEnvironment(same)({ ...environment, airflowVersion: '3.4.0' }, callBy());
  expect(updated).toMatchObject([{ airflowVersion: '3.4.0' }]);
});
