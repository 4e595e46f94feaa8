import { type Cloud, clientOf, endOf, eventually, publish, sourceOf, sourcesOf, unique } from '../support/cloud.ts';
import { dagSource } from '../support/dags.ts';
import { question, runbook } from './documents.ts';
import { table, writeSection } from './measurements.ts';
import { percentile } from './statistics.ts';

const runs = 30;
const passagesWanted = 5_200;
const sections = 40;
const searches = 300;
const asks = 60;

const row = (name: string, values: readonly number[], unit: number, digits: number): (string | number)[] => [
  name,
  values.length,
  ...[0.5, 0.95, 1].map((share) => (percentile(values, share) / unit).toFixed(digits)),
];

/** Milliseconds from a run's end until its log has been read, and until it is found. */
const timeRun = async (cloud: Cloud, workflow: string): Promise<{ read: number; searchable: number }> => {
  const client = clientOf(cloud);
  const { id: run } = await client.call('runs.trigger', { workflow });
  const { endedAt = '' } = await endOf(cloud, run);
  const since = (): number => Date.now() - Date.parse(endedAt);
  const read = await eventually(`the logs of ${run} to be read`, 120, async () =>
    (await client.call('runs.get', { run })).logs === 'read' ? since() : undefined,
  );
  const searchable = await eventually(`the logs of ${run} to be found`, 120, async () => {
    const { items } = await client.call('knowledge.search', { query: 'division by zero', run, limit: 1 });
    return items.length > 0 ? since() : undefined;
  });
  return { read, searchable };
};

/** Puts runbooks until there are enough passages; answers how many there are, and how many were taken in per second. */
const fill = async (cloud: Cloud): Promise<{ passages: number; perSecond: number }> => {
  const client = clientOf(cloud);
  const source = unique('bench').replace('_', '-');
  await client.call('sources.add', { source });
  const put = (number: number) =>
    client.call('documents.put', { source, path: `runbook-${number}.md`, text: runbook(number, sections) });
  const takenIn = (documents: number): Promise<number> =>
    eventually(
      `${documents} documents to be taken in`,
      1200,
      async () => {
        const filled = await sourceOf(client, source);
        return filled?.documents === documents ? filled.passages : undefined;
      },
      500,
    );
  await put(0);
  const first = await takenIn(1);
  const documents = Math.ceil(passagesWanted / first);
  const start = performance.now();
  for (let number = 1; number < documents; number += 1) await put(number);
  const passages = await takenIn(documents);
  return { passages, perSecond: (passages - first) / ((performance.now() - start) / 1000) };
};

const time = async (count: number, request: (number: number) => Promise<unknown>): Promise<number[]> => {
  const times: number[] = [];
  for (let number = -5; number < count; number += 1) {
    const start = performance.now();
    await request(number + 5);
    if (number >= 0) times.push(performance.now() - start);
  }
  return times;
};

/** From a run's end to being found, and how quick search and answers are among many passages. */
export const benchKnowledge = async (cloud: Cloud): Promise<void> => {
  const client = clientOf(cloud);
  const workflow = unique('remembered');
  await publish(cloud, { 'flow.py': dagSource(workflow, { expression: '1 / 0' }) });
  const read: number[] = [];
  const searchable: number[] = [];
  for (let index = -2; index < runs; index += 1) {
    const times = await timeRun(cloud, workflow);
    console.log(`run ${index}: read after ${times.read} ms, found after ${times.searchable} ms`);
    if (index < 0) continue;
    read.push(times.read);
    searchable.push(times.searchable);
  }
  const { passages, perSecond } = await fill(cloud);
  const found = await time(searches, (number) =>
    client.call('knowledge.search', { query: question(number), limit: 10 }),
  );
  const explained = await time(asks, () => client.call('chat.ask', { question: `why did ${workflow} fail?` }));
  const answered = await time(asks, (number) =>
    client.call('chat.ask', { question: `what do our documents say about ${question(number)}` }),
  );
  const all = (await sourcesOf(client)).reduce((sum, source) => sum + source.passages, 0);
  writeSection(
    'From a run to knowledge',
    `${table(
      ['from the end of a run, as Airflow tells it', 'n', 'p50 s', 'p95 s', 'max s'],
      [row('until its logs are read', read, 1000, 2), row('until they are found', searchable, 1000, 2)],
    )}

${table(
  [`request through the gateway, among ${all} passages`, 'n', 'p50 ms', 'p95 ms', 'max ms'],
  [
    row('`knowledge.search`', found, 1, 0),
    row('`chat.ask` why a run failed', explained, 1, 0),
    row('`chat.ask` about documents', answered, 1, 0),
  ],
)}

${passages} passages of runbooks were taken in at ${perSecond.toFixed(0)} passages per second, from the first \`documents.put\` until
all were searchable. Their text was generated from lists of words, the same each time; the runs are of one small workflow.`,
  );
};
