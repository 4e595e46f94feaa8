import { Duration, Validations } from 'aws-cdk-lib';
import { type EventPattern, type IEventBus, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import type { Platform } from './platform.ts';
import type { ServiceFunction } from './service-function.ts';

export interface FunctionQueueProps {
  readonly platform: Platform;
  /** Takes messages in batches and answers which of them failed. */
  readonly fn: ServiceFunction;
  /** In seconds, the function's time limit. */
  readonly timeout: number;
  readonly runbook: string;
  /** In seconds: after that, what was taken and not finished is taken again. @default six times the time limit */
  readonly visibility?: number;
  /** How often a message is tried. @default 5 */
  readonly receives?: number;
  /** Messages in one invocation. @default 10 */
  readonly batchSize?: number;
  /** Whether messages of one group are taken in order, one after the other. @default false */
  readonly ordered?: true;
}

/** A queue of events before a function. What it cannot process ends in the dead-letter queue, which alarms. */
export class FunctionQueue extends Construct {
  readonly #queue: Queue;
  readonly #deadLetterQueue: DeadLetterQueue;

  constructor(scope: Construct, id: string, props: FunctionQueueProps) {
    super(scope, id);
    const { fn, timeout, visibility = 6 * timeout, ordered: fifo } = props;
    this.#deadLetterQueue = new DeadLetterQueue(this, 'DeadLetters', {
      platform: props.platform,
      holds: `An event for ${fn.title}`,
      runbook: props.runbook,
      fifo,
    });
    this.#queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      fifo,
      visibilityTimeout: Duration.seconds(visibility),
      deadLetterQueue: { queue: this.#deadLetterQueue, maxReceiveCount: props.receives ?? 5 },
    });
    fn.allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], [this.#queue.queueArn]);
    const mapping = new EventSourceMapping(this, 'Mapping', {
      target: fn,
      eventSourceArn: this.#queue.queueArn,
      batchSize: props.batchSize ?? 10,
      reportBatchItemFailures: true,
    });
    Validations.of(mapping).acknowledge({
      id: 'Serverless-LambdaEventSourceMappingDestination',
      reason: 'an SQS source has the redrive policy of its queue instead',
    });
  }

  /** Send messages, and this environment variable with the queue's address. */
  grantSend(fn: ServiceFunction, variable: string): void {
    fn.allow(['sqs:SendMessage'], [this.#queue.queueArn]);
    fn.addEnvironment(variable, this.#queue.queueUrl);
  }

  /** Queues the events that match. @param eventBus by default the account's own, on which AWS services put theirs */
  take(id: string, eventPattern: EventPattern, eventBus?: IEventBus): void {
    new Rule(this, id, {
      eventBus,
      eventPattern,
      targets: [new SqsQueue(this.#queue, { deadLetterQueue: this.#deadLetterQueue })],
    });
  }
}
