import { ArnFormat, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { acknowledgeWildcards } from './acknowledgements.ts';
import type { Platform } from './platform.ts';
import type { ServiceFunction } from './service-function.ts';

export interface ReconcilerProps {
  readonly platform: Platform;
  /** The function of each task, by the name that the definition has for it: `FetchTip`. */
  readonly tasks: Readonly<Record<string, ServiceFunction>>;
}

/** Brings Airflow in step with one repository, round after round while it is dirty. */
export class Reconciler extends Construct {
  readonly stateMachine: StateMachine;
  readonly #name: string;

  constructor(scope: Construct, id: string, props: ReconcilerProps) {
    super(scope, id);
    const { platform } = props;
    this.#name = `${platform.prefix}-reconcile-repository`;
    const functionArns = Object.entries(props.tasks).map(([task, fn]) => [task, fn.functionArn] as const);
    this.stateMachine = new StateMachine(this, 'StateMachine', {
      stateMachineName: this.#name,
      definitionBody: DefinitionBody.fromFile(
        `${import.meta.dirname}/../../statemachines/reconcile-repository.asl.json`,
      ),
      definitionSubstitutions: Object.fromEntries(functionArns),
      tracingEnabled: true,
      logs: {
        level: LogLevel.ERROR,
        includeExecutionData: false,
        destination: new LogGroup(this, 'Logs', {
          logGroupName: `/aws/vendedlogs/states/${this.#name}`,
          retention: platform.logRetention,
          encryptionKey: platform.dataKey.key,
          removalPolicy: RemovalPolicy.DESTROY,
        }),
      },
    });
    this.stateMachine.addToRolePolicy(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: functionArns.map(([, arn]) => arn) }),
    );
    acknowledgeWildcards(
      this.stateMachine,
      ['Resource::*'],
      'log delivery (logs:*LogDelivery and the like) and X-Ray know no resources',
    );
    Validations.of(this.stateMachine).acknowledge({
      id: 'AwsSolutions-SF1',
      reason: 'the execution history has every event for 90 days; the log is for what failed',
    });
    platform.alarms.add(this, 'Failed', {
      metric: this.stateMachine.metricFailed({ period: Duration.minutes(5) }),
      description: 'A reconciliation ended without a receipt.',
      runbook: 'repositories.md#reconciler',
    });
    platform.alarms.add(this, 'TimedOut', {
      metric: this.stateMachine.metricTimedOut({ period: Duration.minutes(5) }),
      description: 'A reconciliation ran out of time.',
      runbook: 'repositories.md#reconciler',
    });
  }

  /** Read how far executions have come. */
  grantReadRounds(fn: ServiceFunction): void {
    const executions = Stack.of(this).formatArn({
      service: 'states',
      resource: 'execution',
      resourceName: `${this.#name}:*`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    fn.allowPattern(['states:GetExecutionHistory'], executions, 'an execution is named when it starts');
  }

  /** Start an execution, and `RECONCILER_ARN`. */
  grantStart(fn: ServiceFunction): void {
    fn.allow(['states:StartExecution'], [this.stateMachine.stateMachineArn]);
    fn.addEnvironment('RECONCILER_ARN', this.stateMachine.stateMachineArn);
  }
}
