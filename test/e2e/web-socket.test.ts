import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { openFeed } from '../../cli/feed.ts';
import { connectTo } from '../../cli/web-socket.ts';
import type { ClientFrame, ConversationEvent } from '../../functions/chat/contract.ts';
import { longestFrame, Message, ServerFrame } from '../../functions/chat/contract.ts';
import { clientOf, eventually, publish, unique } from '../support/cloud.ts';
import { dagSource } from '../support/dags.ts';

const cloud = inject('cloud');
const client = clientOf(cloud);
const [steady, broken] = [unique('steady_stock'), unique('broken_stock')];

beforeAll(async () => {
  await publish(cloud, {
    'steady.py': dagSource(steady),
    'broken.py': dagSource(broken, { expression: '{"stock": 1}["shelf"]' }),
  });
});

const begin = async (key = cloud.key) => {
  const { id: conversation, webSocketUrl } = await clientOf(cloud, key).call('conversations.start', {});
  return { conversation, webSocketUrl };
};

/** A bare connection, and what came over it. */
const connect = async (url: string, key = cloud.key) => {
  const frames: ServerFrame[] = [];
  let isClosed = false;
  const line = await connectTo(
    url,
    key,
  )({
    onText: (text) => frames.push(ServerFrame.parse(JSON.parse(text))),
    onEnd: () => {
      isClosed = true;
    },
  });
  return {
    frames,
    close: line.close,
    send: (frame: ClientFrame | string) => line.send(typeof frame === 'string' ? frame : JSON.stringify(frame)),
    until: <Type extends ServerFrame['type']>(type: Type, count = 1) =>
      eventually(`${count} frames of type ${type}`, 60, async () => {
        const found = frames.filter((frame) => frame.type === type) as Extract<ServerFrame, { type: Type }>[];
        return found.length >= count ? found : undefined;
      }),
    isClosed: () => eventually('the end of the connection', 30, async () => (isClosed ? true : undefined)),
  };
};

const eventsIn = (frames: readonly ServerFrame[]): ConversationEvent[] =>
  frames.flatMap((frame) => (frame.type === 'event' ? [frame.event] : []));

test('what is said, the answer with its output, and the end of the run come by themselves', async () => {
  const { conversation, webSocketUrl } = await begin();
  const heard: ConversationEvent[] = [];
  const feed = await openFeed({
    conversation,
    connect: connectTo(webSocketUrl, cloud.key),
    onEvent: (event) => heard.push(event),
  });
  const { id, answer } = await feed.say({ text: `run ${broken}`, reference: randomUUID() });
  expect(answer).toMatchObject({ kind: 'result', output: { workflow: broken }, follow: { run: expect.any(String) } });
  const report = await eventually('the report', 120, async () => heard.find(({ kind }) => kind === 'report'));
  expect(report).toMatchObject({ message: id, text: expect.stringContaining(`${broken} failed in work: `) });
  expect(report.text).toContain("KeyError: 'shelf'");
  expect(heard.map(({ kind, cursor }) => [kind, Number(cursor)])).toEqual([
    ['message', 1],
    ['answer', 2],
    ['report', 3],
  ]);
  feed.close();
  const { items } = await client.call('conversations.events', { conversation });
  expect(items.map(({ kind, text }) => [kind, text])).toEqual(heard.map(({ kind, text }) => [kind, text]));
  expect(JSON.stringify(items)).not.toContain('"output"');
});

test('whoever was away is sent what they missed, in order, nothing twice', async () => {
  const { conversation, webSocketUrl } = await begin();
  const first = await connect(webSocketUrl);
  first.send({ action: 'send', conversation, text: 'list workflows' });
  await first.until('event', 2);
  const seen = eventsIn(first.frames);
  first.close();
  for (const text of ['help', 'list repositories', 'who am I']) {
    await client.call('chat.send', { conversation, text });
  }
  const second = await connect(webSocketUrl);
  second.send({ action: 'resume', conversation, after: seen.at(-1)?.cursor });
  const [resumed] = await second.until('resumed');
  const missed = eventsIn(second.frames);
  expect([...seen, ...missed].map(({ cursor }) => Number(cursor))).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(missed.map(({ kind }) => kind)).toEqual(['message', 'answer', 'message', 'answer', 'message', 'answer']);
  expect(resumed).toMatchObject({ next: missed.at(-1)?.cursor, more: false });
  second.send({ action: 'send', conversation, text: 'help' });
  await second.until('event', 8);
  expect(
    eventsIn(second.frames)
      .slice(6)
      .map(({ cursor }) => Number(cursor)),
  ).toEqual([9, 10]);
  second.close();
});

