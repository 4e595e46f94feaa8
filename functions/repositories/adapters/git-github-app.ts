import { createPrivateKey } from 'node:crypto';
import { SignJWT } from 'jose';
import * as z from 'zod';
import type { GithubApp } from '../domain/credentials.ts';
import { askRest, githubApiOf, githubHeaders, repositoryPathOf } from './git-rest.ts';

const Installation = z.object({ token: z.string(), expires_at: z.iso.datetime({ offset: true }) });

/** Milliseconds before its end from which a token counts as over. */
const margin = 5 * 60_000;

/** GitHub's clock may be behind ours by a minute, and a JWT may live for ten. */
const signJwt = ({ appId, privateKey }: GithubApp, now: Date): Promise<string> => {
  const seconds = Math.floor(now.getTime() / 1000);
  return new SignJWT()
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT' })
    .setIssuer(appId)
    .setIssuedAt(seconds - 60)
    .setExpirationTime(seconds + 540)
    .sign(createPrivateKey(privateKey));
};

/** What a token of an installation may do: `{ contents: 'read' }`. */
export type Permissions = Readonly<Record<string, 'read' | 'write'>>;

/**
 * Gets a token of a GitHub App's installation that may do this with the one repository, and remembers it for most of its
 * hour:
 * https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-an-installation-access-token-for-a-github-app
 */
export const installationTokens = ({ now }: { now: () => Date }, permissions: Permissions = { contents: 'read' }) => {
  const known = new Map<string, { token: string; until: number }>();
  return async (url: string, app: GithubApp): Promise<string> => {
    const key = `${url} ${app.appId} ${app.installationId} ${app.privateKey}`;
    const before = known.get(key);
    if (before && before.until > now().getTime()) {
      return before.token;
    }
    const { token, expires_at } = await askRest({
      method: 'POST',
      url: `${githubApiOf(url)}/app/installations/${app.installationId}/access_tokens`,
      headers: githubHeaders(await signJwt(app, now())),
      body: { repositories: [repositoryPathOf(url).split('/').at(-1)], permissions },
      answer: Installation,
    });
    known.set(key, { token, until: Date.parse(expires_at) - margin });
    return token;
  };
};
