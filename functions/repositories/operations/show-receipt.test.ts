import { expect, test } from 'vitest';
import { memoryStore } from '../../../test/support/memory-store.ts';
import { repositoryRecord } from '../../../test/support/repository-record.ts';
import { repositoryTable } from '../adapters/repository-table.ts';
import { testRuns } from '../adapters/test-runs.ts';
import type { Receipt } from '../contract.ts';
import { receiptPages } from './receipt-pages.ts';
import { showReceipt } from './show-receipt.ts';

const written = new Date('2026-01-10T12:00:00.000Z');
const readKey = async () => 'key';
const pageOf = receiptPages({ readKey, apiUrl: 'https://api.example.com/' });
const receipt: Receipt = {
  id: 'p-1',
  repository: 'company/sales',
  commit: 'c'.repeat(40),
  branch: 'main',
  outcome: 'live',
  files: [],
  notes: [],
  stages: {},
  noticedAt: written.toISOString(),
  writtenAt: written.toISOString(),
};

const setUp = async () => {
  let clock = written.getTime();
  const store = memoryStore();
  const [table, runs] = [repositoryTable(store), testRuns(store)];
  const repository = repositoryRecord();
  await table.create(repository);
  await table.addReceipt(repository.id, receipt);
  const show = showReceipt({ tableOf: () => table, runsOf: () => runs, readKey, now: () => new Date(clock) });
  return {
    table,
    runs,
    visit: (link: string) => show(new URL(link).searchParams.get('of') ?? ''),
    pass: (days: number) => {
      clock += days * 24 * 3_600_000;
    },
  };
};

test('a link shows its receipt for thirty days', async () => {
  const { visit, pass } = await setUp();
  const link = await pageOf('acme', 'company-sales', receipt, written);
  expect(await visit(link)).toMatchObject({ status: 200, page: expect.stringContaining('of company/sales') });
  pass(30);
  expect(await visit(link)).toMatchObject({ status: 200 });
  pass(1);
  expect(await visit(link)).toMatchObject({ status: 404 });
});

test('the page of a push shows what its tests came to since its receipt was written', async () => {
  const { table, runs, visit } = await setUp();
  const run = { id: 'f'.repeat(64), attempt: 1, commit: 'c'.repeat(40), startedAt: written.toISOString() };
  const tested: Receipt = { ...receipt, id: 'p-2', tests: { id: run.id, state: 'running' } };
  await table.addReceipt('company-sales', tested);
  await runs.settle('company-sales', { ...run, state: 'failed', output: 'assert 1 == 2 <b>' });
  const { page } = await visit(await pageOf('acme', 'company-sales', tested, written));
  expect(page).toContain('<span class="failed">failed</span>');
  expect(page).toContain('assert 1 == 2 &lt;b&gt;');
});

test('links made on one day are the same', async () => {
  const later = new Date('2026-01-10T23:59:59.000Z');
  const links = [written, later].map((at) => pageOf('acme', 'company-sales', receipt, at));
  expect(new Set(await Promise.all(links)).size).toBe(1);
});

test('whatever is wrong with a link, the same page says what to do', async () => {
  const { visit, pass } = await setUp();
  const good = await pageOf('acme', 'company-sales', receipt, written);
  const links = [
    'https://api.example.com/receipts',
    `${good}x`,
    await pageOf('acme', 'company-sales', { id: 'p-2' }, written),
    await pageOf('acme', 'company-gone', receipt, written),
  ];
  const shown = await Promise.all(links.map(visit));
  pass(31);
  shown.push(await visit(good));
  expect(new Set(shown.map((each) => JSON.stringify(each))).size).toBe(1);
  expect(shown[0]).toMatchObject({ status: 404, page: expect.stringContaining('navigator push status') });
});
