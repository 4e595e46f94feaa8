import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLogEvent } from './read-log-event.ts';

const at = Date.parse('2026-01-01T00:00:00Z');
const messages = (event: unknown) => readLogEvent(JSON.stringify(event), at).map(({ message }) => message);
const release = `/opt/airflow/bundles/navigator/releases/sales-1/${'a'.repeat(64)}`;

describe('an event of a task log', () => {
  it('has its text, level and time', () => {
    expect(readLogEvent(JSON.stringify({ event: 'hello', level: 'info' }), at)).toEqual([
      { at: '2026-01-01T00:00:00.000Z', level: 'info', message: 'hello' },
    ]);
  });

  it('shows a stack trace with the paths of the repository, causes first', () => {
    const frames = (filename: string) => [{ filename, lineno: 3, name: 'load', line: 'x' }];
    expect(
      messages({
        event: 'Task failed with exception',
        error_detail: [
          { exc_type: 'ValueError', exc_value: 'boom', is_cause: false, frames: frames(`${release}/etl/load.py`) },
          { exc_type: 'KeyError', exc_value: "'x'", is_cause: true, frames: frames('/usr/lib/x.py') },
        ],
      }),
    ).toEqual([
      'Task failed with exception',
      'Traceback (most recent call last):',
      '  File "/usr/lib/x.py", line 3, in load',
      "KeyError: 'x'",
      'which was the cause of:',
      'Traceback (most recent call last):',
      '  File "etl/load.py", line 3, in load',
      'ValueError: boom',
    ]);
  });

  it('becomes a line for each of its lines, without escape sequences', () => {
    expect(messages({ event: '\u001b[31mred\u001b[0m\r\nsecond\u0007\n\tthird' })).toEqual([
      'red',
      'second',
      '\tthird',
    ]);
  });

  it('that is not JSON is shown as it is', () => {
    expect(readLogEvent('plain text', at)).toEqual([
      { at: '2026-01-01T00:00:00.000Z', level: undefined, message: 'plain text' },
    ]);
  });

  it('is never refused, and no line is over 2,001 characters or holds a control character', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string({ unit: 'binary', maxLength: 5_000 })), (text) => {
        for (const { message } of readLogEvent(text, at)) {
          expect(message.length).toBeLessThanOrEqual(2_001);
          expect(message).not.toMatch(/(?!\t)\p{Cc}/u);
        }
      }),
    );
  });
});
