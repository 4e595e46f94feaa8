import { Sha256 } from '@aws-crypto/sha256-js';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SignatureV4 } from '@smithy/signature-v4';
import { administratorOf, type Outputs, outputOf } from './deploy.ts';
import { awsUrl } from './ministack.ts';
import type { Ports } from './ports.ts';

/** One signed request to the MWAA service of the local AWS; its client in the SDK is not among our packages. */
const requestMwaa = async (ports: Ports, method: string, path: string, body?: unknown): Promise<Response> => {
  const { region, credentials, endpoint } = administratorOf(ports);
  const signer = new SignatureV4({ service: 'airflow', region, credentials, sha256: Sha256 });
  const url = new URL(path, endpoint);
  const text = body === undefined ? undefined : JSON.stringify(body);
  const signed = await signer.sign({
    protocol: url.protocol,
    hostname: url.hostname,
    port: Number(url.port),
    method,
    path: url.pathname,
    query: {},
    headers: { host: url.host, 'content-type': 'application/json' },
    body: text,
  });
  const { host: _, ...headers } = signed.headers;
  return fetch(url, { method, headers, body: text, signal: AbortSignal.timeout(10_000) });
};

/**
 * Makes the MWAA environment, which only AWS can run, known to the local AWS: it takes the port our Airflow listens on
 * for that environment's, so that InvokeRestApi reaches it. Nothing to do where it is known already.
 */
export const createAirflowEnvironment = async (ports: Ports, outputs: Outputs): Promise<void> => {
  const path = `/environments/${outputOf(outputs, 'AirflowEnvironmentName')}`;
  if ((await requestMwaa(ports, 'GET', path)).ok) return;
  const answer = await requestMwaa(ports, 'PUT', path, {
    SourceBucketArn: `arn:aws:s3:::${outputOf(outputs, 'DagBucketName')}`,
    DagS3Path: 'dags',
    ExecutionRoleArn: outputOf(outputs, 'AirflowExecutionRoleArn'),
    AirflowVersion: '3.0.6',
    NetworkConfiguration: {},
  });
  if (!answer.ok) throw new Error(`${awsUrl(ports)} refused to create the MWAA environment: ${await answer.text()}`);
};

/** Airflow's S3 bundle takes a prefix without any object for a mistake in its settings. */
export const occupyDagPrefix = async (ports: Ports, outputs: Outputs): Promise<void> => {
  const s3 = new S3Client(administratorOf(ports));
  const text = 'Airflow reads its workflows here. Only Navigator writes: push to your repository instead.\n';
  await s3.send(
    new PutObjectCommand({ Bucket: outputOf(outputs, 'DagBucketName'), Key: 'dags/README.md', Body: text }),
  );
};
