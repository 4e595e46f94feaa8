import { ArnFormat, Size, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { repositoryEvents, repositoryOperations } from '../../functions/repositories/contract.ts';
import { workflowEvents } from '../../functions/workflows/contract.ts';
import type { Artefacts } from './artefacts.ts';
import type { EventBus } from './event-bus.ts';
import type { HttpApi } from './http-api.ts';
import type { MaskingKey } from './masking-key.ts';
import { MinuteSchedule } from './minute-schedule.ts';
import { OwnTests } from './own-tests.ts';
import type { Platform } from './platform.ts';
import type { ReceiptKey } from './receipt-key.ts';
import type { Reconciler } from './reconciler.ts';
import { ServiceFunction } from './service-function.ts';
import type { ServiceTable } from './service-table.ts';
import type { SigningKey } from './signing-key.ts';

export interface RepositoriesProps {
  readonly platform: Platform;
  readonly table: ServiceTable;
  readonly artefacts: Artefacts;
  readonly signingKey: SigningKey;
  readonly maskingKey: MaskingKey;
  readonly receiptKey: ReceiptKey;
  readonly eventBus: EventBus;
}

const capability = 'repositories';

/** Git repositories: their webhooks, their tips, the receipts of what was pushed. */
export class Repositories extends Construct {
  readonly api: ServiceFunction;
  readonly receiveWebhook: ServiceFunction;
  readonly fetchTip: ServiceFunction;
  readonly renewLease: ServiceFunction;
  readonly writeReceipt: ServiceFunction;
  readonly prepareTests: ServiceFunction;
  readonly settleTests: ServiceFunction;
  readonly sweepRepositories: ServiceFunction;
  readonly recheckRepository: ServiceFunction;
  readonly reportPush: ServiceFunction;
  readonly showReceipt: ServiceFunction;

  constructor(scope: Construct, id: string, props: RepositoriesProps) {
    super(scope, id);
    const { platform, table, artefacts, signingKey, maskingKey, receiptKey, eventBus } = props;
    this.api = new ServiceFunction(this, 'Api', {
      platform,
      capability,
      name: 'api',
      description: 'Serves the operations of repositories',
      timeout: 25,
    });
    table.grantReadWrite(this.api);
    signingKey.grantVerify(this.api);
    receiptKey.grantRead(this.api);
    // It never reads a secret of a repository, neither those it was given.
    this.#grantSecrets(this.api, platform, 'repositories', ['CreateSecret', 'PutSecretValue', 'DeleteSecret']);
    this.#grantSecrets(this.api, platform, 'credentials', ['CreateSecret', 'DeleteSecret']);
    this.api.addEnvironment('SECRET_PREFIX', platform.prefix);

    this.receiveWebhook = new ServiceFunction(this, 'ReceiveWebhook', {
      platform,
      capability,
      name: 'receive-webhook',
      description: 'Verifies a webhook and marks its repository dirty',
    });
    table.grantReadWrite(this.receiveWebhook);
    this.#grantSecrets(this.receiveWebhook, platform, 'repositories', ['GetSecretValue']);
    this.receiveWebhook.addEnvironment('SECRET_PREFIX', platform.prefix);

    this.fetchTip = new ServiceFunction(this, 'FetchTip', {
      platform,
      capability,
      name: 'fetch-tip',
      description: "Takes a repository's lease and stores the tree at its tip",
      timeout: 50,
      memory: 1024,
      ephemeralStorage: Size.gibibytes(2),
    });
    table.grantReadWrite(this.fetchTip);
    artefacts.grantReadWrite(this.fetchTip);
    this.#grantSecrets(this.fetchTip, platform, 'credentials', ['GetSecretValue']);

    this.renewLease = new ServiceFunction(this, 'RenewLease', {
      platform,
      capability,
      name: 'renew-lease',
      description: 'Keeps the lease while Airflow takes its time, and sees whether a newer push waits',
      timeout: 15,
      memory: 256,
    });
    table.grantReadWrite(this.renewLease);
    this.#grantSecrets(this.renewLease, platform, 'credentials', ['GetSecretValue']);

    this.writeReceipt = new ServiceFunction(this, 'WriteReceipt', {
      platform,
      capability,
      name: 'write-receipt',
      description: 'Writes the receipt of a push and gives the lease back',
      timeout: 30,
    });
    table.grantReadWriteDelete(this.writeReceipt);
    this.#grantSecrets(this.writeReceipt, platform, 'repositories', ['DeleteSecret']);
    this.#grantSecrets(this.writeReceipt, platform, 'credentials', ['DeleteSecret']);
    this.writeReceipt.addEnvironment('SECRET_PREFIX', platform.prefix);
    artefacts.grantRead(this.writeReceipt);
    maskingKey.grantRead(this.writeReceipt);
    eventBus.grantPut(this.writeReceipt, repositoryEvents.source);
    OwnTests.grantStart(this.writeReceipt, platform);

    this.prepareTests = new ServiceFunction(this, 'PrepareTests', {
      platform,
      capability,
      name: 'prepare-tests',
      description: "Packs a repository's own tests for a runner",
      timeout: 50,
      memory: 1024,
    });
    table.grantReadWrite(this.prepareTests);
    artefacts.grantReadWrite(this.prepareTests);

    this.settleTests = new ServiceFunction(this, 'SettleTests', {
      platform,
      capability,
      name: 'settle-tests',
      description: "Writes what a repository's own tests came to, and wakes the push that waits for them",
      timeout: 20,
    });
    table.grantReadWrite(this.settleTests);
    maskingKey.grantRead(this.settleTests);
    eventBus.grantPut(this.settleTests, repositoryEvents.source);

    this.sweepRepositories = new ServiceFunction(this, 'SweepRepositories', {
      platform,
      capability,
      name: 'sweep-repositories',
      description: 'Finds repositories that are behind and starts their reconcilers',
      timeout: 50,
    });
    table.grantReadWrite(this.sweepRepositories);
    this.#grantSecrets(this.sweepRepositories, platform, 'credentials', ['GetSecretValue']);
    eventBus.grantPut(this.sweepRepositories, repositoryEvents.source);
    new MinuteSchedule(this, 'Sweep', {
      platform,
      fn: this.sweepRepositories,
      runbook: 'repositories.md#sweep-repositories',
    });

    const timeout = 10;
    this.recheckRepository = new ServiceFunction(this, 'RecheckRepository', {
      platform,
      capability,
      name: 'recheck-repository',
      description: 'Has a repository checked anew where something other than a push changed what a check finds',
      timeout,
    });
    table.grantReadWrite(this.recheckRepository);
    eventBus.subscribe('CheckChanges', {
      events: { [workflowEvents.source]: [workflowEvents.checksChanged] },
      fn: this.recheckRepository,
      timeout,
      runbook: 'repositories.md#recheck-repository',
    });

    this.reportPush = this.#reportPush(props);
    this.showReceipt = new ServiceFunction(this, 'ShowReceipt', {
      platform,
      capability,
      name: 'show-receipt',
      description: 'Shows what became of a push to whoever has its link',
      memory: 256,
    });
    table.grantRead(this.showReceipt);
    receiptKey.grantRead(this.showReceipt);
  }

  /** Those that notice a change, or have what is waited for, start the reconciler. */
  startReconciler(reconciler: Reconciler): void {
    const starting = [this.api, this.receiveWebhook, this.sweepRepositories, this.recheckRepository, this.settleTests];
    for (const fn of starting) reconciler.grantStart(fn);
    reconciler.grantReadRounds(this.api);
  }

  /** Call the operations of repositories with the caller's principal token, and `REPOSITORIES_FUNCTION`. */
  grantCall(fn: ServiceFunction): void {
    fn.allow(['lambda:InvokeFunction'], [this.api.functionArn]);
    fn.addEnvironment('REPOSITORIES_FUNCTION', this.api.functionName);
  }

  serveOn(api: HttpApi): void {
    api.serve(this.api, repositoryOperations);
    api.serveHook(this.receiveWebhook);
    api.serveReceipts(this.showReceipt);
    for (const fn of [this.api, this.reportPush]) api.tellUrl(fn);
  }

  #reportPush({ platform, table, receiptKey, eventBus }: RepositoriesProps): ServiceFunction {
    const timeout = 120;
    const fn = new ServiceFunction(this, 'ReportPush', {
      platform,
      capability,
      name: 'report-push',
      description: 'Shows at its commit, on its Git server, what became of a push',
      timeout,
      memory: 256,
    });
    table.grantReadWrite(fn);
    receiptKey.grantRead(fn);
    this.#grantSecrets(fn, platform, 'credentials', ['GetSecretValue']);
    eventBus.subscribe('PushesToReport', {
      events: { [repositoryEvents.source]: [repositoryEvents.pushSettled] },
      fn,
      timeout,
      // Fifteen times in 75 minutes: within the hour GitHub lifts a limit.
      visibility: 300,
      receives: 15,
      batchSize: 1,
      runbook: 'repositories.md#report-push',
    });
    return fn;
  }

  /** Actions on the secrets of every repository: those of its webhooks, or those it is signed in with. */
  #grantSecrets(
    fn: ServiceFunction,
    platform: Platform,
    kind: 'repositories' | 'credentials',
    actions: readonly string[],
  ): void {
    const secrets = Stack.of(this).formatArn({
      service: 'secretsmanager',
      resource: 'secret',
      resourceName: `${platform.prefix}/*/${kind}/*`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    fn.allowPattern(
      actions.map((action) => `secretsmanager:${action}`),
      secrets,
      'a secret is named by its tenant and repository, known only at run time',
    );
  }
}
