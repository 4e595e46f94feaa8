import { ServiceBucket } from './service-bucket.ts';
import type { ServiceFunction } from './service-function.ts';

const reason = 'objects are named by tenant and content hash, known only at run time';

/** Trees, files and plans on their way from a push to Airflow, under `<tenant>/`. */
export class Artefacts extends ServiceBucket {
  /** Get objects, and `ARTEFACT_BUCKET`. */
  grantRead(fn: ServiceFunction): void {
    this.#grant(fn, ['s3:GetObject']);
    this.dataKey.grantRead(fn, 's3');
  }

  /** Get and put objects, and `ARTEFACT_BUCKET`. */
  grantReadWrite(fn: ServiceFunction): void {
    this.#grant(fn, ['s3:GetObject', 's3:PutObject']);
    this.dataKey.grantReadWrite(fn, 's3');
  }

  #grant(fn: ServiceFunction, actions: readonly string[]): void {
    fn.allowPattern(actions, this.bucket.arnForObjects('*'), reason);
    // Without it S3 answers 403 instead of 404 where there is no such object.
    fn.allow(['s3:ListBucket'], [this.bucket.bucketArn]);
    fn.addEnvironment('ARTEFACT_BUCKET', this.bucket.bucketName);
  }
}
