import type { RemovalPolicy } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { DataKey } from './data-key.ts';
import { GeneratedSecret } from './generated-secret.ts';

export interface ReceiptKeyProps {
  readonly dataKey: DataKey;
  readonly removalPolicy: RemovalPolicy;
}

/** The secret that the links to receipts are sealed with, and `RECEIPT_SECRET_ARN`. */
export class ReceiptKey extends GeneratedSecret {
  constructor(scope: Construct, id: string, props: ReceiptKeyProps) {
    super(scope, id, {
      ...props,
      description: 'Seals the links that show a receipt to a browser',
      variable: 'RECEIPT_SECRET_ARN',
      whyKept: 'with a new key every link that was given would lead nowhere; links end by themselves after thirty days',
    });
  }
}
