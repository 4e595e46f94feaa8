import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { Reconciliation } from '../repositories/contract.ts';
import { artefacts } from '../shared/artefacts.ts';
import { clientDefaults } from '../shared/aws-clients.ts';
import { parseEnv } from '../shared/env.ts';
import { eventFunction } from '../shared/event-function.ts';
import { maskingKeys, maskingVariables } from '../shared/masking-key.ts';
import { documentClient, forTenant } from '../shared/tenant-store.ts';
import { importer } from './adapters/importer.ts';
import { waiverStore } from './adapters/waiver-store.ts';
import { workflowStore } from './adapters/workflow-store.ts';
import { createChecker } from './domain/check/check-file.ts';
import { checkChanges } from './operations/check-changes.ts';

const env = parseEnv(
  z.object({ TABLE_NAME: z.string(), ARTEFACT_BUCKET: z.string(), ...maskingVariables, IMPORT_FUNCTION: z.string() }),
);
const tenantStore = forTenant({ client: documentClient(), table: env.TABLE_NAME });
const checkers = new Map<string, ReturnType<typeof createChecker>>();

/** The state that decides what a push changes. */
export const handler = eventFunction(
  Reconciliation,
  checkChanges({
    storeOf: (principal) => workflowStore(tenantStore(principal)),
    waiversOf: (principal) => waiverStore(tenantStore(principal)),
    artefacts: artefacts({ s3: new S3Client(clientDefaults), bucket: env.ARTEFACT_BUCKET }),
    checkerFor: ({ airflowVersion, pythonVersion }) => {
      const target = `${airflowVersion} ${pythonVersion}`;
      const checker = checkers.get(target) ?? createChecker({ airflowVersion, pythonVersion });
      checkers.set(target, checker);
      return checker;
    },
    importFiles: importer({
      lambda: new LambdaClient(clientDefaults),
      functionName: env.IMPORT_FUNCTION,
      timeout: 22_000,
    }),
    maskingOf: maskingKeys({
      client: new SecretsManagerClient(clientDefaults),
      secret: env.MASKING_SECRET_ARN,
      ip: env.MASKED_IP,
    }),
    now: () => new Date(),
  }),
);
