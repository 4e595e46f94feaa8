import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import * as z from 'zod';
import { clientDefaults } from '../shared/aws-clients.ts';
import { parseEnv } from '../shared/env.ts';
import { eventFunction } from '../shared/event-function.ts';
import { putEvents } from '../shared/put-events.ts';
import { passageGenerations } from './adapters/passage-index-generations.ts';
import { openSearchClient, searchVariables } from './adapters/passage-index-requests.ts';
import { ReindexStep } from './contract.ts';
import { moveDocuments } from './operations/move-documents.ts';

const env = parseEnv(z.object({ BUS_NAME: z.string(), OPENSEARCH_URL: z.url(), ...searchVariables }));
const generations = passageGenerations({
  client: openSearchClient({ url: env.OPENSEARCH_URL, region: env.AWS_REGION }),
});
const move = moveDocuments({
  generations,
  putEvents: putEvents({ client: new EventBridgeClient(clientDefaults), bus: env.BUS_NAME }),
  now: () => new Date(),
});

/** Moves documents to the index of the present model and mapping, and removes older ones that are empty. */
export const handler = eventFunction(ReindexStep, (step) =>
  step.step === 'move' ? move(step) : generations.retireEmpty(),
);
