import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Config } from '../config.ts';
import { Airflow } from '../constructs/airflow.ts';
import { Alarms } from '../constructs/alarms.ts';
import { Approvals } from '../constructs/approvals.ts';
import type { ChatProps } from '../constructs/chat.ts';
import { EventBus } from '../constructs/event-bus.ts';
import { Executions } from '../constructs/executions.ts';
import { HttpApi } from '../constructs/http-api.ts';
import { Identity } from '../constructs/identity.ts';
import { Knowledge } from '../constructs/knowledge.ts';
import { OwnTests } from '../constructs/own-tests.ts';
import type { Platform } from '../constructs/platform.ts';
import { Reconciler } from '../constructs/reconciler.ts';
import { Repositories } from '../constructs/repositories.ts';
import { Runs } from '../constructs/runs.ts';
import { functionNames } from '../constructs/service-function.ts';
import { WebSocketApi } from '../constructs/web-socket-api.ts';
import { Workflows } from '../constructs/workflows.ts';
import type { NavigatorData } from './data.ts';

export interface NavigatorApplicationProps extends StackProps {
  readonly config: Config;
  readonly data: NavigatorData;
}

/** The gateway and the capabilities behind it; nothing here holds data. */
export class NavigatorApplication extends Stack {
  readonly airflow: Airflow;
  readonly eventBus: EventBus;
  readonly ownTests: OwnTests;
  readonly platform: Platform;
  readonly api: HttpApi;
  readonly webSocketApi: WebSocketApi;
  readonly capabilities: ChatProps['capabilities'];

  constructor(scope: Construct, id: string, props: NavigatorApplicationProps) {
    super(scope, id, props);
    const { config, data } = props;
    const { dataKey, signingKey, maskingKey, receiptKey, artefacts, dagBucket, documents, searchDomain, tables } = data;
    const alarms = new Alarms(this, 'Alarms', { key: dataKey.key, email: config.alarmEmail });
    this.platform = { prefix: config.prefix, logRetention: config.logRetention, dataKey, alarms };
    const { platform } = this;

    this.eventBus = new EventBus(this, 'EventBus', { platform });
    const { eventBus } = this;
    this.airflow = new Airflow(this, 'Airflow', { platform, config: config.airflow, dagBucket, eventBus });
    const { airflow } = this;

    const identity = new Identity(this, 'Identity', { platform, table: tables.identity, signingKey });
    const repositories = new Repositories(this, 'Repositories', {
      platform,
      table: tables.repositories,
      artefacts,
      signingKey,
      maskingKey,
      receiptKey,
      eventBus,
    });
    const approvals = new Approvals(this, 'Approvals', {
      platform,
      table: tables.approvals,
      signingKey,
      maskingKey,
      eventBus,
    });
    const workflows = new Workflows(this, 'Workflows', {
      platform,
      table: tables.workflows,
      artefacts,
      dagBucket,
      documents,
      signingKey,
      maskingKey,
      airflow,
      eventBus,
      repositories,
      approvals,
    });
    const decision = approvals.doWith({
      WaiveFinding: workflows.waiveFinding,
      ChangeEnvironment: workflows.changeEnvironment,
    });
    const runs = new Runs(this, 'Runs', {
      platform,
      table: tables.runs,
      documents,
      signingKey,
      maskingKey,
      airflow,
      eventBus,
      workflows,
    });
    const knowledge = new Knowledge(this, 'Knowledge', {
      platform,
      table: tables.knowledge,
      artefacts,
      documents,
      searchDomain,
      signingKey,
      maskingKey,
      eventBus,
    });
    const executions = new Executions(this, 'Executions', {
      platform,
      table: tables.executions,
      signingKey,
      eventBus,
    });
    this.capabilities = { identity, repositories, workflows, approvals, runs, knowledge, executions };

    const reconciler = new Reconciler(this, 'Reconciler', {
      platform,
      functions: {
        FetchTip: repositories.fetchTip,
        CheckChanges: workflows.checkChanges,
        PublishRelease: workflows.publishRelease,
        ConfirmLive: workflows.confirmLive,
        RenewLease: repositories.renewLease,
        WriteReceipt: repositories.writeReceipt,
      },
    });
    repositories.startReconciler(reconciler);
    this.ownTests = new OwnTests(this, 'OwnTests', {
      platform,
      functions: { PrepareTests: repositories.prepareTests, SettleTests: repositories.settleTests },
      runner: config.testRunner,
    });

    const { authorizeRequest, authorizeConnection } = identity;
    this.api = new HttpApi(this, 'HttpApi', { platform, authorizer: authorizeRequest, url: config.apiUrl });
    this.webSocketApi = new WebSocketApi(this, 'WebSocketApi', {
      platform,
      authorizer: authorizeConnection,
      url: config.webSocketUrl,
    });
    const { api, webSocketApi } = this;
    const capabilities = Object.values(this.capabilities);
    for (const capability of capabilities) capability.serveOn(api);

    const outputs = {
      ApiUrl: api.url,
      WebSocketUrl: webSocketApi.url,
      HookUrl: `${api.url}/hooks`,
      BusName: eventBus.bus.eventBusName,
      ReconcilerArn: reconciler.stateMachine.stateMachineArn,
      DecisionMachineArn: decision.stateMachine.stateMachineArn,
      CreateTenantFunctionName: identity.createTenant.functionName,
      FunctionNames: functionNames(this, capabilities),
      AlarmTopicArn: alarms.topic.topicArn,
      AirflowEnvironmentName: config.airflow.mwaaName,
      AirflowVersion: config.airflow.airflowVersion,
      AirflowPythonVersion: config.airflow.pythonVersion,
      ...(config.airflow.webUrl ? { AirflowWebUrl: config.airflow.webUrl } : {}),
    };
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
  }
}
