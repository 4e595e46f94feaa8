import { type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { acknowledgeWildcards } from './acknowledgements.ts';
import { ServiceBucket } from './service-bucket.ts';
import type { ServiceFunction } from './service-function.ts';

const reason = 'DAG files are named by their authors, known only at run time';

/** What Airflow reads: releases and the pointers to them, under `dags/`. */
export class DagBucket extends ServiceBucket {
  /** Read, put and delete anything below `dags/`, and `DAG_BUCKET`. */
  grantPublish(fn: ServiceFunction): void {
    this.#grantWrite(fn, 'dags/*');
  }

  /** Read releases; put and delete pointers to them; and `DAG_BUCKET`. */
  grantMovePointers(fn: ServiceFunction): void {
    this.#grantWrite(fn, 'dags/live/*');
  }

  /** Put files of requirements, which MWAA reads, and `DAG_BUCKET`. */
  grantPutRequirements(fn: ServiceFunction): void {
    const why = 'a file of requirements is named by its approval, known only at run time';
    fn.allowPattern(['s3:PutObject'], this.bucket.arnForObjects('requirements/*'), why);
    fn.addEnvironment('DAG_BUCKET', this.bucket.bucketName);
    this.dataKey.grantReadWrite(fn, 's3');
  }

  /** What Airflow's workers need to read their bundle. */
  grantReadBundle(role: IRole): void {
    const objects = this.bucket.arnForObjects('dags/*');
    role.addToPrincipalPolicy(new PolicyStatement({ actions: ['s3:GetObject'], resources: [objects] }));
    role.addToPrincipalPolicy(new PolicyStatement({ actions: ['s3:ListBucket'], resources: [this.bucket.bucketArn] }));
    this.dataKey.grantRead(role, 's3');
    acknowledgeWildcards(role, [`Resource::${objects}`], reason);
  }

  #grantWrite(fn: ServiceFunction, pattern: string): void {
    fn.allowPattern(['s3:GetObject'], this.bucket.arnForObjects('dags/*'), reason);
    fn.allowPattern(['s3:PutObject', 's3:DeleteObject'], this.bucket.arnForObjects(pattern), reason);
    // Without it S3 answers 403 instead of 404 where there is no such object.
    fn.allow(['s3:ListBucket'], [this.bucket.bucketArn]);
    fn.addEnvironment('DAG_BUCKET', this.bucket.bucketName);
    this.dataKey.grantReadWrite(fn, 's3');
  }
}
