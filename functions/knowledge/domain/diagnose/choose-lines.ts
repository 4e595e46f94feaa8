import type { RunLogEvent } from '../../contract.ts';
import { signatureOf } from '../signature-of.ts';
import { endingOf, type Line } from './lines-of-try.ts';
import { ownFrame } from './read-stacks.ts';
import { type Good, type Weighed, weighTry } from './weigh-try.ts';

/** What a try's log says of why it failed. */
export interface Choice {
  /** The lines that decide, most decisive first; empty where the log has none. */
  readonly lines: readonly Line[];
  /** The kind of fault that they name. */
  readonly kind: string | undefined;
  /** How sure the choice is, from 0 to 1. */
  readonly confidence: number;
  /** The event by which Airflow ended the try. */
  readonly ending: RunLogEvent | undefined;
}

/** Lines that are cited for one failure at most. */
const mostLines = 3;

/** The weightiest lines, among which the choice is made. */
const considered = 50;

/** A line is cited beside the first one where it weighs at least this part of it. */
const besides = 0.4;

/** A first line that weighs less is a guess: what Airflow itself said is then cited with it. */
const guess = 3;

/** A first line that weighs this much, and has no rival, is certain. */
const certain = 7;

/** The first of each signature. */
const distinct = (weighed: readonly Weighed[]): Weighed[] =>
  [...Map.groupBy(weighed, ({ line }) => signatureOf(line.text)).values()].flatMap(([first]) => first ?? []);

/** The line where, in the author's own code, an exception was raised or passed through. */
const whereOf = ({ line, stack }: Weighed): Line[] => {
  const faults = stack?.faults ?? [];
  const frame = ownFrame(faults.slice(faults.findIndex((fault) => fault.line === line)));
  return frame === undefined ? [] : [frame.line];
};

/** Lines of the same stack trace, or of the same kind of fault, agree with the first; others speak against it. */
const confidenceOf = ({ weight, stack, kind }: Weighed, others: readonly Weighed[]): number => {
  if (weight <= 0) return 0;
  const agrees = (other: Weighed) =>
    (stack !== undefined && other.stack === stack) || (kind !== undefined && other.kind === kind);
  const rival = others.find((other) => !agrees(other));
  const margin = 1 - Math.max(rival?.weight ?? 0, 0) / weight;
  return Math.round(Math.min(weight / certain, 1) * (0.5 + margin / 2) * 100) / 100;
};

/** Chooses the lines which decide why a try failed. */
export const chooseLines = (events: readonly RunLogEvent[], good: Good): Choice => {
  const ending = endingOf(events);
  const [best, ...others] = distinct(weighTry(events, ending, good).slice(0, considered));
  if (best === undefined || (best.weight <= 0 && best.line.event !== ending)) {
    return { lines: [], kind: undefined, confidence: 0, ending };
  }
  const also = others.filter(({ weight }) => weight >= Math.max(best.weight * besides, 0.1));
  const isGuess = best.weight < guess && best.line.event !== ending;
  const said = isGuess ? others.filter(({ line }) => line.event === ending).slice(0, 1) : [];
  const kinds = [best, ...also, ...said].map(({ kind }) => kind);
  const lines = new Set([best.line, ...whereOf(best), ...[...also, ...said].map(({ line }) => line)]);
  return {
    lines: [...lines].slice(0, mostLines),
    kind: kinds.find((kind) => kind !== undefined),
    confidence: confidenceOf(best, others),
    ending,
  };
};
