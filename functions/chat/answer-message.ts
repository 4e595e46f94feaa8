import { LambdaClient } from '@aws-sdk/client-lambda';
import * as z from 'zod';
import { actForKey } from '../shared/act-for-key.ts';
import { clientDefaults } from '../shared/aws-clients.ts';
import { parseEnv } from '../shared/env.ts';
import { queueFunction } from '../shared/queue-function.ts';
import { QueuedMessage } from './adapters/message-queue.ts';
import { answerQueued } from './operations/answer-queued.ts';
import { Surroundings, surroundings } from './surroundings.ts';

const env = parseEnv(Surroundings.extend({ ACT_FOR_KEY_FUNCTION: z.string() }));

/** Answers messages that nobody waits for, one after the other. */
export const handler = queueFunction(
  QueuedMessage,
  answerQueued({
    ...(await surroundings(env)),
    actForKey: actForKey({ lambda: new LambdaClient(clientDefaults), functionName: env.ACT_FOR_KEY_FUNCTION }),
    now: () => new Date(),
  }),
);
