import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { createGitServer } from '../../../local/git-server.ts';
import { cloneRepository } from '../../../test/support/git-repository.ts';
import { basicAuthorization, installationAuthorization } from '../domain/credentials.ts';
import type { Delivery } from '../domain/webhook/delivery.ts';
import { formatOf } from '../domain/webhook/formats.ts';
import { gitProvider } from './git.ts';
import { installationTokens } from './git-github-app.ts';
import { askRest } from './git-rest.ts';
import { webhookApis } from './git-webhooks.ts';
import { newWebhookSecret } from './webhook-secrets.ts';

const listen = async (server: Server): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

let directory: string;
let gitServer: Server;
let receiver: Server;
let origin: string;
let hookUrl: string;
let received: Promise<Delivery>;

const control = async (path: string, body: unknown): Promise<void> => {
  await fetch(`${origin}/_control/${path}`, {
    method: 'POST',
    body: JSON.stringify({ name: 'sales', ...(body as object) }),
  });
};

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'navigator-hosting-'));
  gitServer = createGitServer(directory);
  received = new Promise((resolve) => {
    receiver = createServer(async (request, response) => {
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
      resolve({ headers, body: await text(request) });
      response.end();
    });
  });
  origin = await listen(gitServer);
  hookUrl = await listen(receiver);
  await control('repositories', {});
});

afterEach(async () => {
  for (const server of [gitServer, receiver]) {
    server.closeAllConnections();
    server.close();
  }
  await rm(directory, { recursive: true });
});

const url = () => `${origin}/acme/sales.git`;
const vendors = ['github', 'gitlab', 'bitbucket', 'gitea'] as const;

describe.each(vendors)('the webhook set through the API of %s', (vendor) => {
  const set = (token: string, secret: string) => webhookApis[vendor](url(), token, { url: hookUrl, secret });

  test('is sent by the next push, signed with the newest of its secrets', async () => {
    await control('access', { apiToken: 'good' });
    const secret = newWebhookSecret();
    await set('good', newWebhookSecret());
    await set('good', secret);
    const clone = await cloneRepository(url());
    const { commit } = await clone.push('First');
    const delivery = await received;
    const told = formatOf(delivery);
    expect(told?.vendor).toBe(vendor);
    expect(told?.format.isSigned(delivery, secret, new Date())).toBe(true);
    expect(told?.format.idOf(delivery)).toMatch(/^[\w-]{1,100}$/);
    expect(told?.format.readIntent(delivery, 'refs/heads/main')).toEqual({ kind: 'push', commit });
  });

  test('needs a token that the provider knows, which no error shows', async () => {
    await control('access', { apiToken: 'good' });
    const refusal = await set('hush-hush', newWebhookSecret()).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ name: 'ProviderRefused', message: expect.stringContaining('status 401') });
    expect(JSON.stringify(refusal) + String(refusal)).not.toContain('hush-hush');
  });
});

test('a GitLab without signing tokens gets the secret as a secret token', async () => {
  await control('access', { apiToken: 'good', signs: false });
  const secret = newWebhookSecret();
  await webhookApis.gitlab(url(), 'good', { url: hookUrl, secret });
  await (await cloneRepository(url())).push('First');
  const delivery = await received;
  expect(delivery.headers).toHaveProperty('x-gitlab-token', secret);
  expect(formatOf(delivery)?.format.isSigned(delivery, secret, new Date())).toBe(true);
});

test('a server that is no API, or away, is told of as what it is', async () => {
  const site = `${hookUrl}/acme/sales.git`;
  const wanted = { url: hookUrl, secret: 's' };
  await expect(webhookApis.gitea(site, 't', wanted)).rejects.toThrow('does not answer like the API');
  await expect(webhookApis.gitea('http://127.0.0.1:1/a/b.git', 't', wanted)).rejects.toMatchObject({
    name: 'ProviderUnavailable',
  });
});

