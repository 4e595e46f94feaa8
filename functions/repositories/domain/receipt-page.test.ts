import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { FileOutcome, Finding, type Receipt } from '../contract.ts';
import { pageHeaders, renderNothing, renderReceipt } from './receipt-page.ts';

const at = '2026-01-01T00:00:00.000Z';

const receipt = (more: Partial<Receipt> = {}): Receipt => ({
  id: 'p-1',
  repository: 'company/sales',
  commit: 'c'.repeat(40),
  branch: 'main',
  author: 'Kim',
  message: 'Add sales\n\nAt last.',
  outcome: 'partial',
  files: [],
  notes: [],
  stages: { fetched: 200, checked: 300, published: 600, visible: 1_000 },
  noticedAt: at,
  writtenAt: at,
  ...more,
});

const pageOf = (more: Partial<Receipt> = {}) => renderReceipt(receipt(more), { path: 'dags' });

test('each stage has a bar from the end of the one before to its own', () => {
  const bars = [...pageOf().matchAll(/<rect x="([\d.]+)%" width="([\d.]+)%"/g)].map(([, x, width]) => [x, width]);
  expect(bars).toEqual([
    ['0.00', '20.00'],
    ['20.00', '10.00'],
    ['30.00', '30.00'],
    ['60.00', '40.00'],
  ]);
});

test('a push that came nowhere has no bars', () => {
  const page = pageOf({ outcome: 'failed', error: 'git.example.com is away.', stages: {} });
  expect(page).not.toContain('<rect');
  expect(page).toContain('git.example.com is away.');
});

test('each file has its outcome, and where and why it was kept back', () => {
  const findings = [{ rule: 'syntax-error', severity: 'error', line: 12, message: 'unexpected EOF', fix: 'Close it.' }];
  const files = [
    { path: 'a.py', outcome: 'quarantined', dagIds: ['a'], findings },
    { path: 'b.py', outcome: 'unchanged', dagIds: ['b'], findings: [] },
  ].map((file) => FileOutcome.parse(file));
  const page = pageOf({ files });
  expect(page).toContain('<code>dags/a.py</code>');
  expect(page).toContain('Line 12: unexpected EOF');
  expect(page).toContain('Fix: Close it.');
  expect(page).toContain('1 unchanged');
  expect(page).not.toContain('b.py');
});

test('nothing that an author wrote becomes markup', () => {
  const evil = `"'><script>alert(1)</script>&amp;`;
  const finding = Finding.parse({
    rule: evil,
    severity: 'error',
    line: 1,
    message: evil,
    why: evil,
    fix: evil,
    waived: evil,
  });
  const page = pageOf({
    repository: evil,
    branch: evil,
    author: evil,
    message: evil,
    error: evil,
    notes: [evil],
    files: [{ path: evil, outcome: 'quarantined', dagIds: [evil], findings: [finding] }],
  });
  expect(page).not.toContain('<script');
  expect(page.match(/&quot;&#39;&gt;&lt;script&gt;alert\(1\)&lt;\/script&gt;&amp;amp;/g)?.length).toBeGreaterThan(8);
});

test('pages run nothing, load nothing, and use no style but their own', () => {
  const policy = pageHeaders['content-security-policy'] ?? '';
  for (const page of [pageOf(), renderNothing()]) {
    const [, style = ''] = /<style>(.*?)<\/style>/s.exec(page) ?? [];
    const hash = createHash('sha256').update(style).digest('base64');
    expect(policy).toContain(`default-src 'none'; style-src 'sha256-${hash}';`);
    expect(page).not.toMatch(/<(script|link|img|iframe)|\sstyle=|\son\w+=|https?:/);
    expect(page.match(/<style>/g)).toHaveLength(1);
  }
});
