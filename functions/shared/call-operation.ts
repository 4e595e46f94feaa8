import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import * as z from 'zod';
import { DomainError, type ProblemCode, problems } from './errors.ts';
import type { Operation, OutputOf } from './operation.ts';

const Answer = z.object({ status: z.number().int(), body: z.unknown() });
const ProblemBody = z.object({ type: z.string(), detail: z.string() });

const codeOf = (type: string): ProblemCode => {
  const code = type.replace('urn:navigator:problem:', '');
  return Object.hasOwn(problems, code) ? (code as ProblemCode) : 'internal.error';
};

/** Calls an operation of one capability, given its input and the caller's principal token. */
export type CallOperation = ReturnType<typeof callOperation>;

/**
 * Calls another capability's operation as the caller, by invoking its API function with the caller's principal token.
 * Throws the problem it answers as a `DomainError`, and `upstream.unavailable` where it does not answer.
 */
export const callOperation =
  ({ lambda, functionName }: { lambda: LambdaClient; functionName: string }) =>
  async <O extends Operation>(operation: O, input: z.input<O['input']>, token: string): Promise<OutputOf<O>> => {
    const { Payload, FunctionError } = await lambda.send(
      new InvokeCommand({
        FunctionName: functionName,
        Payload: Buffer.from(JSON.stringify({ operation: operation.id, input, principalToken: token })),
      }),
    );
    if (FunctionError || !Payload) {
      throw new DomainError('upstream.unavailable', `${operation.id} did not answer. Try again in a moment.`);
    }
    const { status, body } = Answer.parse(JSON.parse(Buffer.from(Payload).toString('utf8')));
    if (status >= 400) {
      const problem = ProblemBody.parse(body);
      throw new DomainError(codeOf(problem.type), problem.detail);
    }
    return operation.output.parse(body) as OutputOf<O>;
  };
