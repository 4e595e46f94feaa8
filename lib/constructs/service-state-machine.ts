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
  /** Of the definition in `statemachines/`, without `.asl.json`. */
  readonly name: string;
  /** The function of each task, by the name that the definition has for it: `FetchTip`. */
  readonly tasks: Readonly<Record<string, ServiceFunction>>;
  /** What else the definition names. @default nothing */
  readonly substitutions?: Readonly<Record<string, string>>;
  /** What one execution does, as an alarm says it: `A reconciliation`. */
  readonly what: string;
  /** File and section of `docs/runbooks`. */
  readonly runbook: string;
}

/** Every state machine of the house: its definition as a file, its failures in a log, alarms where it fails or hangs. */
export class ServiceStateMachine extends Construct {
  readonly stateMachine: StateMachine;

  constructor(scope: Construct, id: string, props: ServiceStateMachineProps) {
    super(scope, id);
    const { platform, name, what, runbook } = props;
    const functionArns = Object.entries(props.tasks).map(([task, fn]) => [task, fn.functionArn] as const);
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
      description: `${what} failed.`,
      runbook,
    });
    platform.alarms.add(this, 'TimedOut', {
      metric: this.stateMachine.metricTimedOut({ period: Duration.minutes(5) }),
      description: `${what} ran out of time.`,
      runbook,
    });
  }
}
