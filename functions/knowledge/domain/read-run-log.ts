import { RunLogEvent, RunLogHead } from '../contract.ts';
import { Unreadable } from './unreadable.ts';

/** What a run's log document says. */
export interface RunLog {
  readonly head: RunLogHead;
  readonly events: readonly RunLogEvent[];
}

const readLine = <T>(schema: { parse: (value: unknown) => T }, line: string, number: number, what: string): T => {
  try {
    return schema.parse(JSON.parse(line));
  } catch (cause) {
    throw new Unreadable(`line ${number} is not ${what}`, { cause });
  }
};

/** Reads a run's log document: JSON lines, the head first. Throws `Unreadable`. */
export const readRunLog = (bytes: Uint8Array): RunLog => {
  const [first = '', ...rest] = Buffer.from(bytes).toString('utf8').split('\n');
  return {
    head: readLine(RunLogHead, first, 1, 'the head of a run’s log'),
    events: rest.flatMap((line, index) =>
      line === '' ? [] : [readLine(RunLogEvent, line, index + 2, 'an event of a run’s log')],
    ),
  };
};
