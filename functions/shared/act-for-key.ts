import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { ActForKeyOutput } from '../identity/contract.ts';
import { DomainError } from './errors.ts';

/** Whose key somebody acts with, whom a door knows without being shown the key again. */
export interface KeyHolder {
  readonly tenant: string;
  /** The key's id. */
  readonly key: string;
}

/** A principal token with what the key may do now. Throws `key.missing` where that is nothing any more. */
export type ActForKey = (holder: KeyHolder) => Promise<string>;

/** Acts for keys by invoking `act-for-key`; throws `upstream.unavailable` where it does not answer. */
export const actForKey =
  ({ lambda, functionName }: { lambda: LambdaClient; functionName: string }): ActForKey =>
  async (holder) => {
    const { Payload, FunctionError } = await lambda.send(
      new InvokeCommand({ FunctionName: functionName, Payload: Buffer.from(JSON.stringify(holder)) }),
    );
    if (FunctionError || !Payload) {
      throw new DomainError('upstream.unavailable', 'Your key could not be looked up. Try again in a moment.');
    }
    const answer = ActForKeyOutput.parse(JSON.parse(Buffer.from(Payload).toString('utf8')));
    if ('refused' in answer) {
      throw new DomainError('key.missing', `The API key ${holder.key} is ${answer.refused}. Come again with another.`);
    }
    return answer.principalToken;
  };
