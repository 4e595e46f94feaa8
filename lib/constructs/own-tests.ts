import { ArnFormat, CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { AccountPrincipal, type IGrantable, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Config } from '../config.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import type { Platform } from './platform.ts';
import type { ServiceFunction } from './service-function.ts';
import { ServiceStateMachine, type ServiceStateMachineProps } from './service-state-machine.ts';

export interface OwnTestsProps extends Pick<ServiceStateMachineProps, 'functions'> {
  readonly platform: Platform;
  /** Who takes the tests from the queue. */
  readonly runner: Config['testRunner'];
}

const name = 'run-tests';
const runbook = 'repositories.md#run-tests';

/** Has a repository's own tests run by whoever takes them from a queue, apart from all else and without any of its rights. */
export class OwnTests extends ServiceStateMachine {
  /** Of messages with a task token, the address of an archive, and how long its tests may take. */
  readonly queue: Queue;

  constructor(scope: Construct, id: string, props: OwnTestsProps) {
    const { platform, functions, runner } = props;
    const deadLetterQueue = new DeadLetterQueue(scope, `${id}DeadLetters`, {
      platform,
      holds: "An order to run a repository's own tests",
      runbook,
    });
    const queue = new Queue(scope, `${id}Queue`, {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      // A runner says again and again that it is at work; one that ends without an answer leaves the tests to another.
      visibilityTimeout: Duration.minutes(1),
      // Nobody waits for an answer any more.
      retentionPeriod: Duration.hours(1),
      deadLetterQueue: { queue: deadLetterQueue, maxReceiveCount: 3 },
    });
    super(scope, id, {
      platform,
      name,
      functions,
      substitutions: { Queue: queue.queueUrl },
      alarms: {
        failed: "A repository's own tests could not be run, or their result could not be kept.",
        timedOut: "A run of a repository's own tests ran out of time.",
      },
      runbook,
    });
    this.queue = queue;
    this.stateMachine.addToRolePolicy(
      new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [queue.queueArn] }),
    );
    new CfnOutput(this, 'QueueUrl', { value: queue.queueUrl }).overrideLogicalId('TestQueueUrl');
    if (runner === 'role') {
      const role = new Role(this, 'RunnerRole', {
        description: "Takes repositories' own tests and answers what they came to",
        assumedBy: new AccountPrincipal(Stack.of(this).account),
      });
      role.addToPolicy(
        new PolicyStatement({
          actions: ['sqs:ReceiveMessage', 'sqs:ChangeMessageVisibility', 'sqs:DeleteMessage'],
          resources: [queue.queueArn],
        }),
      );
      this.grantAnswer(role);
      new CfnOutput(this, 'RunnerRoleArn', { value: role.roleArn }).overrideLogicalId('TestRunnerRoleArn');
    }
  }

  /** Answer for tests that were taken from the queue. */
  grantAnswer(grantee: IGrantable): void {
    grantee.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['states:SendTaskSuccess', 'states:SendTaskFailure', 'states:SendTaskHeartbeat'],
        resources: [this.stateMachine.stateMachineArn],
      }),
    );
  }

  /**
   * Start an execution, and `TESTS_ARN`. By name: what starts it is started by the reconciler, which is started by what
   * it starts itself.
   */
  static grantStart(fn: ServiceFunction, { prefix }: Platform): void {
    const arn = Stack.of(fn).formatArn({
      service: 'states',
      resource: 'stateMachine',
      resourceName: `${prefix}-${name}`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    fn.allow(['states:StartExecution'], [arn]);
    fn.addEnvironment('TESTS_ARN', arn);
  }
}
