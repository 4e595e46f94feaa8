import type { Context } from 'aws-lambda';
import { expect, it, vi } from 'vitest';
import * as z from 'zod';
import { logger } from './observability.ts';
import { queueFunction } from './queue-function.ts';

const context = { awsRequestId: 'r', functionName: 'f' } as Context;

it('runs every message, and has only those that failed or make no sense delivered again', async () => {
  vi.spyOn(logger, 'error').mockImplementation(() => undefined);
  const ran: number[] = [];
  const handler = queueFunction(z.object({ count: z.number() }), async ({ count }) => {
    if (count === 2) {
      throw new Error('not now');
    }
    ran.push(count);
  });
  const bodies = ['{"count":1}', '{"count":2}', 'no JSON', '{"count":"4"}', '{"count":5}'];
  const Records = bodies.map((body, index) => ({ messageId: `m${index}`, body }));
  await expect(handler({ Records }, context)).resolves.toEqual({
    batchItemFailures: [{ itemIdentifier: 'm1' }, { itemIdentifier: 'm2' }, { itemIdentifier: 'm3' }],
  });
  expect(ran).toEqual([1, 5]);
});
