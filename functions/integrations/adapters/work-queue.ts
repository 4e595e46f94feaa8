import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Work } from '../domain/slack/work.ts';

/** Hands work on to whoever has more than three seconds for it. */
export type SendWork = (work: Work) => Promise<void>;

/** The queue before `answer-slack`. */
export const sendWork =
  ({ sqs, queueUrl }: { sqs: SQSClient; queueUrl: string }): SendWork =>
  async (work) => {
    await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(work) }));
  };
