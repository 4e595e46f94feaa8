import type { RemovalPolicy } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { DataKey } from './data-key.ts';
import { GeneratedSecret } from './generated-secret.ts';

export interface MaskingKeyProps {
  readonly dataKey: DataKey;
  readonly removalPolicy: RemovalPolicy;
}

/** The secret from which each tenant's key for the markers of masked texts is derived, and `MASKING_SECRET_ARN`. */
export class MaskingKey extends GeneratedSecret {
  constructor(scope: Construct, id: string, props: MaskingKeyProps) {
    super(scope, id, {
      ...props,
      description: 'Makes the markers of masked secrets, so that nobody can test a guess against one',
      variable: 'MASKING_SECRET_ARN',
      whyKept:
        'with a new key the same secret would get another marker, and what was learned would no longer correlate',
    });
  }
}
