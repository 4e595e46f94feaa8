import { ExecutionAlreadyExists, type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { TestOrder } from '../domain/test-run.ts';

/** Starts a repository's own tests; an attempt that was started before is left alone. */
export type StartTests = (order: TestOrder) => Promise<void>;

/** Starts executions of the state machine `run-tests`, one for each attempt. */
export const startTests =
  ({ sfn, stateMachineArn }: { sfn: SFNClient; stateMachineArn: string }): StartTests =>
  async (order) => {
    const { repositoryId, id, attempt } = order;
    const name = `${repositoryId.slice(0, 40)}-${id.slice(0, 24)}-${attempt}`;
    try {
      await sfn.send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(order) }));
    } catch (error) {
      if (!(error instanceof ExecutionAlreadyExists)) {
        throw error;
      }
    }
  };
