import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { addressesOf } from '../../local/instance-state.ts';
import { type Cloud, eventually, unique } from '../support/cloud.ts';
import { dagSource } from '../support/dags.ts';

/**
 * The floor under every push: milliseconds from writing a DAG file to the bucket by hand until Airflow's own REST API
 * shows it. Nothing of Navigator takes part.
 */
export const measureBundleAlone = async ({ directory }: Cloud, count: number): Promise<number[]> => {
  const { outputs, airflowUrl } = addressesOf(directory);
  const s3 = new S3Client({});
  const times: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const dagId = unique('floor');
    const start = performance.now();
    await s3.send(
      new PutObjectCommand({ Bucket: outputs.DagBucketName, Key: `dags/floor/${dagId}.py`, Body: dagSource(dagId) }),
    );
    await eventually(`${dagId} in Airflow`, 30, async () =>
      (await fetch(`${airflowUrl}/api/v2/dags/${dagId}`)).ok ? true : undefined,
    );
    times.push(performance.now() - start);
  }
  return times;
};
