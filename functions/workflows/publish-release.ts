import { S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import ignore from '../../airflow/bundle/.airflowignore';
import loader from '../../airflow/bundle/navigator_release.py';
import { artefacts } from '../shared/artefacts.ts';
import { clientDefaults } from '../shared/aws-clients.ts';
import { parseEnv } from '../shared/env.ts';
import { eventFunction } from '../shared/event-function.ts';
import { documentClient, forTenant } from '../shared/tenant-store.ts';
import { dagBucket } from './adapters/dag-bucket.ts';
import { workflowStore } from './adapters/workflow-store.ts';
import { CheckedReconciliation } from './contract.ts';
import { publishRelease } from './operations/publish-release.ts';

const env = parseEnv(z.object({ TABLE_NAME: z.string(), ARTEFACT_BUCKET: z.string(), DAG_BUCKET: z.string() }));
const tenantStore = forTenant({ client: documentClient(), table: env.TABLE_NAME });
const s3 = new S3Client(clientDefaults);

/** The state that publishes a release and moves the pointers to it. */
export const handler = eventFunction(
  CheckedReconciliation,
  publishRelease({
    storeOf: (principal) => workflowStore(tenantStore(principal)),
    artefacts: artefacts({ s3, bucket: env.ARTEFACT_BUCKET }),
    artefactBucket: env.ARTEFACT_BUCKET,
    bucket: dagBucket({ s3, bucket: env.DAG_BUCKET }),
    bundle: { '.airflowignore': ignore, 'navigator_release.py': loader },
    now: () => new Date(),
  }),
);
