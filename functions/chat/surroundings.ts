import { join } from 'node:path';
import { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import { KMSClient } from '@aws-sdk/client-kms';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { catalogue } from '../catalogue.ts';
import { clientDefaults } from '../shared/aws-clients.ts';
import { embedder } from '../shared/embedder.ts';
import { maskingKeys, maskingVariables } from '../shared/masking-key.ts';
import type { Principal } from '../shared/principal.ts';
import { verifyPrincipalToken } from '../shared/principal-token.ts';
import { implement } from '../shared/serve-operations.ts';
import { documentClient, forTenant } from '../shared/tenant-store.ts';
import { capabilities } from './adapters/capabilities.ts';
import { chatStore } from './adapters/chat-store.ts';
import { connectionsAt } from './adapters/connections.ts';
import { eventStore } from './adapters/event-store.ts';
import { followStore } from './adapters/follow-store.ts';
import { readLearnt } from './adapters/learnt-operations.ts';
import { listenerStore } from './adapters/listener-store.ts';
import { bedrockModel } from './adapters/model-bedrock.ts';
import { modelKeys } from './adapters/model-keys.ts';
import { openAiModel } from './adapters/model-openai.ts';
import { modelStore } from './adapters/model-store.ts';
import * as contract from './contract.ts';
import { circuitBreaker } from './domain/ask-model.ts';
import { planOffline } from './domain/plan-offline/plan-offline.ts';
import { announceEvent, type Owner } from './operations/announce-event.ts';
import { answerMessage, type RememberRun } from './operations/answer-message.ts';
import { carryOut } from './operations/carry-out.ts';
import { chooseEngine } from './operations/choose-engine.ts';
import { connectModel } from './operations/connect-model.ts';
import { explain } from './operations/explain-run.ts';
import { listConversations } from './operations/list-conversations.ts';
import { pushEvent } from './operations/push-event.ts';
import { recordPlan } from './operations/record-plan.ts';
import { showHelp } from './operations/show-help.ts';

/** What whoever answers messages is told about its surroundings. */
export const Surroundings = z.object({
  TABLE_NAME: z.string(),
  PRINCIPAL_KEY_ID: z.string(),
  ...maskingVariables,
  SECRET_PREFIX: z.string(),
  BEDROCK_MODEL: z.string().optional(),
  EMBED_FUNCTION: z.string(),
  IDENTITY_FUNCTION: z.string(),
  REPOSITORIES_FUNCTION: z.string(),
  WORKFLOWS_FUNCTION: z.string(),
  APPROVALS_FUNCTION: z.string(),
  RUNS_FUNCTION: z.string(),
  KNOWLEDGE_FUNCTION: z.string(),
  EXECUTIONS_FUNCTION: z.string(),
  CONNECTIONS_URL: z.string(),
});

/** A Lambda client that waits as long as a capability may take, so many times. Times are in milliseconds. */
const lambda = (maxAttempts: number, requestTimeout: number) =>
  new LambdaClient({ maxAttempts, requestHandler: { connectionTimeout: 1_000, requestTimeout } });

/** What it takes to answer messages, for the API and for whoever answers later. */
export const surroundings = async (env: z.infer<typeof Surroundings>) => {
  const tenantStore = forTenant({ client: documentClient(), table: env.TABLE_NAME });
  const storeOf = (principal: Principal) => chatStore(tenantStore(principal), principal);
  const eventsOf = (owner: Owner) => eventStore(tenantStore(owner), owner);
  const listenersOf = (owner: Owner) => listenerStore(tenantStore(owner), owner);
  const modelsOf = (principal: Principal) => modelStore(tenantStore(principal));
  const secretsManager = new SecretsManagerClient(clientDefaults);
  const maskingOf = maskingKeys({ client: secretsManager, secret: env.MASKING_SECRET_ARN, ip: env.MASKED_IP });
  const keys = modelKeys({ client: secretsManager, prefix: env.SECRET_PREFIX });
  const call = capabilities({
    reading: lambda(2, 12_000),
    doing: lambda(1, 25_000),
    functions: {
      identity: env.IDENTITY_FUNCTION,
      repositories: env.REPOSITORIES_FUNCTION,
      workflows: env.WORKFLOWS_FUNCTION,
      approvals: env.APPROVALS_FUNCTION,
      runs: env.RUNS_FUNCTION,
      knowledge: env.KNOWLEDGE_FUNCTION,
      executions: env.EXECUTIONS_FUNCTION,
    },
  });
  const { BEDROCK_MODEL: modelId } = env;
  const plan = chooseEngine({
    operations: catalogue,
    offline: planOffline({
      operations: catalogue,
      embed: embedder({ lambda: lambda(1, 8_000), functionName: env.EMBED_FUNCTION, timeout: 8_000 }),
      learnt: await readLearnt(join(import.meta.dirname, 'utterances', 'learnt.json')),
    }),
    connect: connectModel({
      modelsOf,
      loadKey: keys.load,
      bedrock:
        modelId === undefined
          ? undefined
          : bedrockModel({ client: new BedrockRuntimeClient({ maxAttempts: 1 }), modelId }),
      openAi: (endpoint) => openAiModel(endpoint),
      breaker: circuitBreaker(),
      random: Math.random,
    }),
    modelsOf,
    maskingOf,
  });
  const explainAs = explain(call);
  const own = [
    implement(contract.listConversations, listConversations({ storeOf })),
    implement(contract.help, showHelp(catalogue)),
  ];
  const announce = announceEvent({
    eventsOf,
    push: pushEvent({ listenersOf, connections: connectionsAt(env.CONNECTIONS_URL) }),
  });
  const remember: RememberRun = ({ tenant, subject }, run, from) =>
    followStore(tenantStore({ tenant })).add(run, { ...from, subject }, new Date());
  const asking = {
    operations: catalogue,
    plan,
    call,
    carryOut: carryOut({ operations: catalogue, call, explain: explainAs, own }),
    storeOf,
    maskingOf,
    recordPlan: recordPlan({ maskingOf, random: Math.random }),
  };
  return {
    asking,
    own,
    explainAs,
    storeOf,
    eventsOf,
    maskingOf,
    announce,
    models: { modelsOf, keys, bedrockModel: modelId },
    answerMessage: answerMessage({ ...asking, announce, remember }),
    verify: verifyPrincipalToken({ kms: new KMSClient(clientDefaults), keyId: env.PRINCIPAL_KEY_ID }),
  };
};
