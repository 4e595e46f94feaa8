import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { loadCredentials } from '../adapters/credential-secrets.ts';
import type { Remote } from '../adapters/git.ts';
import { installationTokens } from '../adapters/git-github-app.ts';
import {
  basicAuthorization,
  type Credentials,
  type GithubApp,
  installationAuthorization,
} from '../domain/credentials.ts';
import type { RepositoryRecord } from '../domain/repository.ts';

/** A token that a GitHub App's installation may read the repository with. */
export type InstallationToken = (url: string, app: GithubApp) => Promise<string>;

/** The repository as it is asked for with these credentials. Throws what `InstallationToken` throws. */
export const signInWith =
  (deps: { readonly installationToken: InstallationToken }) =>
  async (url: string, credentials: Credentials): Promise<Remote> => {
    const authorization =
      credentials.kind === 'github-app'
        ? installationAuthorization(await deps.installationToken(url, credentials))
        : basicAuthorization(credentials.username, credentials.token);
    return { url, authorization };
  };

/** The repository as it is asked for with the credentials that are kept for it. */
export const signIn = (deps: {
  readonly installationToken: InstallationToken;
  readonly loadCredentials: (secret: string) => Promise<Credentials>;
}) => {
  const signInTo = signInWith(deps);
  return async ({ url, credentials }: Pick<RepositoryRecord, 'url' | 'credentials'>): Promise<Remote> =>
    credentials ? signInTo(url, await deps.loadCredentials(credentials.secret)) : { url };
};
export type SignIn = ReturnType<typeof signIn>;

/** `signIn` with the credentials in Secrets Manager, for those functions that may read them. */
export const signInByKeptCredentials = (deps: {
  readonly client: SecretsManagerClient;
  readonly now: () => Date;
}): SignIn => signIn({ installationToken: installationTokens(deps), loadCredentials: loadCredentials(deps) });
