import {
  type CloudWatchLogsClient,
  GetLogEventsCommand,
  paginateDescribeLogStreams,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch-logs';

/** The log of one try of one task. */
export interface TaskLog {
  readonly stream: string;
  readonly task: string;
  readonly mapIndex: number;
  readonly try: number;
}

/** Some events of a log, in order; `next` is absent at its end, as far as it has been written. */
export interface LogEvents {
  readonly events: readonly { readonly message: string; readonly at: number }[];
  readonly next: string | undefined;
}

/** Events of one page. CloudWatch's pages are of the same size when asked for with the same token. */
const eventsAtOnce = 1_000;

/** Airflow's `[logging] log_filename_template`, in which the log handler replaces colons. */
const streamPattern =
  /^dag_id=.*\/run_id=.*\/task_id=(?<task>[^/]+)\/(?:map_index=(?<mapIndex>\d+)\/)?attempt=(?<attempt>\d+)\.log$/;

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

    read: async (mwaaName: string, stream: string, token: string | undefined): Promise<LogEvents> => {
      const { events = [], nextForwardToken } = await client.send(
        new GetLogEventsCommand({
          logGroupName: groupOf(mwaaName),
          logStreamName: stream,
          startFromHead: true,
          limit: eventsAtOnce,
          nextToken: token,
        }),
      );
      return {
        events: events.map(({ message = '', timestamp = 0 }) => ({ message, at: timestamp })),
        // At the end CloudWatch answers the token it was asked with.
        next: nextForwardToken === token || events.length === 0 ? undefined : nextForwardToken,
      };
    },
  };
};
export type TaskLogs = ReturnType<typeof taskLogs>;
