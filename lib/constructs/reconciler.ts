import type { Construct } from 'constructs';
import type { Platform } from './platform.ts';
import type { ServiceFunction } from './service-function.ts';
import { ServiceStateMachine } from './service-state-machine.ts';

export interface ReconcilerProps {
  readonly platform: Platform;
  /** The function of each task, by the name that the definition has for it: `FetchTip`. */
  readonly tasks: Readonly<Record<string, ServiceFunction>>;
}

/** Brings Airflow in step with one repository, round after round while it is dirty. */
export class Reconciler extends ServiceStateMachine {
  constructor(scope: Construct, id: string, { platform, tasks }: ReconcilerProps) {
    super(scope, id, {
      platform,
      name: 'reconcile-repository',
      functions: tasks,
      alarms: {
        failed: 'A reconciliation ended without a receipt.',
        timedOut: 'A reconciliation ran out of time.',
      },
      runbook: 'repositories.md#reconciler',
    });
  }

  /** Start an execution, and `RECONCILER_ARN`. */
  grantStart(fn: ServiceFunction): void {
    fn.allow(['states:StartExecution'], [this.stateMachine.stateMachineArn]);
    fn.addEnvironment('RECONCILER_ARN', this.stateMachine.stateMachineArn);
  }
}
