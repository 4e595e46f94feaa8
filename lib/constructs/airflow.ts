import { ArnFormat, CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AccountPrincipal, CompositePrincipal, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { airflowEvents } from '../../functions/runs/contract.ts';
import type { AirflowConfig } from '../config.ts';
import { acknowledgeWildcards } from './acknowledgements.ts';
import type { DagBucket } from './dag-bucket.ts';
import type { EventBus } from './event-bus.ts';
import type { Platform } from './platform.ts';
import type { ServiceFunction } from './service-function.ts';

export interface AirflowProps {
  readonly platform: Platform;
  readonly config: AirflowConfig;
  readonly dagBucket: DagBucket;
  readonly eventBus: EventBus;
}

/**
 * The role our functions have inside Airflow: it reads DAGs, their sources and import errors, pauses DAGs, starts and
 * stops runs. Connections, variables and settings, which `Op` and `Admin` could read, stay closed.
 */
const airflowRole = 'User';

/** The Airflow environment as the application sees it: who it acts as, and how functions reach it. */
export class Airflow extends Construct {
  /** What every DAG runs as. */
  readonly executionRole: Role;
  readonly #config: AirflowConfig;

  constructor(scope: Construct, id: string, props: AirflowProps) {
    super(scope, id);
    const { platform, config } = props;
    this.#config = config;
    this.executionRole = new Role(this, 'ExecutionRole', {
      description: 'What DAGs run as',
      assumedBy: config.managed
        ? new CompositePrincipal(
            new ServicePrincipal('airflow.amazonaws.com'),
            new ServicePrincipal('airflow-env.amazonaws.com'),
          )
        : new AccountPrincipal(Stack.of(this).account),
    });
    props.dagBucket.grantReadBundle(this.executionRole);
    props.eventBus.grantPutAs(this.executionRole, airflowEvents.source);
    this.#grantWriteTaskLogs();
    if (!config.managed) {
      new LogGroup(this, 'TaskLogs', {
        logGroupName: this.#taskLogGroup,
        retention: platform.logRetention,
        encryptionKey: platform.dataKey.key,
        removalPolicy: RemovalPolicy.DESTROY,
      });
    }
    new CfnOutput(this, 'ExecutionRoleArn', { value: this.executionRole.roleArn }).overrideLogicalId(
      'AirflowExecutionRoleArn',
    );
  }

  /** Call Airflow's REST API as a user of it. */
  grantInvoke(fn: ServiceFunction): void {
    const resourceName = `${this.#config.mwaaName}/${airflowRole}`;
    fn.allow(
      ['airflow:InvokeRestApi'],
      [Stack.of(this).formatArn({ service: 'airflow', resource: 'role', resourceName })],
    );
  }

  /** See how far MWAA is with the environment, and have it updated. */
  grantUpdate(fn: ServiceFunction): void {
    const resourceName = this.#config.mwaaName;
    fn.allow(
      ['airflow:GetEnvironment', 'airflow:UpdateEnvironment'],
      [Stack.of(this).formatArn({ service: 'airflow', resource: 'environment', resourceName })],
    );
  }

  /** Read the logs that tasks wrote. */
  grantReadTaskLogs(fn: ServiceFunction): void {
    const reason = 'a log stream is named by its DAG, run, task and try, known only at run time';
    fn.allowPattern(['logs:GetLogEvents'], `${this.#taskLogGroupArn}:log-stream:*`, reason);
    fn.allowPattern(['logs:DescribeLogStreams'], `${this.#taskLogGroupArn}:*`, reason);
  }

  get #taskLogGroup(): string {
    return `airflow-${this.#config.mwaaName}-Task`;
  }

  get #taskLogGroupArn(): string {
    return Stack.of(this).formatArn({
      service: 'logs',
      resource: 'log-group',
      resourceName: this.#taskLogGroup,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
  }

  #grantWriteTaskLogs(): void {
    const streams = `${this.#taskLogGroupArn}:*`;
    this.executionRole.addToPolicy(
      new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:GetLogEvents'],
        resources: [streams],
      }),
    );
    this.executionRole.addToPolicy(new PolicyStatement({ actions: ['logs:DescribeLogGroups'], resources: ['*'] }));
    acknowledgeWildcards(
      this.executionRole,
      [`Resource::${streams}`, 'Resource::*'],
      'a log stream is named by its DAG, run, task and try; the log handler looks its group up by listing groups',
    );
  }
}
