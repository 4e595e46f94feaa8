import { ArnFormat, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { chatOperations } from '../../functions/chat/contract.ts';
import type { Approvals } from './approvals.ts';
import type { Executions } from './executions.ts';
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
import type { Workflows } from './workflows.ts';

export interface ChatProps {
  readonly platform: Platform;
  readonly table: ServiceTable;
  readonly signingKey: SigningKey;
  readonly maskingKey: MaskingKey;
  /** The model of Bedrock, by its id or by that of an inference profile. @default none */
  readonly bedrockModel?: string;
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

/** Understands what people say and does it as them, by calling the other capabilities. */
export class Chat extends Construct {
  readonly api: ServiceFunction;

  constructor(scope: Construct, id: string, props: ChatProps) {
    super(scope, id);
    const { platform, table, signingKey, maskingKey, bedrockModel, capabilities } = props;
    this.api = new ServiceFunction(this, 'Api', {
      platform,
      capability: 'chat',
      name: 'api',
      description: 'Serves questions and conversations',
      timeout: 28,
      memory: 1024,
    });
    table.grantReadWriteDelete(this.api);
    signingKey.grantVerify(this.api);
    maskingKey.grantRead(this.api);
    capabilities.knowledge.grantEmbed(this.api);
    for (const capability of Object.values(capabilities)) capability.grantCall(this.api);
    this.#grantModelKeys(platform);
    if (bedrockModel !== undefined) this.#grantModel(bedrockModel);
  }

  serveOn(api: HttpApi): void {
    api.serve(this.api, chatOperations);
  }

  /** The keys of tenants' own models, and `SECRET_PREFIX`. */
  #grantModelKeys(platform: Platform): void {
    const secrets = Stack.of(this).formatArn({
      service: 'secretsmanager',
      resource: 'secret',
      resourceName: `${platform.prefix}/*/models/*`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    this.api.allowPattern(
      ['secretsmanager:CreateSecret', 'secretsmanager:DeleteSecret', 'secretsmanager:GetSecretValue'],
      secrets,
      'a secret is named by its tenant, known only at run time',
    );
    this.api.addEnvironment('SECRET_PREFIX', platform.prefix);
  }

  /** Ask this model and no other, and `BEDROCK_MODEL`. */
  #grantModel(model: string): void {
    const { partition, region } = Stack.of(this);
    const actions = ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'];
    const profile = /^(?:global|us|us-gov|eu|apac|jp|au|ca)\.(.+)$/.exec(model);
    if (profile) {
      const arn = { service: 'bedrock', resource: 'inference-profile', resourceName: model };
      this.api.allow(actions, [Stack.of(this).formatArn(arn)]);
      this.api.allowPattern(
        actions,
        `arn:${partition}:bedrock:*::foundation-model/${profile[1]}`,
        'an inference profile asks the same model in whichever region has room',
      );
    } else {
      this.api.allow(actions, [`arn:${partition}:bedrock:${region}::foundation-model/${model}`]);
    }
    this.api.addEnvironment('BEDROCK_MODEL', model);
  }
}
