import { ArnFormat, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { chatEvents } from '../../functions/chat/contract.ts';
import { integrationOperations } from '../../functions/integrations/contract.ts';
import type { Chat } from './chat.ts';
import type { EventBus } from './event-bus.ts';
import type { HttpApi } from './http-api.ts';
import type { Identity } from './identity.ts';
import type { MaskingKey } from './masking-key.ts';
import type { Platform } from './platform.ts';
import { ServiceFunction } from './service-function.ts';
import type { ServiceTable } from './service-table.ts';
import type { SigningKey } from './signing-key.ts';
import type { SlackApp } from './slack-app.ts';

export interface IntegrationsProps {
  readonly platform: Platform;
  readonly table: ServiceTable;
  readonly signingKey: SigningKey;
  readonly maskingKey: MaskingKey;
  readonly slackApp: SlackApp;
  readonly slackUrl: string;
  readonly eventBus: EventBus;
  readonly identity: Identity;
  readonly chat: Chat;
}

const capability = 'integrations';

/** Doors within other products: Slack. */
export class Integrations extends Construct {
  readonly api: ServiceFunction;
  readonly receiveSlack: ServiceFunction;
  readonly finishSlackInstall: ServiceFunction;
  readonly answerSlack: ServiceFunction;

  constructor(scope: Construct, id: string, props: IntegrationsProps) {
    super(scope, id);
    const { platform, table, signingKey, maskingKey, slackApp, slackUrl, eventBus, identity, chat } = props;
    this.api = new ServiceFunction(this, 'Api', {
      platform,
      capability,
      name: 'api',
      description: 'Serves what connects other products with the platform',
      timeout: 25,
    });
    table.grantReadWriteDelete(this.api);
    signingKey.grantVerify(this.api);
    slackApp.grantAct(this.api);
    this.#grantTokens(this.api, platform, ['GetSecretValue', 'DeleteSecret']);

    // An answer is awaited for forty seconds of them.
    const timeout = 75;
    this.answerSlack = new ServiceFunction(this, 'AnswerSlack', {
      platform,
      capability,
      name: 'answer-slack',
      description: 'Answers what people say in Slack, as the person who is linked',
      timeout,
    });
    table.grantReadWriteDelete(this.answerSlack);
    maskingKey.grantRead(this.answerSlack);
    this.#grantTokens(this.answerSlack, platform, ['GetSecretValue', 'DeleteSecret']);
    identity.grantActForKey(this.answerSlack);
    chat.grantCall(this.answerSlack);
    const queue = eventBus.subscribe('SlackWork', {
      events: { [chatEvents.source]: [chatEvents.reported] },
      fn: this.answerSlack,
      timeout,
      // Somebody waits: what failed is tried again a moment after the function's time is over, for twelve minutes.
      visibility: timeout + 15,
      receives: 8,
      batchSize: 1,
      runbook: 'integrations.md#answer-slack',
    });

    this.receiveSlack = new ServiceFunction(this, 'ReceiveSlack', {
      platform,
      capability,
      name: 'receive-slack',
      description: 'Verifies what Slack sends and hands it on within its three seconds',
    });
    slackApp.grantVerify(this.receiveSlack);
    maskingKey.grantRead(this.receiveSlack);
    table.grantRecord(this.receiveSlack, { find: '#directory#slack-team', record: 'slack-delivery' });
    queue.grantSend(this.receiveSlack, 'QUEUE_URL');

    this.finishSlackInstall = new ServiceFunction(this, 'FinishSlackInstall', {
      platform,
      capability,
      name: 'finish-slack-install',
      description: 'Connects the workspace whose administrator comes back from Slack',
      timeout: 25,
      memory: 256,
    });
    slackApp.grantAct(this.finishSlackInstall);
    table.grantReadWriteDelete(this.finishSlackInstall);
    this.#grantTokens(this.finishSlackInstall, platform, ['CreateSecret', 'PutSecretValue']);
    for (const fn of [this.api, this.answerSlack, this.finishSlackInstall]) fn.addEnvironment('SLACK_URL', slackUrl);
  }

  serveOn(api: HttpApi): void {
    api.serve(this.api, integrationOperations);
    api.serveSlack(this.receiveSlack, this.finishSlackInstall);
    for (const fn of [this.api, this.finishSlackInstall]) api.tellUrl(fn);
  }

  /** Actions on the bot tokens of every workspace, and `SECRET_PREFIX`. */
  #grantTokens(fn: ServiceFunction, platform: Platform, actions: readonly string[]): void {
    const secrets = Stack.of(this).formatArn({
      service: 'secretsmanager',
      resource: 'secret',
      resourceName: `${platform.prefix}/*/slack/*`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    fn.allowPattern(
      actions.map((action) => `secretsmanager:${action}`),
      secrets,
      'a secret is named by its tenant and workspace, known only at run time',
    );
    fn.addEnvironment('SECRET_PREFIX', platform.prefix);
  }
}
