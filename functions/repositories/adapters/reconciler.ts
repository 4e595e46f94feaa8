import { randomUUID } from 'node:crypto';
import { type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';

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
