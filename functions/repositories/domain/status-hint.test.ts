import { expect, test } from 'vitest';
import { repositoryRecord } from '../../../test/support/repository-record.ts';
import type { CredentialKind } from '../contract.ts';
import { toRepository } from './repository.ts';
import { maySetStatus } from './status-hint.ts';

const at = '2026-01-01T00:00:00.000Z';
const signedInWith = (kind: CredentialKind) => ({ credentials: { kind, setAt: at, secret: 's' } });
const refused = { statusRefused: { message: 'github.com answered with status 403.', at } };

test.each([
  [{ provider: 'github' }, 'read without credentials. Sign in with a token that has Commit statuses'],
  [{ provider: 'gitlab', ...signedInWith('gitlab-deploy-token') }, 'deploy token cannot set them'],
  [{ provider: 'github', ...signedInWith('token'), ...refused }, 'status 403. Sign in with a token'],
  [
    { provider: 'github', ...signedInWith('github-app'), ...refused },
    'status 403. Give the GitHub App the permission Checks',
  ],
] as const)('a repository with %j says what is missing for statuses', (more, hint) => {
  expect(toRepository(repositoryRecord(more), 'https://api.example.com', new Date(at)).hint).toContain(hint);
});

test.each([
  [{ provider: 'git' }, false],
  [{ provider: 'github', ...signedInWith('token') }, true],
  [{ provider: 'gitea', ...signedInWith('token') }, true],
] as const)('a repository with %j has nothing to say, and its statuses are tried: %s', (more, isTried) => {
  const record = repositoryRecord(more);
  expect(toRepository(record, 'https://api.example.com', new Date(at)).hint).toBeUndefined();
  expect(maySetStatus(record)).toBe(isTried);
});
