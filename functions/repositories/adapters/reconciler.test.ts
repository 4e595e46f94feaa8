import { GetExecutionHistoryCommand, type HistoryEvent, SFNClient } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { readRound } from './reconciler.ts';

const client = mockClient(SFNClient);
const read = () => readRound({ sfn: new SFNClient({}) })('arn:execution');

beforeEach(() => client.reset());

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds));
const entered = (name: string, seconds: number): HistoryEvent => ({
  id: seconds,
  type: 'TaskStateEntered',
  timestamp: at(seconds),
  stateEnteredEventDetails: { name },
});
const exited = (name: string, seconds: number): HistoryEvent => ({
  id: seconds,
  type: 'TaskStateExited',
  timestamp: at(seconds),
  stateExitedEventDetails: { name },
});

test('tells what the round at hand has left, not the rounds before it', async () => {
  const events = [
    entered('FetchTip', 1),
    exited('FetchTip', 2),
    exited('CheckChanges', 3),
    exited('PublishRelease', 4),
    entered('FetchTip', 10),
    exited('FetchTip', 11),
    entered('CheckChanges', 12),
  ];
  client.on(GetExecutionHistoryCommand).resolves({ events: events.toReversed() });
  expect(await read()).toEqual(new Map([['FetchTip', at(11)]]));
});

test('tells nothing where Step Functions does not, or began too long ago', async () => {
  client.on(GetExecutionHistoryCommand).rejectsOnce(new Error('ThrottlingException'));
  expect(await read()).toEqual(new Map());
  client.on(GetExecutionHistoryCommand).resolves({ events: [exited('ConfirmLive', 9)] });
  expect(await read()).toEqual(new Map());
});
