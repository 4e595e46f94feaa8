import { expect, test } from 'vitest';
import { memoryStore } from '../../../test/support/memory-store.ts';
import { repositoryRecord } from '../../../test/support/repository-record.ts';
import { ProviderRefused, ProviderUnavailable } from '../adapters/git-http.ts';
import { repositoryTable } from '../adapters/repository-table.ts';
import type { Provider, Receipt } from '../contract.ts';
import type { CommitStatus } from '../domain/commit-status.ts';
import type { Credentials } from '../domain/credentials.ts';
import { type RepositoryRecord, toRepository } from '../domain/repository.ts';
import { receiptPages } from './receipt-pages.ts';
import { reportPush } from './report-push.ts';

const at = '2026-01-01T00:00:00.000Z';
const commitOf = (digit: string) => digit.repeat(40);

const receipt = (push: string, digit: string, outcome: Receipt['outcome'] = 'live'): Receipt => ({
  id: push,
  repository: 'company/sales',
  commit: commitOf(digit),
  branch: 'main',
  outcome,
  files: [],
  notes: [],
  stages: {},
  noticedAt: at,
  writtenAt: at,
});

const token: Credentials = { kind: 'token', username: 'kim', token: 'hush' };
const app: Credentials = { kind: 'github-app', appId: '1', installationId: '2', privateKey: 'pem' };

const setUp = async (more: Partial<RepositoryRecord> = {}, credentials: Credentials = token) => {
  let clock = Date.parse(at);
  const table = repositoryTable(memoryStore());
  const kept = { kind: credentials.kind, setAt: at, secret: 's' };
  await table.create(repositoryRecord({ provider: 'github', credentials: kept, ...more }));
  const set: (CommitStatus & { by: string })[] = [];
  const waits: number[] = [];
  let faults: Error[] = [];
  let asked = 0;
  const setBy = (by: string) => async (_url: string, _credentials: Credentials, status: CommitStatus) => {
    asked += 1;
    const fault = faults.shift();
    if (fault) {
      throw fault;
    }
    set.push({ ...status, by });
  };
  const report = reportPush({
    tableOf: () => table,
    loadCredentials: async () => credentials,
    statusApis: {
      github: setBy('github'),
      gitlab: setBy('gitlab'),
      bitbucket: setBy('bitbucket'),
      gitea: setBy('gitea'),
    },
    setCheckRun: setBy('check run'),
    pageOf: receiptPages({ readKey: async () => 'key', apiUrl: 'https://api.example.com' }),
    now: () => new Date(clock),
    random: () => 0.5,
    wait: async (time) => void waits.push(time),
  });
  return {
    table,
    set,
    waits,
    asked: () => asked,
    fail: (...next: Error[]) => {
      faults = next;
    },
    pass: (time: number) => {
      clock += time;
    },
    settle: (each: Receipt) => table.addReceipt('company-sales', each),
    tell: ({ id, repository, commit, outcome }: Receipt) =>
      report({
        'detail-type': 'push.settled',
        detail: { id, time: at, tenant: 'acme', correlationId: id, repository, commit, outcome },
      }),
    hint: async () => {
      const record = await table.find('company-sales');
      return record && toRepository(record, 'https://api.example.com', new Date(clock)).hint;
    },
  };
};

test.each(['github', 'gitlab', 'bitbucket', 'gitea'] as const)(
  'a push to %s is shown at its commit, with a link to its page',
  async (provider: Provider) => {
    const world = await setUp({ provider });
    const one = receipt('p-1', 'a');
    await world.settle(one);
    await world.tell(one);
    const page = expect.stringMatching(/^https:\/\/api\.example\.com\/receipts\?of=[\w-]+$/);
    expect(world.set).toMatchObject([{ by: provider, commit: commitOf('a'), push: 'p-1', page }]);
  },
);

test('with a GitHub App it is a check run', async () => {
  const world = await setUp({}, app);
  await world.settle(receipt('p-1', 'a'));
  await world.tell(receipt('p-1', 'a'));
  expect(world.set).toMatchObject([{ by: 'check run' }]);
});

