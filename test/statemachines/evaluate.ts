import jsonata from 'jsonata';
import * as z from 'zod';
import { definitions } from './definitions.ts';

/** Variables of an execution and what Step Functions calls `$states`. */
interface Scope {
  readonly variables?: Record<string, unknown>;
  readonly input?: unknown;
  readonly result?: unknown;
  readonly errorOutput?: unknown;
}

export const context = {
  Execution: { Id: 'arn:aws:states:us-east-1:000000000000:execution:reconcile-repository:one' },
  Task: { Token: 'token-1' },
};

const Choices = z.array(z.object({ Condition: z.string(), Next: z.string() }));

/** A field of a state as Step Functions would evaluate it. */
const evaluate = async (value: unknown, { variables = {}, ...states }: Scope): Promise<unknown> => {
  if (typeof value === 'string') {
    const expression = /^\{%(.*)%\}$/s.exec(value)?.[1];
    if (expression === undefined) return value;
    const result: unknown = await jsonata(expression).evaluate({}, { ...variables, states: { context, ...states } });
    if (result === undefined) throw new Error(`States.QueryEvaluationError: ${expression} gives nothing`);
    return JSON.parse(JSON.stringify(result));
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(async ([key, inner]) => [
    key,
    await evaluate(inner, { variables, ...states }),
  ]);
  return Object.fromEntries(await Promise.all(entries));
};

/** The states of one definition, and what Step Functions would make of their expressions and choices. */
export const readStates = (name: string) => {
  const definition = definitions.find((each) => each.name === `${name}.asl.json`)?.definition;
  if (!definition) throw new Error(`there is no ${name}`);
  const stateOf = (state: string) => z.record(z.string(), z.unknown()).parse(definition.States[state]);
  return {
    stateOf,
    evaluate,
    /** Where a choice goes. */
    choose: async (state: string, scope: Scope): Promise<unknown> => {
      const { Choices: choices, Default } = stateOf(state);
      for (const { Condition, Next } of Choices.parse(choices)) {
        if ((await evaluate(Condition, scope)) === true) return Next;
      }
      return Default;
    },
  };
};
