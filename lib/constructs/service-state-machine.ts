import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { acknowledgeWildcards } from './acknowledgements.ts';
import type { Platform } from './platform.ts';
import type { ServiceFunction } from './service-function.ts';

export interface ServiceStateMachineProps {
  readonly platform: Platform;
  /** The definition's file in `statemachines/`, without `.asl.json`; the state machine and its log are named alike. */
  readonly name: string;
  /** Every function it invokes, by the name that the definition has for it: `FetchTip`. */
  readonly functions: Readonly<Record<string, ServiceFunction>>;
  /** What else the definition names. @default nothing */
  readonly substitutions?: Readonly<Record<string, string>>;
  /** What it means that an execution failed, or ran out of time. */
  readonly alarms: { readonly failed: string; readonly timedOut: string };
  readonly runbook: string;
}

/** A state machine of the house: it may invoke its functions and nothing else, logs what failed, and has alarms. */
export class ServiceStateMachine extends Construct {
  readonly stateMachine: StateMachine;

  constructor(scope: Construct, id: string, props: ServiceStateMachineProps) {
    super(scope, id);
    const { platform, name, functions, alarms, runbook } = props;
    const functionArns = Object.entries(functions).map(([task, fn]) => [task, fn.functionArn] as const);
    this.stateMachine = new StateMachine(this, 'StateMachine', {
      stateMachineName: `${platform.prefix}-${name}`,
      definitionBody: DefinitionBody.fromFile(`${import.meta.dirname}/../../statemachines/${name}.asl.json`),
      definitionSubstitutions: { ...Object.fromEntries(functionArns), ...props.substitutions },
      tracingEnabled: true,
      logs: {
        level: LogLevel.ERROR,
        includeExecutionData: false,
        destination: new LogGroup(this, 'Logs', {
          logGroupName: `/aws/vendedlogs/states/${platform.prefix}-${name}`,
          retention: platform.logRetention,
          encryptionKey: platform.dataKey.key,
          removalPolicy: RemovalPolicy.DESTROY,
        }),
      },
    });
    if (functionArns.length > 0) {
      this.stateMachine.addToRolePolicy(
        new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: functionArns.map(([, arn]) => arn) }),
      );
    }
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
      description: alarms.failed,
      runbook,
    });
    platform.alarms.add(this, 'TimedOut', {
      metric: this.stateMachine.metricTimedOut({ period: Duration.minutes(5) }),
      description: alarms.timedOut,
      runbook,
    });
  }
}
