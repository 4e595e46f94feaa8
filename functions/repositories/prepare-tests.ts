import { S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { artefacts } from '../shared/artefacts.ts';
import { clientDefaults } from '../shared/aws-clients.ts';
import { parseEnv } from '../shared/env.ts';
import { eventFunction } from '../shared/event-function.ts';
import { documentClient, forTenant } from '../shared/tenant-store.ts';
import { artefactUrl } from './adapters/artefact-url.ts';
import { testRuns } from './adapters/test-runs.ts';
import { TestOrder } from './domain/test-run.ts';
import { prepareTests } from './operations/prepare-tests.ts';

const env = parseEnv(z.object({ TABLE_NAME: z.string(), ARTEFACT_BUCKET: z.string() }));
const storeOf = forTenant({ client: documentClient(), table: env.TABLE_NAME });
const place = { s3: new S3Client(clientDefaults), bucket: env.ARTEFACT_BUCKET };

/** The state that packs a repository's own tests for a runner. */
export const handler = eventFunction(
  TestOrder,
  prepareTests({
    runsOf: (principal) => testRuns(storeOf(principal)),
    artefacts: artefacts(place),
    artefactUrl: artefactUrl(place),
    now: () => new Date(),
  }),
);
