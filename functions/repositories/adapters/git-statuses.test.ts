import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createGitServer } from '../../../local/git-server.ts';
import { cloneRepository } from '../../../test/support/git-repository.ts';
import type { Annotation, CommitStatus } from '../domain/commit-status.ts';
import { installationTokens } from './git-github-app.ts';
import { setCheckRun, statusApis } from './git-statuses.ts';

let directory: string;
let server: Server;
let origin: string;
let commit: string;

const url = () => `${origin}/acme/sales.git`;

const control = async (path: string, body: object): Promise<void> => {
  await fetch(`${origin}/_control/${path}`, { method: 'POST', body: JSON.stringify({ name: 'sales', ...body }) });
};

/** What is asked of a vendor's API by others than us. */
const read = async (path: string): Promise<unknown> => {
  const answer = await fetch(`${origin}${path}`, {
    headers: { authorization: 'Bearer good', 'private-token': 'good' },
  });
  return answer.json();
};

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'navigator-statuses-'));
  server = createGitServer(directory);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await control('repositories', {});
  ({ commit } = await (await cloneRepository(url())).push('First'));
  await control('access', { apiToken: 'good', password: 'only-to-fetch' });
});

afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await rm(directory, { recursive: true });
});

const statusOf = (more: Partial<CommitStatus> = {}): CommitStatus => ({
  name: 'navigator/company/sales',
  commit,
  ref: 'main',
  push: 'p-1',
  verdict: 'success',
  title: '1 live',
  summary: '',
  annotations: [],
  page: 'https://example.com/receipts?of=x',
  startedAt: '2026-01-01T00:00:00.123Z',
  completedAt: '2026-01-01T00:00:01.456Z',
  ...more,
});

const token = (text: string) => ({ kind: 'token' as const, username: 'kim', token: text });

const place = {
  github: () => `/api/v3/repos/acme/sales/commits/${commit}/statuses`,
  gitlab: () => `/api/v4/projects/acme%2Fsales/repository/commits/${commit}/statuses`,
  bitbucket: () => `/2.0/repositories/acme/sales/commit/${commit}/statuses`,
  gitea: () => `/api/v1/repos/acme/sales/statuses/${commit}`,
};

const listed = async (vendor: keyof typeof place): Promise<readonly Record<string, unknown>[]> => {
  const answer = (await read(place[vendor]())) as { values: [] } | [];
  return Array.isArray(answer) ? answer : answer.values;
};

describe.each([
  ['github', { context: 'navigator/company/sales', state: 'success' }, { state: 'failure' }, 2],
  ['gitlab', { name: 'navigator/company/sales', status: 'success', ref: 'main' }, { status: 'failed' }, 1],
  ['bitbucket', { name: 'navigator/company/sales', state: 'SUCCESSFUL', refname: 'main' }, { state: 'FAILED' }, 1],
  ['gitea', { context: 'navigator/company/sales', status: 'success' }, { status: 'failure' }, 2],
] as const)('a status on %s', (vendor, good, bad, many) => {
  const set = (secret: string, status: CommitStatus) => statusApis[vendor](url(), token(secret), status);

  test('is set once, however often it is told, and replaced by another', async () => {
    await set('good', statusOf());
    await set('good', statusOf());
    const page = vendor === 'bitbucket' ? 'url' : 'target_url';
    expect(await listed(vendor)).toMatchObject([{ ...good, description: '1 live', [page]: statusOf().page }]);
    await set('good', statusOf({ verdict: 'failure', title: '1 quarantined' }));
    const after = await listed(vendor);
    expect(after[0]).toMatchObject({ ...bad, description: '1 quarantined' });
    expect(after).toHaveLength(many);
  });

  test('is refused to a token that may only fetch, which no error shows', async () => {
    const refusal = await set('only-to-fetch', statusOf()).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ name: 'ProviderRefused', message: expect.stringContaining('status 403') });
    expect(JSON.stringify(refusal) + String(refusal)).not.toContain('only-to-fetch');
    expect(await listed(vendor)).toEqual([]);
  });
});

test('GitLab gets no address that it would refuse the status for', async () => {
  const page = `https://example.com/receipts?of=${'x'.repeat(300)}`;
  await statusApis.gitlab(url(), token('good'), statusOf({ page }));
  await statusApis.gitlab(url(), token('good'), statusOf({ page }));
  expect(await listed('gitlab')).toEqual([expect.not.objectContaining({ target_url: page })]);
});

describe('a check run on GitHub', () => {
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
  const newWorker = () => setCheckRun({ tokenOf: installationTokens({ now: () => new Date() }, { checks: 'write' }) });
  const annotation = (line: number): Annotation => ({
    path: 'dags/a.py',
    line,
    level: 'warning',
    title: 'some-rule',
    message: 'It could be better.',
  });
  const annotations = Array.from({ length: 120 }, (_, index) => annotation(index + 1));
  const runs = async () => {
    const named = `check_name=${encodeURIComponent('navigator/company/sales')}`;
    const answer = await read(`/api/v3/repos/acme/sales/commits/${commit}/check-runs?${named}`);
    return (answer as { check_runs: { id: number }[] }).check_runs;
  };

  beforeEach(() => control('access', { apiToken: 'good', app: registered }));

  test('has every finding at its line once, however often the push is told', async () => {
    const set = newWorker();
    await set(url(), app, statusOf({ verdict: 'failure', annotations }));
    await set(url(), app, statusOf({ verdict: 'failure', annotations }));
    const [run, ...others] = await runs();
    expect(others).toEqual([]);
    expect(run).toMatchObject({
      head_sha: commit,
      external_id: 'p-1',
      status: 'completed',
      conclusion: 'failure',
      details_url: statusOf().page,
      started_at: '2026-01-01T00:00:00Z',
      output: { title: '1 live', annotations_count: 120 },
    });
    const shown = await read(`/api/v3/repos/acme/sales/check-runs/${run?.id}/annotations`);
    expect(shown).toMatchObject(
      annotations.map(({ line }) => ({ path: 'dags/a.py', start_line: line, end_line: line })),
    );
  });

  test('of an attempt that broke off is completed, without what is there already', async () => {
    await newWorker()(url(), app, statusOf({ annotations: annotations.slice(0, 50) }));
    await newWorker()(url(), app, statusOf({ annotations }));
    expect(await runs()).toMatchObject([{ output: { annotations_count: 120 } }]);
  });

  test('of another push of the same commit is a run of its own', async () => {
    await newWorker()(url(), app, statusOf({ verdict: 'error' }));
    await newWorker()(url(), app, statusOf({ push: 'p-2' }));
    expect(await runs()).toMatchObject([
      { external_id: 'p-2', conclusion: 'success' },
      { external_id: 'p-1', conclusion: 'action_required' },
    ]);
  });

  test('is refused to an App that was not given the permission', async () => {
    await control('access', { app: { ...registered, permissions: { contents: 'read' } } });
    await expect(newWorker()(url(), app, statusOf())).rejects.toMatchObject({ name: 'ProviderRefused' });
  });
});
