import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, inject, test } from 'vitest';
import type { Repository } from '../../functions/repositories/contract.ts';
import {
  clientOf,
  connectRepository,
  eventually,
  gitServer,
  ifThere,
  publish,
  receiptOf,
  repositoriesOf,
  sourcesOf,
  unique,
} from '../support/cloud.ts';
import { dagSource } from '../support/dags.ts';
import { cloneRepository } from '../support/git-repository.ts';
import { personLoggedIn } from '../support/person.ts';
import { overhearEvents, readSecrets, readStores } from '../support/stores.ts';
import { pushBody, sendWebhook } from '../support/webhook.ts';

const cloud = inject('cloud');
const client = clientOf(cloud);

const stateOf = async (workflow: string) => (await ifThere(client.call('workflows.get', { workflow })))?.state;

const workflowIn = (workflow: string, state: string) =>
  eventually(`${workflow} ${state}`, 60, async () => ((await stateOf(workflow)) === state ? true : undefined));

const repositoryWhere = (repository: string, what: string, holds: (repository: Repository) => boolean, seconds = 60) =>
  eventually(`${repository} ${what}`, seconds, async () => {
    const state = await client.call('repositories.get', { repository });
    return holds(state) ? state : undefined;
  });

const isGone = (repository: string) =>
  eventually(`${repository} to be gone`, 90, async () =>
    (await ifThere(client.call('repositories.get', { repository }))) === undefined ? true : undefined,
  );

describe('a repository that is changed', () => {
  test('follows another folder, and stays as it is where its branch is not there', async () => {
    const [one, other] = [unique('one'), unique('other')];
    const { name, clone } = await publish(cloud, { 'flow.py': dagSource(one) });
    await clone.write({ 'elsewhere/flow.py': dagSource(other) });
    await clone.push('another folder');
    await client.call('repositories.update', { repository: name, path: 'elsewhere' });
    await workflowIn(other, 'live');
    await workflowIn(one, 'retired');

    await client.call('repositories.update', { repository: name, branch: 'mian' });
    const failing = await repositoryWhere(name, 'failing', ({ state }) => state === 'failing');
    expect(failing.lastError?.message).toContain('has no branch mian. It has main.');
    expect(await stateOf(other)).toBe('live');
    await client.call('repositories.update', { repository: name, branch: 'main' });
    await repositoryWhere(name, 'in step again', ({ state }) => state === 'in-step');
  });

  test('follows a tag from one commit to the next', async () => {
    const [early, late] = [unique('early'), unique('late')];
    const { name, clone } = await connectRepository(cloud, { files: { 'dags/flow.py': dagSource(early) } });
    await clone.git('tag', '--annotate', '--message', 'Release', 'v1');
    await clone.git('push', '--quiet', 'origin', 'v1');
    await client.call('repositories.update', { repository: name, tag: 'v1' });
    await clone.write({ 'dags/flow.py': dagSource(late) });
    const { commit } = await clone.push('not released yet');
    await workflowIn(early, 'live');
    await clone.git('tag', '--force', 'v1');
    await clone.git('push', '--quiet', '--force', 'origin', 'v1');
    expect(await receiptOf(cloud, name, commit)).toMatchObject({ branch: 'v1', outcome: 'live' });
    expect(await stateOf(late)).toBe('live');
  });

  test('publishes nothing while it is paused, and tells of a push that another took the place of', async () => {
    const { name, clone } = await connectRepository(cloud);
    await client.call('repositories.pause', { repository: name });
    await repositoryWhere(name, 'paused', ({ state }) => state === 'paused');
    const [skipped, last] = [unique('skipped'), unique('last')];
    await clone.write({ 'dags/flow.py': dagSource(skipped) });
    const first = await clone.push('overtaken');
    await clone.write({ 'dags/flow.py': dagSource(last) });
    const second = await clone.push('the newest');
    await eventually('both webhooks', 20, async () =>
      (await client.call('repositories.get', { repository: name })).noticed.webhook >= 2 ? true : undefined,
    );
    await expect(client.call('repositories.sync', { repository: name })).rejects.toThrow('is paused');
    expect([await stateOf(skipped), await stateOf(last)]).toEqual([undefined, undefined]);

    await client.call('repositories.resume', { repository: name });
    const navigator = await personLoggedIn(cloud);
    const watched = await navigator(['push', 'status', name, '--commit', first.commit, '--watch', '--timeout', '60']);
    expect(watched.err).toContain(`was overtaken by ${second.commit.slice(0, 7)}`);
    expect(await receiptOf(cloud, name, second.commit)).toMatchObject({ outcome: 'live' });
    const { lag } = await repositoryWhere(name, 'in step', ({ state }) => state === 'in-step');
    expect(lag).toBeGreaterThan(0);
  });
});

