import { describe, expect, it } from 'vitest';
import { type Answers, fakeCapabilities } from '../../../test/support/fake-capabilities.ts';
import type { Diagnosis, TaskFailure } from '../../knowledge/contract.ts';
import type { ShownReceipt } from '../../repositories/contract.ts';
import type { Run } from '../../runs/contract.ts';
import { DomainError } from '../../shared/errors.ts';
import { explain } from './explain-run.ts';

const id = 'n-01k9x3f2q7wz';
const commit = 'c'.repeat(40);
const refused = 'psycopg2.OperationalError: connection to warehouse:5432 refused';

const runOf = (change: Partial<Run> = {}): Run => ({
  id,
  workflow: 'nightly_sales',
  repository: 'company/sales',
  environment: 'main',
  state: 'failed',
  triggeredBy: 'airflow',
  queuedAt: '2026-11-21T01:00:00.000Z',
  endedAt: '2026-11-21T01:05:00.000Z',
  airflowUrl: 'https://airflow.example.com/x',
  ...change,
});

const failure: TaskFailure = {
  task: 'load',
  mapIndex: -1,
  try: 2,
  state: 'failed',
  kind: 'connection refused',
  lines: [{ task: 'load', mapIndex: -1, try: 2, line: 41, text: refused }],
  signature: 's',
  confidence: 0.9,
};

const diagnosisOf = (change: Partial<Diagnosis> = {}): Diagnosis => ({
  run: id,
  workflow: 'nightly_sales',
  repository: 'company/sales',
  state: 'failed',
  endedAt: '2026-11-21T01:05:00.000Z',
  failures: [failure],
  neverRan: ['report'],
  before: { runs: ['n-01k9x3f2q7w3', 'n-01k9x3f2q7w2', 'n-01k9x3f2q7w1'], count: 3 },
  lastSuccess: { run: 'n-01k9x3f2q7w0', endedAt: '2026-11-19T01:05:00.000Z', commit },
  notes: [],
  ...change,
});

const push = (change: Partial<ShownReceipt> = {}): ShownReceipt => ({
  id: 'p1',
  repository: 'company/sales',
  commit,
  branch: 'main',
  author: 'Kim',
  message: 'Point the load at the new warehouse\n\nLonger words.',
  outcome: 'live',
  files: [{ path: 'nightly_sales.py', outcome: 'live', dagIds: ['nightly_sales'], findings: [] }],
  notes: [],
  stages: {},
  noticedAt: '2026-11-20T09:00:00.000Z',
  writtenAt: '2026-11-20T09:00:04.000Z',
  page: 'https://api.example.com/receipts?of=x',
  ...change,
});

const log =
  (...lines: readonly (readonly [line: number, message: string])[]) =>
  () => ({
    items: lines.map(([line, message]) => ({ task: 'load', try: 2, line, message })),
  });

const everything: Answers = {
  'runs.list': () => ({ items: [runOf()] }),
  'runs.get': () => runOf(),
  'diagnoses.get': () => diagnosisOf(),
  'runs.logs': log([40, 'connecting'], [41, refused]),
  'pushes.list': () => ({ items: [push()] }),
  'executions.get': () => ({
    id: 'n-01k9x3f2q7w1',
    kind: 'run',
    name: 'nightly_sales',
    resource: 'company/sales',
    state: 'failed',
    triggeredBy: 'airflow',
    startedAt: '2026-11-19T13:00:00.000Z',
    correlationId: 'n-01k9x3f2q7w1',
  }),
};

const ask = (answers: Answers, asked: Record<string, string> = {}) => {
  const { call, calls } = fakeCapabilities({ ...everything, ...answers });
  return explain(call)(asked, { principalToken: 'token' }).then((explained) => ({ ...explained, calls }));
};

const isUnknown = (): never => {
  throw new DomainError('resource.unknown', 'There is no diagnosis.');
};

const isAway = (): never => {
  throw new DomainError('upstream.unavailable', 'Knowledge did not answer.');
};

