import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  InvalidToken,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import type { StoredApproval } from '../domain/request.ts';

interface Machine {
  readonly sfn: SFNClient;
  readonly stateMachineArn: string;
}

const nameOf = ({ id, attempt }: StoredApproval): string => `${id}-${attempt}`;

/** Executions of the state machine `decide-approval`, one at a time for each request. */
export const executions = ({ sfn, stateMachineArn }: Machine) => ({
  /** Starting one that was started already does nothing. */
  start: async (tenant: string, approval: StoredApproval): Promise<void> => {
    const { id, decideBy } = approval;
    try {
      await sfn.send(
        new StartExecutionCommand({
          stateMachineArn,
          name: nameOf(approval),
          input: JSON.stringify({ tenant, approval: id, decideBy }),
        }),
      );
    } catch (error) {
      if (!(error instanceof ExecutionAlreadyExists)) {
        throw error;
      }
    }
  },

  /** Whether the request's execution goes on, has ended, or was never started. */
  stateOf: async (approval: StoredApproval): Promise<'running' | 'ended' | 'missing'> => {
    const executionArn = `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${nameOf(approval)}`;
    try {
      const { status } = await sfn.send(new DescribeExecutionCommand({ executionArn }));
      return status === 'RUNNING' ? 'running' : 'ended';
    } catch (error) {
      if (error instanceof ExecutionDoesNotExist) {
        return 'missing';
      }
      throw error;
    }
  },
});
export type Executions = ReturnType<typeof executions>;

/** Ends the waiting of an execution, which then looks at what was decided; false: that token waits no more. */
export type Wake = (token: string) => Promise<boolean>;

/** Wakes by completing the task token. */
export const wake =
  (sfn: SFNClient): Wake =>
  async (taskToken) => {
    try {
      await sfn.send(new SendTaskSuccessCommand({ taskToken, output: '{}' }));
      return true;
    } catch (error) {
      if (error instanceof TaskTimedOut || error instanceof TaskDoesNotExist || error instanceof InvalidToken) {
        return false;
      }
      throw error;
    }
  };
