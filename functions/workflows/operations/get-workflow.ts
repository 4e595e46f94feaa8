import { DomainError } from '../../shared/errors.ts';
import type { Principal } from '../../shared/principal.ts';
import type { Implementation } from '../../shared/serve-operations.ts';
import type { WorkflowStore } from '../adapters/workflow-store.ts';
import { type getWorkflow as operation, Workflow } from '../contract.ts';

const environmentsRead = 100;

/** Shows a workflow by its DAG id; where several environments have one, that of the environment whose name comes first. */
export const getWorkflow =
  ({ storeOf }: { storeOf: (principal: Principal) => WorkflowStore }): Implementation<typeof operation> =>
  async ({ workflow: dagId }, { principal, authorise }) => {
    const store = storeOf(principal);
    const { items } = await store.listEnvironments({ limit: environmentsRead });
    const found = await Promise.all(items.map(({ name }) => store.findWorkflow(name, dagId)));
    const workflow = found.find((each) => each && each.state !== 'retired') ?? found.find((each) => each);
    if (!workflow) {
      throw new DomainError('resource.unknown', `There is no workflow ${dagId}. \`navigator workflows\` lists them.`);
    }
    authorise(workflow.repository);
    return Workflow.parse(workflow);
  };
