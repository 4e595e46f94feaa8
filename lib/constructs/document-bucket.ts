import type { EventPattern } from 'aws-cdk-lib/aws-events';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { ServiceBucket, type ServiceBucketProps } from './service-bucket.ts';
import type { ServiceFunction } from './service-function.ts';

const reason = 'documents are named by tenant, source and path, known only at run time';

/** What knowledge is made of, masked: logs of runs, documents of repositories and those that people give us. */
export class DocumentBucket extends ServiceBucket {
  constructor(scope: Construct, id: string, props: ServiceBucketProps) {
    super(scope, id, props);
    const bucket = this.bucket.node.defaultChild;
    if (!(bucket instanceof CfnBucket)) throw new Error('a bucket is not made of a CfnBucket');
    // Not `eventBridgeEnabled`, which brings a custom resource for this one property.
    bucket.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
  }

  /** Matches the events of objects that were put or removed, on the account's default bus. */
  get changes(): EventPattern {
    return {
      source: ['aws.s3'],
      detailType: ['Object Created', 'Object Deleted'],
      detail: { bucket: { name: [this.bucket.bucketName] } },
    };
  }

  /** Get objects, and `DOCUMENT_BUCKET`. */
  grantRead(fn: ServiceFunction): void {
    this.#grant(fn, ['s3:GetObject'], '*');
    this.dataKey.grantRead(fn, 's3');
  }

  /** Get, put and delete objects, and `DOCUMENT_BUCKET`. */
  grantReadWriteDelete(fn: ServiceFunction): void {
    this.#grant(fn, ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'], '*');
    this.dataKey.grantReadWrite(fn, 's3');
  }

  /** Get and put the logs of runs, nothing else, and `DOCUMENT_BUCKET`. */
  grantWriteRunLogs(fn: ServiceFunction): void {
    this.#grant(fn, ['s3:GetObject', 's3:PutObject'], '*/runs/*');
    this.dataKey.grantReadWrite(fn, 's3');
  }

  /** Put and delete the descriptions of workflows, nothing else, and `DOCUMENT_BUCKET`. */
  grantWriteWorkflows(fn: ServiceFunction): void {
    this.#grant(fn, ['s3:PutObject', 's3:DeleteObject'], '*/workflows/workflows/*');
    this.dataKey.grantReadWrite(fn, 's3');
  }

  #grant(fn: ServiceFunction, actions: readonly string[], pattern: string): void {
    fn.allowPattern(actions, this.bucket.arnForObjects(pattern), reason);
    // To list, and because without it S3 answers 403 instead of 404 where there is no such object.
    fn.allow(['s3:ListBucket'], [this.bucket.bucketArn]);
    fn.addEnvironment('DOCUMENT_BUCKET', this.bucket.bucketName);
  }
}
