import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, type ClientFrame, ConversationEvent, ServerFrame } from '../functions/chat/contract.ts';
import { ApiProblem } from '../functions/shared/client.ts';

/** The other end of a WebSocket, as far as it is used here. */
export interface Line {
  readonly send: (text: string) => void;
  readonly close: () => void;
}

/** Opens a line; rejects where nobody answers. `onEnd` is heard once, however it ends. */
export type Connect = (handlers: {
  readonly onText: (text: string) => void;
  readonly onEnd: () => void;
}) => Promise<Line>;

/** Nothing comes over the line any more: what was asked over it has to be asked otherwise. */
export class FeedLost extends Error {
  constructor(why = 'the WebSocket is gone') {
    super(why);
    this.name = 'FeedLost';
  }
}

interface FeedOptions {
  readonly connect: Connect;
  readonly conversation: string;
  /** Hears each event once, in order, whatever happens to the line. */
  readonly onEvent: (event: ConversationEvent) => void;
  /** Waits before it connects again; for tests. */
  readonly pause?: (milliseconds: number) => Promise<unknown>;
}

/** The answer to a message, and that message's id. */
export interface Answered {
  readonly id: string;
  readonly answer: Answer;
}

/** A conversation as it goes on. */
export interface Feed {
  /** The answer to what is said. Throws `FeedLost`, and `ApiProblem` where it is refused. */
  readonly say: (message: { text: string; reference: string }) => Promise<Answered>;
  readonly close: () => void;
}

/** Times in milliseconds: API Gateway closes a connection on which nothing is said for ten minutes. */
const pingEvery = 5 * 60_000;
/** And then after twice as long each time, up to a limit: who answers slowly is not to be asked ever more. */
const askAgainAfter = { first: 10_000, most: 30_000 } as const;
const answeredWithin = 120_000;
const attempts = 4;

const beginning = '0000000000';
const after = (cursor: string): string => String(Number(cursor) + 1).padStart(cursor.length, '0');

