import { Duration, Validations } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Platform } from './platform.ts';

export interface DeadLetterQueueProps {
  readonly platform: Platform;
  /** What waits in it, as the alarm says it. */
  readonly holds: string;
  /** File and section of `docs/runbooks`. */
  readonly runbook: string;
  /** Whether the queue before it is ordered: then it has to be too. @default false */
  readonly fifo?: true;
}

/** Keeps for two weeks what nobody could process, and alarms at the first one. */
export class DeadLetterQueue extends Queue {
  constructor(scope: Construct, id: string, props: DeadLetterQueueProps) {
    super(scope, id, {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      fifo: props.fifo,
      retentionPeriod: Duration.days(14),
    });
    const reason = 'it is itself where messages end that nobody could process';
    for (const id of ['AwsSolutions-SQS3', 'Serverless-SQSRedrivePolicy'])
      Validations.of(this).acknowledge({ id, reason });
    props.platform.alarms.add(this, 'NotEmpty', {
      metric: this.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(5), statistic: 'Maximum' }),
      description: `${props.holds} could not be processed.`,
      runbook: props.runbook,
    });
  }
}
