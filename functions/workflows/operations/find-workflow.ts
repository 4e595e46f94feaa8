import { DomainError } from '../../shared/errors.ts';
import type { Call } from '../../shared/serve-operations.ts';
import type { StoredWorkflow, WorkflowStore } from '../adapters/workflow-store.ts';
import { Workflow } from '../contract.ts';
import { showHold } from '../domain/hold.ts';

const environmentsRead = 100;

/**
 * A workflow the caller may act on; where several environments have one, that of the environment whose name comes first.
 * Throws `resource.unknown`, `access.denied`.
 */
export const findWorkflow = async (
  store: WorkflowStore,
  dagId: string,
  { authorise }: Pick<Call, 'authorise'>,
): Promise<StoredWorkflow> => {
  const { items } = await store.listEnvironments({ limit: environmentsRead });
  const found = await Promise.all(items.map(({ name }) => store.findWorkflow(name, dagId)));
  const workflow = found.find((each) => each && each.state !== 'retired') ?? found.find((each) => each);
  if (!workflow) {
    throw new DomainError('resource.unknown', `There is no workflow ${dagId}. \`navigator workflows\` lists them.`);
  }
  authorise(workflow.repository);
  return workflow;
};

/** The workflow as it is shown, with what holds its file. */
export const showWorkflow = async (store: WorkflowStore, workflow: StoredWorkflow): Promise<Workflow> => {
  const { repositoryId, path } = workflow;
  const [hold, entry] = await Promise.all([store.findHold(repositoryId, path), store.findEntry(repositoryId, path)]);
  return Workflow.parse({ ...workflow, hold: hold && showHold(hold, entry) });
};
