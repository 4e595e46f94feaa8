import { Duration, Validations } from 'aws-cdk-lib';
import { EventBus as Bus, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import type { Platform } from './platform.ts';
import type { ServiceFunction } from './service-function.ts';

export interface Subscription {
  /** What is delivered: detail types by source. */
  readonly events: Readonly<Record<string, readonly string[]>>;
  /** Takes the events in batches and answers which of them failed. */
  readonly fn: ServiceFunction;
  /** In seconds, the function's time limit. */
  readonly timeout: number;
  readonly runbook: string;
}

/** The one bus that all events of the platform are on. */
export class EventBus extends Construct {
  readonly bus: Bus;
  readonly #platform: Platform;

  constructor(scope: Construct, id: string, props: { readonly platform: Platform }) {
    super(scope, id);
    this.#platform = props.platform;
    this.bus = new Bus(this, 'Bus', { eventBusName: props.platform.prefix });
  }

  /** Put events under this source's name only, and `BUS_NAME`. */
  grantPut(fn: ServiceFunction, source: string): void {
    this.grantPutAs(fn, source);
    fn.addEnvironment('BUS_NAME', this.bus.eventBusName);
  }

  /** Put events under this source's name only, for those who learn otherwise where the bus is. */
  grantPutAs(grantee: IGrantable, source: string): void {
    grantee.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['events:PutEvents'],
        resources: [this.bus.eventBusArn],
        conditions: { StringEquals: { 'events:source': source } },
      }),
    );
  }

  /** Delivers events by a queue of their own: five tries, then the dead-letter queue, which alarms. */
  subscribe(id: string, subscription: Subscription): void {
    const scope = new Construct(this, id);
    const deadLetterQueue = new DeadLetterQueue(scope, 'DeadLetters', {
      platform: this.#platform,
      holds: `An event for ${subscription.fn.title}`,
      runbook: subscription.runbook,
    });
    const queue = new Queue(scope, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      visibilityTimeout: Duration.seconds(6 * subscription.timeout),
      deadLetterQueue: { queue: deadLetterQueue, maxReceiveCount: 5 },
    });
    for (const [source, detailTypes] of Object.entries(subscription.events)) {
      new Rule(scope, `From ${source}`, {
        eventBus: this.bus,
        eventPattern: { source: [source], detailType: [...detailTypes] },
        targets: [new SqsQueue(queue, { deadLetterQueue })],
      });
    }
    subscription.fn.allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], [queue.queueArn]);
    const mapping = new EventSourceMapping(scope, 'Mapping', {
      target: subscription.fn,
      eventSourceArn: queue.queueArn,
      batchSize: 10,
      reportBatchItemFailures: true,
    });
    Validations.of(mapping).acknowledge({
      id: 'Serverless-LambdaEventSourceMappingDestination',
      reason: 'an SQS source has the redrive policy of its queue instead',
    });
  }
}
