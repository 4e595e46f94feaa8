import { randomUUID } from 'node:crypto';
import { openFeed } from '../../cli/feed.ts';
import { connectTo } from '../../cli/web-socket.ts';
import { type Answer, Message } from '../../functions/chat/contract.ts';
import { type Cloud, clientOf, otherTenant } from '../support/cloud.ts';
import { hasRead, startModelServer } from '../support/model-server.ts';
import { table, writeSection } from './measurements.ts';
import { percentile } from './statistics.ts';

/** Messages of one tenant that may go to a model in a minute, so that each door has tenants of its own. */
const messages = 20;
const tenants = 3;
/** Messages that warm up. */
const warm = 2;

/** Milliseconds that the scripted model takes before its first piece, and between two. */
const model = { delay: 100, pause: 5 };

const text =
  'You have no source of documents yet. Add one, or connect a repository whose documents are read with its workflows.';

/** Milliseconds from saying something to the first words of an answer, and to the whole of it. */
interface Timing {
  readonly first: number;
  readonly full: number;
}

/** Says something in a conversation of its own, over one door. */
type Converse = (
  cloud: Cloud,
  key: string,
) => Promise<{ say: () => Promise<Timing & { answer: Answer }>; close(): void }>;

const question = 'list sources';

/** The answer comes whole. */
const overHttps: Converse = async (cloud, key) => {
  const client = clientOf(cloud, key);
  const { id: conversation } = await client.call('conversations.start', {});
  return {
    say: async () => {
      const start = performance.now();
      const { answer } = Message.parse(await client.call('chat.send', { conversation, text: question }));
      const full = performance.now() - start;
      return { first: full, full, answer };
    },
    close: () => undefined,
  };
};

const overWebSocket: Converse = async (cloud, key) => {
  const { id: conversation, webSocketUrl } = await clientOf(cloud, key).call('conversations.start', {});
  let first: number | undefined;
  const feed = await openFeed({
    conversation,
    connect: connectTo(webSocketUrl, key),
    onEvent: ({ kind }) => {
      if (kind === 'token' || kind === 'answer') first ??= performance.now();
    },
  });
  return {
    say: async () => {
      first = undefined;
      const start = performance.now();
      const { answer } = await feed.say({ text: question, reference: randomUUID() });
      const end = performance.now();
      return { first: (first ?? end) - start, full: end - start, answer };
    },
    close: feed.close,
  };
};

const time = async (converse: Converse, cloud: Cloud, key: string, engine: Answer['engine']): Promise<Timing[]> => {
  const { say, close } = await converse(cloud, key);
  const times: Timing[] = [];
  for (let count = 0; count < messages; count += 1) {
    const { answer, ...timing } = await say();
    if (answer.engine !== engine) throw new Error(`answered ${answer.engine}: ${answer.notes.join(' ')}`);
    if (count >= warm) times.push(timing);
  }
  close();
  return times;
};

/** First words and whole answers over two doors, offline and with a model behind an OpenAI-compatible server here. */
export const benchChat = async (cloud: Cloud): Promise<void> => {
  const server = await startModelServer((request) =>
    hasRead(request) ? { text, ...model } : { calls: [{ operation: 'sources.list', input: {} }], delay: model.delay },
  );
  const doors = { HTTPS: overHttps, WebSocket: overWebSocket };
  const rows: (string | number)[][] = [];
  try {
    for (const [door, converse] of Object.entries(doors)) {
      const times: Record<Answer['engine'], Timing[]> = { offline: [], model: [] };
      for (let count = 0; count < tenants; count += 1) {
        const key = await otherTenant(cloud);
        times.offline.push(...(await time(converse, cloud, key, 'offline')));
        await clientOf(cloud, key).call('model.use', { provider: 'openai', endpoint: server.url, model: 'scripted' });
        times.model.push(...(await time(converse, cloud, key, 'model')));
      }
      for (const [engine, each] of Object.entries(times)) {
        const at = (of: keyof Timing, share: number) =>
          percentile(
            each.map((timing) => timing[of]),
            share,
          ).toFixed(0);
        const name = engine === 'offline' ? 'offline' : 'with a model: one read, then its answer';
        rows.push([
          `${door}, ${name}`,
          each.length,
          at('first', 0.5),
          at('first', 0.95),
          at('full', 0.5),
          at('full', 0.95),
        ]);
      }
    }
  } finally {
    server.close();
  }
  const pieces = Math.ceil(text.length / 7) + 2;
  const own = 2 * model.delay + pieces * model.pause;
  writeSection(
    'Answers in a conversation',
    `${table(['answer', 'n', 'first words p50 ms', 'p95 ms', 'whole answer p50 ms', 'p95 ms'], rows)}

The model is scripted: of the time it takes about ${own} ms itself (${model.delay} ms before each of two replies, ${model.pause} ms between
pieces of seven characters). What is above that is Navigator's. Over HTTPS an answer comes whole.`,
  );
};
