import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { ServiceFunction } from './service-function.ts';
import { ServiceStateMachine, type ServiceStateMachineProps } from './service-state-machine.ts';

const name = 'reconcile-repository';

/** Brings Airflow in step with one repository, round after round while it is dirty. */
export class Reconciler extends ServiceStateMachine {
  readonly #executions: string;

  constructor(scope: Construct, id: string, props: Pick<ServiceStateMachineProps, 'platform' | 'functions'>) {
    super(scope, id, {
      ...props,
      name,
      alarms: {
        failed: 'A reconciliation ended without a receipt.',
        timedOut: 'A reconciliation ran out of time.',
      },
      runbook: 'repositories.md#reconciler',
    });
    this.#executions = Stack.of(this).formatArn({
      service: 'states',
      resource: 'execution',
      resourceName: `${props.platform.prefix}-${name}:*`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
  }

  /** Read how far executions have come. */
  grantReadRounds(fn: ServiceFunction): void {
    fn.allowPattern(['states:GetExecutionHistory'], this.#executions, 'an execution is named when it starts');
  }

  /** Start an execution, and `RECONCILER_ARN`. */
  grantStart(fn: ServiceFunction): void {
    fn.allow(['states:StartExecution'], [this.stateMachine.stateMachineArn]);
    fn.addEnvironment('RECONCILER_ARN', this.stateMachine.stateMachineArn);
  }
}
