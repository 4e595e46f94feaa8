import { randomUUID } from 'node:crypto';
import {
  GetExecutionHistoryCommand,
  type HistoryEvent,
  type SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { logger } from '../../shared/observability.ts';

/** Starts the reconciler of a repository; where one runs already, the new one ends at once. */
export type StartReconciler = (tenant: string, repositoryId: string) => Promise<void>;

/** Starts executions of the state machine `reconcile-repository`. */
export const startReconciler =
  ({ sfn, stateMachineArn }: { sfn: SFNClient; stateMachineArn: string }): StartReconciler =>
  async (tenant, repositoryId) => {
    await sfn.send(
      new StartExecutionCommand({
        stateMachineArn,
        name: `${repositoryId.slice(0, 40)}-${randomUUID()}`,
        input: JSON.stringify({ tenant, repositoryId }),
      }),
    );
  };

/** Times at which the round at hand has left its states, by their names. */
export type ReadRound = (execution: string) => Promise<ReadonlyMap<string, Date>>;

/** Events of one round and some more, retries included. */
const eventsOfRound = 300;

const leftStates = (newestFirst: readonly HistoryEvent[]): Map<string, Date> => {
  const start = newestFirst.findIndex(({ stateEnteredEventDetails: entered }) => entered?.name === 'FetchTip');
  return new Map(
    newestFirst
      .slice(0, Math.max(start, 0))
      .flatMap(({ stateExitedEventDetails: left, timestamp }) =>
        left?.name && timestamp ? [[left.name, timestamp] as const] : [],
      ),
  );
};

/** Reads how far an execution has come. Where Step Functions does not tell, nothing is known; nobody waits for that. */
export const readRound =
  ({ sfn }: { sfn: SFNClient }): ReadRound =>
  async (executionArn) => {
    try {
      const { events = [] } = await sfn.send(
        new GetExecutionHistoryCommand({
          executionArn,
          reverseOrder: true,
          includeExecutionData: false,
          maxResults: eventsOfRound,
        }),
      );
      return leftStates(events);
    } catch (error) {
      logger.warn('round.not-read', { error: error as Error });
      return new Map();
    }
  };
