import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';

/** A message that somebody is to answer, whose text is sealed until then. */
export const QueuedMessage = z.object({
  tenant: z.string(),
  /** Id of the key that it is answered with. */
  key: z.string(),
  conversation: z.string(),
  message: z.string(),
  sealed: z.string(),
  confirms: z.string().optional(),
  correlationId: z.string(),
});
export type QueuedMessage = z.infer<typeof QueuedMessage>;

/** Hands a message to whoever answers it. */
export type EnqueueMessage = (message: QueuedMessage) => Promise<void>;

/** The queue of messages: those of one conversation in order, each once within five minutes. */
export const messageQueue =
  ({ client, queue }: { client: SQSClient; queue: string }): EnqueueMessage =>
  async (message) => {
    await client.send(
      new SendMessageCommand({
        QueueUrl: queue,
        MessageBody: JSON.stringify(message),
        MessageGroupId: message.conversation,
        MessageDeduplicationId: message.message,
      }),
    );
  };
