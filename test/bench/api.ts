import { type Cloud, connectRepository } from '../support/cloud.ts';
import { inParallel } from '../support/in-parallel.ts';
import { pushBody, sendWebhook } from '../support/webhook.ts';
import { table, writeSection } from './measurements.ts';
import { percentile } from './statistics.ts';

const requests = 300;

const measure = async (concurrency: number, request: () => Promise<Response>, expected: number): Promise<number[]> => {
  await inParallel(concurrency * 4, concurrency, async () => {
    await request();
  });
  const times: number[] = [];
  await inParallel(requests, concurrency, async () => {
    const start = performance.now();
    const answer = await request();
    await answer.arrayBuffer();
    times.push(performance.now() - start);
    if (answer.status !== expected) throw new Error(`answered ${answer.status}, expected ${expected}`);
  });
  return times;
};

/** A read operation and the webhook's 202, through the gateway. */
export const benchApi = async (cloud: Cloud): Promise<void> => {
  const { name, repository, webhookSecret } = await connectRepository(cloud);
  const read = (): Promise<Response> =>
    fetch(`${cloud.url}/api/repositories/${name}`, { headers: { authorization: `Bearer ${cloud.key}` } });
  const hook = (): Promise<Response> =>
    sendWebhook({
      url: repository.webhookUrl,
      secret: webhookSecret,
      body: pushBody('refs/heads/main', 'a'.repeat(40)),
    });
  const rows: (string | number)[][] = [];
  for (const [what, request, status] of [
    ['read operation (`repositories.get`)', read, 200],
    ['webhook answers 202', hook, 202],
  ] as const) {
    for (const concurrency of [1, 10]) {
      const times = await measure(concurrency, request, status);
      const figure = (share: number): string => percentile(times, share).toFixed(0);
      rows.push([what, concurrency, requests, figure(0.5), figure(0.95), figure(1)]);
    }
  }
  writeSection('API through the gateway', table(['request', 'concurrency', 'n', 'p50 ms', 'p95 ms', 'max ms'], rows));
};
