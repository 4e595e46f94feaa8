import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { archiveOf } from './archive.ts';

const unpack = (archive: Uint8Array): string => {
  const folder = mkdtempSync(join(tmpdir(), 'navigator-archive-'));
  execFileSync('tar', ['-xz', '-C', folder], { input: archive });
  return folder;
};

test.each([
  ['tests/test_a.py', 'def test_a(): ...'],
  ['empty', ''],
  [`${'deep/'.repeat(60)}${'long'.repeat(40)}.py`, 'x'.repeat(512)],
  ['données/été \u{1f40d}.csv', 'y'.repeat(513)],
  // Where the record's own length grows by a digit with the length's digits.
  ...Array.from({ length: 6 }, (_, more) => [`${'p'.repeat(86 + more)}`, 'z']),
])('tar unpacks %s as it was', (path, text) => {
  const folder = unpack(
    archiveOf([
      { path, bytes: Buffer.from(text) },
      { path: 'last', bytes: Buffer.from('last') },
    ]),
  );
  expect(readFileSync(join(folder, path), 'utf8')).toBe(text);
  expect(readFileSync(join(folder, 'last'), 'utf8')).toBe('last');
});
