import { ArnFormat, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { chatEvents, chatOperations } from '../../functions/chat/contract.ts';
import { knowledgeEvents } from '../../functions/knowledge/contract.ts';
import { runEvents } from '../../functions/runs/contract.ts';
import type { Approvals } from './approvals.ts';
import type { EventBus } from './event-bus.ts';
import type { Executions } from './executions.ts';
import { FunctionQueue } from './function-queue.ts';
import type { HttpApi } from './http-api.ts';
import type { Identity } from './identity.ts';
import type { Knowledge } from './knowledge.ts';
import type { MaskingKey } from './masking-key.ts';
import type { Platform } from './platform.ts';
import type { Repositories } from './repositories.ts';
import type { Runs } from './runs.ts';
import { ServiceFunction } from './service-function.ts';
import type { ServiceTable } from './service-table.ts';
import type { SigningKey } from './signing-key.ts';
import type { WebSocketApi } from './web-socket-api.ts';
import type { Workflows } from './workflows.ts';

export interface ChatProps {
  readonly platform: Platform;
  readonly table: ServiceTable;
  readonly signingKey: SigningKey;
  readonly maskingKey: MaskingKey;
  readonly eventBus: EventBus;
  readonly webSocketApi: WebSocketApi;
  /** The model of Bedrock, by its id or by that of an inference profile. @default none */
  readonly bedrockModel?: string;
  /** Whether a tenant's model may stand on the machine that functions run on. */
  readonly localModels: boolean;
  /** What can be asked for in words. */
  readonly capabilities: {
    readonly identity: Identity;
    readonly repositories: Repositories;
    readonly workflows: Workflows;
    readonly approvals: Approvals;
    readonly runs: Runs;
    readonly knowledge: Knowledge;
    readonly executions: Executions;
  };
}

const capability = 'chat';

/** Where `npm run artefacts` puts what is learnt of what people say. */
const filesBeside = { utterances: '.local/tools/utterances' };

/** Understands what people say and does it as them, by calling the other capabilities. */
export class Chat extends Construct {
  readonly api: ServiceFunction;
  readonly answerMessage: ServiceFunction;
  readonly reportRun: ServiceFunction;
  readonly serveWebSocket: ServiceFunction;

  constructor(scope: Construct, id: string, props: ChatProps) {
    super(scope, id);
    const { platform, capabilities, webSocketApi } = props;
    this.api = new ServiceFunction(this, 'Api', {
      platform,
      capability,
      name: 'api',
      description: 'Serves questions and conversations',
      timeout: 28,
      memory: 1024,
      filesBeside,
    });
    this.#grantAnswering(this.api, props);
    this.#grantModelKeys(this.api, platform, ['CreateSecret', 'DeleteSecret']);
    if (props.localModels) this.api.addEnvironment('LOCAL_MODELS', 'true');
    webSocketApi.tellUrl(this.api);

    // Less than a principal token lives, and than `answeredWithin` of operations/receive-message.ts.
    const timeout = 55;
    this.answerMessage = new ServiceFunction(this, 'AnswerMessage', {
      platform,
      capability,
      name: 'answer-message',
      description: 'Answers messages for whose answers nobody waits',
      timeout,
      memory: 1024,
      filesBeside,
    });
    this.#grantAnswering(this.answerMessage, props);
    capabilities.identity.grantActForKey(this.answerMessage);
    const messages = new FunctionQueue(this, 'Messages', {
      platform,
      fn: this.answerMessage,
      timeout,
      visibility: timeout + 10,
      receives: 3,
      batchSize: 1,
      ordered: true,
      runbook: 'chat.md#answer-message',
    });
    messages.grantSend(this.api, 'MESSAGE_QUEUE_URL');

    this.reportRun = this.#reportRun(props);
    this.serveWebSocket = this.#serveWebSocket(props);
  }

  #reportRun({ platform, table, eventBus, webSocketApi, capabilities }: ChatProps): ServiceFunction {
    const timeout = 30;
    const fn = new ServiceFunction(this, 'ReportRun', {
      platform,
      capability,
      name: 'report-run',
      description: 'Tells conversations of the end of the runs that they began',
      timeout,
    });
    table.grantReadWriteDelete(fn);
    capabilities.identity.grantActForKey(fn);
    eventBus.grantPut(fn, chatEvents.source);
    webSocketApi.grantConnections(fn, ['POST']);
    const ends = eventBus.subscribe('EndsOfRuns', {
      events: {
        [runEvents.source]: [runEvents.ended],
        [knowledgeEvents.source]: [knowledgeEvents.runDiagnosed],
      },
      fn,
      timeout,
      runbook: 'chat.md#report-run',
    });
    ends.grantSend(fn, 'REPORT_QUEUE_URL');
    return fn;
  }

  #serveWebSocket({ platform, table, capabilities, webSocketApi }: ChatProps): ServiceFunction {
    const fn = new ServiceFunction(this, 'ServeWebSocket', {
      platform,
      capability,
      name: 'serve-web-socket',
      description: 'Takes what comes over WebSockets',
      timeout: 28,
    });
    table.grantReadWriteDelete(fn);
    capabilities.identity.grantActForKey(fn);
    webSocketApi.grantConnections(fn, ['POST', 'DELETE']);
    webSocketApi.serve(fn);
    fn.allow(['lambda:InvokeFunction'], [this.api.functionArn]);
    fn.addEnvironment('CHAT_FUNCTION', this.api.functionName);
    return fn;
  }

  #grantAnswering(fn: ServiceFunction, props: ChatProps): void {
    const { platform, table, signingKey, maskingKey, bedrockModel, capabilities, webSocketApi } = props;
    webSocketApi.grantConnections(fn, ['POST']);
    table.grantReadWriteDelete(fn);
    signingKey.grantVerify(fn);
    maskingKey.grantRead(fn);
    capabilities.knowledge.grantEmbed(fn);
    for (const capability of Object.values(capabilities)) capability.grantCall(fn);
    this.#grantModelKeys(fn, platform, ['GetSecretValue']);
    if (bedrockModel !== undefined) this.#grantModel(fn, bedrockModel);
  }

  /** Call the operations of chat with the caller's principal token, and `CHAT_FUNCTION`. */
  grantCall(fn: ServiceFunction): void {
    fn.allow(['lambda:InvokeFunction'], [this.api.functionArn]);
    fn.addEnvironment('CHAT_FUNCTION', this.api.functionName);
  }

  serveOn(api: HttpApi): void {
    api.serve(this.api, chatOperations);
  }

  /** The keys of tenants' own models, and `SECRET_PREFIX`. */
  #grantModelKeys(fn: ServiceFunction, platform: Platform, actions: readonly string[]): void {
    const secrets = Stack.of(this).formatArn({
      service: 'secretsmanager',
      resource: 'secret',
      resourceName: `${platform.prefix}/*/models/*`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    fn.allowPattern(
      actions.map((action) => `secretsmanager:${action}`),
      secrets,
      'a secret is named by its tenant, known only at run time',
    );
    fn.addEnvironment('SECRET_PREFIX', platform.prefix);
  }

  /** Ask this model and no other, and `BEDROCK_MODEL`. */
  #grantModel(fn: ServiceFunction, model: string): void {
    const { partition, region } = Stack.of(this);
    const actions = ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'];
    const profile = /^(?:global|us|us-gov|eu|apac|jp|au|ca)\.(.+)$/.exec(model);
    if (profile) {
      const arn = { service: 'bedrock', resource: 'inference-profile', resourceName: model };
      fn.allow(actions, [Stack.of(this).formatArn(arn)]);
      fn.allowPattern(
        actions,
        `arn:${partition}:bedrock:*::foundation-model/${profile[1]}`,
        'an inference profile asks the same model in whichever region has room',
      );
    } else {
      fn.allow(actions, [`arn:${partition}:bedrock:${region}::foundation-model/${model}`]);
    }
    fn.addEnvironment('BEDROCK_MODEL', model);
  }
}
