import type { RemovalPolicy } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Config } from '../config.ts';
import type { DataKey } from './data-key.ts';
import { GeneratedSecret } from './generated-secret.ts';
import type { ServiceFunction } from './service-function.ts';

export interface MaskingKeyProps {
  readonly dataKey: DataKey;
  readonly removalPolicy: RemovalPolicy;
  /** What becomes of IP addresses in what is masked. */
  readonly ip: Config['ipAddresses'];
}

/** How texts are masked: the secret from which each tenant's key for markers is derived, and what else is to be masked. */
export class MaskingKey extends GeneratedSecret {
  readonly #ip: Config['ipAddresses'];

  constructor(scope: Construct, id: string, props: MaskingKeyProps) {
    super(scope, id, {
      ...props,
      description: 'Makes the markers of masked secrets, so that nobody can test a guess against one',
      variable: 'MASKING_SECRET_ARN',
      whyKept:
        'with a new key the same secret would get another marker, and what was learned would no longer correlate',
    });
    this.#ip = props.ip;
  }

  /** Mask texts, with `MASKING_SECRET_ARN` and `MASKED_IP`. */
  override grantRead(fn: ServiceFunction): void {
    super.grantRead(fn);
    fn.addEnvironment('MASKED_IP', this.#ip);
  }
}
