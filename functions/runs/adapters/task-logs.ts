import {
  type CloudWatchLogsClient,
  GetLogEventsCommand,
  type GetLogEventsCommandOutput,
  InvalidParameterException,
  paginateDescribeLogStreams,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch-logs';
import { DomainError } from '../../shared/errors.ts';

/** The log of one try of one task. */
export interface TaskLog {
  readonly stream: string;
  readonly task: string;
  readonly mapIndex: number;
  readonly try: number;
}

/** An event as it was written. Times are in milliseconds. */
export interface WrittenEvent {
  readonly message: string;
  readonly at: number;
  /** When CloudWatch took it. */
  readonly takenAt: number;
}

/** Some events of a log, in order; `next` is absent at its end, as far as it has been written. */
export interface LogEvents {
  readonly events: readonly WrittenEvent[];
  readonly next: string | undefined;
}

/** Events of one page, where nothing else is asked for. CloudWatch's pages are the same when asked for with the same token. */
const eventsAtOnce = 1_000;

/** Airflow's `[logging] log_filename_template`, in which the log handler replaces colons. */
const streamPattern =
  /^dag_id=.*\/run_id=.*\/task_id=(?<task>[^/]+)\/(?:map_index=(?<mapIndex>\d+)\/)?attempt=(?<attempt>\d+)\.log$/;

const eventsOf = ({ events = [] }: GetLogEventsCommandOutput): WrittenEvent[] =>
  events.map(({ message = '', timestamp = 0, ingestionTime = 0 }) => ({
    message,
    at: timestamp,
    takenAt: ingestionTime,
  }));

/** What is told of a cursor that is not of this log. */
export const unknownCursor = 'cursor: not one of this log. Use `next` of the page before, or leave it out.';

/** Task logs where MWAA, or Airflow's CloudWatch log handler, writes them. */
export const taskLogs = ({ client }: { client: CloudWatchLogsClient }) => {
  const groupOf = (mwaaName: string): string => `airflow-${mwaaName}-Task`;
  return {
    /** Logs of a run, in the order in which the tasks began to write. */
    list: async (mwaaName: string, { dagId, runId }: { dagId: string; runId: string }): Promise<TaskLog[]> => {
      const found: (TaskLog & { began: number })[] = [];
      const pages = paginateDescribeLogStreams(
        { client },
        {
          logGroupName: groupOf(mwaaName),
          logStreamNamePrefix: `dag_id=${dagId}/run_id=${runId}/`.replaceAll(':', '_'),
        },
      );
      try {
        for await (const { logStreams = [] } of pages) {
          for (const { logStreamName: stream = '', firstEventTimestamp, creationTime } of logStreams) {
            const parts = streamPattern.exec(stream)?.groups;
            if (parts) {
              const { task = '', mapIndex, attempt } = parts;
              const began = firstEventTimestamp ?? creationTime ?? 0;
              found.push({ stream, task, mapIndex: Number(mapIndex ?? -1), try: Number(attempt), began });
            }
          }
        }
      } catch (error) {
        if (!(error instanceof ResourceNotFoundException)) {
          throw error;
        }
      }
      return found.toSorted((a, b) => a.began - b.began || a.stream.localeCompare(b.stream));
    },

    /** A page from the beginning, or from where the page before ended; throws `input.invalid` where that is not a page's end. */
    read: async (
      mwaaName: string,
      stream: string,
      token: string | undefined,
      limit = eventsAtOnce,
    ): Promise<LogEvents> => {
      try {
        const answer = await client.send(
          new GetLogEventsCommand({
            logGroupName: groupOf(mwaaName),
            logStreamName: stream,
            startFromHead: true,
            limit,
            nextToken: token,
          }),
        );
        const { nextForwardToken } = answer;
        // At the end CloudWatch answers the token it was asked with; before that, a page may be empty.
        return { events: eventsOf(answer), next: nextForwardToken === token ? undefined : nextForwardToken };
      } catch (error) {
        if (token !== undefined && error instanceof InvalidParameterException) {
          throw new DomainError('input.invalid', unknownCursor, { cause: error });
        }
        throw error;
      }
    },

    /** The last events, at most `limit` and a megabyte. */
    readEnd: async (mwaaName: string, stream: string, limit: number): Promise<readonly WrittenEvent[]> =>
      eventsOf(
        await client.send(
          new GetLogEventsCommand({
            logGroupName: groupOf(mwaaName),
            logStreamName: stream,
            startFromHead: false,
            limit,
          }),
        ),
      ),
  };
};
export type TaskLogs = ReturnType<typeof taskLogs>;