test('an answer that nobody waits for over HTTPS is 202, and had by polling', async () => {
  const { conversation } = await begin();
  const sent = await fetch(`${cloud.url}/api/chat/conversations/${conversation}/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${cloud.key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ text: 'list workflows', wait: false }),
  });
  expect(sent.status).toBe(202);
  const { id } = (await sent.json()) as { id: string };
  const answered = await eventually('the answer', 60, async () => {
    const { items } = await client.call('conversations.events', { conversation, wait: 20 });
    return items.find(({ kind }) => kind === 'answer');
  });
  expect(answered).toMatchObject({ message: id, answer: { kind: 'result', plan: { operation: 'workflows.list' } } });
  const { items } = await client.call('conversations.read', { conversation });
  expect(items.map((message) => Message.parse(message).text)).toEqual(['list workflows']);
});

describe('a key', () => {
  test('that is revoked does nothing any more over a connection that is open', async () => {
    const { id, key } = await client.call('keys.create', { name: 'visitor', person: 'v@example.com', level: 'write' });
    const { conversation, webSocketUrl } = await begin(key);
    const connection = await connect(webSocketUrl, key);
    connection.send({ action: 'send', conversation, text: 'help' });
    await connection.until('event', 2);
    await client.call('keys.revoke', { key: id });
    const before = (await client.call('runs.list', { workflow: steady })).items;
    connection.send({ action: 'send', conversation, text: `run ${steady}` });
    const [refused] = await connection.until('problem');
    expect(refused?.problem).toMatchObject({ status: 401, detail: expect.stringContaining('revoked') });
    await connection.isClosed();
    expect((await client.call('runs.list', { workflow: steady })).items).toEqual(before);
    await expect(connect(webSocketUrl, key)).rejects.toThrow();
  });

  test('that is none opens nothing', async () => {
    const { webSocketUrl } = await begin();
    await expect(connect(webSocketUrl, 'nav_0123456789ab_x')).rejects.toThrow();
  });

  test('is taken from beside the sub-protocol, where there are no headers', async () => {
    const { webSocketUrl } = await begin();
    const upgrade = (protocols: string) =>
      new Promise<number | undefined>((resolve, reject) => {
        const asked = request(webSocketUrl.replace(/^ws/, 'http'), {
          headers: {
            connection: 'Upgrade',
            upgrade: 'websocket',
            'sec-websocket-version': '13',
            'sec-websocket-key': Buffer.alloc(16, 1).toString('base64'),
            'sec-websocket-protocol': protocols,
          },
        });
        asked.on('upgrade', ({ statusCode }, socket) => {
          socket.destroy();
          resolve(statusCode);
        });
        asked.on('response', ({ statusCode }) => resolve(statusCode));
        asked.on('error', reject);
        asked.end();
      });
    expect(await upgrade(`navigator, ${cloud.key}`)).toBe(101);
    expect(await upgrade('navigator')).toBe(403);
  });
});

test("somebody else's conversation is not heard, nor talked in", async () => {
  const { key } = await client.call('keys.create', { name: 'other', person: 'o@example.com', level: 'write' });
  const { conversation, webSocketUrl } = await begin();
  const stranger = await connect(webSocketUrl, key);
  stranger.send({ action: 'resume', conversation });
  stranger.send({ action: 'send', conversation, text: 'help' });
  const problems = await stranger.until('problem', 2);
  expect(problems.map(({ problem }) => problem.status)).toEqual([404, 404]);
  await client.call('chat.send', { conversation, text: 'help' });
  stranger.send({ action: 'ping' });
  await stranger.until('pong');
  expect(eventsIn(stranger.frames)).toEqual([]);
  stranger.close();
});

test('a frame that is too large or not as it should be is refused, and the connection goes on', async () => {
  const { conversation, webSocketUrl } = await begin();
  const connection = await connect(webSocketUrl);
  connection.send(JSON.stringify({ action: 'send', conversation, text: 'x'.repeat(longestFrame) }));
  connection.send('hello');
  const problems = await connection.until('problem', 2);
  expect(problems.map(({ problem }) => problem.status).sort()).toEqual([400, 413]);
  connection.send({ action: 'ping' });
  await connection.until('pong');
  connection.close();
});