describe('a repository that is removed', () => {
  test('is gone with its workflows, documents, hook and secrets, and may come again', async () => {
    const workflow = unique('removed');
    const { name, gitName, clone, repository, webhookSecret } = await publish(cloud, {
      'flow.py': dagSource(workflow),
    });
    const source = async () => (await sourcesOf(client)).map((each) => each.name);
    await eventually('its documents', 60, async () => ((await source()).includes(name) ? true : undefined));

    expect(await client.call('repositories.remove', { repository: name })).toMatchObject({ state: 'removing' });
    await isGone(name);
    expect(await stateOf(workflow)).toBe('retired');
    await eventually('its documents to be gone', 60, async () => ((await source()).includes(name) ? undefined : true));
    const hook = { url: repository.webhookUrl, secret: webhookSecret };
    expect((await sendWebhook({ ...hook, body: pushBody('refs/heads/main', 'c'.repeat(40)) })).status).toBe(401);
    const kept = (await Array.fromAsync(readSecrets(cloud))).filter(({ text }) => text.includes(webhookSecret));
    expect(kept).toEqual([]);

    const { webhookSecret: secret, ...again } = await client.call('repositories.add', {
      url: repository.url,
      repository: name,
    });
    await gitServer(cloud).setHook(gitName, { url: again.webhookUrl, secret });
    await workflowIn(workflow, 'live');
    const back = unique('back');
    await clone.write({ 'dags/flow.py': dagSource(back) });
    expect(await receiptOf(cloud, name, (await clone.push('again')).commit)).toMatchObject({ outcome: 'live' });
  });
});

/** A private repository on the Git server, with a clone that may push. */
const privateRepository = async (access: { username: string; password: string }) => {
  const gitName = unique('private').replace('_', '-');
  await gitServer(cloud).createRepository(gitName);
  await gitServer(cloud).setAccess(gitName, access);
  const url = `${cloud.gitUrl}/acme/${gitName}.git`;
  const clone = await cloneRepository(url.replace('://', `://${access.username}:${access.password}@`));
  await clone.push('first commit');
  return { gitName, url, clone, repository: `company/${gitName}` };
};

