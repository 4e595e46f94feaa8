import { expect, it } from 'vitest';
import { createChecker } from './check-file.ts';

const { checkFile } = createChecker({ airflowVersion: '3.3.2', pythonVersion: '3.12' });

const found = (source: string) =>
  checkFile('x.py', Buffer.from(source)).findings.map(({ rule, severity, waived }) => [rule, severity, waived]);

const call = 'BUCKET = Variable.get("bucket")';
const source = (before: string, after = ''): string => `from airflow.sdk import Variable\n${before}${call}${after}\n`;

it('notes the reason that the file gives, on the line or alone on the one above', () => {
  const noted = [['settings-at-import', 'info', 'it never changes']];
  expect(found(source('', '  # navigator: allow settings-at-import because it never changes'))).toEqual(noted);
  expect(found(source('# navigator: allow settings-at-import because it never changes\n'))).toEqual(noted);
});

it('counts for its own line only', () => {
  const far = '# navigator: allow settings-at-import because it never changes\nx = 1\n';
  expect(found(source(far))).toEqual([['settings-at-import', 'warning', undefined]]);
});

it.each([
  ['without a reason', '# navigator: allow settings-at-import'],
  ['of a rule there is not', '# navigator: allow settings because it never changes'],
  ['without a rule', '# navigator: allow'],
])('refuses one %s, and says so', (_name, comment) => {
  expect(found(source(`${comment}\n`))).toEqual([
    ['settings-at-import', 'warning', undefined],
    ['waiver-refused', 'warning', undefined],
  ]);
});

it('does not waive security rules', () => {
  const check = checkFile(
    'x.py',
    Buffer.from(
      'import requests\n# navigator: allow import-network because we need it\nrequests.get("https://x.example")\n',
    ),
  );
  expect(check.verdict).toBe('rejected');
  expect(check.findings.map(({ rule }) => rule)).toEqual(['import-network', 'waiver-refused', 'S113']);
});

it('waives a missing package', () => {
  const check = checkFile(
    'x.py',
    Buffer.from('import acme_tools  # navigator: allow package-missing because it is there\n'),
  );
  expect(check.packages).toEqual([]);
  expect(check.findings).toMatchObject([{ rule: 'package-missing', severity: 'info', waived: 'it is there' }]);
});
