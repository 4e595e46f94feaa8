import { describe, expect, it } from 'vitest';
import { type AirflowView, judgeFile } from './judge-file.ts';
import type { ManifestEntry } from './manifest.ts';

const release = 'a'.repeat(64);
const file = 'live/sales-1/a.py';
const entry: ManifestEntry = {
  path: 'a.py',
  sequence: 2,
  push: 'p1',
  isConfirmed: false,
  live: {
    release,
    lastPath: 'a.py',
    contentHash: release,
    supportHash: release,
    codeHash: release,
    dagIds: ['a'],
    commit: 'c'.repeat(40),
    publishedAt: '2026-01-01T00:00:10.000Z',
  },
};
const dag = { dagId: 'a', isPaused: false, isStale: false, file, parsedAt: '2026-01-01T00:00:12Z' };
const nothing: AirflowView = { dags: [], importErrors: [], proven: new Set(), at: new Date('2026-01-01T00:00:13Z') };
const judge = (view: Partial<AirflowView>, of: ManifestEntry = entry, hasReachableSource = () => true) =>
  judgeFile({ repositoryId: 'sales-1', entry: of, file, hasReachableSource }, { ...nothing, ...view });
const shown = { outcome: 'shown', dags: [dag] };
const waiting = { outcome: 'waiting' };

describe('a published file', () => {
  it('is waited for until Airflow shows its DAG with the proof of this move', () => {
    expect(judge({})).toEqual(waiting);
    expect(judge({ dags: [dag] })).toEqual(waiting);
    expect(judge({ dags: [dag], proven: new Set(['a']) })).toEqual(shown);
  });

  it('is not shown by a DAG that is stale, of another file, or parsed before', () => {
    const proven = new Set(['a']);
    expect(judge({ proven, dags: [{ ...dag, isStale: true }] })).toEqual(waiting);
    expect(judge({ proven, dags: [{ ...dag, file: 'live/other/a.py' }] })).toEqual(waiting);
    expect(judge({ proven, dags: [{ ...dag, parsedAt: '2026-01-01T00:00:09Z' }] })).toEqual(waiting);
  });

  it('is shown by all its DAGs where one of them proves it', () => {
    const other = { ...dag, dagId: 'b' };
    expect(judge({ dags: [dag, other], proven: new Set(['b']) })).toEqual({ outcome: 'shown', dags: [dag, other] });
  });

  it('is believed two minutes later where no DAG id is short enough to ask for its source', () => {
    const unreachable = () => false;
    expect(judge({ dags: [dag] }, entry, unreachable)).toEqual(waiting);
    const late = { ...dag, parsedAt: '2026-01-01T00:02:11Z' };
    expect(judge({ dags: [late] }, entry, unreachable)).toEqual({ outcome: 'shown', dags: [late] });
  });

  it('that may hold no DAG at all is left in peace after half a minute without an error', () => {
    const live = entry.live && { ...entry.live, dagIds: [] };
    const later = { at: new Date('2026-01-01T00:00:41Z') };
    expect(judge({}, { ...entry, live })).toEqual(waiting);
    expect(judge(later, { ...entry, live })).toEqual({ outcome: 'shown', dags: [] });
    expect(judge(later)).toEqual(waiting);
  });
});

describe('an import error', () => {
  const error = (stackTrace: string, at: string, of = file) => ({ importErrors: [{ file: of, stackTrace, at }] });
  const before = '2026-01-01T00:00:09Z';
  const after = '2026-01-01T00:00:12Z';

  it('counts where it comes out of the live release', () => {
    const stackTrace = `File "/x/releases/sales-1/${release}/a.py", line 1`;
    expect(judge(error(stackTrace, after))).toEqual({ outcome: 'refused', stackTrace });
  });

  it('does not count where it comes out of an earlier release, whenever it was parsed', () => {
    expect(judge(error(`File "/x/releases/sales-1/${'b'.repeat(64)}/a.py", line 1`, after))).toEqual(waiting);
  });

  it('that names no release counts where it is later than the move', () => {
    expect(judge(error('DagBag import timeout', before))).toEqual(waiting);
    expect(judge(error('DagBag import timeout', after))).toMatchObject({ outcome: 'refused' });
  });

  it('of another file does not count', () => {
    expect(judge(error('boom', after, 'live/sales-1/deep/a.py'))).toEqual(waiting);
  });
});
