import { type RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { DataKey } from './data-key.ts';
import type { ServiceFunction } from './service-function.ts';

export interface MaskingKeyProps {
  readonly dataKey: DataKey;
  readonly removalPolicy: RemovalPolicy;
}

/** The secret from which each tenant's key for the markers of masked texts is derived. */
export class MaskingKey extends Construct {
  readonly secret: Secret;
  readonly #dataKey: DataKey;

  constructor(scope: Construct, id: string, props: MaskingKeyProps) {
    super(scope, id);
    this.#dataKey = props.dataKey;
    this.secret = new Secret(this, 'Secret', {
      description: 'Makes the markers of masked secrets, so that nobody can test a guess against one',
      encryptionKey: props.dataKey.key,
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy: props.removalPolicy,
    });
    Validations.of(this.secret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason: 'with a new key the same secret would get another marker, and what was learned would no longer correlate',
    });
  }

  /** Get the secret, and `MASKING_SECRET_ARN`. */
  grantRead(fn: ServiceFunction): void {
    fn.allow(['secretsmanager:GetSecretValue'], [this.secret.secretArn]);
    this.#dataKey.grantRead(fn, 'secretsmanager');
    fn.addEnvironment('MASKING_SECRET_ARN', this.secret.secretArn);
  }
}
