import { type RemovalPolicy, Stack } from 'aws-cdk-lib';
import { type IGrantable, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';

/** A service that decrypts or encrypts on behalf of whoever calls it. */
export type DataService = 'dynamodb' | 's3' | 'secretsmanager';

const reading: Record<DataService, readonly string[]> = {
  dynamodb: ['kms:Decrypt', 'kms:DescribeKey'],
  s3: ['kms:Decrypt'],
  secretsmanager: ['kms:Decrypt'],
};

const writing: Record<Exclude<DataService, 'secretsmanager'>, readonly string[]> = {
  dynamodb: [
    ...reading.dynamodb,
    'kms:Encrypt',
    'kms:ReEncryptFrom',
    'kms:ReEncryptTo',
    'kms:GenerateDataKey',
    'kms:GenerateDataKeyWithoutPlaintext',
  ],
  s3: [...reading.s3, 'kms:GenerateDataKey'],
};

/** The customer-managed key of everything that is stored: tables, buckets, logs and alarm messages. */
export class DataKey extends Construct {
  readonly key: Key;

  constructor(scope: Construct, id: string, props: { readonly alias: string; readonly removalPolicy: RemovalPolicy }) {
    super(scope, id);
    const { account, partition, region } = Stack.of(this);
    this.key = new Key(this, 'Key', {
      alias: props.alias,
      description: 'Everything Navigator stores',
      enableKeyRotation: true,
      removalPolicy: props.removalPolicy,
    });
    this.key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'LogGroupsOfThisAccount',
        principals: [new ServicePrincipal(`logs.${region}.amazonaws.com`)],
        actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
        resources: ['*'],
        conditions: {
          ArnLike: {
            'kms:EncryptionContext:aws:logs:arn': `arn:${partition}:logs:${region}:${account}:log-group:*`,
          },
        },
      }),
    );
    this.key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmsToTheirTopic',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': account } },
      }),
    );
  }

  /** Lets the grantee read what the service keeps under this key, through that service only. */
  grantRead(grantee: IGrantable, service: DataService): void {
    this.#grant(grantee, service, reading[service]);
  }

  /** Lets the grantee read and write through the service only. */
  grantReadWrite(grantee: IGrantable, service: keyof typeof writing): void {
    this.#grant(grantee, service, writing[service]);
  }

  #grant(grantee: IGrantable, service: DataService, actions: readonly string[]): void {
    const { region } = Stack.of(this);
    grantee.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: [...actions],
        resources: [this.key.keyArn],
        conditions: { StringEquals: { 'kms:ViaService': `${service}.${region}.amazonaws.com` } },
      }),
    );
  }
}
