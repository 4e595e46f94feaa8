import type { Provenance } from '../functions/knowledge/contract.ts';
import { clean, paint } from './terminal.ts';

/** What is known of where something stands: a line of a log, a passage of a document. */
export type Place = Partial<Provenance> & { readonly source?: string };

const taskOf = ({ task, mapIndex = -1 }: Place): string | undefined => (mapIndex >= 0 ? `${task}[${mapIndex}]` : task);

/** `run n-7f3a · load · try 2 · line 41`, or `runbooks · on-call.md › Warehouse`. */
export const describePlace = (place: Place): string => {
  const { run, line, source, path, heading } = place;
  const parts =
    run === undefined
      ? [source, [path, heading].filter(Boolean).join(' › ')]
      : [`run ${run}`, taskOf(place), place.try && `try ${place.try}`, line && `line ${line}`];
  return clean(parts.filter(Boolean).join(' · '));
};

/** Quoted text below a sentence, with its place in dim. */
export const renderQuote = (text: string, place: string): string[] => [
  ...clean(text)
    .split('\n')
    .map((line) => `  > ${line}`),
  `    ${paint('dim', place)}`,
];
