import { type RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { DataKey } from './data-key.ts';
import type { ServiceFunction } from './service-function.ts';

export interface GeneratedSecretProps {
  readonly dataKey: DataKey;
  readonly removalPolicy: RemovalPolicy;
  readonly description: string;
  /** The environment variable that tells a function where it is. */
  readonly variable: string;
  /** What a new value would break. */
  readonly whyKept: string;
}

/** A secret that nobody chose and nobody knows, for functions alone. */
export class GeneratedSecret extends Construct {
  readonly secret: Secret;
  readonly #dataKey: DataKey;
  readonly #variable: string;

  constructor(scope: Construct, id: string, props: GeneratedSecretProps) {
    super(scope, id);
    this.#dataKey = props.dataKey;
    this.#variable = props.variable;
    this.secret = new Secret(this, 'Secret', {
      description: props.description,
      encryptionKey: props.dataKey.key,
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy: props.removalPolicy,
    });
    Validations.of(this.secret).acknowledge({ id: 'AwsSolutions-SMG4', reason: props.whyKept });
  }

  /** Get the secret, and the variable that names it. */
  grantRead(fn: ServiceFunction): void {
    fn.allow(['secretsmanager:GetSecretValue'], [this.secret.secretArn]);
    this.#dataKey.grantRead(fn, 'secretsmanager');
    fn.addEnvironment(this.#variable, this.secret.secretArn);
  }
}
