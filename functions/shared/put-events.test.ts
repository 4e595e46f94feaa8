import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, it } from 'vitest';
import { putEvents } from './put-events.ts';

const client = mockClient(EventBridgeClient);
const put = putEvents({ client: new EventBridgeClient({}), bus: 'navigator' });
const event = (id: string) => ({ id, time: '2026-01-01T00:00:00.000Z', tenant: 'acme' });

beforeEach(() => client.reset());

it('puts each event under its source, type and time', async () => {
  client.on(PutEventsCommand).resolves({ FailedEntryCount: 0, Entries: [{ EventId: '1' }] });
  await put('navigator.runs', 'run.ended', [event('e1')]);
  expect(client.commandCalls(PutEventsCommand)[0]?.args[0].input.Entries).toEqual([
    {
      EventBusName: 'navigator',
      Source: 'navigator.runs',
      DetailType: 'run.ended',
      Time: new Date('2026-01-01T00:00:00.000Z'),
      Detail: JSON.stringify(event('e1')),
    },
  ]);
});

it('puts ten at once, as EventBridge takes no more, and asks for nothing where there is none', async () => {
  client.on(PutEventsCommand).resolves({ Entries: [] });
  await put(
    'navigator.runs',
    'run.ended',
    Array.from({ length: 23 }, (_, index) => event(`e${index}`)),
  );
  await put('navigator.runs', 'run.ended', []);
  const sizes = client.commandCalls(PutEventsCommand).map(({ args }) => args[0].input.Entries?.length);
  expect(sizes).toEqual([10, 10, 3]);
});

it('throws where the bus took all but one', async () => {
  client.on(PutEventsCommand).resolves({
    FailedEntryCount: 1,
    Entries: [{ EventId: '1' }, { ErrorCode: 'ThrottlingException', ErrorMessage: 'slow down' }],
  });
  await expect(put('navigator.runs', 'run.ended', [event('e1'), event('e2')])).rejects.toThrow(
    'the bus refused 1 events run.ended: ThrottlingException slow down',
  );
});
