import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { Config } from '../config.ts';
import { Artefacts } from '../constructs/artefacts.ts';
import { DagBucket } from '../constructs/dag-bucket.ts';
import { DataKey } from '../constructs/data-key.ts';
import { DocumentBucket } from '../constructs/document-bucket.ts';
import { MaskingKey } from '../constructs/masking-key.ts';
import { ReceiptKey } from '../constructs/receipt-key.ts';
import { SearchDomain } from '../constructs/search-domain.ts';
import { ServiceTable } from '../constructs/service-table.ts';
import { SigningKey } from '../constructs/signing-key.ts';
import { SlackApp } from '../constructs/slack-app.ts';

type Capability =
  | 'identity'
  | 'repositories'
  | 'workflows'
  | 'approvals'
  | 'runs'
  | 'knowledge'
  | 'chat'
  | 'executions'
  | 'integrations';

/** Everything that must outlive a deployment: tables, buckets, keys, the search index. */
export class NavigatorData extends Stack {
  readonly dataKey: DataKey;
  readonly signingKey: SigningKey;
  readonly artefacts: Artefacts;
  readonly dagBucket: DagBucket;
  readonly documents: DocumentBucket;
  readonly maskingKey: MaskingKey;
  readonly receiptKey: ReceiptKey;
  readonly slackApp: SlackApp;
  readonly searchDomain: SearchDomain;
  readonly tables: Readonly<Record<Capability, ServiceTable>>;

  constructor(scope: Construct, id: string, props: StackProps & { readonly config: Config }) {
    super(scope, id, props);
    const { prefix, keepData, logRetention } = props.config;
    const removalPolicy = keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    this.dataKey = new DataKey(this, 'DataKey', { alias: `${prefix}/data`, removalPolicy });
    this.signingKey = new SigningKey(this, 'SigningKey', { alias: `${prefix}/principal`, removalPolicy });
    this.maskingKey = new MaskingKey(this, 'MaskingKey', {
      dataKey: this.dataKey,
      removalPolicy,
      ip: props.config.ipAddresses,
    });
    this.receiptKey = new ReceiptKey(this, 'ReceiptKey', { dataKey: this.dataKey, removalPolicy });
    this.slackApp = new SlackApp(this, 'SlackApp', { dataKey: this.dataKey, removalPolicy });
    const table = (id: string, capability: Capability) =>
      new ServiceTable(this, id, { tableName: `${prefix}-${capability}`, dataKey: this.dataKey, keepData });
    this.tables = {
      identity: table('Identity', 'identity'),
      repositories: table('Repositories', 'repositories'),
      workflows: table('Workflows', 'workflows'),
      approvals: table('Approvals', 'approvals'),
      runs: table('Runs', 'runs'),
      knowledge: table('Knowledge', 'knowledge'),
      chat: table('Chat', 'chat'),
      executions: table('Executions', 'executions'),
      integrations: table('Integrations', 'integrations'),
    };
    const accessLogs = this.#accessLogs(removalPolicy);
    this.artefacts = new Artefacts(this, 'Artefacts', { dataKey: this.dataKey, accessLogs, keepData });
    this.dagBucket = new DagBucket(this, 'Dags', { dataKey: this.dataKey, accessLogs, keepData });
    this.documents = new DocumentBucket(this, 'Documents', { dataKey: this.dataKey, accessLogs, keepData });
    this.searchDomain = new SearchDomain(this, 'Search', {
      domainName: `${prefix}-knowledge`,
      config: props.config.searchDomain,
      dataKey: this.dataKey,
      logRetention,
      keepData,
    });
    new CfnOutput(this, 'ArtefactBucketName', { value: this.artefacts.bucket.bucketName });
    new CfnOutput(this, 'DagBucketName', { value: this.dagBucket.bucket.bucketName });
    new CfnOutput(this, 'DocumentBucketName', { value: this.documents.bucket.bucketName });
    new CfnOutput(this, 'SlackSigningSecretArn', { value: this.slackApp.signingSecret.secret.secretArn });
    new CfnOutput(this, 'SlackClientSecretArn', { value: this.slackApp.clientSecret.secretArn });
    for (const [capability, { table }] of Object.entries(this.tables)) {
      new CfnOutput(this, `${capability}TableName`, { value: table.tableName });
    }
  }

  #accessLogs(removalPolicy: RemovalPolicy): Bucket {
    const bucket = new Bucket(this, 'AccessLogs', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      lifecycleRules: [{ expiration: Duration.days(90) }],
      removalPolicy,
    });
    Validations.of(bucket).acknowledge({ id: 'AwsSolutions-S1', reason: 'it holds the access logs of the others' });
    return bucket;
  }
}
