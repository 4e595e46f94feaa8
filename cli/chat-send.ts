import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ConversationEvent } from '../functions/chat/contract.ts';
import { ApiProblem, type Client } from '../functions/shared/client.ts';
import { type Answered, type Connect, type Feed, FeedLost, openFeed } from './feed.ts';

/** How often a message is sent where nobody answers; its key keeps it from being done twice. */
const attempts = 3;

/** Long polls, in seconds, until somebody has to look by themselves. */
const longPoll = 20;
const longPolls = 6;

/** Seconds of a poll beside a request: it may be on its way still when the conversation ends. */
const shortPoll = 2;

interface Options {
  readonly client: Client;
  readonly conversation: string;
  /** How to follow the conversation over a WebSocket. @default it cannot be */
  readonly connect?: Connect;
  /** Hears each event once, in order. @default nobody does */
  readonly onEvent?: (event: ConversationEvent) => void;
}

/** A conversation in which one says something and has the answer. */
export interface Correspondence {
  readonly send: (text: string) => Promise<Answered>;
  readonly close: () => void;
}

const isAway = (error: unknown): boolean => error instanceof ApiProblem && error.problem.status === 503;

/** Over a WebSocket, where what goes on is heard as it happens, or by HTTPS where there is none, or none any more. */
export const openCorrespondence = async ({
  client,
  conversation,
  connect,
  onEvent,
}: Options): Promise<Correspondence> => {
  let cursor: string | undefined;
  const hear = (event: ConversationEvent): void => {
    cursor = event.cursor;
    onEvent?.(event);
  };

  const poll = async (wait: number): Promise<readonly ConversationEvent[]> => {
    const { items } = await client.call('conversations.events', { conversation, after: cursor, wait });
    for (const event of items.filter((each) => cursor === undefined || each.cursor > cursor)) {
      hear(event);
    }
    return items;
  };

  /** Hears what happens while something else is awaited, if somebody wants to. */
  const hearing = async <T>(work: Promise<T>): Promise<T> => {
    let isOver = false;
    const listen = async (): Promise<void> => {
      while (onEvent && !isOver) {
        await poll(shortPoll);
      }
    };
    // The answer comes by itself.
    listen().catch(() => undefined);
    return work.finally(() => {
      isOver = true;
    });
  };

  /** What takes longer than a request may. */
  const awaitAnswer = async (message: { text: string; idempotencyKey: string }): Promise<Answered> => {
    const { id, answer } = await client.call('chat.send', { ...message, conversation, wait: false });
    for (let count = 1; !answer && count <= longPolls; count += 1) {
      const found = (await poll(longPoll)).find((event) => event.kind === 'answer' && event.message === id);
      if (found?.answer) {
        return { id, answer: found.answer };
      }
    }
    if (!answer) {
      throw new Error(`message ${id} has no answer yet`);
    }
    return { id, answer };
  };

  const sendByHttps = async (message: { text: string; idempotencyKey: string }): Promise<Answered> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const { id, answer } = await hearing(client.call('chat.send', { ...message, conversation }));
        return answer ? { id, answer } : await awaitAnswer(message);
      } catch (error) {
        if (!isAway(error)) {
          throw error;
        }
        if (attempt === attempts) {
          return awaitAnswer(message);
        }
        await sleep(500 * attempt);
      }
    }
  };

  let feed: Feed | undefined =
    connect && (await openFeed({ connect, conversation, onEvent: hear }).catch(() => undefined));

  const send = async (text: string): Promise<Answered> => {
    const reference = randomUUID();
    if (feed) {
      try {
        return await feed.say({ text, reference });
      } catch (error) {
        if (!(error instanceof FeedLost)) {
          throw error;
        }
        feed.close();
        feed = undefined;
      }
    }
    return sendByHttps({ text, idempotencyKey: reference });
  };

  return { send, close: () => feed?.close() };
};