describe('a provider that limits us', () => {
  const inAMinute = () => Math.floor(Date.now() / 1_000) + 60;

  test.each([
    ['says for how many seconds', 429, () => ({ 'retry-after': '60' })],
    ['says until when', 503, () => ({ 'retry-after': new Date(inAMinute() * 1_000).toUTCString() })],
    ['is GitHub', 403, () => ({ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(inAMinute()) })],
  ])('and %s is to be left alone for as long', async (_how, status, headers) => {
    const limiting = createServer((_request, response) => response.writeHead(status, headers()).end('{}'));
    const ask = askRest({ method: 'GET', url: await listen(limiting), headers: {}, answer: z.unknown() });
    const refusal = await ask.catch((error: unknown) => error);
    limiting.close();
    expect(refusal).toMatchObject({ name: 'ProviderUnavailable' });
    expect(Math.round((refusal as { retryAfter: number }).retryAfter / 10_000)).toBe(6);
  });

  test('is not taken for one that refuses, nor the other way round', async () => {
    const refusing = createServer((_request, response) =>
      response.writeHead(403, { 'x-ratelimit-remaining': '4999' }).end('{}'),
    );
    const ask = askRest({ method: 'GET', url: await listen(refusing), headers: {}, answer: z.unknown() });
    await expect(ask).rejects.toMatchObject({ name: 'ProviderRefused' });
    refusing.close();
  });
});

const privately = { username: 'kim', password: 'pass:word' };

test('a private repository is read with the right credentials only', async () => {
  const { commit } = await (await cloneRepository(url())).push('First');
  await control('access', privately);
  const provider = gitProvider();
  const authorization = basicAuthorization(privately.username, privately.password);
  const remote = { url: url(), authorization };
  expect(await provider.findTip(remote, 'refs/heads/main')).toEqual({ kind: 'commit', commit });
  expect(await provider.withCommit(remote, commit, async ({ message }) => message)).toBe('First');
  await expect(provider.findTip({ url: url() }, 'refs/heads/main')).rejects.toThrow('or it needs a sign-in');
  const wrong = { url: url(), authorization: basicAuthorization('kim', 'hush-hush') };
  const refusal = await provider.findTip(wrong, 'refs/heads/main').catch((error: unknown) => error);
  expect(String(refusal)).toContain('these credentials may not read it');
  expect(JSON.stringify(refusal)).not.toContain(wrong.authorization.slice(6));
});

describe('a GitHub App', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const app = {
    kind: 'github-app' as const,
    appId: '12',
    installationId: '34',
    privateKey: privateKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
  };
  const registered = {
    id: '12',
    installation: '34',
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };

  test('gets a token to read the repository with, and another one only when its hour is nearly over', async () => {
    const { commit } = await (await cloneRepository(url())).push('First');
    await control('access', { app: registered });
    let clock = Date.now();
    const tokenOf = installationTokens({ now: () => new Date(clock) });
    const token = await tokenOf(url(), app);
    const remote = { url: url(), authorization: installationAuthorization(token) };
    expect(await gitProvider().findTip(remote, 'refs/heads/main')).toEqual({ kind: 'commit', commit });
    clock += 50 * 60_000;
    expect(await tokenOf(url(), app)).toBe(token);
    await control('access', { app: { ...registered, id: 'other' } });
    clock += 10 * 60_000;
    await expect(tokenOf(url(), app)).rejects.toMatchObject({ name: 'ProviderRefused' });
  });

  test('whose key GitHub does not know is refused', async () => {
    await control('access', { app: registered });
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    const wrong = { ...app, privateKey: other.export({ type: 'pkcs8', format: 'pem' }).toString() };
    const refusal = installationTokens({ now: () => new Date() })(url(), wrong);
    await expect(refusal).rejects.toThrow('status 401');
  });
});

test('a tag is followed to its commit, also where it is an object of its own', async () => {
  const clone = await cloneRepository(url());
  const { commit } = await clone.push('First');
  await clone.git('tag', 'light');
  await clone.git('tag', '--annotate', '--message', 'Release', 'v1');
  await clone.git('push', '--quiet', 'origin', 'light', 'v1');
  const provider = gitProvider();
  const remote = { url: url() };
  for (const tag of ['light', 'v1']) {
    expect(await provider.findTip(remote, `refs/tags/${tag}`)).toEqual({ kind: 'commit', commit });
  }
  expect(await provider.findTip(remote, 'refs/tags/v2')).toEqual({ kind: 'no-ref', others: ['light', 'v1'] });
});
