import type { CredentialKind, Provider } from '../contract.ts';

interface Told {
  readonly name: string;
  readonly provider: Provider;
  readonly credentials?: { readonly kind: CredentialKind };
  readonly statusRefused?: { readonly message: string };
}

/** What Navigator has to be signed in with to set statuses. */
const needed: Readonly<Record<Exclude<Provider, 'git'>, string>> = {
  github: 'a token that has Commit statuses: Read and write (a classic one: repo:status), or a GitHub App',
  gitlab: 'an access token of the scope api and the role Developer',
  bitbucket: 'a repository access token',
  gitea: 'an access token that has repository: Read and Write',
};

const whyNot = ({ credentials, statusRefused }: Told): string | undefined => {
  if (credentials === undefined) {
    return 'It is read without credentials.';
  }
  return credentials.kind === 'gitlab-deploy-token' ? 'A deploy token cannot set them.' : statusRefused?.message;
};

/**
 * Why pushers see no status at their commits, and what to do; undefined where nothing is known to be in the way, and for
 * Git servers that have no such thing.
 */
export const whyNoStatus = (repository: Told): string | undefined => {
  const { name, provider, credentials } = repository;
  const why = whyNot(repository);
  if (provider === 'git' || why === undefined) {
    return undefined;
  }
  const remedy =
    credentials?.kind === 'github-app'
      ? 'Give the GitHub App the permission Checks: Read and write, and accept it where it is installed.'
      : `Sign in with ${needed[provider]}: navigator repo credentials ${name}`;
  return `Its commits show no status on ${provider}. ${why} ${remedy}`;
};

/** Whether statuses can be tried at all. */
export const maySetStatus = ({ provider, credentials }: Told): boolean =>
  provider !== 'git' && credentials !== undefined && credentials.kind !== 'gitlab-deploy-token';
