import { setTimeout as sleep } from 'node:timers/promises';
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { describe, expect, inject, test } from 'vitest';
import { administratorOf } from '../../local/deploy.ts';
import { restartServer } from '../../local/instance.ts';
import { addressesOf } from '../../local/instance-state.ts';
import { killServer } from '../../local/server.ts';
import { runbook } from '../bench/documents.ts';
import {
  clientOf,
  diagnosisOf,
  endOf,
  eventually,
  publish,
  receiptOf,
  runAndLearn,
  sourceOf,
  unique,
} from '../support/cloud.ts';
import { dagSource } from '../support/dags.ts';
import { countPassagesOf, passagesOf } from '../support/stores.ts';
import { killWorkersNow, peakMemoryOf, workersOf } from '../support/workers.ts';

const cloud = inject('cloud');
const client = clientOf(cloud);

/** Longer than a killed worker's turn and its message's time out of sight, twice. */
const recovery = 600;
const outage = Number(process.env.NAVIGATOR_OUTAGE_SECONDS ?? 600);

/** A source of its own with one large document, which is known by its path. */
const makeSource = async () => {
  const source = unique('faulty').replace('_', '-');
  await client.call('sources.add', { source });
  const path = `${unique('runbook')}.md`;
  const isTakenIn = async (): Promise<boolean> => {
    return (await sourceOf(client, source))?.documents === 1;
  };
  const count = () => countPassagesOf(cloud, path);
  return {
    put: () => client.call('documents.put', { source, path, text: runbook(1, 1_500) }),
    remove: async () => {
      await client.call('documents.remove', { source, path });
      await eventually('the document to be forgotten', 60, async () =>
        (await count()) === 0 && !(await isTakenIn()) ? true : undefined,
      );
    },
    count,
    ids: () => passagesOf(cloud, path),
    isTakenIn,
    takenIn: (seconds: number) =>
      eventually(`${path} to be taken in`, seconds, async () => ((await isTakenIn()) ? true : undefined), 250),
  };
};

/** How far a document is: passages of it in the index and in all, milliseconds since it was put. */
interface Moment {
  readonly indexed: number;
  readonly all: number;
  readonly elapsed: number;
}

describe('a document is taken in whole and once, in spite of SIGKILL of', () => {
  test.each([
    ['ingest-document while it splits and embeds', 'ingest-document', ({ elapsed }: Moment) => elapsed > 700],
    ['ingest-document while it indexes', 'ingest-document', ({ indexed }: Moment) => indexed > 0],
    ['ingest-document once all is indexed', 'ingest-document', ({ indexed, all }: Moment) => indexed === all],
    ['embed-texts at its work', 'embed-texts', ({ elapsed }: Moment) => elapsed > 1_500],
  ])(
    '%s',
    async (_what, worker, isMoment) => {
      const { put, remove, count, ids, isTakenIn, takenIn } = await makeSource();
      await put();
      await takenIn(120);
      const undisturbed = await ids();
      expect(undisturbed.length).toBeGreaterThan(100);

      const isHit = async (): Promise<boolean> => {
        await remove();
        await put();
        const begun = Date.now();
        const look = async (): Promise<Moment> => ({
          indexed: await count(),
          all: undisturbed.length,
          elapsed: Date.now() - begun,
        });
        await eventually('the moment', 60, async () => (isMoment(await look()) ? true : undefined), 1);
        expect(await killWorkersNow(cloud, worker)).toBeGreaterThan(0);
        return !(await isTakenIn());
      };
      // The last moment is short, and may be over when it is seen.
      let hits = 0;
      for (let attempt = 0; attempt < 10 && hits === 0; attempt += 1) hits += Number(await isHit());
      expect(hits).toBe(1);
      await takenIn(recovery);
      expect(await ids()).toEqual(undisturbed);
    },
    900_000,
  );
});

test('a run is learned in spite of SIGKILL of fetch-run-logs', async () => {
  const workflow = unique('fetched');
  await publish(cloud, { 'flow.py': dagSource(workflow, { expression: '1 / 0' }) });
  await runAndLearn(cloud, workflow);
  const { id } = await client.call('runs.trigger', { workflow });
  await endOf(cloud, id);
  expect(await killWorkersNow(cloud, 'fetch-run-logs')).toBeGreaterThan(0);
  const diagnosis = await diagnosisOf(cloud, id, recovery);
  expect(diagnosis.failures[0]?.lines[0]?.text).toContain('ZeroDivisionError: division by zero');
  const found = async () =>
    (await client.call('knowledge.search', { query: 'ZeroDivisionError', run: id, limit: 50 })).items;
  await eventually('the run to be found', 60, async () => ((await found()).length > 0 ? true : undefined));
  const places = (await found()).map(({ provenance: { task, line }, text }) => `${task} ${line} ${text}`);
  expect(new Set(places).size).toBe(places.length);
}, 900_000);

