import {
  CloudWatchLogsClient,
  DescribeLogStreamsCommand,
  GetLogEventsCommand,
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

it('is at the end where CloudWatch answers the token it was asked with', async () => {
  client.on(GetLogEventsCommand).resolves({ events: [{ message: 'a', timestamp: 1 }], nextForwardToken: 'f/2' });
  expect(await logs.read('main-airflow', 's', undefined)).toEqual({ events: [{ message: 'a', at: 1 }], next: 'f/2' });
  expect((await logs.read('main-airflow', 's', 'f/2')).next).toBeUndefined();
});
