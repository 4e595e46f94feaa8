import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openFeed } from '../../cli/feed.ts';
import { connectTo } from '../../cli/web-socket.ts';
import { Answer, type ConversationEvent, Message } from '../../functions/chat/contract.ts';
import { type Cloud, clientOf, eventually } from './cloud.ts';
import { bin, commandEnvironment } from './command.ts';
import type { Door } from './first-day.ts';

/** A conversation over HTTPS: each answer is waited for, reports are polled. */
export const httpsDoor = async (cloud: Cloud): Promise<Door> => {
  const client = clientOf(cloud);
  const { id: conversation } = await client.call('conversations.start', {});
  let after: string | undefined;
  return {
    say: async (text) => Message.parse(await client.call('chat.send', { conversation, text })).answer.text,
    report: () =>
      eventually('a report over HTTPS', 120, async () => {
        const { items, next } = await client.call('conversations.events', { conversation, after, wait: 10, limit: 1 });
        after = next;
        return items.find(({ kind }) => kind === 'report')?.text;
      }),
    close: () => undefined,
  };
};

/** The same over a WebSocket, where reports come by themselves. */
export const webSocketDoor = async (cloud: Cloud): Promise<Door> => {
  const { id: conversation, webSocketUrl } = await clientOf(cloud).call('conversations.start', {});
  const reports: ConversationEvent[] = [];
  const feed = await openFeed({
    conversation,
    connect: connectTo(webSocketUrl, cloud.key),
    onEvent: (event) => {
      if (event.kind === 'report') reports.push(event);
    },
  });
  return {
    say: async (text) => (await feed.say({ text, reference: randomUUID() })).answer.text,
    report: () => eventually('a report over the WebSocket', 120, async () => reports.shift()?.text),
    close: feed.close,
  };
};

/** The same in `navigator chat`, a process of its own, which follows a run to its end before it takes the next line. */
export const terminalDoor = async (cloud: Cloud): Promise<Door> => {
  const home = await mkdtemp(join(tmpdir(), 'navigator-home-'));
  const env = { ...commandEnvironment, HOME: home, NAVIGATOR_URL: cloud.url, NAVIGATOR_API_KEY: cloud.key };
  const child = spawn(process.execPath, [bin, 'chat', '--json'], { env, stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let end = '';
  return {
    say: async (text) => {
      child.stdin.write(`${text}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error(`navigator chat ended instead of answering "${text}"`);
      const said = JSON.parse(value) as { run?: { workflow: string; state: string } };
      end = said.run ? `${said.run.workflow}: ${said.run.state}` : end;
      return Answer.parse(said).text;
    },
    report: async () => end,
    close: async () => {
      const ended = (child.exitCode ?? child.signalCode) === null ? once(child, 'exit') : undefined;
      child.stdin.end();
      const late = setTimeout(() => child.kill(), 10_000);
      await ended;
      clearTimeout(late);
    },
  };
};
