import { ArnFormat, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { approvalEvents, approvalOperations } from '../../functions/approvals/contract.ts';
import type { EventBus } from './event-bus.ts';
import type { HttpApi } from './http-api.ts';
import type { MaskingKey } from './masking-key.ts';
import { MinuteSchedule } from './minute-schedule.ts';
import type { Platform } from './platform.ts';
import { ServiceFunction } from './service-function.ts';
import { ServiceStateMachine } from './service-state-machine.ts';
import type { ServiceTable } from './service-table.ts';
import type { SigningKey } from './signing-key.ts';

export interface ApprovalsProps {
  readonly platform: Platform;
  readonly table: ServiceTable;
  readonly signingKey: SigningKey;
  readonly maskingKey: MaskingKey;
  readonly eventBus: EventBus;
}

const capability = 'approvals';
const machine = 'decide-approval';

/** Requests that another person has to approve: they wait in Step Functions, and are done once they are approved. */
export class Approvals extends Construct {
  readonly api: ServiceFunction;
  readonly requestApproval: ServiceFunction;
  readonly advanceApproval: ServiceFunction;
  readonly sweepApprovals: ServiceFunction;
  readonly #platform: Platform;

  constructor(scope: Construct, id: string, props: ApprovalsProps) {
    super(scope, id);
    const { platform, table, signingKey, maskingKey, eventBus } = props;
    this.#platform = platform;
    this.api = new ServiceFunction(this, 'Api', {
      platform,
      capability,
      name: 'api',
      description: 'Serves the operations on requests for approvals',
      timeout: 25,
    });
    table.grantReadWrite(this.api);
    signingKey.grantVerify(this.api);
    maskingKey.grantRead(this.api);
    this.#grantWake(this.api);

    this.requestApproval = new ServiceFunction(this, 'RequestApproval', {
      platform,
      capability,
      name: 'request-approval',
      description: 'Takes requests for approvals from other capabilities',
    });
    table.grantReadWrite(this.requestApproval);
    signingKey.grantVerify(this.requestApproval);
    maskingKey.grantRead(this.requestApproval);
    this.#grantStart(this.requestApproval);

    this.advanceApproval = new ServiceFunction(this, 'AdvanceApproval', {
      platform,
      capability,
      name: 'advance-approval',
      description: 'Keeps the record of a request from its waiting to its end',
      timeout: 25,
    });
    table.grantReadWriteDelete(this.advanceApproval);
    maskingKey.grantRead(this.advanceApproval);
    eventBus.grantPut(this.advanceApproval, approvalEvents.source);
    this.#grantWake(this.advanceApproval);

    this.sweepApprovals = new ServiceFunction(this, 'SweepApprovals', {
      platform,
      capability,
      name: 'sweep-approvals',
      description: 'Finds requests that nothing would come of',
      timeout: 50,
    });
    table.grantReadWriteDelete(this.sweepApprovals);
    this.#grantStart(this.sweepApprovals);
    this.#grantWake(this.sweepApprovals);
    this.sweepApprovals.allowPattern(
      ['states:DescribeExecution'],
      this.#arnOf('execution', `${this.#machineName}:*`),
      'an execution is named by its request, known only at run time',
    );
    new MinuteSchedule(this, 'Sweep', {
      platform,
      fn: this.sweepApprovals,
      runbook: 'approvals.md#sweep-approvals',
    });
  }

  /** Has approved requests done by these functions, by the name that the definition has for each. */
  doWith(functions: Readonly<Record<string, ServiceFunction>>): ServiceStateMachine {
    return new ServiceStateMachine(this, 'Decision', {
      platform: this.#platform,
      name: machine,
      functions: { AdvanceApproval: this.advanceApproval, ...functions },
      alarms: {
        failed: 'An approved request could not be done, or its record could not be kept.',
        timedOut: 'A request was still open a month after it was made.',
      },
      runbook: 'approvals.md#decide-approval',
    });
  }

  /** Ask for approvals on behalf of the caller, and `REQUEST_APPROVAL_FUNCTION`. */
  grantRequest(fn: ServiceFunction): void {
    fn.allow(['lambda:InvokeFunction'], [this.requestApproval.functionArn]);
    fn.addEnvironment('REQUEST_APPROVAL_FUNCTION', this.requestApproval.functionName);
  }

  /** Call the operations on requests with the caller's principal token, and `APPROVALS_FUNCTION`. */
  grantCall(fn: ServiceFunction): void {
    fn.allow(['lambda:InvokeFunction'], [this.api.functionArn]);
    fn.addEnvironment('APPROVALS_FUNCTION', this.api.functionName);
  }

  serveOn(api: HttpApi): void {
    api.serve(this.api, approvalOperations);
  }

  get #machineName(): string {
    return `${this.#platform.prefix}-${machine}`;
  }

  /** By name: the state machine invokes functions that are granted something on it, so neither may wait for the other. */
  #arnOf(resource: string, resourceName: string): string {
    return Stack.of(this).formatArn({
      service: 'states',
      resource,
      resourceName,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
  }

  #grantStart(fn: ServiceFunction): void {
    const arn = this.#arnOf('stateMachine', this.#machineName);
    fn.allow(['states:StartExecution'], [arn]);
    fn.addEnvironment('DECISION_MACHINE_ARN', arn);
  }

  /** AWS checks it on the state machine that the task token is of. */
  #grantWake(fn: ServiceFunction): void {
    fn.allow(['states:SendTaskSuccess'], [this.#arnOf('stateMachine', this.#machineName)]);
  }
}
