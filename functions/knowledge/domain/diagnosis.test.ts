import { expect, it } from 'vitest';
import { RunDiagnosed, type RunLogHead, type TaskFailure } from '../contract.ts';
import { toDiagnosis, toRunDiagnosed } from './diagnosis.ts';

const head = (state: 'failed' | 'success' | 'cancelled'): RunLogHead => ({
  run: {
    ...{ id: 'n-1', workflow: 'nightly_sales', repository: 'company/sales', environment: 'main', state },
    ...{ triggeredBy: 'kim', queuedAt: '2026-01-01T02:00:00+01:00', airflowUrl: 'https://airflow.example.com' },
  },
  tasks: [],
  notes: ['The log of load has 200 MB.'],
});
const failure = (text?: string): TaskFailure => ({
  ...{ task: 'load', mapIndex: -1, try: 2, state: 'failed', kind: 'connection refused', confidence: 1 },
  lines: text === undefined ? [] : [{ task: 'load', mapIndex: -1, try: 2, line: 41, text }],
});
const findings = (...failures: TaskFailure[]) => ({ failures, neverRan: [], templates: new Map() });
const announce = (state: 'failed' | 'success' | 'cancelled', ...failures: TaskFailure[]) =>
  RunDiagnosed.parse(
    toRunDiagnosed(toDiagnosis(head(state), findings(...failures)), 'acme', 'ab'.repeat(32), new Date(0)),
  );

it('is announced with the line that decides, whatever its length, or the state where no line does', () => {
  expect(announce('failed', failure('refused'), failure('later'))).toMatchObject({
    id: `n-1/${'ab'.repeat(8)}`,
    tenant: 'acme',
    correlationId: 'n-1',
    error: { kind: 'connection refused', message: 'refused', task: 'load' },
  });
  expect(announce('failed', failure('x'.repeat(5_000))).error?.message).toHaveLength(500);
  expect(announce('cancelled', failure()).error?.message).toBe('Task load is failed, and its log does not say why.');
});

it('has no error where the run succeeded in the end, or nothing failed', () => {
  expect(announce('success', failure('refused')).error).toBeUndefined();
  expect(announce('failed').error).toBeUndefined();
});

it('stands among other runs by its end, else by when it was asked for, in UTC', () => {
  expect(toDiagnosis(head('failed'), findings()).at).toBe('2026-01-01T01:00:00.000Z');
});

it('fits an item of the table, however much failed, in whatever script', () => {
  const wordy = { ...failure('错'.repeat(2_000)), signature: 'a'.repeat(64) };
  const many = Array.from({ length: 500 }, () => ({
    ...wordy,
    lines: Array.from({ length: 50 }, () => wordy.lines).flat(),
  }));
  const diagnosis = toDiagnosis(head('failed'), findings(...many));
  expect(Buffer.byteLength(JSON.stringify(diagnosis))).toBeLessThan(350_000);
  expect(diagnosis.notes).toEqual(['The log of load has 200 MB.', '470 more tries of tasks failed.']);
});

it('names a few of many notes, and how many there are', () => {
  const notes = Array.from({ length: 1_000 }, (_, index) => `of task each[${index}], try 1, 3 lines were left out`);
  const diagnosis = toDiagnosis({ ...head('failed'), notes }, findings());
  expect(diagnosis.notes).toEqual([...notes.slice(0, 20), '980 more notes of this kind.']);
});
