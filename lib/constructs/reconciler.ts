import type { Construct } from 'constructs';
import type { ServiceFunction } from './service-function.ts';
import { ServiceStateMachine, type ServiceStateMachineProps } from './service-state-machine.ts';

/** Brings Airflow in step with one repository, round after round while it is dirty. */
export class Reconciler extends ServiceStateMachine {
  constructor(scope: Construct, id: string, props: Pick<ServiceStateMachineProps, 'platform' | 'tasks'>) {
    super(scope, id, {
      ...props,
      name: 'reconcile-repository',
      what: 'A reconciliation',
      runbook: 'repositories.md#reconciler',
    });
  }

  /** Start an execution, and `RECONCILER_ARN`. */
  grantStart(fn: ServiceFunction): void {
    fn.allow(['states:StartExecution'], [this.stateMachine.stateMachineArn]);
    fn.addEnvironment('RECONCILER_ARN', this.stateMachine.stateMachineArn);
  }
}