test('of two receipts of a commit the newer is shown, in whatever order they are told', async () => {
  const world = await setUp();
  const [failed, other, live] = [receipt('p-1', 'a', 'failed'), receipt('p-2', 'b'), receipt('p-3', 'a')];
  for (const each of [failed, other, live]) {
    await world.settle(each);
  }
  for (const each of [live, failed, failed]) {
    await world.tell(each);
  }
  expect(world.set.map(({ push, verdict }) => [push, verdict])).toEqual([
    ['p-3', 'success'],
    ['p-3', 'success'],
    ['p-3', 'success'],
  ]);
  expect(new Set(world.set.map((each) => JSON.stringify(each))).size).toBe(1);
});

test('a receipt that many others have followed is shown as well', async () => {
  const world = await setUp();
  await world.settle(receipt('p-00', 'a'));
  for (let number = 10; number < 50; number += 1) {
    await world.settle(receipt(`p-${number}`, 'b'));
  }
  await world.tell(receipt('p-00', 'a'));
  expect(world.set).toMatchObject([{ push: 'p-00' }]);
});

test.each([
  ['on a Git server without statuses', { provider: 'git' }],
  ['that is read without credentials', { credentials: undefined }],
  ['that is read with a deploy token', { credentials: { kind: 'gitlab-deploy-token', setAt: at, secret: 's' } }],
] as const)('a repository %s is asked nothing of', async (_what, more) => {
  const world = await setUp(more);
  await world.settle(receipt('p-1', 'a'));
  await world.tell(receipt('p-1', 'a'));
  expect(world.asked()).toBe(0);
});

test('neither a branch that is gone nor a repository that is has a commit to show anything at', async () => {
  const world = await setUp();
  await world.tell({ ...receipt('p-1', 'a'), commit: undefined });
  await world.tell({ ...receipt('p-1', 'a'), repository: 'company/gone' });
  expect(world.asked()).toBe(0);
});

test('a refusal is shown on the repository, is no error and is not asked again, until it is taken', async () => {
  const world = await setUp();
  await world.settle(receipt('p-1', 'a'));
  world.fail(new ProviderRefused('github.com answered with status 403.'));
  await world.tell(receipt('p-1', 'a'));
  expect(world.asked()).toBe(1);
  expect(await world.hint()).toContain('github.com answered with status 403.');
  await world.tell(receipt('p-1', 'a'));
  expect(await world.hint()).toBeUndefined();
});

test('a provider that is away is asked three times, later each time, and then again by the queue', async () => {
  const world = await setUp();
  await world.settle(receipt('p-1', 'a'));
  const away = () => new ProviderUnavailable('github.com is away.');
  world.fail(away(), away());
  await world.tell(receipt('p-1', 'a'));
  expect(world.waits).toEqual([500, 1_000]);
  expect(world.set).toHaveLength(1);
  world.fail(away(), away(), away());
  await expect(world.tell(receipt('p-1', 'a'))).rejects.toThrow('is away');
  expect(await world.hint()).toBeUndefined();
});

test('a provider that says when to come back is left alone until then', async () => {
  const world = await setUp();
  await world.settle(receipt('p-1', 'a'));
  world.fail(new ProviderUnavailable('Slow down.', { retryAfter: 3_000 }));
  await world.tell(receipt('p-1', 'a'));
  expect(world.waits).toEqual([3_500]);
  world.fail(new ProviderUnavailable('Slow down.', { retryAfter: 600_000 }));
  await expect(world.tell(receipt('p-1', 'a'))).rejects.toThrow('Slow down.');
  const asked = world.asked();
  await expect(world.tell(receipt('p-1', 'a'))).rejects.toThrow('wants no statuses before 2026-01-01T00:10:00.000Z');
  expect(world.asked()).toBe(asked);
  world.pass(600_000);
  await world.tell(receipt('p-1', 'a'));
  expect(world.asked()).toBe(asked + 1);
});
