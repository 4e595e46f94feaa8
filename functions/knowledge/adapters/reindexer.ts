import { type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';

/** Starts the reindexing of a tenant's knowledge; twice for one request is once. */
export type StartReindexer = (tenant: string, correlationId: string) => Promise<void>;

/** Characters that an execution may be named with: https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html */
const nameOf = (tenant: string, correlationId: string): string =>
  `${tenant.slice(0, 30)}-${correlationId.replace(/[^\w-]/g, '-')}`.slice(0, 80);

/** Starts executions of the state machine `reindex-knowledge`. */
export const startReindexer =
  ({ sfn, stateMachineArn }: { sfn: SFNClient; stateMachineArn: string }): StartReindexer =>
  async (tenant, correlationId) => {
    await sfn.send(
      new StartExecutionCommand({
        stateMachineArn,
        name: nameOf(tenant, correlationId),
        input: JSON.stringify({ tenant, correlationId }),
      }),
    );
  };
