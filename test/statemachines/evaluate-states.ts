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

/** What Step Functions tells of the execution and of the task that waits. */
export const context = {
  Execution: { Id: 'arn:aws:states:us-east-1:000000000000:execution:reconcile-repository:one' },
  Task: { Token: 'token-1' },
};

/** A field of a state as Step Functions would evaluate it. */
const evaluate = async (value: unknown, { variables = {}, ...states }: Scope): Promise<unknown> => {
  if (typeof value === 'string') {
    const expression = /^\{%(.*)%\}$/s.exec(value)?.[1];
    if (expression === undefined) return value;
    const compiled = jsonata(expression);
    // One of the functions that Step Functions adds to JSONata's own.
    compiled.registerFunction('parse', (text: string): unknown => JSON.parse(text));
    const result: unknown = await compiled.evaluate({}, { ...variables, states: { context, ...states } });
    if (result === undefined) throw new Error(`States.QueryEvaluationError: ${expression} gives nothing`);
    return JSON.parse(JSON.stringify(result));
  }
  if (typeof value !== 'object' || value === null) return value;
  const inner = (each: unknown) => evaluate(each, { variables, ...states });
  if (Array.isArray(value)) return Promise.all(value.map(inner));
  const entries = Object.entries(value).map(async ([key, each]) => [key, await inner(each)]);
  return Object.fromEntries(await Promise.all(entries));
};

const Choices = z.array(z.object({ Condition: z.string(), Next: z.string() }));

/** The states of one state machine, its expressions and where its choices go. */
export const machineOf = (machine: string) => {
  const definition = definitions.find(({ name }) => name === `${machine}.asl.json`)?.definition;
  if (!definition) throw new Error(`there is no ${machine}`);
  const stateOf = (name: string) => z.record(z.string(), z.unknown()).parse(definition.States[name]);
  const choose = async (name: string, scope: Scope): Promise<unknown> => {
    const { Choices: choices, Default } = stateOf(name);
    for (const { Condition, Next } of Choices.parse(choices)) {
      if ((await evaluate(Condition, scope)) === true) return Next;
    }
    return Default;
  };
  return { stateOf, evaluate, choose };
};

/** What a state hands on where it fails, and to which. */
export const caughtOutputs = ({ Catch }: Record<string, unknown>) =>
  z.array(z.object({ Output: z.string(), Next: z.string() })).parse(Catch);
