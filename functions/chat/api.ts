import { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import { KMSClient } from '@aws-sdk/client-kms';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { catalogue } from '../catalogue.ts';
import { clientDefaults } from '../shared/aws-clients.ts';
import { embedder } from '../shared/embedder.ts';
import { parseEnv } from '../shared/env.ts';
import { maskingKeys } from '../shared/masking-key.ts';
import type { Principal } from '../shared/principal.ts';
import { verifyPrincipalToken } from '../shared/principal-token.ts';
import { implement, serveOperations } from '../shared/serve-operations.ts';
import { documentClient, forTenant } from '../shared/tenant-store.ts';
import { capabilities } from './adapters/capabilities.ts';
import { chatStore } from './adapters/chat-store.ts';
import { bedrockModel } from './adapters/model-bedrock.ts';
import { modelKeys } from './adapters/model-keys.ts';
import { openAiModel } from './adapters/model-openai.ts';
import { modelStore } from './adapters/model-store.ts';
import * as contract from './contract.ts';
import { circuitBreaker } from './domain/ask-model.ts';
import { planOffline } from './domain/plan-offline/plan-offline.ts';
import { askQuestion } from './operations/ask-question.ts';
import { carryOut } from './operations/carry-out.ts';
import { chooseEngine } from './operations/choose-engine.ts';
import { connectModel } from './operations/connect-model.ts';
import { explain } from './operations/explain-run.ts';
import { listConversations } from './operations/list-conversations.ts';
import { listPlans } from './operations/list-plans.ts';
import { readConversation } from './operations/read-conversation.ts';
import { recordPlan } from './operations/record-plan.ts';
import { removeConversation } from './operations/remove-conversation.ts';
import { sendMessage } from './operations/send-message.ts';
import { showHelp } from './operations/show-help.ts';
import { showModel } from './operations/show-model.ts';
import { startConversation } from './operations/start-conversation.ts';
import { useModel } from './operations/use-model.ts';

const env = parseEnv(
  z.object({
    TABLE_NAME: z.string(),
    PRINCIPAL_KEY_ID: z.string(),
    MASKING_SECRET_ARN: z.string(),
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
  }),
);

/** A Lambda client that waits as long as a capability may take, so many times. Times are in milliseconds. */
const lambda = (maxAttempts: number, requestTimeout: number) =>
  new LambdaClient({ maxAttempts, requestHandler: { connectionTimeout: 1_000, requestTimeout } });

const tenantStore = forTenant({ client: documentClient(), table: env.TABLE_NAME });
const storeOf = (principal: Principal) => chatStore(tenantStore(principal), principal);
const modelsOf = (principal: Principal) => modelStore(tenantStore(principal));
const secretsManager = new SecretsManagerClient(clientDefaults);
const maskingOf = maskingKeys({ client: secretsManager, secret: env.MASKING_SECRET_ARN });
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
const offline = planOffline({
  operations: catalogue,
  embed: embedder({ lambda: lambda(1, 8_000), functionName: env.EMBED_FUNCTION, timeout: 8_000 }),
});
const { BEDROCK_MODEL: modelId } = env;
const plan = chooseEngine({
  operations: catalogue,
  offline,
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
const conversations = implement(contract.listConversations, listConversations({ storeOf }));
const help = implement(contract.help, showHelp(catalogue));
const shared = {
  operations: catalogue,
  plan,
  call,
  carryOut: carryOut({ operations: catalogue, call, explain: explainAs, own: [conversations, help] }),
  storeOf,
  maskingOf,
  recordPlan: recordPlan({ maskingOf, random: Math.random }),
};

/** Serves questions and conversations. */
export const handler = serveOperations(
  contract.chatOperations,
  [
    implement(contract.ask, askQuestion(shared)),
    implement(contract.explainRun, async (input, caller) => (await explainAs(input, caller)).answer),
    help,
    implement(contract.startConversation, startConversation({ storeOf, random: Math.random })),
    conversations,
    implement(contract.readConversation, readConversation({ storeOf })),
    implement(contract.removeConversation, removeConversation({ storeOf })),
    implement(contract.sendMessage, sendMessage({ ...shared, random: Math.random })),
    implement(contract.listPlans, listPlans({ storeOf })),
    implement(contract.useModel, useModel({ modelsOf, keys, bedrockModel: modelId })),
    implement(contract.showModel, showModel({ modelsOf, bedrockModel: modelId })),
  ],
  { verify: verifyPrincipalToken({ kms: new KMSClient(clientDefaults), keyId: env.PRINCIPAL_KEY_ID }) },
);
