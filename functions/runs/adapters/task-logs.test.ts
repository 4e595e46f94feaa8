import {
  CloudWatchLogsClient,
  DescribeLogStreamsCommand,
  GetLogEventsCommand,
  InvalidParameterException,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch-logs';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, it } from 'vitest';
import { taskLogs } from './task-logs.ts';

const client = mockClient(CloudWatchLogsClient);
const logs = taskLogs({ client: new CloudWatchLogsClient({}) });

beforeEach(() => client.reset());

it('lists the logs of a run as Airflow names them, in the order in which they began', async () => {
  const run = 'dag_id=nightly/run_id=scheduled__2026-01-01T00_00_00+00_00';
  client.on(DescribeLogStreamsCommand).resolves({
    logStreams: [
      { logStreamName: `${run}/task_id=group.load/map_index=2/attempt=1.log`, firstEventTimestamp: 2 },
      { logStreamName: `${run}/task_id=extract/attempt=3.log`, firstEventTimestamp: 1 },
      { logStreamName: `${run}/task_id=extract/attempt=3.log.trigger.7.log`, firstEventTimestamp: 0 },
    ],
  });
  const found = await logs.list('main-airflow', { dagId: 'nightly', runId: 'scheduled__2026-01-01T00:00:00+00:00' });
  expect(found).toMatchObject([
    { task: 'extract', mapIndex: -1, try: 3 },
    { task: 'group.load', mapIndex: 2, try: 1 },
  ]);
  expect(client.commandCalls(DescribeLogStreamsCommand)[0]?.args[0].input).toMatchObject({
    logGroupName: 'airflow-main-airflow-Task',
    logStreamNamePrefix: `${run}/`,
  });
});

it('has no logs where there is no group yet', async () => {
  client
    .on(DescribeLogStreamsCommand)
    .rejects(new ResourceNotFoundException({ message: 'no', $metadata: { httpStatusCode: 400 } }));
  expect(await logs.list('main-airflow', { dagId: 'nightly', runId: 'n-1' })).toEqual([]);
});

it('is at the end where CloudWatch answers the token it was asked with, not at an empty page before', async () => {
  const event = { message: 'a', timestamp: 1, ingestionTime: 2 };
  client.on(GetLogEventsCommand).resolves({ events: [event], nextForwardToken: 'f/2' });
  client.on(GetLogEventsCommand, { nextToken: 'f/1' }).resolves({ events: [], nextForwardToken: 'f/2' });
  expect(await logs.read('main-airflow', 's', undefined)).toEqual({
    events: [{ message: 'a', at: 1, takenAt: 2 }],
    next: 'f/2',
  });
  expect(await logs.read('main-airflow', 's', 'f/1')).toEqual({ events: [], next: 'f/2' });
  expect((await logs.read('main-airflow', 's', 'f/2')).next).toBeUndefined();
});

it('tells of a token that is not CloudWatch’s, which only a forged cursor holds', async () => {
  client
    .on(GetLogEventsCommand)
    .rejects(new InvalidParameterException({ message: 'no', $metadata: { httpStatusCode: 400 } }));
  await expect(logs.read('main-airflow', 's', 'forged')).rejects.toMatchObject({ code: 'input.invalid' });
  await expect(logs.read('main-airflow', 's', undefined)).rejects.toThrow(InvalidParameterException);
});

it('reads the end without what is before', async () => {
  client.on(GetLogEventsCommand, { startFromHead: false, limit: 2 }).resolves({
    events: [{ message: 'y', timestamp: 8, ingestionTime: 9 }],
    nextForwardToken: 'f/9',
  });
  expect(await logs.readEnd('main-airflow', 's', 2)).toEqual([{ message: 'y', at: 8, takenAt: 9 }]);
});
