import { beforeAll, describe, expect, inject, test } from 'vitest';
import { type Answer, Message } from '../../functions/chat/contract.ts';
import { clientOf, diagnosisOf, endOf, eventually, newPerson, publish, runAndLearn, unique } from '../support/cloud.ts';
import { dagSource } from '../support/dags.ts';
import { personLoggedIn } from '../support/person.ts';

const cloud = inject('cloud');
const client = clientOf(cloud);

const [steady, broken, slow] = [unique('steady_intake'), unique('broken_ledger'), unique('slow_archive')];

const brokenDag = `
from airflow.sdk import dag, task


@dag(dag_id="${broken}", schedule=None, catchup=False, default_args={"retries": 0})
def workflow():
    @task
    def extract():
        print("42 rows extracted")

    @task
    def load():
        print("loading 42 rows")
        raise ConnectionError("connection to warehouse:5432 refused")

    extract() >> load()


workflow()
`;

/** A conversation of its own, in which one message after the other is said. */
const converse = async (by = client) => {
  const { id: conversation } = await by.call('conversations.start', {});
  return {
    conversation,
    say: async (text: string): Promise<Answer> =>
      Message.parse(await by.call('chat.send', { conversation, text })).answer,
  };
};

const runsOf = async (workflow: string) => (await client.call('runs.list', { workflow })).items;

beforeAll(async () => {
  await publish(cloud, {
    'steady.py': dagSource(steady),
    'broken.py': brokenDag,
    'slow.py': dagSource(slow, { imports: 'import time', expression: 'time.sleep(90)' }),
  });
});

