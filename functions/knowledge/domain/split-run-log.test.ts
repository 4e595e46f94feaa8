import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RunLogEvent, RunLogHead } from '../contract.ts';
import { countPieces, windowSize } from './model-window.ts';
import { pieceLimits } from './piece.ts';
import { readRunLog } from './read-run-log.ts';
import { splitRunLog } from './split-run-log.ts';
import { Unreadable } from './unreadable.ts';

const at = '2026-01-01T00:00:00.000Z';
const head: RunLogHead = {
  run: {
    id: 'n-1',
    workflow: 'nightly_sales',
    repository: 'company/sales',
    environment: 'main',
    state: 'failed',
    triggeredBy: 'kim',
    queuedAt: at,
    endedAt: at,
    airflowUrl: 'https://airflow.example.com/runs/n-1',
  },
  commit: 'c'.repeat(40),
  tasks: [],
  notes: [],
};
const event = (line: number, text: string, more: Partial<RunLogEvent> = {}): RunLogEvent => ({
  task: 'load',
  mapIndex: -1,
  try: 1,
  line,
  at,
  level: 'info',
  lines: text.split('\n'),
  exceptions: [],
  ...more,
});
const split = (events: readonly RunLogEvent[], notes: string[] = []) =>
  splitRunLog({ head: { ...head, notes }, events }, { tenant: 'acme', document: 'acme/runs/runs/n-1.jsonl' });
const textsOf = (events: readonly RunLogEvent[]) => split(events).map(({ passage }) => passage.text);

describe('the log of a run', () => {
  it('is split into ordinary lines together, and each warning and error by itself', () => {
    const texts = textsOf([
      event(1, 'Connecting'),
      event(2, 'Reading'),
      event(3, 'Slow answer', { level: 'warning' }),
      event(4, 'Reading on'),
      event(5, 'Task failed', { level: 'ERROR' }),
      event(6, 'Done'),
    ]);
    expect(texts).toEqual(['Connecting\nReading', 'Slow answer', 'Reading on', 'Task failed', 'Done']);
  });

  it('keeps a stack trace whole, and gives the model what was said and thrown', () => {
    const frames = Array.from({ length: 60 }, (_, index) => `  File "dags/load.py", line ${index}, in step${index}`);
    const lines = ['Task failed', 'Traceback (most recent call last):', ...frames, 'ConnectionError: refused'];
    const exceptions = [{ type: 'ConnectionError', message: 'refused', line: 63, frames: [] }];
    const [piece] = split([event(1, lines.join('\n'), { exceptions })]);
    expect(piece?.passage.text).toBe(lines.join('\n'));
    expect(piece?.meaning).toBe('Task failed\nConnectionError: refused');
  });

  it('says where each passage stands and who may find it', () => {
    const [piece] = split([event(41, 'Slow', { level: 'warning', mapIndex: 3, try: 2 })]);
    expect(piece?.passage).toMatchObject({
      tenant: 'acme',
      kind: 'runs',
      source: 'runs',
      title: 'nightly_sales · load[3]',
      access: { system: 'automatrix', resource: 'company/sales' },
      provenance: {
        run: 'n-1',
        workflow: 'nightly_sales',
        state: 'failed',
        task: 'load',
        mapIndex: 3,
        try: 2,
        line: 41,
        commit: 'c'.repeat(40),
        at,
      },
    });
  });

  it('counts neighbours that differ in numbers and times only', () => {
    const rows = Array.from({ length: 500 }, (_, index) => event(index + 1, `Wrote row ${index} in ${index * 3} ms`));
    expect(textsOf(rows)).toEqual(['Wrote row 0 in 0 ms\n(499 more like this, the last in line 500)']);
  });

  it('does not take stack traces for alike that end in different errors', () => {
    const trace = (error: string) => `Task failed\n${'  File "a.py", line 1, in a\n'.repeat(50)}${error}`;
    const error = { level: 'error' };
    expect(textsOf([event(1, trace('KeyError: x'), error), event(60, trace('OSError: y'), error)])).toHaveLength(2);
  });

  it('never puts two tries or tasks together, however their lines are mixed', () => {
    const texts = textsOf([
      event(1, 'a one'),
      event(1, 'b one', { task: 'other' }),
      event(2, 'a two'),
      event(2, 'b two', { task: 'other' }),
      event(1, 'a again', { try: 2 }),
    ]);
    expect(texts).toEqual(['a one\na two', 'b one\nb two', 'a again']);
  });

  it('keeps errors where there is too much, and says what was left out', () => {
    const word = (index: number) => String.fromCharCode(97 + (index % 26), 97 + (Math.floor(index / 26) % 26));
    const plain = Array.from({ length: 600 }, (_, index) => event(index + 1, `${word(index)} `.repeat(250)));
    const pieces = split([...plain, event(601, 'It broke', { level: 'error' })], ['The log of load has 200 MB.']);
    expect(pieces).toHaveLength(401);
    expect(pieces.at(-2)?.passage.text).toBe('It broke');
    expect(pieces.at(-1)?.passage.text).toBe(
      'The log of load has 200 MB.\n201 passages of the logs were left out; errors and warnings were kept first.',
    );
  });

  it('gives the same passages the same ids, and others other ones', () => {
    const events = [event(1, 'a', { level: 'error' }), event(2, 'a', { level: 'warning' }), event(3, 'b')];
    const ids = split(events).map(({ passage }) => passage.id);
    expect(split(events).map(({ passage }) => passage.id)).toEqual(ids);
    expect(new Set(ids).size).toBe(3);
  });
});

