import * as z from 'zod';
import { eventFunction } from './event-function.ts';
import type { LambdaHandler } from './lambda-handler.ts';
import { logger } from './observability.ts';

const SqsEvent = z.object({ Records: z.array(z.object({ messageId: z.string(), body: z.string() })) });

/**
 * A Lambda for a queue whose messages are JSON, an event of the bus each: parses and runs them one after the other, and
 * answers those that failed, to be delivered again (partial batch response).
 */
export const queueFunction = <I extends z.ZodType>(
  message: I,
  run: (message: z.infer<I>) => Promise<unknown>,
): LambdaHandler =>
  eventFunction(SqsEvent, async ({ Records }) => {
    const batchItemFailures: { itemIdentifier: string }[] = [];
    for (const { messageId, body } of Records) {
      try {
        await run(message.parse(JSON.parse(body)));
      } catch (error) {
        logger.error('message.failed', { messageId, error: error as Error });
        batchItemFailures.push({ itemIdentifier: messageId });
      }
    }
    return { batchItemFailures };
  });
