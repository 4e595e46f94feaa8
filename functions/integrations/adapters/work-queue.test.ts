import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { expect, it } from 'vitest';
import { Work } from '../domain/slack/work.ts';
import { openWork, sendWork } from './work-queue.ts';

const work: Work = {
  tenant: 'acme',
  key: 'k',
  receivedAt: '2026-11-30T08:00:00.000Z',
  request: {
    kind: 'said',
    team: 'T024BE7LD',
    user: 'U061F7AUR',
    place: { kind: 'message', channel: 'C0OPS' },
    text: 'why is hunter2 refused?',
  },
};

const maskingOf = async (tenant: string) => ({ key: Buffer.alloc(32, tenant), ip: 'keep' }) as const;

it('what was said in Slack waits sealed, and is opened for its tenant only', async () => {
  const sqs = mockClient(SQSClient);
  const randomBytes = (size: number) => Buffer.alloc(size, 7);
  await sendWork({ sqs: new SQSClient({}), queueUrl: 'https://sqs.invalid/q', maskingOf, randomBytes })(work);
  const body = sqs.commandCalls(SendMessageCommand)[0]?.args[0].input.MessageBody ?? '';
  expect(body).not.toContain('hunter2');
  const waiting = Work.parse(JSON.parse(body));
  await expect(openWork(maskingOf)(waiting)).resolves.toEqual(work);
  await expect(openWork(maskingOf)({ ...waiting, tenant: 'other' })).rejects.toThrow();
});
