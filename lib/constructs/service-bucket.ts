import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type IBucket,
  type LifecycleRule,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { DataKey } from './data-key.ts';

export interface ServiceBucketProps {
  readonly dataKey: DataKey;
  /** Where accesses are logged. */
  readonly accessLogs: IBucket;
  /** Whether the bucket outlives its stack. */
  readonly keepData: boolean;
  /** Beyond the house rules: old versions go after 30 days, torn uploads after one. @default none */
  readonly lifecycleRules?: readonly LifecycleRule[];
}

/** A private, versioned bucket under the data key that refuses plain HTTP. */
export class ServiceBucket extends Construct {
  readonly bucket: Bucket;
  protected readonly dataKey: DataKey;

  constructor(scope: Construct, id: string, props: ServiceBucketProps) {
    super(scope, id);
    this.dataKey = props.dataKey;
    this.bucket = new Bucket(this, 'Bucket', {
      encryption: BucketEncryption.KMS,
      encryptionKey: props.dataKey.key,
      bucketKeyEnabled: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      serverAccessLogsBucket: props.accessLogs,
      serverAccessLogsPrefix: `${id.toLowerCase()}/`,
      lifecycleRules: [
        {
          noncurrentVersionExpiration: Duration.days(30),
          abortIncompleteMultipartUploadAfter: Duration.days(1),
          expiredObjectDeleteMarker: true,
        },
        ...(props.lifecycleRules ?? []),
      ],
      removalPolicy: props.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
  }
}
