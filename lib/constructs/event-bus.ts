import { EventBus as Bus } from 'aws-cdk-lib/aws-events';
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { FunctionQueue, type FunctionQueueProps } from './function-queue.ts';
import type { Platform } from './platform.ts';
import type { ServiceFunction } from './service-function.ts';

export interface Subscription extends Omit<FunctionQueueProps, 'platform'> {
  /** What is delivered: detail types by source. */
  readonly events: Readonly<Record<string, readonly string[]>>;
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

  /** Delivers events by a queue of their own, to which others may be added. It stands beside the function. */
  subscribe(id: string, { events, ...queue }: Subscription): FunctionQueue {
    const subscription = new FunctionQueue(queue.fn.node.scope ?? this, id, { ...queue, platform: this.#platform });
    for (const [source, detailTypes] of Object.entries(events)) {
      subscription.take(`From ${source}`, { source: [source], detailType: [...detailTypes] }, this.bus);
    }
    return subscription;
  }
}
