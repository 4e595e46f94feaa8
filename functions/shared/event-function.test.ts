import type { Context } from 'aws-lambda';
import { expect, it, vi } from 'vitest';
import * as z from 'zod';
import { DomainError } from './errors.ts';
import { eventFunction } from './event-function.ts';
import { metrics } from './observability.ts';

const context = { awsRequestId: 'r', functionName: 'f' } as Context;

it('runs on the parsed event and answers what it gives', async () => {
  const handler = eventFunction(z.object({ count: z.coerce.number() }), async ({ count }) => count + 1);
  await expect(handler({ count: '1', more: true }, context)).resolves.toBe(2);
});

it('refuses an event that does not fit, naming the field but no value', async () => {
  const handler = eventFunction(z.object({ count: z.number() }), async () => undefined);
  await expect(handler({ count: 'secret' }, context)).rejects.toMatchObject({
    code: 'input.invalid',
    message: expect.stringMatching(/count: (?!.*secret)/),
  });
});

it('lets errors through by name, for the caller to retry or catch', async () => {
  class LeaseLost extends DomainError {}
  const handler = eventFunction(z.object({}), async () => {
    throw new LeaseLost('resource.conflict', 'lost');
  });
  await expect(handler({}, context)).rejects.toMatchObject({ name: 'LeaseLost' });
});

it('publishes metrics at the end, also of a failure', async () => {
  const publish = vi.spyOn(metrics, 'publishStoredMetrics').mockReturnValue(metrics);
  const handler = eventFunction(z.object({}), async () => {
    metrics.addMetric('Tried', 'Count', 1);
    throw new Error('broken');
  });
  await expect(handler({}, context)).rejects.toThrow('broken');
  expect(publish).toHaveBeenCalledTimes(1);
});
