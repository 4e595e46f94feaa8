import { KMSClient } from '@aws-sdk/client-kms';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { artefacts } from '../shared/artefacts.ts';
import { clientDefaults } from '../shared/aws-clients.ts';
import { callOperation } from '../shared/call-operation.ts';
import { parseEnv } from '../shared/env.ts';
import type { Principal } from '../shared/principal.ts';
import { verifyPrincipalToken } from '../shared/principal-token.ts';
import { implement, serveOperations } from '../shared/serve-operations.ts';
import { documentClient, forTenant } from '../shared/tenant-store.ts';
import { waiverStore } from './adapters/waiver-store.ts';
import { workflowStore } from './adapters/workflow-store.ts';
import * as contract from './contract.ts';
import { addEnvironment } from './operations/add-environment.ts';
import { diffVersions } from './operations/diff-versions.ts';
import { getWorkflow } from './operations/get-workflow.ts';
import { listVersions } from './operations/list-versions.ts';
import { listWorkflows } from './operations/list-workflows.ts';
import { pinWorkflow } from './operations/pin-workflow.ts';
import { releaseWorkflow } from './operations/release-workflow.ts';
import { requestChange } from './operations/request-change.ts';
import { requestWaiver } from './operations/request-waiver.ts';
import { revokeWaiver } from './operations/revoke-waiver.ts';
import { rollBackWorkflow } from './operations/roll-back-workflow.ts';
import { showVersion } from './operations/show-version.ts';
import { unpinWorkflow } from './operations/unpin-workflow.ts';

const env = parseEnv(
  z.object({
    TABLE_NAME: z.string(),
    PRINCIPAL_KEY_ID: z.string(),
    ARTEFACT_BUCKET: z.string(),
    REPOSITORIES_FUNCTION: z.string(),
    REQUEST_APPROVAL_FUNCTION: z.string(),
  }),
);
const tenantStore = forTenant({ client: documentClient(), table: env.TABLE_NAME });
const storeOf = (principal: Principal) => workflowStore(tenantStore(principal));
const artefactStore = artefacts({ s3: new S3Client(clientDefaults), bucket: env.ARTEFACT_BUCKET });
const waiversOf = (principal: Principal) => waiverStore(tenantStore(principal));
const lambda = new LambdaClient(clientDefaults);
const callRepositories = callOperation({ lambda, functionName: env.REPOSITORIES_FUNCTION });
const callApprovals = callOperation({ lambda, functionName: env.REQUEST_APPROVAL_FUNCTION });
const holds = { storeOf, call: callRepositories };

/** Serves the operations on workflows and Airflow environments. */
export const handler = serveOperations(
  contract.workflowOperations,
  [
    implement(contract.listWorkflows, listWorkflows({ storeOf })),
    implement(contract.getWorkflow, getWorkflow({ storeOf })),
    implement(contract.listVersions, listVersions({ storeOf })),
    implement(contract.showVersion, showVersion({ storeOf, artefacts: artefactStore })),
    implement(contract.diffVersions, diffVersions({ storeOf, artefacts: artefactStore })),
    implement(contract.rollBackWorkflow, rollBackWorkflow(holds)),
    implement(contract.releaseWorkflow, releaseWorkflow(holds)),
    implement(contract.pinWorkflow, pinWorkflow(holds)),
    implement(contract.unpinWorkflow, unpinWorkflow(holds)),
    implement(contract.addEnvironment, addEnvironment({ storeOf })),
    implement(contract.listEnvironments, (page, { principal }) => storeOf(principal).listEnvironments(page)),
    implement(contract.changeEnvironment, requestChange({ storeOf, callApprovals })),
    implement(contract.requestWaiver, requestWaiver({ artefacts: artefactStore, callRepositories, callApprovals })),
    implement(contract.listWaivers, ({ repository, ...page }, { principal }) =>
      waiversOf(principal).list(repository, page),
    ),
    implement(contract.revokeWaiver, revokeWaiver({ waiversOf })),
  ],
  { verify: verifyPrincipalToken({ kms: new KMSClient(clientDefaults), keyId: env.PRINCIPAL_KEY_ID }) },
);
