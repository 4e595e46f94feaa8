import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLogEvent, shorten } from './read-log-event.ts';

const at = Date.parse('2026-01-01T00:00:00Z');
const read = (event: unknown) => readLogEvent(JSON.stringify(event), at);
const release = `/opt/airflow/bundles/navigator/releases/sales-1/${'a'.repeat(64)}`;
const frames = (filename: string) => [{ filename, lineno: 3, name: 'load', line: 'x' }];

describe('an event of a task log', () => {
  it('has its text, level, logger and time', () => {
    expect(read({ event: 'hello', level: 'info', logger: 'task.stdout' })).toEqual({
      at: '2026-01-01T00:00:00.000Z',
      level: 'info',
      logger: 'task.stdout',
      lines: ['hello'],
      exceptions: [],
    });
  });

  it('shows a stack trace with the paths of the repository, causes first', () => {
    const { lines, exceptions } = read({
      event: 'Task failed with exception',
      error_detail: [
        { exc_type: 'ValueError', exc_value: 'boom\nbadly', is_cause: false, frames: frames(`${release}/etl/load.py`) },
        {
          exc_type: 'KeyError',
          exc_value: "'x'",
          is_cause: true,
          frames: frames('/usr/lib/x.py'),
          exc_notes: ['row 7'],
        },
      ],
    });
    expect(lines).toEqual([
      'Task failed with exception',
      'Traceback (most recent call last):',
      '  File "/usr/lib/x.py", line 3, in load',
      "KeyError: 'x'",
      'row 7',
      'which was the cause of:',
      'Traceback (most recent call last):',
      '  File "etl/load.py", line 3, in load',
      'ValueError: boom',
      'badly',
    ]);
    expect(exceptions).toEqual([
      { type: 'KeyError', message: "'x'", line: 3, frames: [{ file: '/usr/lib/x.py', line: 3, name: 'load' }] },
      { type: 'ValueError', message: 'boom\nbadly', line: 8, frames: [{ file: 'etl/load.py', line: 3, name: 'load' }] },
    ]);
  });

  it('shows the parts of an exception group before the group', () => {
    const part = (exc_value: string) => [{ exc_type: 'FileNotFoundError', exc_value, is_cause: false, frames: [] }];
    const group = { exc_type: 'ExceptionGroup', exc_value: '2 failed', exceptions: [part('a'), part('b')] };
    const { lines, exceptions } = read({ event: 'failed', error_detail: [group] });
    expect(lines).toEqual([
      'failed',
      'Traceback (most recent call last):',
      'FileNotFoundError: a',
      'and beside that:',
      'Traceback (most recent call last):',
      'FileNotFoundError: b',
      'which were part of:',
      'Traceback (most recent call last):',
      'ExceptionGroup: 2 failed',
    ]);
    expect(exceptions.map(({ line }) => lines[line])).toEqual([lines[2], lines[5], lines[8]]);
  });

  it('becomes a line for each of its lines, without escape sequences', () => {
    const link = '\u001b]8;;https://example.com\u0007here\u001b]8;;\u001b\\';
    expect(read({ event: `${link} \u001b(B\u001b[1;38;5;9mbold\u009b0m` }).lines).toEqual(['here bold']);
    expect(read({ event: '\u001b[31mred\u001b[0m\r\nsecond\u0007\u0000\n\tthird' }).lines).toEqual([
      'red',
      'second',
      '\tthird',
    ]);
  });

  it('that is not JSON, or was cut off, is shown as it is', () => {
    expect(readLogEvent('plain caf\ufffd', at).lines).toEqual(['plain caf\ufffd']);
    expect(readLogEvent('{"event": "cut', at).lines).toEqual(['{"event": "cut']);
  });

  it('of five megabytes in one line is read at once, and shown as far as a line is', () => {
    const [line = '', ...others] = read({ event: 'x'.repeat(5_000_000) }).lines;
    expect(others).toEqual([]);
    expect(shorten(line)).toBe(`${'x'.repeat(2_000)}…`);
  });

  it('of nothing but escape sequences takes no more than a moment', () => {
    for (const piece of ['\u001b[', '\u001b]8;;', '\u009b1;', '\u001b[31m', '\u0000']) {
      const start = performance.now();
      readLogEvent(piece.repeat(1_000_000 / piece.length), at);
      expect(performance.now() - start).toBeLessThan(1_000);
    }
  });

  it('is never refused, and no line holds a control character', () => {
    const chain = fc.array(
      fc.record({ exc_type: fc.string(), exc_value: fc.string(), is_cause: fc.boolean(), exceptions: fc.constant([]) }),
    );
    const event = fc.record({ event: fc.string({ unit: 'binary' }), error_detail: chain });
    const text = fc.oneof(
      fc.json(),
      fc.string({ unit: 'binary', maxLength: 5_000 }),
      event.map((of) => JSON.stringify(of)),
    );
    fc.assert(
      fc.property(text, (message) => {
        const { lines, exceptions } = readLogEvent(message, at);
        expect(lines.length).toBeGreaterThan(0);
        for (const line of lines) {
          expect(line).not.toMatch(/(?!\t)\p{Cc}/u);
        }
        for (const { type, message: said, line } of exceptions) {
          expect(lines[line]).toBe(`${type}: ${said}`.split('\n')[0]);
        }
      }),
    );
  });
});

describe('what Airflow says beside the text', () => {
  it('stands behind it where it says why a process ended', () => {
    expect(read({ event: 'Task exited', exit_code: 'no rows', pid: 12 }).lines).toEqual([
      'Task exited · exit_code=no rows',
    ]);
    expect(read({ event: 'Process terminated', signal: -9, signal_name: 'SIGKILL' }).lines).toEqual([
      'Process terminated · signal_name=SIGKILL',
    ]);
  });
});
