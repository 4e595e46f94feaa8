import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { MaskingOf } from '../../shared/masking-key.ts';
import { nonceLength, openText, sealText } from '../../shared/seal-text.ts';
import type { Work } from '../domain/slack/work.ts';

/** Hands work on to whoever has more than three seconds for it. */
export type SendWork = (work: Work) => Promise<void>;

interface Deps {
  readonly sqs: SQSClient;
  readonly queueUrl: string;
  readonly maskingOf: MaskingOf;
  readonly randomBytes: (size: number) => Uint8Array;
}

/** The queue before `answer-slack`. What was said is sealed there, as it is not masked yet. */
export const sendWork =
  ({ sqs, queueUrl, maskingOf, randomBytes }: Deps): SendWork =>
  async ({ request, ...work }) => {
    const { key } = await maskingOf(work.tenant);
    const sealed =
      request.kind === 'said' ? { ...request, text: sealText(key, request.text, randomBytes(nonceLength)) } : request;
    await sqs.send(
      new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify({ ...work, request: sealed }) }),
    );
  };

/** Work from that queue, as it was before it was sealed. Throws where it was sealed with another key. */
export const openWork =
  (maskingOf: MaskingOf) =>
  async ({ request, ...work }: Work): Promise<Work> => {
    const { key } = await maskingOf(work.tenant);
    return { ...work, request: request.kind === 'said' ? { ...request, text: openText(key, request.text) } : request };
  };
