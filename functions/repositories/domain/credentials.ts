import { createPrivateKey } from 'node:crypto';
import * as z from 'zod';
import { DomainError } from '../../shared/errors.ts';
import { isLoopback } from '../../shared/fields.ts';
import type { CredentialKind, Provider } from '../contract.ts';

const Password = z.object({ username: z.string(), token: z.string() });

/** What Navigator signs in with, as it is kept in Secrets Manager. */
export const Credentials = z.discriminatedUnion('kind', [
  Password.extend({ kind: z.literal('token') }),
  Password.extend({ kind: z.literal('gitlab-deploy-token') }),
  Password.extend({ kind: z.literal('bitbucket-access-token') }),
  z.object({
    kind: z.literal('github-app'),
    appId: z.string(),
    installationId: z.string(),
    privateKey: z.string(),
  }),
]);
export type Credentials = z.infer<typeof Credentials>;
export type GithubApp = Extract<Credentials, { kind: 'github-app' }>;

/** Credentials as they were typed. */
export interface GivenCredentials {
  readonly auth: CredentialKind;
  readonly username?: string;
  readonly appId?: string;
  readonly installationId?: string;
  readonly secret: string;
}

const invalid = (message: string, cause?: unknown): DomainError => new DomainError('input.invalid', message, { cause });

const vendorOf: Readonly<Record<GivenCredentials['auth'], Provider | undefined>> = {
  token: undefined,
  'github-app': 'github',
  'gitlab-deploy-token': 'gitlab',
  'bitbucket-access-token': 'bitbucket',
};

/** Refuses to send credentials where others could read them along the way. Throws `input.invalid`. */
export const checkTransport = (url: string): void => {
  const { protocol, hostname } = new URL(url);
  if (protocol !== 'https:' && !isLoopback(hostname)) {
    throw invalid('url: credentials are only sent over https. Give the https address.');
  }
};

/** Basic authentication takes any user name here: https://docs.github.com/en/get-started/git-basics/about-remote-repositories */
const anyUser = 'x-access-token';

/** https://support.atlassian.com/bitbucket-cloud/docs/using-access-tokens/ */
const bitbucketUser = 'x-token-auth';

const readToken = (secret: string): string => {
  const token = secret.trim();
  if (!/^\S+$/.test(token)) {
    throw invalid('secret: a token is one word.');
  }
  return token;
};

const readKey = (secret: string): string => {
  const pem = secret.trim();
  try {
    if (createPrivateKey(pem).asymmetricKeyType === 'rsa') {
      return pem;
    }
  } catch (cause) {
    throw invalid('secret: it is not the private key that GitHub gives for an App, a PEM file.', cause);
  }
  throw invalid('secret: it is not an RSA key, which GitHub gives for an App.');
};

/** The credentials that were typed for a repository; throws `input.invalid` where they do not fit it. */
export const readCredentials = (
  { url, provider }: { readonly url: string; readonly provider: Provider },
  { auth, username, appId, installationId, secret }: GivenCredentials,
): Credentials => {
  checkTransport(url);
  const vendor = vendorOf[auth];
  if (vendor && provider !== vendor && provider !== 'git') {
    throw invalid(`auth: ${auth} is for ${vendor}, and the repository is on ${provider}.`);
  }
  switch (auth) {
    case 'github-app':
      if (appId === undefined || installationId === undefined) {
        throw invalid('appId, installationId: a GitHub App needs both.');
      }
      return { kind: auth, appId, installationId, privateKey: readKey(secret) };
    case 'gitlab-deploy-token':
      if (username === undefined) {
        throw invalid('username: GitLab shows one with each deploy token.');
      }
      return { kind: auth, username, token: readToken(secret) };
    case 'bitbucket-access-token':
      return { kind: auth, username: bitbucketUser, token: readToken(secret) };
    case 'token':
      return { kind: auth, username: username ?? anyUser, token: readToken(secret) };
  }
};

/** The header of Basic authentication (RFC 7617). */
export const basicAuthorization = (username: string, password: string): string =>
  `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;

/** The header that an installation token of a GitHub App goes into. */
export const installationAuthorization = (token: string): string => basicAuthorization(anyUser, token);