describe('a failed run', () => {
  it('is found in the ledger where so much else ran since that the list of runs does not reach it', async () => {
    const others = { 'runs.list': () => ({ items: [], next: 'more' }) };
    const failed = { ...(everything['executions.get']?.({}) as object), id };
    const ledger = { 'executions.list': ({ name }: Record<string, unknown>) => ({ items: name ? [failed] : [] }) };
    const { answer } = await ask({ ...others, ...ledger }, { workflow: 'nightly_sales' });
    expect(answer.text).toContain(refused);
  });

  it('is not said to have had no changes where the pushes were not all looked through', async () => {
    const other = push({ files: [] });
    const page = (at: string, next?: string) => ({ items: [{ ...other, writtenAt: at }], next });
    const { answer } = await ask({
      'pushes.list': ({ cursor }) => (cursor ? { items: [push()] } : page('2026-11-20T20:00:00.000Z', 'older')),
    });
    expect(answer.text).toContain('Point the load at the new warehouse');
    const { answer: endless } = await ask({ 'pushes.list': () => page('2026-11-20T20:00:00.000Z', 'older') });
    expect(endless.text).not.toContain('Nothing of nightly_sales was pushed');
    expect(endless.text).toContain('It last worked on 2026-11-19');
  });

  it('is explained by the line that decides, how often it was so before, and what was pushed since it worked', async () => {
    const { answer, about } = await ask({}, { workflow: 'nightly_sales' });
    expect(answer.text).toBe(
      [
        `The load step could not connect: “${refused}” (run ${id}, task load, try 2, line 41; same error in 3 earlier runs, first 2026-11-19 13:00 UTC)`,
        'Never ran because of it: report.',
        'Pushed to nightly_sales since it last worked on 2026-11-19 01:05 UTC (run n-01k9x3f2q7w0):',
        '- ccccccc by Kim: Point the load at the new warehouse (2026-11-20 09:00 UTC)',
      ].join('\n'),
    );
    expect(answer).toMatchObject({
      kind: 'answer',
      engine: 'offline',
      confidence: 0.9,
      citations: [{ kind: 'log', run: id, task: 'load', try: 2, line: 41, text: refused }],
      notes: [],
    });
    expect(about).toMatchObject({ run: id, workflow: 'nightly_sales', repository: 'company/sales', task: 'load' });
  });

  it('says so where nothing of the workflow was pushed', async () => {
    const other = push({ files: [{ path: 'x.py', outcome: 'live', dagIds: ['other'], findings: [] }] });
    const before = push({ writtenAt: '2026-11-18T00:00:00.000Z' });
    const { answer } = await ask({ 'pushes.list': () => ({ items: [other, before] }) });
    expect(answer.text).toContain('Nothing of nightly_sales was pushed to company/sales since it last worked');
  });

  it('quotes a line where it stands in the log now', async () => {
    const { answer } = await ask({ 'runs.logs': log([44, refused]) });
    expect(answer.citations).toMatchObject([{ line: 44 }]);
    expect(answer.text).toContain('line 44');
  });

  it('quotes no line that is not in the log', async () => {
    const { answer } = await ask({ 'runs.logs': log([41, 'something else']) });
    expect(answer.citations).toEqual([]);
    expect(answer.text).not.toContain(refused);
    expect(answer.notes.join()).toContain('not quoted');
  });

  it('says which lines could not be read again', async () => {
    const { answer } = await ask({ 'runs.logs': isAway });
    expect(answer.citations).toHaveLength(1);
    expect(answer.notes.join()).toContain('could not be read again');
  });

  it('tells why a step never ran', async () => {
    const { answer } = await ask({}, { run: id, task: 'report' });
    expect(answer.text).toMatch(
      /^The report step never ran, since the load step failed\.\nThe load step could not connect/,
    );
  });

  it('tells of the step that was asked about first, and that another did not fail', async () => {
    const first: TaskFailure = { ...failure, task: 'extract', kind: 'timeout', lines: [] };
    const answers = { 'diagnoses.get': () => diagnosisOf({ failures: [first, failure] }) };
    expect((await ask(answers, { run: id, task: 'load' })).answer.text).toMatch(/^The load step could not connect/);
    expect((await ask(answers, { run: id, task: 'clean' })).answer.text).toMatch(/^The clean step did not fail/);
  });
});

