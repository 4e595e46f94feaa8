import type { Operation } from '../../../shared/operation.ts';
import type { Answer, Plan } from '../../contract.ts';
import type { ModelMessage } from '../model.ts';
import { limits } from './limits.ts';

/** A message of before and what was answered. */
export interface PastTurn {
  readonly text: string;
  readonly answer: Answer;
}

/** Characters of a message that a person types, rather than pastes. */
const longestTyped = 400;

/** Whether a message holds what its sender may not have written: lines, fences and quotes of something else. */
export const isPasted = (text: string): boolean =>
  text.length > longestTyped || /\n|```|^\s*(>|&gt;)|["“][^"”]{60,}/m.test(text);

const leavesOf = (value: unknown): string[] => {
  if (Array.isArray(value)) {
    return value.flatMap(leavesOf);
  }
  // Below the first level the names of fields are free as well.
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, each]) => [name, ...leavesOf(each)])
    : [String(value)];
};

const escapeForPattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Whether the person typed every value of a plan's input, each as a word of its own. */
export const isTyped = ({ input }: Plan, said: readonly string[]): boolean =>
  Object.values(input)
    .flatMap(leavesOf)
    .every((leaf) => {
      const word = new RegExp(`(?<![\\p{L}\\p{N}_./-])${escapeForPattern(leaf)}(?![\\p{L}\\p{N}_/-])`, 'iu');
      return said.some((text) => word.test(text));
    });

/** Ids of runs are made by us, so they carry nobody's words. */
const ourRun = /^n-[0-9a-z]{12}$/;

/** A deed of before in fixed words; undefined for anything else that was answered. */
const deedOf = (operations: readonly Operation[], { kind, plan, follow }: Answer): string | undefined => {
  const effect = operations.find(({ id }) => id === plan?.operation)?.effect;
  const outcomes: Readonly<Partial<Record<Answer['kind'], string>>> = {
    result: 'Done',
    confirmation: 'Not done yet, a yes was asked for',
    refused: 'Refused',
  };
  const outcome = outcomes[kind];
  if (!plan || outcome === undefined || effect === undefined || effect === 'read') {
    return undefined;
  }
  const run = follow !== undefined && ourRun.test(follow.run) ? ` as run ${follow.run}` : '';
  return `[${outcome}: ${plan.operation} ${JSON.stringify(plan.input)}${run}]`;
};

/**
 * What was said before, as a model reads it, and whether any of it is of unknown origin: an answer that quotes a log, a
 * document or a name, a deed with an input that nobody typed, a message with something pasted into it.
 */
export const recall = (
  operations: readonly Operation[],
  turns: readonly PastTurn[],
): { readonly messages: readonly ModelMessage[]; readonly said: readonly string[]; readonly isTainted: boolean } => {
  const recent = turns.slice(-limits.turns);
  const said = recent.map(({ text }) => text).filter((text) => !isPasted(text));
  const told = recent.map(({ text, answer }) => {
    const deed = deedOf(operations, answer);
    const isKnown = deed !== undefined && answer.plan !== undefined && isTyped(answer.plan, said) && !isPasted(text);
    return { text, answer: deed ?? answer.text, isKnown };
  });
  return {
    messages: told.flatMap(({ text, answer }): ModelMessage[] => [
      { role: 'user', text: text.slice(0, limits.remembered) },
      { role: 'assistant', text: answer.slice(0, limits.remembered), calls: [] },
    ]),
    said,
    isTainted: told.some(({ isKnown }) => !isKnown),
  };
};
