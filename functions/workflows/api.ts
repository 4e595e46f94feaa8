import { KMSClient } from '@aws-sdk/client-kms';
import * as z from 'zod';
import { clientDefaults } from '../shared/aws-clients.ts';
import { parseEnv } from '../shared/env.ts';
import type { Principal } from '../shared/principal.ts';
import { verifyPrincipalToken } from '../shared/principal-token.ts';
import { implement, serveOperations } from '../shared/serve-operations.ts';
import { documentClient, forTenant } from '../shared/tenant-store.ts';
import { workflowStore } from './adapters/workflow-store.ts';
import * as contract from './contract.ts';
import { addEnvironment } from './operations/add-environment.ts';
import { getWorkflow } from './operations/get-workflow.ts';
import { listWorkflows } from './operations/list-workflows.ts';

const env = parseEnv(z.object({ TABLE_NAME: z.string(), PRINCIPAL_KEY_ID: z.string() }));
const tenantStore = forTenant({ client: documentClient(), table: env.TABLE_NAME });
const storeOf = (principal: Principal) => workflowStore(tenantStore(principal));

/** Serves the operations on workflows and Airflow environments. */
export const handler = serveOperations(
  contract.workflowOperations,
  [
    implement(contract.listWorkflows, listWorkflows({ storeOf })),
    implement(contract.getWorkflow, getWorkflow({ storeOf })),
    implement(contract.addEnvironment, addEnvironment({ storeOf })),
    implement(contract.listEnvironments, (page, { principal }) => storeOf(principal).listEnvironments(page)),
  ],
  { verify: verifyPrincipalToken({ kms: new KMSClient(clientDefaults), keyId: env.PRINCIPAL_KEY_ID }) },
);
