import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, it } from 'vitest';
import { revokeKey } from '../identity/contract.ts';
import { callOperation } from './call-operation.ts';
import { DomainError, toProblem } from './errors.ts';

const lambda = mockClient(LambdaClient);
const call = callOperation({ lambda: new LambdaClient({ region: 'eu-central-1' }), functionName: 'identity-api' });
const answer = (value: unknown, FunctionError?: string) =>
  ({ Payload: Buffer.from(JSON.stringify(value)), FunctionError }) as never;

beforeEach(() => {
  lambda.reset();
});

it("invokes the capability's function with the caller's token and parses its answer", async () => {
  const body = { id: 'k1', revokedAt: '2026-01-01T00:00:00Z' };
  lambda.on(InvokeCommand, { FunctionName: 'identity-api' }).resolves(answer({ status: 200, body }));
  await expect(call(revokeKey, { key: 'k1' }, 'token')).resolves.toEqual(body);
  const payload = lambda.commandCalls(InvokeCommand)[0]?.args[0].input.Payload;
  expect(JSON.parse(Buffer.from(payload as Uint8Array).toString())).toEqual({
    operation: 'keys.revoke',
    input: { key: 'k1' },
    principalToken: 'token',
  });
});

it('throws the problem that it is answered', async () => {
  const body = toProblem(new DomainError('resource.unknown', 'key: there is none.'), 'r');
  lambda.on(InvokeCommand).resolves(answer({ status: 404, body }));
  await expect(call(revokeKey, { key: 'k1' }, 'token')).rejects.toMatchObject({
    code: 'resource.unknown',
    message: 'key: there is none.',
  });
});

it('takes an unknown problem for an error of ours', async () => {
  lambda.on(InvokeCommand).resolves(answer({ status: 418, body: { type: 'urn:x', detail: 'd' } }));
  await expect(call(revokeKey, { key: 'k1' }, 'token')).rejects.toMatchObject({ code: 'internal.error' });
});

it('is unavailable where the function broke', async () => {
  lambda.on(InvokeCommand).resolves(answer({ errorMessage: 'x' }, 'Unhandled'));
  await expect(call(revokeKey, { key: 'k1' }, 'token')).rejects.toMatchObject({ code: 'upstream.unavailable' });
});

it('refuses an answer that its contract does not say', async () => {
  lambda.on(InvokeCommand).resolves(answer({ status: 200, body: { id: 'k1' } }));
  await expect(call(revokeKey, { key: 'k1' }, 'token')).rejects.toThrow(/revokedAt/);
});
