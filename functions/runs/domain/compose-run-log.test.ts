import { expect, it } from 'vitest';
import { RunLogHead } from '../../knowledge/contract.ts';
import { composeRunLog, type TryLog } from './compose-run-log.ts';
import { shorten } from './read-log-event.ts';

const head = RunLogHead.parse({
  run: {
    id: 'n-1',
    workflow: 'nightly',
    repository: 'company/sales',
    environment: 'main',
    state: 'failed',
    triggeredBy: 'kim',
    queuedAt: '2026-01-01T00:00:00Z',
    airflowUrl: 'https://airflow.example.com',
  },
  tasks: [],
  notes: [],
});

const load = { task: 'load', mapIndex: -1, try: 1 };
const logOf = (...lines: string[]): TryLog => ({
  ...load,
  events: lines.map((line, index) => ({
    ...load,
    line: index + 1,
    at: '2026-01-01T00:00:00Z',
    lines: [line],
    exceptions: [],
  })),
  leftOut: 0,
  isCut: false,
});

const notesOf = (log: TryLog): string[] =>
  RunLogHead.parse(JSON.parse(composeRunLog(head, [log], 100_000).split('\n')[0] ?? '')).notes;

it('notes how many lines were cut', () => {
  expect(notesOf(logOf('x'.repeat(2_000), 'it goes on…'))).toEqual([]);
  expect(notesOf(logOf(shorten('x'.repeat(5_000)), 'short', shorten('y'.repeat(2_001))))).toEqual([
    'of task load, try 1, 2 lines were cut after 2,000 characters',
  ]);
});
