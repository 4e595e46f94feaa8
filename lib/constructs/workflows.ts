import { Construct } from 'constructs';
import { repositoryEvents } from '../../functions/repositories/contract.ts';
import { workflowEvents, workflowOperations } from '../../functions/workflows/contract.ts';
import type { Airflow } from './airflow.ts';
import type { Approvals } from './approvals.ts';
import type { Artefacts } from './artefacts.ts';
import type { DagBucket } from './dag-bucket.ts';
import type { DocumentBucket } from './document-bucket.ts';
import type { EventBus } from './event-bus.ts';
import type { HttpApi } from './http-api.ts';
import { IsolatedNetwork } from './isolated-network.ts';
import type { MaskingKey } from './masking-key.ts';
import type { Platform } from './platform.ts';
import type { Repositories } from './repositories.ts';
import { ServiceFunction } from './service-function.ts';
import type { ServiceTable } from './service-table.ts';
import type { SigningKey } from './signing-key.ts';

export interface WorkflowsProps {
  readonly platform: Platform;
  readonly table: ServiceTable;
  readonly artefacts: Artefacts;
  readonly dagBucket: DagBucket;
  readonly documents: DocumentBucket;
  readonly signingKey: SigningKey;
  readonly maskingKey: MaskingKey;
  readonly airflow: Airflow;
  readonly eventBus: EventBus;
  /** Asked to carry out a rollback. */
  readonly repositories: Repositories;
  /** Asked for security waivers and changes of environments. */
  readonly approvals: Approvals;
}

const capability = 'workflows';

/** Where `npm run artefacts` puts Python with Airflow in WebAssembly, below the repository's root. */
const sandbox = '.local/tools/sandbox';

/** Checks, publishes and confirms workflows; knows what is live. */
export class Workflows extends Construct {
  readonly api: ServiceFunction;
  readonly importFiles: ServiceFunction;
  readonly checkChanges: ServiceFunction;
  readonly publishRelease: ServiceFunction;
  readonly confirmLive: ServiceFunction;
  readonly waiveFinding: ServiceFunction;
  readonly changeEnvironment: ServiceFunction;
  readonly describeWorkflows: ServiceFunction;

  constructor(scope: Construct, id: string, props: WorkflowsProps) {
    super(scope, id);
    const {
      platform,
      table,
      artefacts,
      dagBucket,
      signingKey,
      maskingKey,
      airflow,
      eventBus,
      repositories,
      approvals,
    } = props;
    this.api = new ServiceFunction(this, 'Api', {
      platform,
      capability,
      name: 'api',
      description: 'Serves the operations of workflows and Airflow environments',
    });
    table.grantReadWriteDelete(this.api);
    artefacts.grantRead(this.api);
    repositories.grantCall(this.api);
    approvals.grantRequest(this.api);
    signingKey.grantVerify(this.api);

    // Without any grant: what it imports is anybody's program.
    this.importFiles = new ServiceFunction(this, 'ImportFiles', {
      platform,
      capability,
      name: 'import-files',
      description: 'Imports DAG files where they can do no harm',
      timeout: 25,
      memory: 2048,
      network: new IsolatedNetwork(this, 'Isolation'),
      filesBeside: { sandbox },
    });

    this.checkChanges = new ServiceFunction(this, 'CheckChanges', {
      platform,
      capability,
      name: 'check-changes',
      description: 'Compares a tree with what is live and checks what changed',
      timeout: 55,
      memory: 1024,
      packagesBeside: ['@astral-sh/ruff-wasm-nodejs'],
    });
    table.grantReadWrite(this.checkChanges);
    artefacts.grantReadWrite(this.checkChanges);
    maskingKey.grantRead(this.checkChanges);
    this.checkChanges.allow(['lambda:InvokeFunction'], [this.importFiles.functionArn]);
    this.checkChanges.addEnvironment('IMPORT_FUNCTION', this.importFiles.functionName);

    this.publishRelease = new ServiceFunction(this, 'PublishRelease', {
      platform,
      capability,
      name: 'publish-release',
      description: 'Copies a release to the DAG bucket and moves the pointers to it',
      timeout: 50,
    });
    table.grantReadWriteDelete(this.publishRelease);
    artefacts.grantRead(this.publishRelease);
    dagBucket.grantPublish(this.publishRelease);

    this.confirmLive = new ServiceFunction(this, 'ConfirmLive', {
      platform,
      capability,
      name: 'confirm-live',
      description: 'Asks Airflow what it sees and puts back what it cannot import',
      timeout: 25,
    });
    table.grantReadWriteDelete(this.confirmLive);
    artefacts.grantReadWrite(this.confirmLive);
    maskingKey.grantRead(this.confirmLive);
    dagBucket.grantMovePointers(this.confirmLive);
    airflow.grantInvoke(this.confirmLive);
    eventBus.grantPut(this.confirmLive, workflowEvents.source);

    this.waiveFinding = new ServiceFunction(this, 'WaiveFinding', {
      platform,
      capability,
      name: 'waive-finding',
      description: 'Enters an approved security waiver and has the repository checked anew',
    });
    table.grantReadWrite(this.waiveFinding);
    eventBus.grantPut(this.waiveFinding, workflowEvents.source);

    this.changeEnvironment = new ServiceFunction(this, 'ChangeEnvironment', {
      platform,
      capability,
      name: 'change-environment',
      description: 'Has MWAA update an environment with packages that were approved',
      timeout: 50,
    });
    table.grantReadWrite(this.changeEnvironment);
    dagBucket.grantPutRequirements(this.changeEnvironment);
    airflow.grantUpdate(this.changeEnvironment);
    eventBus.grantPut(this.changeEnvironment, workflowEvents.source);

    this.describeWorkflows = this.#describeWorkflows(props);
  }

  /** Call the operations of workflows with the caller's principal token, and `WORKFLOWS_FUNCTION`. */
  grantCall(fn: ServiceFunction): void {
    fn.allow(['lambda:InvokeFunction'], [this.api.functionArn]);
    fn.addEnvironment('WORKFLOWS_FUNCTION', this.api.functionName);
  }

  serveOn(api: HttpApi): void {
    api.serve(this.api, workflowOperations);
  }

  #describeWorkflows({ platform, table, documents, maskingKey, airflow, eventBus }: WorkflowsProps): ServiceFunction {
    const timeout = 50;
    const fn = new ServiceFunction(this, 'DescribeWorkflows', {
      platform,
      capability,
      name: 'describe-workflows',
      description: 'Writes down, masked, what live workflows are for and what they do',
      timeout,
    });
    table.grantRead(fn);
    documents.grantWriteWorkflows(fn);
    maskingKey.grantRead(fn);
    airflow.grantInvoke(fn);
    eventBus.subscribe('DescribedWorkflows', {
      events: {
        [workflowEvents.source]: [workflowEvents.published],
        [repositoryEvents.source]: [repositoryEvents.pushSettled],
      },
      fn,
      timeout,
      runbook: 'workflows.md#describe-workflows',
    });
    return fn;
  }
}
