import * as z from 'zod';
import { documentKey } from '../../knowledge/contract.ts';
import { PushSettled, repositoryEvents } from '../../repositories/contract.ts';
import { type Airflow, AirflowRefused } from '../../shared/airflow.ts';
import { inParallel } from '../../shared/in-parallel.ts';
import { maskText } from '../../shared/mask-secrets.ts';
import type { MaskingOf } from '../../shared/masking-key.ts';
import { logger } from '../../shared/observability.ts';
import { type Principal, systemPrincipal } from '../../shared/principal.ts';
import type { DocumentBucket } from '../adapters/document-bucket.ts';
import type { StoredWorkflow, WorkflowStore } from '../adapters/workflow-store.ts';
import { type Environment, WorkflowPublished, workflowEvents } from '../contract.ts';
import { describeWorkflow } from '../domain/describe-workflow.ts';

/** What says that workflows may be others than were described: one is live, or a push has ended. */
export const WorkflowsEvent = z.discriminatedUnion('detail-type', [
  z.object({ 'detail-type': z.literal(workflowEvents.published), detail: WorkflowPublished }),
  z.object({ 'detail-type': z.literal(repositoryEvents.pushSettled), detail: PushSettled }),
]);

interface Deps {
  readonly storeOf: (principal: Principal) => WorkflowStore;
  readonly airflowOf: (environment: Environment) => Airflow;
  readonly documents: DocumentBucket;
  readonly maskingOf: MaskingOf;
}

const requestsAtOnce = 4;
const environmentsAtMost = 100;
/** How often a workflow is described anew as it is published again meanwhile; the event of that follows anyway. */
const rounds = 3;

const isShown = (workflow: StoredWorkflow | undefined, repository: string): workflow is StoredWorkflow =>
  workflow?.repository === repository && (workflow.state === 'live' || workflow.state === 'paused');

/**
 * Brings what is known of workflows in step with what is live: each has a document, masked, of what Airflow shows of it, and
 * none has one that is retired. Events only say where to look, so they may come late, twice and in any order.
 */
export const describeWorkflows = ({ storeOf, airflowOf, documents, maskingOf }: Deps) => {
  const ask = async (environment: Environment, dagId: string) => {
    try {
      return await airflowOf(environment).describeDag(dagId);
    } catch (error) {
      if (error instanceof AirflowRefused) {
        logger.warn('workflow.not-described', { environment: environment.name, dagId, error });
        return undefined;
      }
      throw error;
    }
  };

  const describe = async (
    tenant: string,
    repository: string,
    { environment, dagId }: Pick<StoredWorkflow, 'environment' | 'dagId'>,
  ): Promise<void> => {
    const store = storeOf(systemPrincipal(tenant, 'describe-workflows'));
    const key = `${documentKey.workflows({ tenant, repository })}${environment}/${dagId}.json`;
    const masking = await maskingOf(tenant);
    let described: string | undefined;
    for (let round = 0; round < rounds; round += 1) {
      const workflow = await store.findWorkflow(environment, dagId);
      if (!isShown(workflow, repository)) {
        return documents.remove(key);
      }
      if (described === workflow.publishedAt) {
        return;
      }
      const shown = await ask(await store.getEnvironment(environment), dagId);
      const document = describeWorkflow(workflow, shown, (text) => maskText(text, masking));
      await documents.put(key, JSON.stringify(document));
      described = workflow.publishedAt;
    }
  };

  /** Describes those that were not, and forgets those that are gone. */
  const bringInStep = async (tenant: string, repository: string): Promise<void> => {
    const store = storeOf(systemPrincipal(tenant, 'describe-workflows'));
    const { items } = await store.listEnvironments({ limit: environmentsAtMost });
    const workflows = (await inParallel(items, 1, ({ name }) => store.workflowsOf(name, repository))).flat();
    const prefix = documentKey.workflows({ tenant, repository });
    const there = new Set((await documents.list(prefix)).map((key) => key.slice(prefix.length, -'.json'.length)));
    const live = workflows.filter((workflow) => isShown(workflow, repository));
    const wanted = new Set(live.map(({ environment, dagId }) => `${environment}/${dagId}`));
    const missing = live.filter(({ environment, dagId }) => !there.has(`${environment}/${dagId}`));
    const gone = [...there].filter((name) => !wanted.has(name));
    await inParallel(missing, requestsAtOnce, (workflow) => describe(tenant, repository, workflow));
    await inParallel(gone, requestsAtOnce, (name) => documents.remove(`${prefix}${name}.json`));
  };

  return async (event: z.infer<typeof WorkflowsEvent>): Promise<void> => {
    const { tenant, repository } = event.detail;
    if (event['detail-type'] === workflowEvents.published) {
      const { dagId, environment } = event.detail;
      await describe(tenant, repository, { dagId, environment: environment.name });
    } else {
      await bringInStep(tenant, repository);
    }
  };
};
