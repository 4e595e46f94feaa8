import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Config } from '../config.ts';
import { Chat } from '../constructs/chat.ts';
import { Integrations } from '../constructs/integrations.ts';
import { functionNames } from '../constructs/service-function.ts';
import type { NavigatorApplication } from './application.ts';
import type { NavigatorData } from './data.ts';

export interface NavigatorConversationProps extends StackProps {
  readonly config: Config;
  readonly data: NavigatorData;
  readonly application: NavigatorApplication;
}

/** Everything that people talk to, in front of the capabilities. CloudFormation takes 500 resources in one stack. */
export class NavigatorConversation extends Stack {
  constructor(scope: Construct, id: string, props: NavigatorConversationProps) {
    super(scope, id, props);
    const { config, data, application } = props;
    const { signingKey, maskingKey, slackApp, tables } = data;
    const { platform, eventBus, api, webSocketApi, capabilities } = application;

    const chat = new Chat(this, 'Chat', {
      platform,
      table: tables.chat,
      signingKey,
      maskingKey,
      eventBus,
      webSocketApi,
      bedrockModel: config.bedrockModel,
      localModels: config.localModels,
      capabilities,
    });
    const integrations = new Integrations(this, 'Integrations', {
      platform,
      table: tables.integrations,
      signingKey,
      maskingKey,
      slackApp,
      slackUrl: config.slackUrl,
      eventBus,
      identity: capabilities.identity,
      chat,
    });
    for (const capability of [chat, integrations]) capability.serveOn(api);
    new CfnOutput(this, 'ConversationFunctionNames', { value: functionNames(this, [chat, integrations]) });
  }
}
