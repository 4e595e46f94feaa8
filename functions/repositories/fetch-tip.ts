import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { artefacts } from '../shared/artefacts.ts';
import { clientDefaults } from '../shared/aws-clients.ts';
import { parseEnv } from '../shared/env.ts';
import { eventFunction } from '../shared/event-function.ts';
import { documentClient, forTenant } from '../shared/tenant-store.ts';
import { gitProvider } from './adapters/git.ts';
import { repositoryTable } from './adapters/repository-table.ts';
import { testRuns } from './adapters/test-runs.ts';
import { FetchTipInput, fetchTip } from './operations/fetch-tip.ts';
import { signInByKeptCredentials } from './operations/sign-in.ts';

const env = parseEnv(z.object({ TABLE_NAME: z.string(), ARTEFACT_BUCKET: z.string() }));
const storeOf = forTenant({ client: documentClient(), table: env.TABLE_NAME });
const now = () => new Date();

/** The state that takes a repository's lease and stores the tree at its branch's tip. */
export const handler = eventFunction(
  FetchTipInput,
  fetchTip({
    tableOf: (principal) => repositoryTable(storeOf(principal)),
    runsOf: (principal) => testRuns(storeOf(principal)),
    provider: gitProvider(),
    signIn: signInByKeptCredentials({ client: new SecretsManagerClient(clientDefaults), now }),
    artefacts: artefacts({ s3: new S3Client(clientDefaults), bucket: env.ARTEFACT_BUCKET }),
    now,
  }),
);
