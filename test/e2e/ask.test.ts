import { beforeAll, describe, expect, inject, test } from 'vitest';
import type { Run } from '../../functions/runs/contract.ts';
import {
  clientOf,
  diagnosisOf,
  eventually,
  publish,
  receiptOf,
  runAndLearn,
  sourcesOf,
  unique,
} from '../support/cloud.ts';
import { dagSource } from '../support/dags.ts';

const cloud = inject('cloud');
const client = clientOf(cloud);

const broken = unique('daily_margin');
const steady = unique('hourly_stock');
const queue = unique('orders');
const source = unique('runbooks').replace('_', '-');

let good: Run;
let failed: Run[];
let breakingCommit: string;

const ask = (question: string) => client.call('chat.ask', { question });

beforeAll(async () => {
  await client.call('sources.add', { source, title: 'Runbooks of the night shift' });
  await client.call('documents.put', {
    source,
    path: 'on-call/drain.md',
    text: `# On call\n\n## Draining the ${queue} queue\n\nStop the ${queue} importer first. Then move the rest of the queue to the parking lot.\n`,
  });
  const works = dagSource(broken, { expression: '{"margin": 0.2}["margin"]' });
  const { name, clone } = await publish(cloud, { 'margin.py': works, 'stock.py': dagSource(steady) });
  good = await runAndLearn(cloud, broken);
  await clone.write({ 'dags/margin.py': dagSource(broken, { expression: '{"margin": 0.2}["margin_eur"]' }) });
  breakingCommit = (await clone.push('report the margin in euro')).commit;
  await receiptOf(cloud, name, breakingCommit);
  failed = [];
  for (let count = 0; count < 3; count += 1) failed.push(await runAndLearn(cloud, broken));
  await runAndLearn(cloud, steady);
}, 300_000);

describe('asked why a workflow fails, the answer', () => {
  test('cites the decisive line of the last failed run and says that no model wrote it', async () => {
    const answer = await ask(`why did ${broken} fail?`);
    expect(answer).toMatchObject({ kind: 'answer', engine: 'offline' });
    expect(answer.citations[0]).toMatchObject({ kind: 'log', run: failed[2]?.id, task: 'work', try: 1 });
    expect(answer.citations[0]?.text).toContain("KeyError: 'margin_eur'");
    expect(answer.text).toContain("KeyError: 'margin_eur'");
  });

  test('says how often the same error came before', async () => {
    const diagnosis = await diagnosisOf(cloud, failed[2]?.id ?? '');
    expect(diagnosis.before).toEqual({ count: 2, runs: [failed[1]?.id, failed[0]?.id] });
    expect((await ask(`why did ${broken} fail?`)).text).toMatch(/same error in 2 earlier runs/);
  });

  test('names what was pushed since it last worked', async () => {
    expect((await diagnosisOf(cloud, failed[2]?.id ?? '')).lastSuccess?.run).toBe(good.id);
    const { text } = await ask(`what changed since ${broken} last worked, why does it fail?`);
    expect(text).toContain(breakingCommit.slice(0, 7));
    expect(text).toContain('report the margin in euro');
  });

  test('says that nothing failed where nothing did', async () => {
    const answer = await ask(`why did ${steady} fail?`);
    expect(answer.citations).toEqual([]);
    expect(answer.text).toMatch(new RegExp(`${steady}.*(not fail|no failed|nothing)|(no |nothing).*${steady}`, 'is'));
  });

  test('says first that none failed in a time when none did, then what the last failure says', async () => {
    const answer = await ask(`why did ${broken} fail three weeks ago?`);
    expect(answer.text).toMatch(new RegExp(`^No run of ${broken} since .* has failed\\.`));
    expect(answer.citations[0]).toMatchObject({ kind: 'log', run: failed[2]?.id });
  });

  test('does not make up a workflow that nobody knows', async () => {
    const answer = await ask('why did zeppelin_ballast_forecast fail?');
    expect(['unknown', 'question']).toContain(answer.kind);
    expect(answer.citations).toEqual([]);
    expect(answer.text).toContain('zeppelin_ballast_forecast');
  });
});

test('asked what a document says, the answer cites it', async () => {
  const citation = await eventually('the document to be cited', 60, async () => {
    const { citations } = await ask(`what do our documents say about draining the ${queue} queue?`);
    return citations.find(({ kind }) => kind === 'document');
  });
  expect(citation).toMatchObject({ source, path: 'on-call/drain.md' });
  expect(citation.text).toContain('parking lot');
});

test.each([`run ${steady}`, `remove the source ${source}`])('"%s" is not done by asking', async (question) => {
  const runs = await client.call('runs.list', { workflow: steady });
  const answer = await ask(question);
  expect(answer.kind).not.toBe('result');
  expect(answer.kind).not.toBe('confirmation');
  expect((await client.call('runs.list', { workflow: steady })).items).toEqual(runs.items);
  expect((await sourcesOf(client)).map(({ name }) => name)).toContain(source);
});

test('a key for another repository is told nothing of the failure', async () => {
  const { key } = await client.call('keys.create', {
    name: 'another repository',
    person: 'kim@example.com',
    resources: ['company/another'],
  });
  const answer = await clientOf(cloud, key).call('chat.ask', { question: `why did ${broken} fail?` });
  expect(answer.citations).toEqual([]);
  expect(JSON.stringify(answer)).not.toContain('margin_eur');
});
