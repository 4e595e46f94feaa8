import type { Report } from '../finding.ts';
import type { Call, Event, Value } from '../trace/values.ts';

/** Looks through what a program may do. */
export type Detector = (events: readonly Event[]) => Iterable<Report>;

/** A detector that looks at each call by itself. */
export const onCalls = (look: (call: Call) => Iterable<Report> | undefined): Detector =>
  function* (events) {
    for (const event of events) {
      if (event.kind === 'call') {
        yield* look(event) ?? [];
      }
    }
  };

/** An argument by keyword or position. */
export const argument = ({ args, keywords }: Call, index: number, ...names: readonly string[]): Value | undefined => {
  for (const name of names) {
    const value = keywords.get(name);
    if (value) {
      return value;
    }
  }
  return args[index];
};

/** All arguments of a call. */
export const allArguments = ({ args, keywords }: Call): Value[] => [...args, ...keywords.values()];

/** The last part of a call's name. */
export const lastName = ({ name }: Call): string => /\w*$/.exec(name)?.[0] ?? '';

export type { Report };
