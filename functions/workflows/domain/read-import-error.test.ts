import { expect, it } from 'vitest';
import { readImportError } from './read-import-error.ts';

const release = 'a'.repeat(64);
const folder = `releases/sales-1/${release}`;
const root = `/opt/airflow/bundles/navigator/${folder}`;
const trace = (...lines: readonly string[]) => `Traceback (most recent call last):\n${lines.join('\n')}\n`;

it('names the line of the DAG file itself, without the paths of a release', () => {
  const found = readImportError(
    trace(
      `  File "/opt/airflow/bundles/navigator/live/sales-1/nightly.py", line 9, in <module>`,
      `  File "${root}/nightly.py", line 3, in <module>`,
      '    import no_such_thing',
      "ModuleNotFoundError: No module named 'no_such_thing'",
    ),
    { folder, path: 'nightly.py' },
  );
  expect(found).toMatchObject({
    rule: 'airflow-import',
    severity: 'error',
    line: 3,
    message: "ModuleNotFoundError: No module named 'no_such_thing'",
  });
});

it('says where else it broke', () => {
  const found = readImportError(
    trace(
      `  File "${root}/nightly.py", line 3, in <module>`,
      `  File "${root}/lib/tables.py", line 7, in load`,
      `FileNotFoundError: [Errno 2] No such file or directory: '${root}/tables.json'`,
    ),
    { folder, path: 'nightly.py' },
  );
  expect(found.line).toBe(3);
  expect(found.message).toBe(
    "FileNotFoundError: [Errno 2] No such file or directory: 'tables.json' (lib/tables.py, line 7)",
  );
});

it('keeps an exception of several lines, and makes do without a frame of the file', () => {
  const found = readImportError(trace('  File "/usr/x.py", line 1, in f', 'ValueError: first', '  second'), {
    folder,
    path: 'nightly.py',
  });
  expect(found).toMatchObject({ line: 1, message: 'ValueError: first\n  second' });
});
