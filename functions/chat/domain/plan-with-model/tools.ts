import * as z from 'zod';
import type { Operation } from '../../../shared/operation.ts';
import { isAllowed, type Principal } from '../../../shared/principal.ts';
import type { Plan } from '../../contract.ts';
import type { ModelCall, ModelTool } from '../model.ts';

/** The operations that a model is offered: those that can be asked for in words and that this caller may use at all. */
export const operationsFor = (operations: readonly Operation[], principal: Principal): Operation[] =>
  operations.filter(({ examples, access }) => examples.length > 0 && isAllowed(principal, access));

const toolName = (id: string): string => id.replace('.', '_');

const doneBy: Readonly<Record<Operation['effect'], string>> = {
  read: 'Reads only.',
  write: 'Changes something.',
  destructive: 'Destroys or stops something; the person is asked first.',
};

/** An operation as a tool; the key that makes it repeatable is ours to give. */
export const toTool = ({ id, summary, examples, effect, input }: Operation): ModelTool => {
  const { $schema: _, ...schema } = z.toJSONSchema(input.omit(idempotency(input)), {
    io: 'input',
    unrepresentable: 'any',
  });
  const meant = examples.slice(0, 3).map((example) => `"${example}"`);
  return {
    name: toolName(id),
    description: `${summary}. ${doneBy[effect]} Asked for like: ${meant.join(', ')}.`,
    input: schema,
  };
};

const idempotency = ({ shape }: z.ZodObject): { idempotencyKey?: true } =>
  'idempotencyKey' in shape ? { idempotencyKey: true } : {};

const Input = z.record(z.string(), z.unknown());

/** What a model's call asks for; one of a tool that it was not offered names an operation that does not exist. */
export const planOf = (operations: readonly Operation[], { tool, input }: ModelCall, confidence: number): Plan => ({
  operation: operations.find(({ id }) => toolName(id) === tool)?.id ?? tool,
  input: Input.safeParse(input).data ?? { input },
  confidence,
});
