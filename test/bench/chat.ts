import type { Answer } from '../../functions/chat/contract.ts';
import { type Cloud, clientOf, otherTenant } from '../support/cloud.ts';
import { hasRead, startModelServer } from '../support/model-server.ts';
import { table, writeSection } from './measurements.ts';
import { percentile } from './statistics.ts';

/** Messages of one tenant that may go to a model in a minute, and how many tenants therefore ask. */
const messages = 20;
const tenants = 3;

/** Milliseconds that the scripted model takes before its first piece, and between two. */
const model = { delay: 100, pause: 5 };

const text =
  'You have no source of documents yet. Add one, or connect a repository whose documents are read with its workflows.';

/** Says something again and again as one tenant, after two messages that warm up. Times are in milliseconds. */
const ask = async (client: ReturnType<typeof clientOf>, engine: Answer['engine']): Promise<number[]> => {
  const times: number[] = [];
  const { id: conversation } = await client.call('conversations.start', {});
  for (let count = 0; count < messages; count += 1) {
    const start = performance.now();
    const { answer } = await client.call('chat.send', { conversation, text: 'list sources' });
    if (answer.engine !== engine) throw new Error(`answered ${answer.engine}: ${answer.notes.join(' ')}`);
    if (count >= 2) times.push(performance.now() - start);
  }
  return times;
};

/** A full answer over HTTPS, understood offline and with a model behind an OpenAI-compatible server on this machine. */
export const benchChat = async (cloud: Cloud): Promise<void> => {
  const server = await startModelServer((request) =>
    hasRead(request) ? { text, ...model } : { calls: [{ operation: 'sources.list', input: {} }], delay: model.delay },
  );
  const offline: number[] = [];
  const modelled: number[] = [];
  try {
    for (let count = 0; count < tenants; count += 1) {
      const client = clientOf(cloud, await otherTenant(cloud));
      offline.push(...(await ask(client, 'offline')));
      await client.call('model.use', { provider: 'openai', endpoint: server.url, model: 'scripted' });
      modelled.push(...(await ask(client, 'model')));
    }
  } finally {
    server.close();
  }
  const row = (what: string, times: readonly number[]) => [
    what,
    times.length,
    ...[0.5, 0.95, 1].map((share) => percentile(times, share).toFixed(0)),
  ];
  const pieces = Math.ceil(text.length / 7) + 2;
  const own = 2 * model.delay + pieces * model.pause;
  writeSection(
    'Answers in a conversation',
    `${table(
      ['full answer over HTTPS', 'n', 'p50 ms', 'p95 ms', 'max ms'],
      [row('offline', offline), row('with a model: one read, then its answer', modelled)],
    )}

The model is scripted: of the time it takes about ${own} ms itself (${model.delay} ms before each of two replies, ${model.pause} ms between
pieces of seven characters). What is above that is Navigator's.`,
  );
};
