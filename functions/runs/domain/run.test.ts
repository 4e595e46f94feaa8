import { describe, expect, it } from 'vitest';
import { applyReport, endRun, type LedgerRun, showRun } from './run.ts';

const run: LedgerRun = {
  id: 'n-000000000001',
  workflow: 'nightly',
  repository: 'company/sales',
  environment: 'main',
  state: 'queued',
  triggeredBy: 'k1',
  queuedAt: '2026-01-01T00:00:00.000Z',
  airflowUrl: 'https://airflow.example.com/dags/nightly/runs/n-000000000001',
  airflow: { mwaaName: 'main-airflow', airflowVersion: '3.3.2', runId: 'n-000000000001' },
  isAccepted: false,
  conf: '{"secret":"x"}',
};
const startedAt = '2026-01-01T00:00:01.000Z';
const endedAt = '2026-01-01T00:00:03.500Z';
const failed = { state: 'failed', startedAt, endedAt } as const;

describe('a report', () => {
  it('of a start marks the run accepted and forgets its configuration', () => {
    const after = applyReport(run, { state: 'running', startedAt });
    expect(after).toMatchObject({ state: 'running', isAccepted: true, startedAt });
    expect(after).not.toHaveProperty('conf');
  });

  it('of the end gives the duration in seconds', () => {
    expect(applyReport(run, failed)).toMatchObject({ state: 'failed', endedAt, duration: 2.5 });
  });

  it('that says nothing new changes nothing', () => {
    const ended = applyReport(run, failed) ?? run;
    expect(applyReport(ended, failed)).toBeUndefined();
    expect(applyReport(ended, { state: 'running', startedAt })).toBeUndefined();
  });

  it('of a failure does not undo a cancellation, which is a failure to Airflow', () => {
    const cancelled = endRun(run, 'cancelled', '2026-01-01T00:00:02.000Z');
    expect(applyReport(cancelled, failed)).toBeUndefined();
  });

  it('of a later end counts: somebody cleared the run in Airflow', () => {
    const ended = applyReport(run, failed) ?? run;
    const later = { state: 'success', startedAt, endedAt: '2026-01-01T01:00:00.000Z' } as const;
    expect(applyReport(ended, later)).toMatchObject({ state: 'success' });
    expect(applyReport(applyReport(ended, later) ?? ended, failed)).toBeUndefined();
  });

  it('of a later start and the same end counts: it was cleared and failed once more, and has new logs', () => {
    const ended = { ...(applyReport(run, failed) ?? run), logs: 'read' as const };
    const again = {
      state: 'failed',
      startedAt: '2026-01-01T00:59:00.000Z',
      endedAt: '2026-01-01T01:00:00.000Z',
    } as const;
    expect(applyReport(ended, again)).toMatchObject({ ...again, duration: 60, logs: 'pending' });
    expect(applyReport(ended, { ...failed, endedAt: again.endedAt })).toBeUndefined();
  });

  it('finds a lost run again', () => {
    expect(applyReport(endRun(run, 'lost', endedAt), { state: 'running', startedAt })).toMatchObject({
      state: 'running',
    });
  });
});

it('what is shown holds nothing of the ledger alone', () => {
  expect(showRun(run)).not.toHaveProperty('conf');
  expect(showRun(run)).not.toHaveProperty('airflow');
});
