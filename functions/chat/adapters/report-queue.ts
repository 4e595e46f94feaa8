import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** Seconds after which what is put off comes again. */
const delay = 60;

/** Puts a message off: it comes out of the same queue again later. */
export const putOff =
  ({ client, queue }: { client: SQSClient; queue: string }) =>
  async (message: unknown): Promise<void> => {
    await client.send(
      new SendMessageCommand({ QueueUrl: queue, MessageBody: JSON.stringify(message), DelaySeconds: delay }),
    );
  };
