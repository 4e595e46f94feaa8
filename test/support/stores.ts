import { gunzipSync } from 'node:zlib';
import {
  CloudWatchLogsClient,
  paginateDescribeLogGroups,
  paginateFilterLogEvents,
} from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient, paginateListTables, paginateScan } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { GetObjectCommand, ListBucketsCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, paginateListSecrets, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  paginateListQueues,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { administratorOf, outputOf } from '../../local/deploy.ts';
import { type Addresses, addressesOf } from '../../local/instance-state.ts';
import type { Cloud } from './cloud.ts';

/** Something the platform keeps, as text, and where. */
export interface Kept {
  readonly place: string;
  readonly text: string;
}

const toText = (bytes: Uint8Array): string => {
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return Buffer.from(isGzip ? gunzipSync(bytes) : bytes).toString();
};

async function* readBuckets({ ports }: Addresses, since: Date): AsyncGenerator<Kept> {
  const client = new S3Client(administratorOf(ports));
  const { Buckets = [] } = await client.send(new ListBucketsCommand({}));
  for (const { Name: Bucket } of Buckets) {
    for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket })) {
      for (const { Key } of Contents.filter(
        ({ LastModified }) => LastModified !== undefined && LastModified >= since,
      )) {
        const { Body, Metadata } = await client.send(new GetObjectCommand({ Bucket, Key }));
        const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
        yield { place: `s3://${Bucket}/${Key}`, text: JSON.stringify(Metadata) + toText(bytes) };
      }
    }
  }
}

/** An item with its binary attributes as text. */
const itemText = (item: unknown): string =>
  JSON.stringify(item, (_, value) => (value instanceof Uint8Array ? toText(value) : value));

async function* readTables({ ports }: Addresses): AsyncGenerator<Kept> {
  const client = new DynamoDBClient(administratorOf(ports));
  for await (const { TableNames = [] } of paginateListTables({ client }, {})) {
    for (const TableName of TableNames) {
      for await (const { Items = [] } of paginateScan({ client }, { TableName })) {
        for (const item of Items) yield { place: `table ${TableName}`, text: itemText(item) };
      }
    }
  }
}

/** Every log group but that of Airflow's tasks, which is where the logs come from. */
async function* readLogGroups({ ports }: Addresses, since: Date): AsyncGenerator<Kept> {
  const client = new CloudWatchLogsClient(administratorOf(ports));
  const startTime = since.getTime();
  for await (const { logGroups = [] } of paginateDescribeLogGroups({ client }, {})) {
    for (const { logGroupName = '' } of logGroups.filter((group) => !group.logGroupName?.startsWith('airflow-'))) {
      for await (const { events = [] } of paginateFilterLogEvents({ client }, { logGroupName, startTime })) {
        // The local AWS answers one page only.
        if (events.length >= 10_000) throw new Error(`${logGroupName} holds more than can be read: begin later`);
        for (const { message = '' } of events) yield { place: `log group ${logGroupName}`, text: message };
      }
    }
  }
}

interface FoundPassages {
  readonly _scroll_id: string;
  readonly hits: { readonly hits: readonly { readonly _id: string; readonly _source: Record<string, unknown> }[] };
}

const askOpenSearch = async <T>(url: string, body?: unknown): Promise<T> => {
  const answer = await fetch(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as T;
};

/** What is in every index, without the vectors. */
async function* readIndices({ opensearchUrl }: Addresses): AsyncGenerator<Kept> {
  await askOpenSearch(`${opensearchUrl}/_all/_refresh?expand_wildcards=all`, {});
  const indices = await askOpenSearch<{ index: string }[]>(
    `${opensearchUrl}/_cat/indices?format=json&expand_wildcards=all`,
  );
  for (const { index } of indices) {
    let found = await askOpenSearch<FoundPassages>(`${opensearchUrl}/${index}/_search?scroll=1m`, {
      size: 1000,
      _source: { excludes: ['vector'] },
    });
    while (found.hits.hits.length > 0) {
      for (const { _source } of found.hits.hits) yield { place: `index ${index}`, text: JSON.stringify(_source) };
      found = await askOpenSearch<FoundPassages>(`${opensearchUrl}/_search/scroll`, {
        scroll: '1m',
        scroll_id: found._scroll_id,
      });
    }
  }
}

/** Messages that wait, dead letters among them; they are hidden from others for two seconds. */
async function* readQueues({ ports }: Addresses): AsyncGenerator<Kept> {
  const client = new SQSClient(administratorOf(ports));
  for await (const { QueueUrls = [] } of paginateListQueues({ client }, {})) {
    for (const QueueUrl of QueueUrls) {
      const receive = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 2 });
      for (let { Messages = [] } = await client.send(receive); Messages.length > 0; ) {
        for (const { Body = '' } of Messages) yield { place: `queue ${QueueUrl.split('/').at(-1)}`, text: Body };
        ({ Messages = [] } = await client.send(receive));
      }
    }
  }
}

/** Names of the secrets that are kept, and what is in them. */
export async function* readSecrets(cloud: Cloud): AsyncGenerator<Kept> {
  const client = new SecretsManagerClient(administratorOf(addressesOf(cloud.directory).ports));
  for await (const { SecretList = [] } of paginateListSecrets({ client }, {})) {
    for (const { Name = '' } of SecretList) {
      const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId: Name }));
      yield { place: Name, text: SecretString };
    }
  }
}

/** All that the platform keeps, wherever it keeps it; of objects and log events those written `since`. */
export async function* readStores(cloud: Cloud, since: Date): AsyncGenerator<Kept> {
  const addresses = addressesOf(cloud.directory);
  yield* readBuckets(addresses, since);
  yield* readTables(addresses);
  yield* readLogGroups(addresses, since);
  yield* readIndices(addresses);
  yield* readQueues(addresses);
}

const ofDocument = (path: string) => ({ query: { term: { 'provenance.path': path } } });

/** Ids of the passages in the index that are of the document with this path. */
export const passagesOf = async ({ directory }: Cloud, path: string): Promise<string[]> => {
  const { opensearchUrl } = addressesOf(directory);
  await askOpenSearch(`${opensearchUrl}/_all/_refresh`, {});
  const found = await askOpenSearch<FoundPassages>(`${opensearchUrl}/_all/_search`, {
    ...ofDocument(path),
    size: 10_000,
    _source: false,
  });
  return found.hits.hits.map(({ _id }) => _id).toSorted();
};

/** How many they are. */
export const countPassagesOf = async ({ directory }: Cloud, path: string): Promise<number> => {
  const { opensearchUrl } = addressesOf(directory);
  await askOpenSearch(`${opensearchUrl}/_all/_refresh`, {});
  return (await askOpenSearch<{ count: number }>(`${opensearchUrl}/_all/_count`, ofDocument(path))).count;
};

/** Keeps a copy of every event of the platform in one queue from now on, which `readStores` reads with the others. */
export const overhearEvents = async (cloud: Cloud): Promise<void> => {
  const { ports, outputs } = addressesOf(cloud.directory);
  const name = 'overheard';
  const sqs = new SQSClient(administratorOf(ports));
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: name }));
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }));
  const bus = { EventBusName: outputOf(outputs, 'BusName') };
  const events = new EventBridgeClient(administratorOf(ports));
  const EventPattern = JSON.stringify({ source: [{ prefix: 'navigator.' }] });
  await events.send(new PutRuleCommand({ ...bus, Name: name, EventPattern }));
  const Targets = [{ Id: name, Arn: Attributes?.QueueArn }];
  await events.send(new PutTargetsCommand({ ...bus, Rule: name, Targets }));
};