/** Undefined for what API Gateway says by itself: that a frame of ours could not be handed on. */
const readFrame = (text: string): ServerFrame | undefined => {
  try {
    return ServerFrame.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
};

interface Waiting {
  readonly text: string;
  readonly resolve: (answered: Answered) => void;
  readonly reject: (error: Error) => void;
  message?: string;
}

/**
 * Follows a conversation over a WebSocket. Events are numbered without gaps, so that one that comes twice is passed over and
 * one that is missing is asked for; a line that breaks is opened again, and goes on from the last event.
 */
export const openFeed = async ({ connect, conversation, onEvent, pause = sleep }: FeedOptions): Promise<Feed> => {
  let line: Line | undefined;
  let isClosed = false;
  let last = beginning;
  let isResuming = false;
  const early = new Map<string, ConversationEvent>();
  const parts = new Map<string, string[]>();
  const answers = new Map<string, Answer>();
  const waiting = new Map<string, Waiting>();

  const send = (frame: ClientFrame): void => line?.send(JSON.stringify(frame));

  const resume = (): void => {
    isResuming = true;
    send({ action: 'resume', conversation, after: last });
  };

  /** Asks for what did not come; what nobody took is said again under its reference, so that it is done once. */
  const catchUp = (): void => {
    resume();
    for (const [reference, { text, message }] of waiting) {
      if (message === undefined) {
        send({ action: 'send', conversation, text, reference });
      }
    }
  };

  const settle = (): void => {
    for (const [reference, { message, resolve }] of waiting) {
      const answer = message === undefined ? undefined : answers.get(message);
      if (message !== undefined && answer) {
        waiting.delete(reference);
        answers.delete(message);
        resolve({ id: message, answer });
      }
    }
  };

  const lose = (): void => {
    line = undefined;
    for (const { reject } of waiting.values()) {
      reject(new FeedLost());
    }
    waiting.clear();
  };

  const take = (event: ConversationEvent): void => {
    if (event.cursor <= last) {
      return;
    }
    early.set(event.cursor, event);
    for (let next = early.get(after(last)); next; next = early.get(after(last))) {
      last = next.cursor;
      early.delete(last);
      if (next.kind === 'answer' && next.message !== undefined && next.answer) {
        answers.set(next.message, next.answer);
      }
      onEvent(next);
    }
    settle();
    if (early.size > 0 && !isResuming) {
      resume();
    }
  };

  const takePart = ({ cursor, index, count, data }: Extract<ServerFrame, { type: 'part' }>): void => {
    const of = parts.get(cursor) ?? [];
    of[index] = data;
    parts.set(cursor, of);
    if (Object.keys(of).length === count) {
      parts.delete(cursor);
      take(ConversationEvent.parse(JSON.parse(of.join(''))));
    }
  };

  const hear = (frame: ServerFrame): void => {
    if (frame.type === 'event') {
      take(frame.event);
    } else if (frame.type === 'part') {
      takePart(frame);
    } else if (frame.type === 'resumed') {
      isResuming = false;
      if (frame.more) {
        resume();
      }
    } else if (frame.type === 'accepted') {
      const asked = waiting.get(frame.reference ?? '');
      if (asked) {
        asked.message = frame.message;
        settle();
      }
    } else if (frame.type === 'problem') {
      // Only what is said has a reference: without one it was the asking for events, which may be repeated.
      isResuming &&= frame.reference !== undefined;
      waiting.get(frame.reference ?? '')?.reject(new ApiProblem(frame.problem));
      waiting.delete(frame.reference ?? '');
    }
  };

  /** Which frame was lost cannot be known, so that whoever waits asks otherwise. */
  const giveUp = (): void => {
    const lost = line;
    isClosed = true;
    lose();
    lost?.close();
  };

  const open = async (): Promise<void> => {
    line = await connect({
      onText: (text) => {
        const frame = readFrame(text);
        if (frame) {
          hear(frame);
        } else {
          giveUp();
        }
      },
      onEnd: () => {
        if (!isClosed) {
          void reopen();
        }
      },
    });
    catchUp();
  };

  const reopen = async (): Promise<void> => {
    line = undefined;
    for (let attempt = 1; attempt <= attempts && !isClosed; attempt += 1) {
      await pause(250 * 2 ** attempt);
      try {
        return await open();
      } catch {
        // Nobody answers yet.
      }
    }
    lose();
  };

  await open();
  const pings = setInterval(() => send({ action: 'ping' }), pingEvery).unref();
  return {
    say: ({ text, reference }) =>
      new Promise((resolve, reject) => {
        if (!line) {
          reject(new FeedLost());
          return;
        }
        let look: NodeJS.Timeout | undefined;
        // The last event leaves no gap behind it, so that one that was lost is missed by the wait alone.
        const lookAfter = (wait: number): void => {
          look = setTimeout(() => {
            if (line) {
              catchUp();
            }
            lookAfter(Math.min(2 * wait, askAgainAfter.most));
          }, wait).unref();
        };
        const late = setTimeout(() => {
          const asked = waiting.get(reference);
          waiting.delete(reference);
          const what = asked?.message ? `${asked.message} was taken, but not answered,` : 'what was said was not taken';
          asked?.reject(new FeedLost(`${what} within ${answeredWithin / 1000} s`));
        }, answeredWithin);
        const settled =
          <T>(settleWith: (value: T) => void) =>
          (value: T) => {
            clearTimeout(late);
            clearTimeout(look);
            settleWith(value);
          };
        lookAfter(askAgainAfter.first);
        waiting.set(reference, { text, resolve: settled(resolve), reject: settled(reject) });
        send({ action: 'send', conversation, text, reference });
      }),
    close: () => {
      clearInterval(pings);
      giveUp();
    },
  };
};
