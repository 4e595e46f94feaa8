import { randomUUID } from 'node:crypto';
import published from '@octokit/webhooks-examples/api.github.com/index.json' with { type: 'json' };
import { sign } from '@octokit/webhooks-methods';
import { describe, expect, inject, test } from 'vitest';
import * as z from 'zod';
import { noCommit } from '../../local/webhook.ts';
import { deliveryOf, type WebhookFormat } from '../../local/webhook-formats.ts';
import { clientOf, connectRepository, eventually, gitServer, receiptOf, unique } from '../support/cloud.ts';
import { dagSource } from '../support/dags.ts';
import { personLoggedIn } from '../support/person.ts';

const cloud = inject('cloud');
const client = clientOf(cloud);

/** What the webhook answers. */
const Received = z.object({ outcome: z.string() });

const apiToken = 'a-token-of-the-provider';

/** A repository of this vendor, whose webhook was set by one command. */
const connectTo = async (provider: 'github' | 'gitlab' | 'bitbucket' | 'gitea', access: { signs?: boolean } = {}) => {
  const connected = await connectRepository(cloud, { provider });
  await gitServer(cloud).setAccess(connected.gitName, { apiToken, ...access });
  const navigator = await personLoggedIn(cloud);
  const set = await navigator(['repo', 'webhook', connected.name, '--token-stdin'], { input: `${apiToken}\n` });
  expect(set.out).toContain(`has its webhook on ${provider}`);
  return connected;
};

const noticedOf = async (repository: string) => (await client.call('repositories.get', { repository })).noticed;

/** A push in the vendor's own format, signed with this secret. */
const sendAs = async (format: WebhookFormat, url: string, secret: string, commit: string): Promise<number> => {
  const update = { ref: 'refs/heads/main', before: noCommit, after: commit, forced: false };
  const event = { repository: { name: 'sales', url: 'http://localhost/sales' }, update, commits: [] };
  return (await fetch(url, { method: 'POST', ...deliveryOf(format, event, secret) })).status;
};

describe.each([
  ['github', 'github', {}],
  ['gitlab', 'gitlab', {}],
  ['gitlab', 'gitlab-token', { signs: false }],
  ['bitbucket', 'bitbucket', {}],
  ['gitea', 'gitea', {}],
] as const)('%s, as %s', (provider, format, access) => {
  test('tells of a push by the webhook that one command has set, and no other secret is believed', async () => {
    const { name, repository, clone, webhookSecret } = await connectTo(provider, access);
    await clone.write({ 'dags/flow.py': dagSource(unique(provider)) });
    const { commit } = await clone.push('by webhook');
    expect(await receiptOf(cloud, name, commit)).toMatchObject({ outcome: 'live' });
    // A sweep may see the push in the moment before its webhook is received.
    await eventually('the webhook', 10, async () => ((await noticedOf(name)).webhook === 1 ? true : undefined));
    // That secret was shown by `repo add`; the command has set another.
    expect(await sendAs(format, repository.webhookUrl, webhookSecret, commit)).toBe(401);
  });
});

test('of the deliveries that GitHub has published, those of a push to the branch are taken and pings are answered', async () => {
  const { repository, webhookSecret } = await connectRepository(cloud, { provider: 'github' });
  const deliver = async (event: string, payload: unknown): Promise<string> => {
    const body = JSON.stringify(payload).replaceAll('refs/heads/master', 'refs/heads/main');
    const headers = {
      'x-github-event': event,
      'x-github-delivery': randomUUID(),
      'x-hub-signature-256': await sign(webhookSecret, body),
    };
    const answer = await fetch(repository.webhookUrl, { method: 'POST', headers, body });
    return `${event}: ${Received.parse(await answer.json()).outcome}`;
  };
  const outcomes: string[] = [];
  for (const { name, examples: payloads } of published) {
    outcomes.push(...(await Promise.all(payloads.map((payload) => deliver(name, payload)))));
  }
  const used = outcomes.filter((outcome) => !outcome.endsWith(': ignored'));
  expect(used.toSorted()).toEqual([...Array(4).fill('ping: pong'), ...Array(2).fill('push: accepted')]);
  expect(outcomes.length).toBeGreaterThan(300);
});

test('a webhook in the format of another vendor than the repository’s is refused, one of an unknown server’s is not', async () => {
  const known = await connectRepository(cloud, { provider: 'gitlab' });
  const unknown = await connectRepository(cloud);
  const commit = 'c'.repeat(40);
  expect(await sendAs('gitea', known.repository.webhookUrl, known.webhookSecret, commit)).toBe(401);
  expect(await sendAs('gitlab', known.repository.webhookUrl, known.webhookSecret, commit)).toBe(202);
  expect(await sendAs('gitea', unknown.repository.webhookUrl, unknown.webhookSecret, commit)).toBe(202);
});

test('a repository whose webhooks are lost is in step within a minute or so, and says how it was noticed', async () => {
  const { name, gitName, clone } = await connectRepository(cloud);
  await gitServer(cloud).setDelivery(gitName, { drop: true });
  await eventually('the first commit', 30, async () =>
    (await client.call('repositories.get', { repository: name })).state === 'in-step' ? true : undefined,
  );
  await clone.write({ 'dags/flow.py': dagSource(unique('polled')) });
  const { commit } = await clone.push('nobody tells');
  expect(await receiptOf(cloud, name, commit, 130)).toMatchObject({ outcome: 'live' });
  expect(await noticedOf(name)).toEqual({ webhook: 0, poll: 1, asked: 0 });
});

test('a token that the provider does not know, or a server of unknown kind, sets nothing and breaks nothing', async () => {
  const { name, gitName, clone } = await connectRepository(cloud, { provider: 'github' });
  await gitServer(cloud).setAccess(gitName, { apiToken });
  const wrong = client.call('webhooks.set', { repository: name, token: 'another' });
  await expect(wrong).rejects.toThrow('status 401');
  await client.call('repositories.update', { repository: name, provider: 'git' });
  const unknown = client.call('webhooks.set', { repository: name, token: apiToken });
  await expect(unknown).rejects.toThrow('--provider');
  await clone.push('still told');
  await eventually('the webhook', 10, async () => ((await noticedOf(name)).webhook === 1 ? true : undefined));
});
