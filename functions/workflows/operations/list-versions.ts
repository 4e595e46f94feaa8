import type { Principal } from '../../shared/principal.ts';
import type { Implementation } from '../../shared/serve-operations.ts';
import type { WorkflowStore } from '../adapters/workflow-store.ts';
import type { listVersions as operation } from '../contract.ts';
import { showRecord } from '../domain/version-record.ts';
import { findWorkflow } from './find-workflow.ts';

/** Lists what was live of a workflow's file, newest first. */
export const listVersions =
  ({ storeOf }: { storeOf: (principal: Principal) => WorkflowStore }): Implementation<typeof operation> =>
  async ({ workflow: dagId, ...page }, call) => {
    const store = storeOf(call.principal);
    const { repository, repositoryId, path } = await findWorkflow(store, dagId, call);
    const { items, next } = await store.listMoves(repositoryId, path, page);
    return { items: items.map((record) => showRecord(repository, record)), next };
  };
