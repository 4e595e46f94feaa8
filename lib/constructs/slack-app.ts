import { type RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { DataKey } from './data-key.ts';
import { GeneratedSecret } from './generated-secret.ts';
import type { ServiceFunction } from './service-function.ts';

export interface SlackAppProps {
  readonly dataKey: DataKey;
  readonly removalPolicy: RemovalPolicy;
}

/**
 * The deployment's Slack app: what Slack signs with, and what the app proves itself with. Both are random until an operator
 * enters those of the app, so that until then nothing is believed and nothing can be installed.
 */
export class SlackApp extends Construct {
  readonly signingSecret: GeneratedSecret;
  readonly clientSecret: Secret;
  readonly #dataKey: DataKey;

  constructor(scope: Construct, id: string, props: SlackAppProps) {
    super(scope, id);
    const { dataKey, removalPolicy } = props;
    this.#dataKey = dataKey;
    const whyKept = 'Slack gives it, so an operator enters the new one';
    this.signingSecret = new GeneratedSecret(this, 'Signing', {
      ...props,
      description: 'What Slack signs its requests with: the signing secret of the app',
      variable: 'SLACK_SIGNING_SECRET_ARN',
      whyKept,
    });
    this.clientSecret = new Secret(this, 'Client', {
      description: 'What the Slack app proves itself with: {"clientId": "…", "clientSecret": "…"}',
      encryptionKey: dataKey.key,
      generateSecretString: { secretStringTemplate: '{}', generateStringKey: 'unused' },
      removalPolicy,
    });
    Validations.of(this.clientSecret).acknowledge({ id: 'AwsSolutions-SMG4', reason: whyKept });
  }

  /** Get the signing secret, and `SLACK_SIGNING_SECRET_ARN`. */
  grantVerify(fn: ServiceFunction): void {
    this.signingSecret.grantRead(fn);
  }

  /** Get the client's id and secret, and `SLACK_CLIENT_SECRET_ARN`. */
  grantAct(fn: ServiceFunction): void {
    fn.allow(['secretsmanager:GetSecretValue'], [this.clientSecret.secretArn]);
    this.#dataKey.grantRead(fn, 'secretsmanager');
    fn.addEnvironment('SLACK_CLIENT_SECRET_ARN', this.clientSecret.secretArn);
  }
}
