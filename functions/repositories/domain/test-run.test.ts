import { describe, expect, test } from 'vitest';
import { judgeReport, readCounts, testIdOf } from './test-run.ts';

const none = { passed: 0, failed: 0, errors: 0, skipped: 0 };

describe('the last line of pytest', () => {
  test.each([
    ['1 passed in 0.01s', { passed: 1 }],
    [
      '===== 1 failed, 12 passed, 2 skipped, 3 warnings in 61.20s (0:01:01) =====',
      { failed: 1, passed: 12, skipped: 2 },
    ],
    ['1 passed, 2 errors in 3s', { passed: 1, errors: 2 }],
    ['1 error in 0.20s', { errors: 1 }],
    ['9 passed in 1s\nE  assert 3\n1 failed in 2s\nsomething printed at exit', { failed: 1 }],
  ])('%j is counted', (output, counts) => {
    expect(readCounts(output)).toEqual({ ...none, ...counts });
  });

  test.each(['', 'no tests ran in 0.01s', '1 passed', 'it passed in 2s'])('%j says nothing', (output) => {
    expect(readCounts(output)).toBeUndefined();
  });
});

test('an interrupted run has not passed, whatever it counted until then', () => {
  const report = { exitCode: 2, isTimedOut: false, seconds: 1, output: '3 passed in 1s' };
  expect(judgeReport(report, 60)).toMatchObject({ state: 'failed', reason: expect.stringContaining('code 2') });
});

describe('what is tested', () => {
  const file = (path: string, digit: string) => ({ path, sha256: digit.repeat(64), size: 1, key: digit });
  const tree = { files: [file('a.py', '1'), file('b.py', '2')], tests: { files: [file('tests/test_a.py', '3')] } };

  test('is the same in any order, and another with any content, place or folder', () => {
    const id = testIdOf('dags', tree);
    expect(testIdOf('dags', { ...tree, files: tree.files.toReversed() })).toBe(id);
    expect(testIdOf('dags/', tree)).not.toBe(testIdOf('', tree));
    expect(testIdOf('dags', { ...tree, files: [file('a.py', '1'), file('b.py', '4')] })).not.toBe(id);
    expect(testIdOf('dags', { ...tree, tests: { files: [file('tests/test_b.py', '3')] } })).not.toBe(id);
  });
});
