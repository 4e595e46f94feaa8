import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RunDiagnosed } from '../../knowledge/contract.ts';
import type { RunChanged } from '../../runs/contract.ts';
import { applyDiagnosis, applyRun, type Entry, showEntry } from './entry.ts';

const at = (second: number): string => new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();

const changed = (run: Partial<RunChanged['run']>): RunChanged => ({
  id: 'e1',
  time: at(0),
  tenant: 'acme',
  correlationId: 'n-1',
  run: {
    id: 'n-1',
    workflow: 'nightly',
    repository: 'company/sales',
    environment: 'main',
    state: 'queued',
    triggeredBy: 'kim',
    queuedAt: at(0),
    airflowUrl: 'https://airflow.example.com/x',
    ...run,
  },
});
const diagnosed = (second: number, message?: string): RunDiagnosed => ({
  id: 'e2',
  time: at(second),
  tenant: 'acme',
  correlationId: 'n-1',
  run: 'n-1',
  workflow: 'nightly',
  repository: 'company/sales',
  error: message === undefined ? undefined : { kind: 'connection refused', message, task: 'load', signature: 's1' },
});

const queued = changed({});
const running = changed({ state: 'running', startedAt: at(1) });
const failed = changed({ state: 'failed', startedAt: at(1), endedAt: at(5), duration: 4 });
const succeeded = changed({ state: 'success', startedAt: at(200), endedAt: at(205), duration: 5 });
const failedAgain = changed({ state: 'failed', startedAt: at(400), endedAt: at(405), duration: 5 });
const lost = changed({ state: 'lost', endedAt: at(900) });

const applyAll = (events: readonly (RunChanged | RunDiagnosed)[]): Entry | undefined =>
  events.reduce<Entry | undefined>(
    (entry, event) =>
      (typeof event.run === 'string'
        ? applyDiagnosis(entry, event as RunDiagnosed)
        : applyRun(entry, event as RunChanged)) ?? entry,
    undefined,
  );
const showAll = (...events: readonly (RunChanged | RunDiagnosed)[]) => {
  const entry = applyAll(events);
  return entry && showEntry(entry);
};

describe('an entry of the ledger', () => {
  it('is the same whatever the order of events, and however often each comes', () => {
    const events = [queued, running, failed, diagnosed(6, 'refused'), failedAgain, diagnosed(406, 'timed out'), lost];
    const expected = showAll(...events);
    expect(expected).toMatchObject({ state: 'failed', endedAt: at(405), error: { message: 'timed out' } });
    fc.assert(
      fc.property(fc.shuffledSubarray([...events, ...events], { minLength: 14 }), (shuffled) => {
        expect(showAll(...shuffled)).toEqual(expected);
      }),
    );
  });

  it('tells what was executed, of whom, and how it ended', () => {
    expect(showAll(queued, failed, diagnosed(6, 'refused'))).toEqual({
      id: 'n-1',
      kind: 'run',
      name: 'nightly',
      resource: 'company/sales',
      state: 'failed',
      triggeredBy: 'kim',
      startedAt: at(0),
      endedAt: at(5),
      duration: 4,
      error: { kind: 'connection refused', message: 'refused', task: 'load', signature: 's1' },
      correlationId: 'n-1',
    });
  });

  it('is not reopened by a start that comes late', () => {
    expect(applyRun(applyAll([failed]), running)).toBeUndefined();
  });

  it('takes the later end of a run that was cleared, and with a success shows no error', () => {
    expect(showAll(failed, diagnosed(6, 'refused'), succeeded)).toMatchObject({ state: 'success', endedAt: at(205) });
    expect(showAll(failed, diagnosed(6, 'refused'), succeeded)).not.toHaveProperty('error');
  });

  it('does not show the error of an earlier end, even if its diagnosis comes last', () => {
    expect(showAll(failedAgain, diagnosed(6, 'refused'))).not.toHaveProperty('error');
  });

  it('keeps an error diagnosed by a clock that is behind', () => {
    expect(showAll(failed, diagnosed(-30, 'refused'))).toMatchObject({ error: { message: 'refused' } });
  });

  it('was lost only until its end is known', () => {
    expect(showAll(running, lost)).toMatchObject({ state: 'lost' });
    expect(showAll(running, lost, failed)).toMatchObject({ state: 'failed', endedAt: at(5) });
  });

  it('shows nothing while only its diagnosis has come', () => {
    expect(showAll(diagnosed(6, 'refused'))).toBeUndefined();
  });

  it('keeps its place when a repeated event says it was asked for at another time', () => {
    expect(showAll(queued, changed({ state: 'failed', endedAt: at(5), queuedAt: at(3) }))).toMatchObject({
      startedAt: at(0),
    });
  });
});