test('over HTTPS, a message that starts a run is answered 202 with what to follow', async () => {
  const post = (path: string, body: unknown) =>
    fetch(`${cloud.url}/api/chat/conversations${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${cloud.key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const started = await post('', {});
  expect(started.status).toBe(200);
  const { id } = (await started.json()) as { id: string };
  const answered = await post(`/${id}/messages`, { text: `run ${steady}` });
  expect(answered.status).toBe(202);
  const { answer } = (await answered.json()) as { answer: Answer };
  expect(answer).toMatchObject({ kind: 'result', plan: { operation: 'runs.trigger', input: { workflow: steady } } });
  expect(await endOf(cloud, answer.follow?.run ?? '')).toMatchObject({ workflow: steady, state: 'success' });
  const asked = await post(`/${id}/messages`, { text: 'list workflows' });
  expect(asked.status).toBe(200);
});

test('the same message sent twice with one key is done once', async () => {
  const { conversation } = await converse();
  const message = { conversation, text: `run ${steady}`, idempotencyKey: unique('message') };
  const before = (await runsOf(steady)).length;
  const first = await client.call('chat.send', message);
  const second = await client.call('chat.send', message);
  const { kind, text, follow } = Message.parse(first).answer;
  expect(second).toMatchObject({ id: first.id, answer: { kind, text, follow } });
  expect(await runsOf(steady)).toHaveLength(before + 1);
});

describe('a conversation about a run that failed', () => {
  let failed: string;
  let talk: Awaited<ReturnType<typeof converse>>;

  beforeAll(async () => {
    talk = await converse();
    const { follow } = await talk.say(`run ${broken}`);
    failed = follow?.run ?? expect.fail('nothing to follow');
    expect((await endOf(cloud, failed)).state).toBe('failed');
    await diagnosisOf(cloud, failed);
  });

  test('lists it among what is failing today', async () => {
    const listed = await eventually('the failure in the list', 30, async () => {
      const answer = await talk.say('what is failing today?');
      return JSON.stringify(answer.output ?? '').includes(failed) ? answer : undefined;
    });
    expect(listed.kind).toBe('result');
    expect(listed.text).toContain(broken);
  });

  test('explains it without being told again what “that” is', async () => {
    const fresh = await converse();
    await fresh.say(`show run ${failed}`);
    const answer = await fresh.say('why did that fail?');
    expect(answer.kind).toBe('answer');
    expect(answer.citations[0]).toMatchObject({ kind: 'log', run: failed, task: 'load' });
    expect(answer.text).toContain('connection to warehouse:5432 refused');
  });

  test('shows the log of a step of it', async () => {
    const fresh = await converse();
    await fresh.say(`why did ${broken} fail?`);
    const answer = await fresh.say('show me the log of the load step');
    expect(answer).toMatchObject({
      kind: 'result',
      plan: { operation: 'runs.logs', input: { run: failed, task: 'load' } },
    });
    expect(JSON.stringify(answer.output)).toContain('loading 42 rows');
    expect(JSON.stringify(answer.output)).not.toContain('42 rows extracted');
  });

  test('runs it again when asked to', async () => {
    const fresh = await converse();
    await fresh.say(`why did ${broken} fail?`);
    const answer = await fresh.say('run it again');
    expect(answer.plan).toMatchObject({ operation: 'runs.trigger', input: { workflow: broken } });
    expect(answer.follow?.run).not.toBe(failed);
    const again = answer.follow?.run ?? '';
    await endOf(cloud, again);
    await diagnosisOf(cloud, again);
  });

  test('knows its name with a letter missing and two swapped', async () => {
    const misspelt = broken.replace('broken_ledger', 'brokn_legder');
    const answer = await (await converse()).say(`why did ${misspelt} fail?`);
    expect(answer.kind).toBe('answer');
    expect(answer.citations.map((citation) => citation.kind === 'log' && citation.task)).toContain('load');
  });
});

test('a cancellation waits for a yes, is left by a no, and is done by one yes once', async () => {
  const { say } = await converse();
  const run = (await say(`run ${slow}`)).follow?.run ?? expect.fail('nothing to follow');
  const stateOf = async () => (await client.call('runs.get', { run })).state;
  await eventually('the run to be running', 30, async () => ((await stateOf()) === 'running' ? true : undefined));

  const asked = await say('cancel it');
  expect(asked).toMatchObject({ kind: 'confirmation', plan: { operation: 'runs.cancel', input: { run } } });
  expect(Date.parse(asked.confirmBy ?? '')).toBeGreaterThan(Date.now());
  expect((await say('no')).kind).not.toBe('result');
  expect((await say('yes')).kind).not.toBe('result');
  expect(await stateOf()).toBe('running');

  await say('cancel it');
  expect((await say('yes')).kind).toBe('result');
  expect((await endOf(cloud, run)).state).toBe('cancelled');
  expect((await say('yes')).kind).not.toBe('result');
}, 120_000);

test('what is not understood is said to be, with the closest things that can be done', async () => {
  const { say } = await converse();
  const answer = await say('please water the tomatoes on the balcony');
  expect(answer.kind).toBe('unknown');
  expect(answer.suggestions.length).toBeGreaterThan(0);
  expect(answer.citations).toEqual([]);
});

test('how every message was understood is on record, for its author alone', async () => {
  const [author, other] = [await newPerson(cloud), await newPerson(cloud)];
  const { conversation, say } = await converse(author);
  await say('list workflows');
  await say('please paint the balcony green');
  expect((await author.call('plans.list', {})).items).toMatchObject([
    { query: 'please paint the balcony green', outcome: 'unknown' },
    { query: 'list workflows', operation: 'workflows.list', outcome: 'result', confidence: expect.any(Number) },
  ]);

  await expect(other.call('conversations.read', { conversation })).rejects.toThrow(conversation);
  await expect(other.call('chat.send', { conversation, text: 'help' })).rejects.toThrow(conversation);
  await expect(other.call('conversations.remove', { conversation })).rejects.toThrow(conversation);
  expect((await other.call('conversations.list', {})).items).toEqual([]);
  expect((await other.call('plans.list', {})).items).toEqual([]);
});

test('a conversation is read again in order, listed and removed', async () => {
  const author = await newPerson(cloud);
  const earlier = await converse(author);
  await earlier.say('help');
  const { conversation, say } = await converse(author);
  await say('help');
  await say('list workflows');
  const { items } = await author.call('conversations.read', { conversation });
  expect(items.map(({ text }) => text)).toEqual(['help', 'list workflows']);
  const listed = async () => (await author.call('conversations.list', {})).items.map(({ id }) => id);
  expect(await listed()).toEqual([conversation, earlier.conversation]);
  await author.call('conversations.remove', { conversation });
  await expect(author.call('conversations.read', { conversation })).rejects.toThrow(conversation);
  expect(await listed()).toEqual([earlier.conversation]);
});

test('a key that may only read starts no run by talking', async () => {
  const { say } = await converse(await newPerson(cloud, 'read'));
  const before = await runsOf(steady);
  const answer = await say(`run ${steady}`);
  expect(answer.kind).toBe('refused');
  expect(await runsOf(steady)).toEqual(before);
});

test('the terminal follows a run to its end and goes on to the next line', async () => {
  await runAndLearn(cloud, broken);
  const navigator = await personLoggedIn(cloud);
  const { exit, out } = await navigator(['chat'], { input: `run ${steady}\nwhy did ${broken} fail?\n/quit\n` });
  expect(exit).toBe(0);
  expect(out).toMatch(/complete in [\d.]+ s/);
  expect(out).toContain('connection to warehouse:5432 refused');
  expect(out.indexOf('complete in')).toBeLessThan(out.indexOf('connection to warehouse'));
});