describe('a private repository', () => {
  test('is fetched with a token that is tested, rotated, and seen nowhere', async () => {
    const since = new Date();
    const [first, second, wrong] = [unique('secret-one'), unique('secret-two'), unique('secret-wrong')];
    const { gitName, url, clone, repository } = await privateRepository({ username: 'kim', password: first });
    await expect(client.call('repositories.add', { url, repository })).rejects.toThrow('it needs a sign-in');
    const given = { auth: 'token' as const, username: 'kim' };
    await expect(client.call('repositories.add', { url, repository, ...given, secret: wrong })).rejects.toThrow(
      'these credentials may not read it',
    );
    const { webhookSecret, ...added } = await client.call('repositories.add', {
      url,
      repository,
      ...given,
      secret: first,
    });
    expect(added.credentials).toEqual({ kind: 'token', setAt: expect.any(String) });
    await gitServer(cloud).setHook(gitName, { url: added.webhookUrl, secret: webhookSecret });
    await clone.write({ 'dags/flow.py': dagSource(unique('private')) });
    expect(await receiptOf(cloud, repository, (await clone.push('one')).commit)).toMatchObject({ outcome: 'live' });

    await gitServer(cloud).setAccess(gitName, { username: 'kim', password: second });
    await expect(client.call('credentials.set', { repository, ...given, secret: wrong })).rejects.toThrow(
      'may not read',
    );
    const navigator = await personLoggedIn(cloud);
    const rotated = await navigator(
      ['repo', 'credentials', repository, '--auth', 'token', '--username', 'kim', '--secret-stdin'],
      { input: `${second}\n` },
    );
    expect(rotated.exit).toBe(0);
    await clone.git('remote', 'set-url', 'origin', url.replace('://', `://kim:${second}@`));
    await clone.write({ 'dags/flow.py': dagSource(unique('rotated')) });
    expect(await receiptOf(cloud, repository, (await clone.push('two')).commit)).toMatchObject({ outcome: 'live' });

    const inSecrets = (await Array.fromAsync(readSecrets(cloud))).map(({ text }) => text).join('\n');
    expect([first, second, wrong].map((each) => inSecrets.includes(each))).toEqual([false, true, false]);
    const places: string[] = [];
    for await (const { place, text } of readStores(cloud, since)) {
      const encoded = [first, second, wrong].map((each) => Buffer.from(`kim:${each}`).toString('base64'));
      if ([first, second, wrong, ...encoded].some((each) => text.includes(each))) places.push(place);
    }
    expect(places).toEqual([]);
    expect(rotated.out + rotated.err).not.toContain(second);
  });

  test('is fetched by a GitHub App that is installed on it', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const { gitName, url, clone, repository } = await privateRepository({ username: 'kim', password: 'of-a-person' });
    await gitServer(cloud).setAccess(gitName, {
      username: 'kim',
      password: 'of-a-person',
      app: { id: '12', installation: '34', publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString() },
    });
    const { webhookSecret, ...added } = await client.call('repositories.add', {
      url,
      repository,
      provider: 'github',
      auth: 'github-app',
      appId: '12',
      installationId: '34',
      secret: privateKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
    });
    await gitServer(cloud).setHook(gitName, { url: added.webhookUrl, secret: webhookSecret });
    await clone.write({ 'dags/flow.py': dagSource(unique('app')) });
    expect(await receiptOf(cloud, repository, (await clone.push('by the app')).commit)).toMatchObject({
      outcome: 'live',
    });
  });
});

test('an outage of the provider keeps what is live, and is told once, and once that it is over', async () => {
  const workflow = unique('outage');
  const { name, gitName, clone } = await publish(cloud, { 'flow.py': dagSource(workflow) });
  await overhearEvents(cloud);
  await gitServer(cloud).setAccess(gitName, { status: 503 });
  for (let round = 1; round <= 2; round += 1) {
    await client.call('repositories.sync', { repository: name });
    const since = Date.now();
    await repositoryWhere(
      name,
      `failing for the ${round}. time`,
      ({ state, lastError }) => state === 'failing' && Date.parse(lastError?.at ?? '') > since,
    );
  }
  expect(await stateOf(workflow)).toBe('live');
  await gitServer(cloud).setAccess(gitName, {});
  await clone.write({ 'dags/flow.py': dagSource(workflow, { expression: '"after"' }) });
  expect(await receiptOf(cloud, name, (await clone.push('after')).commit)).toMatchObject({ outcome: 'live' });

  const told = await eventually(
    'both events',
    20,
    async () => {
      const events: string[] = [];
      for await (const { place, text } of readStores(cloud, new Date())) {
        const type = /repository\.(failing|recovered)/.exec(text)?.[1];
        if (place.startsWith('queue') && type && text.includes(name)) events.push(type);
      }
      return events.length >= 2 ? events : undefined;
    },
    2_500,
  );
  expect(told).toEqual(['failing', 'recovered']);
});

test('what is personal is seen and changed by that person and by administrators only', async () => {
  const keyFor = async (person: string, level: 'read' | 'admin', resources: string[]) => {
    const { key } = await client.call('keys.create', { name: 'test', person, level, resources });
    return clientOf(cloud, key);
  };
  const kim = await keyFor('kim@example.com', 'admin', ['personal/kim/*']);
  const lee = await keyFor('lee@example.com', 'read', ['*']);
  const gitName = unique('drafts').replace('_', '-');
  await gitServer(cloud).createRepository(gitName);
  const repository = `personal/kim/${gitName}`;
  await kim.call('repositories.add', { url: `${cloud.gitUrl}/${gitName}.git`, repository });
  await expect(lee.call('repositories.get', { repository })).rejects.toThrow('which your key does not grant');
  const seen = async (by: typeof lee) => (await repositoriesOf(by)).some(({ name }) => name === repository);
  expect([await seen(lee), await seen(kim), await seen(client)]).toEqual([false, true, true]);
  await client.call('repositories.remove', { repository });
  await isGone(repository);
});
