import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { airflowEvents, runEvents, runMetrics, runOperations } from '../../functions/runs/contract.ts';
import { workflowEvents } from '../../functions/workflows/contract.ts';
import type { Airflow } from './airflow.ts';
import type { DocumentBucket } from './document-bucket.ts';
import type { EventBus } from './event-bus.ts';
import type { HttpApi } from './http-api.ts';
import type { MaskingKey } from './masking-key.ts';
import { MinuteSchedule } from './minute-schedule.ts';
import type { Platform } from './platform.ts';
import { ServiceFunction } from './service-function.ts';
import type { ServiceTable } from './service-table.ts';
import type { SigningKey } from './signing-key.ts';
import type { Workflows } from './workflows.ts';

export interface RunsProps {
  readonly platform: Platform;
  readonly table: ServiceTable;
  readonly documents: DocumentBucket;
  readonly signingKey: SigningKey;
  readonly maskingKey: MaskingKey;
  readonly airflow: Airflow;
  readonly eventBus: EventBus;
  readonly workflows: Workflows;
}

const capability = 'runs';

/** Starts, follows and cancels runs, learns of their end from Airflow, and writes down what their tasks wrote. */
export class Runs extends Construct {
  readonly api: ServiceFunction;
  readonly recordRunEvent: ServiceFunction;
  readonly sweepRuns: ServiceFunction;
  readonly fetchRunLogs: ServiceFunction;

  constructor(scope: Construct, id: string, props: RunsProps) {
    super(scope, id);
    const { platform, table, documents, signingKey, maskingKey, airflow, eventBus, workflows } = props;
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
    maskingKey.grantRead(this.api);
    eventBus.grantPut(this.api, runEvents.source);
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
    eventBus.grantPut(this.recordRunEvent, runEvents.source);
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
    eventBus.grantPut(this.sweepRuns, runEvents.source);
    new MinuteSchedule(this, 'Sweep', { platform, fn: this.sweepRuns, runbook: 'runs.md#sweep-runs' });

    const readingTimeout = 120;
    this.fetchRunLogs = new ServiceFunction(this, 'FetchRunLogs', {
      platform,
      capability,
      name: 'fetch-run-logs',
      description: 'Writes down, masked, what the tasks of a run wrote',
      timeout: readingTimeout,
      memory: 1024,
    });
    table.grantReadWriteDelete(this.fetchRunLogs);
    airflow.grantInvoke(this.fetchRunLogs);
    airflow.grantReadTaskLogs(this.fetchRunLogs);
    maskingKey.grantRead(this.fetchRunLogs);
    documents.grantWriteRunLogs(this.fetchRunLogs);
    eventBus.subscribe('RunEnds', {
      events: { [runEvents.source]: [runEvents.ended] },
      fn: this.fetchRunLogs,
      timeout: readingTimeout,
      // One run may take all the time there is; one that fails is asked for again by the sweep before long.
      batchSize: 1,
      visibility: readingTimeout + 30,
      runbook: 'runs.md#fetch-run-logs',
    });
    platform.alarms.add(this.fetchRunLogs, 'LogsUnavailable', {
      metric: new Metric({
        namespace: 'Navigator',
        metricName: runMetrics.logsUnavailable,
        dimensionsMap: { service: 'navigator' },
        statistic: 'Sum',
        period: Duration.minutes(5),
      }),
      description: 'The logs of a run could not be read for hours; nobody asks for them any more.',
      runbook: 'runs.md#fetch-run-logs',
    });
  }

  /** Call the operations of runs with the caller's principal token, and `RUNS_FUNCTION`. */
  grantCall(fn: ServiceFunction): void {
    fn.allow(['lambda:InvokeFunction'], [this.api.functionArn]);
    fn.addEnvironment('RUNS_FUNCTION', this.api.functionName);
  }

  serveOn(api: HttpApi): void {
    api.serve(this.api, runOperations);
  }
}
