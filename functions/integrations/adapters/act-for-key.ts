import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { ActForKeyOutput } from '../../identity/contract.ts';
import { DomainError } from '../../shared/errors.ts';

/** A principal token with what a key may do now, or why it may nothing any more. */
export type ActForKey = (tenant: string, key: string) => Promise<ActForKeyOutput>;

/** Asks identity. Throws `upstream.unavailable` where it does not answer. */
export const actForKey =
  ({ lambda, functionName }: { lambda: LambdaClient; functionName: string }): ActForKey =>
  async (tenant, key) => {
    const { Payload, FunctionError } = await lambda.send(
      new InvokeCommand({ FunctionName: functionName, Payload: Buffer.from(JSON.stringify({ tenant, key })) }),
    );
    if (FunctionError || !Payload) {
      throw new DomainError('upstream.unavailable', 'Nobody can say what that key may do. Try again in a moment.');
    }
    return ActForKeyOutput.parse(JSON.parse(Buffer.from(Payload).toString('utf8')));
  };
