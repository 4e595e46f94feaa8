import { Construct } from 'constructs';
import { executionOperations } from '../../functions/executions/contract.ts';
import { knowledgeEvents } from '../../functions/knowledge/contract.ts';
import { runEvents } from '../../functions/runs/contract.ts';
import type { EventBus } from './event-bus.ts';
import type { HttpApi } from './http-api.ts';
import type { Platform } from './platform.ts';
import { ServiceFunction } from './service-function.ts';
import type { ServiceTable } from './service-table.ts';
import type { SigningKey } from './signing-key.ts';

export interface ExecutionsProps {
  readonly platform: Platform;
  readonly table: ServiceTable;
  readonly signingKey: SigningKey;
  readonly eventBus: EventBus;
}

const capability = 'executions';

/** The ledger of everything that was executed, written from events alone. */
export class Executions extends Construct {
  readonly api: ServiceFunction;
  readonly recordExecution: ServiceFunction;

  constructor(scope: Construct, id: string, props: ExecutionsProps) {
    super(scope, id);
    const { platform, table, signingKey, eventBus } = props;
    this.api = new ServiceFunction(this, 'Api', {
      platform,
      capability,
      name: 'api',
      description: 'Serves the ledger of executions',
      timeout: 25,
    });
    table.grantRead(this.api);
    signingKey.grantVerify(this.api);

    const timeout = 30;
    this.recordExecution = new ServiceFunction(this, 'RecordExecution', {
      platform,
      capability,
      name: 'record-execution',
      description: 'Writes the ledger of executions from what happens to runs',
      timeout,
    });
    table.grantReadWrite(this.recordExecution);
    eventBus.subscribe('ExecutionEvents', {
      events: {
        [runEvents.source]: [runEvents.started, runEvents.ended],
        [knowledgeEvents.source]: [knowledgeEvents.runDiagnosed],
      },
      fn: this.recordExecution,
      timeout,
      runbook: 'executions.md#record-execution',
    });
  }

  /** Call the operations of the ledger with the caller's principal token, and `EXECUTIONS_FUNCTION`. */
  grantCall(fn: ServiceFunction): void {
    fn.allow(['lambda:InvokeFunction'], [this.api.functionArn]);
    fn.addEnvironment('EXECUTIONS_FUNCTION', this.api.functionName);
  }

  serveOn(api: HttpApi): void {
    api.serve(this.api, executionOperations);
  }
}
