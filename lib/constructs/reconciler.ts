import type { Construct } from 'constructs';
import type { ServiceFunction } from './service-function.ts';
import { ServiceStateMachine, type ServiceStateMachineProps } from './service-state-machine.ts';

/** Brings Airflow in step with one repository, round after round while it is dirty. */
export class Reconciler extends ServiceStateMachine {
  constructor(scope: Construct, id: string, props: Pick<ServiceStateMachineProps, 'platform' | 'functions'>) {
    super(scope, id, {
      ...props,
      name: 'reconcile-repository',
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
