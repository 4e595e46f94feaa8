import type { Construct } from 'constructs';
import type { ServiceFunction } from './service-function.ts';
import { ServiceStateMachine, type ServiceStateMachineProps } from './service-state-machine.ts';

/** Moves a tenant's knowledge to the index of the present model and mapping. */
export class Reindexer extends ServiceStateMachine {
  constructor(scope: Construct, id: string, props: Pick<ServiceStateMachineProps, 'platform' | 'functions'>) {
    super(scope, id, {
      ...props,
      name: 'reindex-knowledge',
      alarms: {
        failed: 'A reindexing left documents behind in an older index.',
        timedOut: 'A reindexing ran out of time.',
      },
      runbook: 'knowledge.md#reindex-knowledge',
    });
  }

  /** Start an execution, and `REINDEXER_ARN`. */
  grantStart(fn: ServiceFunction): void {
    fn.allow(['states:StartExecution'], [this.stateMachine.stateMachineArn]);
    fn.addEnvironment('REINDEXER_ARN', this.stateMachine.stateMachineArn);
  }
}
