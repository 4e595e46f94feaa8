import {
  ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  GoneException,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, it } from 'vitest';
import { connectionsAt } from './connections.ts';

const api = mockClient(ApiGatewayManagementApiClient);
const gone = new GoneException({ message: 'gone', $metadata: {} });
const connections = connectionsAt('https://api.example.com/ws');

beforeEach(() => api.reset());

it('sends frames in order', async () => {
  api.on(PostToConnectionCommand).resolves({});
  await expect(connections.post('c1', ['a', 'b'])).resolves.toBe(true);
  expect(api.commandCalls(PostToConnectionCommand).map(({ args: [{ input }] }) => input)).toEqual([
    { ConnectionId: 'c1', Data: 'a' },
    { ConnectionId: 'c1', Data: 'b' },
  ]);
});

it('tells that nobody is there any more, and sends them nothing else', async () => {
  api.on(PostToConnectionCommand).rejects(gone);
  await expect(connections.post('c1', ['a', 'b'])).resolves.toBe(false);
  expect(api.commandCalls(PostToConnectionCommand)).toHaveLength(1);
});

it('closes what may be closed already', async () => {
  api.on(DeleteConnectionCommand).rejects(gone);
  await expect(connections.close('c1')).resolves.toBeUndefined();
});

it('throws what else goes wrong', async () => {
  api.on(PostToConnectionCommand).rejects(new Error('throttled'));
  await expect(connections.post('c1', ['a'])).rejects.toThrow('throttled');
});