describe('the run that is meant', () => {
  it('is looked for in the ledger where a time is named', async () => {
    const { calls } = await ask(
      { 'executions.list': () => ({ items: [] }), 'runs.list': () => ({ items: [] }) },
      { workflow: 'nightly_sales', since: '2026-11-20T17:00:00Z', until: '2026-11-21T07:00:00Z' },
    );
    expect(calls[0]).toMatchObject({ operation: 'executions.list', input: { name: 'nightly_sales', state: 'failed' } });
  });

  it('is found without the ledger, within the time', async () => {
    const later = runOf({ id: 'n-01k9x3f2q7zz', queuedAt: '2026-11-21T09:00:00Z', endedAt: '2026-11-21T09:05:00Z' });
    const { about } = await ask(
      { 'runs.list': () => ({ items: [later, runOf()] }) },
      { since: '2026-11-20T17:00:00Z', until: '2026-11-21T07:00:00Z' },
    );
    expect(about.run).toBe(id);
  });

  it('is the last that failed at another time, where nothing failed at that asked about', async () => {
    const { answer, about } = await ask(
      { 'executions.list': () => ({ items: [] }) },
      { workflow: 'nightly_sales', since: '2026-11-24T18:00:00.000Z', until: '2026-11-25T08:00:00.000Z' },
    );
    expect(answer.text).toMatch(/^No run of nightly_sales since .* has failed\. The last one that did:\n/);
    expect(answer.text).toContain(refused);
    expect(about.run).toBe(id);
  });

  it('may be none: nothing failed is an answer', async () => {
    const none = { 'runs.list': () => ({ items: [] }) };
    expect((await ask(none, { workflow: 'x' })).answer.text).toBe(
      'No run of x has failed. There is no run of x at all.',
    );
    const good = await ask({
      'runs.list': ({ state }) => ({ items: state === 'failed' ? [] : [runOf({ state: 'success' })] }),
      'diagnoses.get': () => diagnosisOf({ state: 'success', failures: [], neverRan: [] }),
    });
    expect(good.answer.text).toMatch(/^No run has failed\.\nNothing failed in run/);
  });

  it('may have succeeded after tries that failed', async () => {
    const { answer } = await ask({
      'runs.list': ({ state }) => ({ items: state === 'failed' ? [] : [runOf({ state: 'success' })] }),
      'diagnoses.get': () => diagnosisOf({ state: 'success', neverRan: [] }),
    });
    expect(answer.text).toContain('succeeded in the end, after tries that failed');
    expect(answer.citations).toHaveLength(1);
  });
});

describe('where the log was not read yet', () => {
  const tasks = [
    { task: 'load', state: 'failed', try: 2, mapIndex: -1 },
    { task: 'report', state: 'upstream_failed', try: 0, mapIndex: -1 },
  ];

  it.each([
    ['no diagnosis', isUnknown, 'ask again in some seconds'],
    ['no knowledge', isAway, 'Knowledge does not answer'],
  ])('%s: says what is known, and that it is not all', async (_, diagnosis, note) => {
    const { answer } = await ask({ 'diagnoses.get': diagnosis, 'runs.get': () => runOf({ tasks }) }, { run: id });
    expect(answer.text).toBe(`Run ${id} of nightly_sales is failed.\nFailed: load.\nNever ran because of it: report.`);
    expect(answer.notes.join()).toContain(note);
    expect(answer.citations).toEqual([]);
  });

  it('a run that goes on has not failed', async () => {
    const { answer } = await ask(
      { 'diagnoses.get': isUnknown, 'runs.get': () => runOf({ state: 'running' }) },
      { run: id },
    );
    expect(answer.text).toContain('has not ended');
  });

  it('a run that is not there is told as such', async () => {
    const none = () => {
      throw new DomainError('resource.unknown', 'There is no run x.');
    };
    await expect(ask({ 'diagnoses.get': none, 'runs.get': none }, { run: 'x' })).rejects.toThrow('There is no run x.');
  });
});
