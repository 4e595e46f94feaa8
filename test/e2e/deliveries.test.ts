import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, inject, test } from 'vitest';
import { clientOf, connectRepository, eventually, gitServer, receiptOf, runToEnd, unique } from '../support/cloud.ts';
import { dagSource } from '../support/dags.ts';
import { pushBody, sendWebhook } from '../support/webhook.ts';

const cloud = inject('cloud');
const client = clientOf(cloud);

const receiptsOf = async (repository: string) => (await client.call('pushes.list', { repository, limit: 100 })).items;

const inStepWith = (repository: string, commit: string, seconds = 60) =>
  eventually(`${repository} in step with ${commit.slice(0, 7)}`, seconds, async () => {
    const state = await client.call('repositories.get', { repository });
    return state.state === 'in-step' && state.live?.commit === commit ? state : undefined;
  });

describe('a webhook', () => {
  test('delivered five times publishes once and leaves one receipt', async () => {
    const { name, gitName, clone } = await connectRepository(cloud);
    await gitServer(cloud).setDelivery(gitName, { times: 5 });
    await clone.write({ 'dags/flow.py': dagSource(unique('doubled')) });
    const { commit } = await clone.push('once');
    await receiptOf(cloud, name, commit);
    await sleep(5_000);
    const receipts = (await receiptsOf(name)).filter((receipt) => receipt.commit === commit);
    expect(receipts.map((receipt) => receipt.outcome)).toEqual(['live']);
  });

  test('that arrives late and out of order changes nothing: the end is the provider’s tip', async () => {
    const { name, repository, webhookSecret, clone } = await connectRepository(cloud);
    const dagId = unique('order');
    await clone.write({ 'dags/flow.py': dagSource(dagId, { expression: '"older"' }) });
    const older = await clone.push('older');
    await clone.write({ 'dags/flow.py': dagSource(dagId, { expression: '"newer"' }) });
    const newer = await clone.push('newer');
    await inStepWith(name, newer.commit);

    const late = await sendWebhook({
      url: repository.webhookUrl,
      secret: webhookSecret,
      body: pushBody('refs/heads/main', older.commit),
    });
    expect(late.status).toBe(202);
    await sleep(3_000);
    await inStepWith(name, newer.commit);
    expect((await runToEnd(cloud, dagId)).log).toContain('result: newer');
  });

  test('for another branch publishes nothing', async () => {
    const { name, clone } = await connectRepository(cloud);
    const dagId = unique('branch');
    await clone.write({ 'dags/flow.py': dagSource(dagId) });
    await clone.commit('on a branch');
    await clone.git('push', '--quiet', 'origin', 'HEAD:feature');
    await sleep(4_000);
    await expect(client.call('workflows.get', { workflow: dagId })).rejects.toThrow();
    expect((await receiptsOf(name)).flatMap((receipt) => receipt.files)).toEqual([]);
  });

  test('for a force-push ends at the new history', async () => {
    const { name, clone } = await connectRepository(cloud);
    const [abandoned, kept] = [unique('abandoned'), unique('kept')];
    const base = await clone.git('rev-parse', 'HEAD');
    await clone.write({ 'dags/abandoned.py': dagSource(abandoned) });
    await receiptOf(cloud, name, (await clone.push('to be abandoned')).commit);
    await clone.git('reset', '--quiet', '--hard', base);
    await clone.write({ 'dags/kept.py': dagSource(kept) });
    const { commit } = await clone.push('another history', '--force');
    const receipt = await receiptOf(cloud, name, commit);
    expect(Object.fromEntries(receipt.files.map((file) => [file.path, file.outcome]))).toEqual({
      'abandoned.py': 'retired',
      'kept.py': 'live',
    });
  });

  test('for a deleted branch retires everything, and the branch may come back', async () => {
    const { name, clone } = await connectRepository(cloud, { branch: 'main' });
    const dagId = unique('deleted');
    await clone.write({ 'dags/flow.py': dagSource(dagId) });
    const { commit } = await clone.push('live for a moment');
    await receiptOf(cloud, name, commit);
    await clone.git('push', '--quiet', 'origin', 'HEAD:elsewhere', ':main');
    await eventually('the retirement', 40, async () =>
      (await client.call('workflows.get', { workflow: dagId })).state === 'retired' ? true : undefined,
    );
    await clone.git('push', '--quiet', 'origin', 'HEAD:main');
    await eventually('the return', 40, async () =>
      (await client.call('workflows.get', { workflow: dagId })).state === 'live' ? true : undefined,
    );
  });
});

test('twenty pushes in a row end at the newest commit, published once each at most', async () => {
  const { name, clone } = await connectRepository(cloud);
  const dagId = unique('burst');
  let last = '';
  for (let index = 1; index <= 20; index += 1) {
    await clone.write({ 'dags/flow.py': dagSource(dagId, { expression: `"push ${index} of 20"` }) });
    last = (await clone.push(`push ${index}`)).commit;
  }
  await inStepWith(name, last);
  const commits = (await receiptsOf(name)).map((receipt) => receipt.commit);
  expect(new Set(commits).size).toBe(commits.length);
  expect((await runToEnd(cloud, dagId)).log).toContain('result: push 20 of 20');
});
