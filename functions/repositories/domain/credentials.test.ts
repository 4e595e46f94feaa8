import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Provider } from '../contract.ts';
import { type GivenCredentials, readCredentials } from './credentials.ts';

const place = (provider: Provider, url = 'https://git.example.com/acme/sales.git') => ({ provider, url });
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const pem = rsa.export({ type: 'pkcs1', format: 'pem' }).toString();
const elliptic = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

test('a token is kept without the line break it was piped with', () => {
  expect(readCredentials(place('git'), { auth: 'token', secret: 'abc\n' })).toEqual({
    kind: 'token',
    username: 'x-access-token',
    token: 'abc',
  });
  expect(readCredentials(place('bitbucket'), { auth: 'bitbucket-access-token', secret: 'abc' })).toMatchObject({
    username: 'x-token-auth',
  });
});

test('the private key of a GitHub App is kept with the ids it is used with', () => {
  const app = { auth: 'github-app' as const, appId: '12', installationId: '34', secret: pem };
  expect(readCredentials(place('github'), app)).toMatchObject({
    kind: 'github-app',
    installationId: '34',
    privateKey: pem.trim(),
  });
});

describe('what will not do is refused with what is wrong, and without the secret', () => {
  const refused: readonly [string, Provider, GivenCredentials][] = [
    ['privateKey', 'github', { auth: 'github-app', appId: '1', installationId: '2', secret: 'hush-hush' }],
    ['not an RSA key', 'github', { auth: 'github-app', appId: '1', installationId: '2', secret: elliptic }],
    ['needs both', 'github', { auth: 'github-app', appId: '1', secret: pem }],
    ['username', 'gitlab', { auth: 'gitlab-deploy-token', secret: 'hush-hush' }],
    ['is for gitlab', 'github', { auth: 'gitlab-deploy-token', username: 'u', secret: 'hush-hush' }],
    ['is for bitbucket', 'gitea', { auth: 'bitbucket-access-token', secret: 'hush-hush' }],
    ['one word', 'git', { auth: 'token', secret: 'hush hush-hush' }],
    ['one word', 'git', { auth: 'token', secret: ' \n' }],
  ];

  test.each(refused)('%s', (why, provider, given) => {
    const refusal = (() => {
      try {
        return readCredentials(place(provider), given);
      } catch (error) {
        return error;
      }
    })();
    expect(refusal).toMatchObject({ code: 'input.invalid' });
    expect(String(refusal)).toContain(why === 'privateKey' ? 'PEM' : why);
    expect(String(refusal)).not.toContain('hush-hush');
  });

  test('an address without encryption, unless it is of this machine', () => {
    const given = { auth: 'token' as const, secret: 'abc' };
    expect(() => readCredentials(place('git', 'http://git.example.com/x.git'), given)).toThrow('only sent over https');
    expect(() => readCredentials(place('git', 'http://127.0.0.1.example.com/x.git'), given)).toThrow('https');
    expect(readCredentials(place('git', 'http://127.0.0.1:3000/x.git'), given)).toMatchObject({ token: 'abc' });
  });
});