test(
  'while OpenSearch is down, work goes on and failures are explained; afterwards all of it is found',
  async () => {
    const [workflow, word] = [unique('stubborn'), unique('anchor')];
    const source = unique('stubborn').replace('_', '-');
    const { name, clone } = await publish(cloud, { 'flow.py': dagSource(workflow, { expression: '1 / 0' }) });
    await runAndLearn(cloud, workflow);
    await client.call('sources.add', { source });

    await killServer(cloud.directory, 'opensearch', 'SIGKILL');
    const downUntil = Date.now() + outage * 1000;
    const runs: string[] = [];
    try {
      await client.call('documents.put', { source, path: 'a.md', text: `# Anchor\n\nThe ${word}_document is heavy.` });
      await clone.write({ 'README.md': `# Flow\n\nThe ${word}_readme is light.\n` });
      const receipt = await receiptOf(cloud, name, (await clone.push('while it is down')).commit);
      expect(receipt.outcome).not.toBe('failed');
      for (let count = 0; count < 3; count += 1) runs.push((await runAndLearn(cloud, workflow)).id);

      await expect(client.call('knowledge.search', { query: word })).rejects.toThrow(/search index does not answer/);
      const why = await client.call('chat.ask', { question: `why did ${workflow} fail?` });
      expect(why.citations[0]).toMatchObject({ kind: 'log', run: runs[2] });
      expect(why.citations[0]?.text).toContain('ZeroDivisionError');
      const documents = await client.call('chat.ask', { question: `what do our documents say about the ${word}?` });
      expect(`${documents.text} ${documents.notes.join(' ')}`).toMatch(
        /search index does not answer|cannot be searched|unavailable/i,
      );
      await sleep(Math.max(downUntil - Date.now(), 0));
    } finally {
      await restartServer(cloud.directory, 'opensearch');
    }

    const isFound = (query: string, run?: string) =>
      eventually(`${query} ${run ?? ''} to be found`, recovery, async () => {
        const { items } = await client.call('knowledge.search', { query, run, limit: 50 }).catch(() => ({ items: [] }));
        return items.some(({ text }) => text.includes(query)) ? true : undefined;
      });
    await isFound(`${word}_document`);
    await isFound(`${word}_readme`);
    for (const run of runs) await isFound('ZeroDivisionError', run);
  },
  (outage + 900) * 1000,
);

test('a log of 200 MB is learned within the memory of its function, with a word on what was left out', async () => {
  const workflow = unique('verbose');
  await publish(cloud, {
    'flow.py': `
from airflow.sdk import dag, task


@dag(dag_id="${workflow}", schedule=None, catchup=False, default_args={"retries": 0})
def workflow():
    @task
    def load():
        for number in range(20_000):
            print(f"row {number}: " + "0123456789" * 1_000)
        raise ConnectionError("connection to warehouse:5432 refused")

    load()


workflow()
`,
  });
  const begun = Date.now();
  const run = await runAndLearn(cloud, workflow);
  expect(Date.now() - begun).toBeLessThan(240_000);
  expect(run.state).toBe('failed');

  const lambda = new LambdaClient(administratorOf(addressesOf(cloud.directory).ports));
  for (const [capability, name] of [
    ['runs', 'fetch-run-logs'],
    ['knowledge', 'ingest-document'],
  ]) {
    const FunctionName = `navigator-${capability}-${name}`;
    const { MemorySize = 0 } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
    const peaks = (await workersOf(cloud, `${capability}-${name}`)).map(peakMemoryOf);
    expect(peaks.length).toBeGreaterThan(0);
    expect(Math.max(...peaks) / 2 ** 20).toBeLessThan(MemorySize);
  }
  const diagnosis = await diagnosisOf(cloud, run.id);
  expect(diagnosis.notes.join('\n')).toMatch(/load.*left out|left out.*load/is);
  const answer = await client.call('chat.explain', { run: run.id });
  expect(answer.citations[0]?.text).toContain('ConnectionError: connection to warehouse:5432 refused');
}, 600_000);