const anyEvent = fc.record({
  text: fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.constantFrom('same line 1', 'same line 2', ''),
    fc.integer({ min: 1, max: 12_000 }).map((length) => 'x y '.repeat(length / 4)),
  ),
  level: fc.constantFrom('info', 'warning', 'error', undefined),
  task: fc.constantFrom('load', 'extract'),
});

it('loses no line without a word, and keeps within its limits', () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 60 }), (given) => {
      const events = given.map(({ text, ...more }, index) => event(index + 1, text, more));
      const pieces = split(events);
      for (const { passage, meaning } of pieces) {
        expect(passage.text.length).toBeLessThanOrEqual(pieceLimits.whole);
        expect(countPieces(meaning)).toBeLessThanOrEqual(windowSize);
      }
      const ids = new Set(pieces.map(({ passage }) => passage.id));
      expect(ids.size).toBe(pieces.length);
      const all = pieces.map(({ passage }) => passage.text).join('\n');
      const more = [...all.matchAll(/^\((\d+) more like this, the last in line \d+\)$/gm)];
      const collapsed = more.reduce((sum, [, count]) => sum + Number(count), 0);
      const shown = events.filter(
        ({ lines }) => all.includes(lines.join('\n').toWellFormed()) || all.includes('left out'),
      );
      expect(shown.length + collapsed).toBeGreaterThanOrEqual(events.length);
    }),
  );
});

describe('reading a log document', () => {
  const write = (...lines: unknown[]) => Buffer.from(lines.map((line) => JSON.stringify(line)).join('\n'));

  it('gives head and events', () => {
    expect(readRunLog(write(head, event(1, 'a')))).toEqual({ head, events: [event(1, 'a')] });
  });

  it.each([
    ['nothing', Buffer.from(''), /line 1 is not the head/],
    ['no JSON', Buffer.from('\u0000\u0001'), /line 1/],
    ['an event that is none', write(head, event(1, 'a'), { task: 1 }), /line 3 is not an event/],
  ])('refuses %s in words that hold none of it', (_name, bytes, message) => {
    expect(() => readRunLog(bytes)).toThrow(Unreadable);
    expect(() => readRunLog(bytes)).toThrow(message);
  });
});
