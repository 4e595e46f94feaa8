import { Duration, type RemovalPolicy } from 'aws-cdk-lib';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { ServiceFunction } from './service-function.ts';

/** Signs principal tokens (Ed25519). Its private half never leaves KMS. */
export class SigningKey extends Construct {
  readonly key: Key;

  constructor(scope: Construct, id: string, props: { readonly alias: string; readonly removalPolicy: RemovalPolicy }) {
    super(scope, id);
    this.key = new Key(this, 'Key', {
      alias: props.alias,
      description: 'Signs principal tokens',
      keySpec: KeySpec.ECC_NIST_EDWARDS25519,
      keyUsage: KeyUsage.SIGN_VERIFY,
      pendingWindow: Duration.days(30),
      removalPolicy: props.removalPolicy,
    });
  }

  /** Sign, for those alone who have looked at a key, and `PRINCIPAL_KEY_ID`. */
  grantSign(fn: ServiceFunction): void {
    this.#grant(fn, 'kms:Sign');
  }

  /** Get the public half, and `PRINCIPAL_KEY_ID`. */
  grantVerify(fn: ServiceFunction): void {
    this.#grant(fn, 'kms:GetPublicKey');
  }

  #grant(fn: ServiceFunction, action: string): void {
    fn.allow([action], [this.key.keyArn]);
    fn.addEnvironment('PRINCIPAL_KEY_ID', this.key.keyArn);
  }
}
