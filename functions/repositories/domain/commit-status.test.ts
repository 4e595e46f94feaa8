import { expect, test } from 'vitest';
import { repositoryRecord } from '../../../test/support/repository-record.ts';
import { type FileOutcome, Finding, type Receipt } from '../contract.ts';
import { composeStatus } from './commit-status.ts';

const at = '2026-01-01T00:00:00.000Z';
const repository = repositoryRecord();

const file = (path: string, outcome: FileOutcome['outcome'], findings: Finding[] = []): FileOutcome => ({
  path,
  outcome,
  dagIds: [path.replace('.py', '')],
  findings,
});

const receipt = (more: Partial<Receipt> = {}): Receipt & { commit: string } => ({
  id: 'p-1',
  repository: 'company/sales',
  branch: 'main',
  outcome: 'live',
  files: [file('a.py', 'live')],
  notes: [],
  stages: { fetched: 200, checked: 240, published: 600, visible: 1_300 },
  noticedAt: at,
  writtenAt: at,
  ...more,
  commit: 'c'.repeat(40),
});

const statusOf = (more: Partial<Receipt> = {}) => composeStatus(receipt(more), repository, 'https://example.com/page');

test.each([
  ['live', [file('a.py', 'live')], 'success', '1 live · visible in Airflow after 1.3 s'],
  ['live', [file('a.py', 'live'), file('b.py', 'held')], 'neutral', '1 live · 1 held · visible in Airflow after 1.3 s'],
  ['unchanged', [file('a.py', 'unchanged')], 'success', 'Nothing to change'],
  [
    'partial',
    [file('a.py', 'live'), file('b.py', 'quarantined')],
    'failure',
    '1 live · 1 quarantined · visible in Airflow after 1.3 s',
  ],
  ['rejected', [file('b.py', 'quarantined')], 'failure', '1 quarantined'],
] as const)('a push that is %s with %j is a %s', (outcome, files, verdict, title) => {
  expect(statusOf({ outcome, files: [...files] })).toMatchObject({ verdict, title });
});

test('what is not the fault of the commit is told apart', () => {
  const pending = { outcome: 'pending', files: [file('a.py', 'pending')], stages: { published: 600 } } as const;
  expect(statusOf({ ...pending, files: [...pending.files] })).toMatchObject({ verdict: 'error', title: '1 pending' });
  const failed = statusOf({ outcome: 'failed', error: `git.example.com is away. ${'x'.repeat(500)}`, files: [] });
  expect(failed).toMatchObject({ verdict: 'error', title: expect.stringMatching(/^Not published: git\.example/) });
  expect(failed.title).toHaveLength(140);
});

test('findings are shown at their lines, from the root of the repository, the worst first and not without end', () => {
  const finding = (severity: Finding['severity'], line: number, more: Partial<Finding> = {}): Finding => ({
    ...Finding.parse({ rule: 'some-rule', severity, line, message: 'It is wrong.', why: 'It breaks.' }),
    ...more,
  });
  const many = Array.from({ length: 300 }, (_, line) => finding('warning', line + 1));
  const { annotations } = statusOf({
    outcome: 'rejected',
    files: [
      file('etl/b.py', 'quarantined', [...many, finding('critical', 12, { fix: 'Mend it.' })]),
      file('c.py', 'unchanged', [finding('error', 1)]),
    ],
  });
  expect(annotations[0]).toEqual({
    path: 'dags/etl/b.py',
    line: 12,
    level: 'failure',
    title: 'some-rule',
    message: 'It is wrong.\nIt breaks.\nFix: Mend it.',
  });
  expect(annotations[1]).toMatchObject({ line: 1, level: 'warning' });
  expect(annotations).toHaveLength(200);
  const waived = [file('d.py', 'live', [finding('warning', 3, { waived: 'it is small' })])];
  expect(statusOf({ files: waived }).annotations).toMatchObject([
    { level: 'notice', message: 'It is wrong.\nIt breaks.\nAllowed: it is small' },
  ]);
});

test('the summary has the time of each stage, and nothing in it is Markdown that an author wrote', () => {
  const { summary } = statusOf({ files: [file('<img src=x>|`a`@team.py', 'live')] });
  expect(summary).toContain('| fetched | 200 ms |\n| checked | 240 ms |\n| published | 600 ms |\n| visible | 1.3 s |');
  expect(summary).toContain('dags/\\<img src=x\\>\\|\\`a\\`\\@team.py');
  const many = Array.from({ length: 5_000 }, (_, index) => file(`${'x'.repeat(200)}${index}.py`, 'live'));
  expect(statusOf({ files: many }).summary.length).toBeLessThan(65_535);
});
