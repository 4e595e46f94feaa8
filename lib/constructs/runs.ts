import { Construct } from 'constructs';
import { airflowEvents, runOperations } from '../../functions/runs/contract.ts';
import { workflowEvents } from '../../functions/workflows/contract.ts';
import type { Airflow } from './airflow.ts';
import type { EventBus } from './event-bus.ts';
import type { HttpApi } from './http-api.ts';
import { MinuteSchedule } from './minute-schedule.ts';
import type { Platform } from './platform.ts';
import { ServiceFunction } from './service-function.ts';
import type { ServiceTable } from './service-table.ts';
import type { SigningKey } from './signing-key.ts';
import type { Workflows } from './workflows.ts';

export interface RunsProps {
  readonly platform: Platform;
  readonly table: ServiceTable;
  readonly signingKey: SigningKey;
  readonly airflow: Airflow;
  readonly eventBus: EventBus;
  readonly workflows: Workflows;
}

const capability = 'runs';

/** Starts, follows and cancels runs, and learns of their end from Airflow. */
export class Runs extends Construct {
  readonly api: ServiceFunction;
  readonly recordRunEvent: ServiceFunction;
  readonly sweepRuns: ServiceFunction;

  constructor(scope: Construct, id: string, props: RunsProps) {
    super(scope, id);
    const { platform, table, signingKey, airflow, eventBus, workflows } = props;
    this.api = new ServiceFunction(this, 'Api', {
      platform,
      capability,
      name: 'api',
      description: 'Serves the operations of runs',
      timeout: 25,
    });
    table.grantReadWriteDelete(this.api);
    signingKey.grantVerify(this.api);
    airflow.grantInvoke(this.api);
    airflow.grantReadTaskLogs(this.api);
    workflows.grantCall(this.api);

    const timeout = 60;
    this.recordRunEvent = new ServiceFunction(this, 'RecordRunEvent', {
      platform,
      capability,
      name: 'record-run-event',
      description: 'Records what Airflow and workflows report',
      timeout,
    });
    table.grantReadWriteDelete(this.recordRunEvent);
    airflow.grantInvoke(this.recordRunEvent);
    eventBus.subscribe('RunEvents', {
      events: {
        [airflowEvents.source]: [airflowEvents.runEnded, airflowEvents.taskFailed],
        [workflowEvents.source]: [workflowEvents.published],
      },
      fn: this.recordRunEvent,
      timeout,
      runbook: 'runs.md#record-run-event',
    });

    this.sweepRuns = new ServiceFunction(this, 'SweepRuns', {
      platform,
      capability,
      name: 'sweep-runs',
      description: 'Asks Airflow of runs whose end nobody reported',
      timeout: 50,
    });
    table.grantReadWriteDelete(this.sweepRuns);
    airflow.grantInvoke(this.sweepRuns);
    new MinuteSchedule(this, 'Sweep', { platform, fn: this.sweepRuns, runbook: 'runs.md#sweep-runs' });
  }

  serveOn(api: HttpApi): void {
    api.serve(this.api, runOperations);
  }
}
