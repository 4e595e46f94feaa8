import { describe, expect, inject, test } from 'vitest';
import { catalogue } from '../../functions/catalogue.ts';
import { clientOf, connectRepository, receiptOf, repositoriesOf, unique } from '../support/cloud.ts';
import { dagSource } from '../support/dags.ts';
import { pushBody, sendWebhook } from '../support/webhook.ts';

const cloud = inject('cloud');
const admin = clientOf(cloud);

describe('every route', () => {
  test.each(catalogue.map(({ id, http }) => ({ id, ...http })))(
    'of $id denies without a key and with a wrong one',
    async ({ method, path }) => {
      const address = cloud.url + path.replace(/\{[^}]+\}/g, 'company/x');
      const body = method === 'GET' || method === 'DELETE' ? undefined : '{}';
      for (const headers of [
        {},
        { authorization: 'Bearer nav_00000000_wrong' },
        { authorization: 'Basic dGVzdDp0ZXN0' },
      ]) {
        const answer = await fetch(address, { method, headers, body });
        expect([401, 403]).toContain(answer.status);
      }
    },
  );
});

describe('a key', () => {
  test('may do what its level says and no more', async () => {
    const { key } = await admin.call('keys.create', { name: 'reader', person: 'reader@example.com', level: 'read' });
    const reader = clientOf(cloud, key);
    expect((await reader.call('identity.whoami', {})).subject.kind).toBe('key');
    await reader.call('repositories.list', {});
    await expect(reader.call('keys.list', {})).rejects.toThrow(/admin/);
    await expect(reader.call('repositories.sync', { repository: 'company/any' })).rejects.toThrow(/write/);
  });

  test('for one repository sees and touches that one alone', async () => {
    const [mine, theirs] = [await connectRepository(cloud), await connectRepository(cloud)];
    const dagId = unique('theirs');
    await theirs.clone.write({ 'dags/flow.py': dagSource(dagId) });
    await receiptOf(cloud, theirs.name, (await theirs.clone.push('theirs')).commit);
    const { key } = await admin.call('keys.create', {
      name: 'one repository',
      person: 'kim@example.com',
      level: 'write',
      resources: [mine.name],
    });
    const limited = clientOf(cloud, key);
    expect((await repositoriesOf(limited)).map(({ name }) => name)).toEqual([mine.name]);
    await limited.call('repositories.sync', { repository: mine.name });
    await expect(limited.call('repositories.get', { repository: theirs.name })).rejects.toThrow(/does not grant/);
    await expect(limited.call('workflows.get', { workflow: dagId })).rejects.toThrow(/does not grant/);
    await expect(limited.call('runs.trigger', { workflow: dagId })).rejects.toThrow(/does not grant/);
  });

  test('that is revoked is refused from that moment', async () => {
    const { id, key } = await admin.call('keys.create', { name: 'short-lived', person: 'kim@example.com' });
    await clientOf(cloud, key).call('identity.whoami', {});
    await admin.call('keys.revoke', { key: id });
    await expect(clientOf(cloud, key).call('identity.whoami', {})).rejects.toThrow(/API key was refused/);
  });
});

describe('the webhook', () => {
  test('denies a wrong signature, a missing one and an unknown hook alike', async () => {
    const { repository, webhookSecret } = await connectRepository(cloud);
    const url = repository.webhookUrl;
    const body = pushBody('refs/heads/main', 'a'.repeat(40));
    const answers = [
      await sendWebhook({ url, secret: 'not the secret', body }),
      await sendWebhook({ url, secret: webhookSecret, body, signature: '' }),
      await sendWebhook({ url, secret: webhookSecret, body, signature: `sha256=${'0'.repeat(64)}` }),
      await sendWebhook({ url: url.replace(/[^/]+$/, 'unknown-hook'), secret: webhookSecret, body }),
    ];
    expect(answers.map((answer) => answer.status)).toEqual([401, 401, 401, 401]);
    const problems = await Promise.all(
      answers.map((answer) => answer.json() as Promise<{ title: string; detail: string }>),
    );
    expect(new Set(problems.map((problem) => problem.title + problem.detail)).size).toBe(1);
    expect((await sendWebhook({ url, secret: webhookSecret, body })).status).toBe(202);
  });
});
