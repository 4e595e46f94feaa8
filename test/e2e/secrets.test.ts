import { CloudWatchLogsClient, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import { beforeAll, expect, inject, test } from 'vitest';
import type { Run } from '../../functions/runs/contract.ts';
import { administratorOf, outputOf } from '../../local/deploy.ts';
import { addressesOf } from '../../local/instance-state.ts';
import {
  type ConnectedRepository,
  clientOf,
  eventually,
  publish,
  receiptOf,
  runAndLearn,
  unique,
} from '../support/cloud.ts';
import { readWholeLog } from '../support/logs.ts';
import { type PlantedSecret, plantSecrets } from '../support/planted-secrets.ts';
import { type Kept, overhearEvents, readStores } from '../support/stores.ts';

const cloud = inject('cloud');
const client = clientOf(cloud);

const workflow = unique('leaky');
const inLog = plantSecrets(`${workflow} log`);
const inDocuments = plantSecrets(`${workflow} documents`);
const inChat = plantSecrets(`${workflow} chat`);
const encode = (text: string): string => Buffer.from(text).toString('base64');

/** The secrets stand encoded in a file beside it, so that only the logs show them and no check finds them. */
const leakyDag = `
import base64
import json
import logging
from pathlib import Path

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import dag, task

PLANTED = json.loads(base64.b64decode((Path(__file__).parent / "planted.b64").read_text()))
log = logging.getLogger(__name__)


@dag(dag_id="${workflow}", schedule=None, catchup=False, default_args={"retries": 0})
def workflow():
    @task
    def printed():
        print("marked ${workflow}")
        for text in PLANTED[0::2]:
            print(text)

    @task
    def logged():
        for text in PLANTED[1::2]:
            log.warning(text)

    @task
    def returned():
        return PLANTED

    shell = BashOperator(
        task_id="shell", bash_command="echo ${encode(inLog.map(({ text }) => text).join('\n'))} | base64 -d"
    )

    @task(trigger_rule="all_done")
    def raised():
        try:
            raise ConnectionError("no session for " + " or ".join(PLANTED[20:]))
        except ConnectionError as error:
            raise RuntimeError("${workflow} failed with " + " and ".join(PLANTED[:20])) from error

    [printed(), logged(), returned(), shell] >> raised()


workflow()
`;

const documentText = (title: string): string =>
  [`# ${title}`, ...inDocuments.map(({ kind, text }) => `## ${workflow} ${kind}\n\nIt is this:\n\n${text}\n`)].join(
    '\n\n',
  );

const leaksOf = (secrets: readonly PlantedSecret[], { place, text }: Kept): string[] =>
  secrets.filter(({ pieces }) => pieces.some((piece) => text.includes(piece))).map(({ kind }) => `${kind} in ${place}`);

let run: Run;
let conversation: string;
let repository: ConnectedRepository;
const since = new Date(Date.now() - 1000);

beforeAll(async () => {
  await overhearEvents(cloud);
  const source = unique('leaks').replace('_', '-');
  await client.call('sources.add', { source });
  await client.call('documents.put', { source, path: 'leaky.md', text: documentText(`A runbook of ${workflow}`) });
  repository = await publish(cloud, {
    'leaky.py': leakyDag,
    'planted.b64': encode(JSON.stringify(inLog.map(({ text }) => text))),
  });
  await repository.clone.write({ 'README.md': documentText(`Read me of ${workflow}`) });
  const { commit } = await repository.clone.push('a careless document');
  await receiptOf(cloud, repository.name, commit);
  run = await runAndLearn(cloud, workflow);
  ({ id: conversation } = await client.call('conversations.start', {}));
  for (const { kind, text } of inChat) {
    await client.call('chat.send', {
      conversation,
      text: `${workflow} ${kind}: ${text}`,
      wait: kind !== inChat[0]?.kind,
    });
  }
  for (const kind of ['runs', 'repository', 'documents'] as const) {
    await eventually(`${workflow} to be found in what is of kind ${kind}`, 60, async () => {
      const { items } = await client.call('knowledge.search', { query: workflow, kind, limit: 50 });
      return items.some(({ text }) => text.includes(workflow)) ? true : undefined;
    });
  }
}, 300_000);

test('the secrets that were planted stand in the log that Airflow keeps', async () => {
  const { ports, outputs } = addressesOf(cloud.directory);
  const logGroupName = `airflow-${outputOf(outputs, 'AirflowEnvironmentName')}-Task`;
  const logs = new CloudWatchLogsClient(administratorOf(ports));
  let text = '';
  const pages = paginateFilterLogEvents({ client: logs }, { logGroupName, startTime: since.getTime() });
  for await (const { events = [] } of pages) text += events.map(({ message }) => message).join('\n');
  const absent = inLog.filter(({ pieces }) => !pieces.every((piece) => text.includes(piece)));
  expect(absent.map(({ kind }) => kind)).toEqual([]);
  expect(inLog.length).toBeGreaterThanOrEqual(30);
});

test('no store holds a secret of the log, of a document or of a message', async () => {
  const { outputs } = addressesOf(cloud.directory);
  const pushed = [outputOf(outputs, 'ArtefactBucketName'), outputOf(outputs, 'DagBucketName')];
  const leaks = new Set<string>();
  const marked = new Set<string>();
  for await (const kept of readStores(cloud, since)) {
    // What was pushed is kept as it was pushed.
    const isSource = pushed.some((bucket) => kept.place.startsWith(`s3://${bucket}/`));
    for (const leak of leaksOf(isSource ? inLog : [...inLog, ...inDocuments, ...inChat], kept)) leaks.add(leak);
    if (kept.text.includes(workflow)) marked.add(kept.place.replace(/^(\w+).*$/s, '$1'));
  }
  expect([...leaks]).toEqual([]);
  expect([...marked].toSorted()).toEqual(expect.arrayContaining(['index', 'queue', 's3', 'table']));
});

test('no answer tells one', async () => {
  const say = (text: string) => client.call('chat.send', { conversation, text });
  const answers: Record<string, unknown> = {
    'runs.logs': await readWholeLog(client, { run: run.id }),
    'diagnoses.get': await client.call('diagnoses.get', { run: run.id }),
    'executions.get': await client.call('executions.get', { execution: run.id }),
    'chat.explain': await client.call('chat.explain', { run: run.id }),
    'chat.ask': await client.call('chat.ask', { question: `why did ${workflow} fail?` }),
    'chat.send why': await say(`why did ${workflow} fail?`),
    'chat.send log': await say('show me the log of the printed step'),
    'conversations.read': await client.call('conversations.read', { conversation, limit: 100 }),
    'conversations.events': await client.call('conversations.events', { conversation, limit: 100 }),
    'plans.list': await client.call('plans.list', { limit: 100 }),
    'pushes.list': await client.call('pushes.list', { repository: repository.name }),
  };
  for (const { kind } of inLog) {
    answers[`search of ${kind}`] = await client.call('knowledge.search', { query: `${workflow} ${kind}`, limit: 50 });
  }
  const leaks = Object.entries(answers).flatMap(([place, answer]) =>
    leaksOf([...inLog, ...inDocuments, ...inChat], { place, text: JSON.stringify(answer) }),
  );
  expect(leaks).toEqual([]);
  expect(JSON.stringify(answers['runs.logs'])).toContain(`marked ${workflow}`);
  expect(JSON.stringify(answers['chat.ask'])).toContain(run.id);
});
