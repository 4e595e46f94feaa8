import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { expect, it } from 'vitest';
import { catalogue } from '../../catalogue.ts';
import { listKeys } from '../../identity/contract.ts';
import { cancelRun } from '../../runs/contract.ts';
import type { Operation } from '../../shared/operation.ts';
import { capabilities } from './capabilities.ts';

const functions = {
  identity: 'identity',
  repositories: 'repositories',
  workflows: 'workflows',
  approvals: 'approvals',
  runs: 'runs',
  knowledge: 'knowledge',
  executions: 'executions',
};

const clients = () => {
  const reading = new LambdaClient({});
  const doing = new LambdaClient({});
  const answer = {
    Payload: Buffer.from(
      JSON.stringify({ status: 404, body: { type: 'urn:navigator:problem:resource.unknown', detail: 'None.' } }),
    ),
  };
  const reads = mockClient(reading)
    .on(InvokeCommand)
    .resolves(answer as never);
  const deeds = mockClient(doing)
    .on(InvokeCommand)
    .resolves(answer as never);
  return { reads, deeds, call: capabilities({ reading, doing, functions }) };
};

it('asks the capability that an operation belongs to, reads and deeds apart', async () => {
  const { reads, deeds, call } = clients();
  await expect(call(listKeys, {}, 'token')).rejects.toThrow('None.');
  await expect(call(cancelRun, { run: 'n-1' }, 'token')).rejects.toThrow('None.');
  expect(reads.commandCalls(InvokeCommand).map(({ args: [{ input }] }) => input.FunctionName)).toEqual(['identity']);
  expect(deeds.commandCalls(InvokeCommand).map(({ args: [{ input }] }) => input.FunctionName)).toEqual(['runs']);
});

it('reaches every operation that can be planned, but those of chat itself', async () => {
  const { call } = clients();
  const operations: readonly Operation[] = catalogue;
  const planned = operations.filter(({ examples, http }) => examples.length > 0 && !http.path.startsWith('/api/chat/'));
  for (const operation of planned) {
    await expect(call(operation, {}, 'token')).rejects.toThrow('None.');
  }
});
