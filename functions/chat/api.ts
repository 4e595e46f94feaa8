import { randomBytes } from 'node:crypto';
import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { clientDefaults } from '../shared/aws-clients.ts';
import { parseEnv } from '../shared/env.ts';
import { implement, serveOperations } from '../shared/serve-operations.ts';
import { messageQueue } from './adapters/message-queue.ts';
import * as contract from './contract.ts';
import { askQuestion } from './operations/ask-question.ts';
import { listEvents } from './operations/list-events.ts';
import { listPlans } from './operations/list-plans.ts';
import { readConversation } from './operations/read-conversation.ts';
import { receiveMessage } from './operations/receive-message.ts';
import { removeConversation } from './operations/remove-conversation.ts';
import { showModel } from './operations/show-model.ts';
import { startConversation } from './operations/start-conversation.ts';
import { useModel } from './operations/use-model.ts';
import { Surroundings, surroundings } from './surroundings.ts';

const env = parseEnv(
  Surroundings.extend({
    MESSAGE_QUEUE_URL: z.string(),
    WEB_SOCKET_URL: z.string(),
    LOCAL_MODELS: z.literal('true').optional(),
  }),
);
const { asking, own, explainAs, storeOf, eventsOf, maskingOf, answerMessage, models, verify } = await surroundings(env);
const random = Math.random;
const enqueue = messageQueue({ client: new SQSClient(clientDefaults), queue: env.MESSAGE_QUEUE_URL });

/** Serves questions and conversations. */
export const handler = serveOperations(
  contract.chatOperations,
  [
    ...own,
    implement(contract.ask, askQuestion(asking)),
    implement(contract.explainRun, async (input, caller) => (await explainAs(input, caller)).answer),
    implement(contract.startConversation, startConversation({ storeOf, random, webSocketUrl: env.WEB_SOCKET_URL })),
    implement(contract.readConversation, readConversation({ storeOf })),
    implement(contract.removeConversation, removeConversation({ storeOf })),
    implement(
      contract.sendMessage,
      receiveMessage({ storeOf, answerMessage, enqueue, maskingOf, random, randomBytes }),
    ),
    implement(contract.listEvents, listEvents({ storeOf, eventsOf })),
    implement(contract.listPlans, listPlans({ storeOf })),
    implement(contract.useModel, useModel({ ...models, localModels: env.LOCAL_MODELS !== undefined })),
    implement(contract.showModel, showModel(models)),
  ],
  { verify },
);
