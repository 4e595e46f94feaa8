import type { Principal } from '../../shared/principal.ts';
import type { Implementation } from '../../shared/serve-operations.ts';
import type { WorkflowStore } from '../adapters/workflow-store.ts';
import type { getWorkflow as operation } from '../contract.ts';
import { findWorkflow, showWorkflow } from './find-workflow.ts';

/** Shows a workflow by its DAG id. */
export const getWorkflow =
  ({ storeOf }: { storeOf: (principal: Principal) => WorkflowStore }): Implementation<typeof operation> =>
  async ({ workflow: dagId }, call) => {
    const store = storeOf(call.principal);
    return showWorkflow(store, await findWorkflow(store, dagId, call));
  };
