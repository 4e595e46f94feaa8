import type { ActForKey } from '../../shared/act-for-key.ts';
import type { CallOperation } from '../../shared/call-operation.ts';
import { describeIssues } from '../../shared/describe-issues.ts';
import { DomainError, toProblem } from '../../shared/errors.ts';
import { logger } from '../../shared/observability.ts';
import type { Connections } from '../adapters/connections.ts';
import type { ListenerStore } from '../adapters/listener-store.ts';
import { ClientFrame, listEvents, longestFrame, type ServerFrame, sendMessage } from '../contract.ts';
import { framesOf, toText } from '../domain/frames.ts';
import type { Owner } from './announce-event.ts';

/** A connection, and whose key opened it. */
export interface Connection {
  readonly id: string;
  readonly tenant: string;
  /** The key's id. */
  readonly key: string;
}

interface Deps {
  readonly actForKey: ActForKey;
  /** Calls an operation of chat. */
  readonly callChat: CallOperation;
  readonly listenersOf: (owner: Owner) => ListenerStore;
  readonly connections: Connections;
  readonly now: () => Date;
}

type FrameOf<Action extends ClientFrame['action']> = Extract<ClientFrame, { action: Action }>;

/** Pages of events that are sent for one `resume`: what the time limit of an integration lets through with ease. */
const mostPages = 10;

const readFrame = (body: string): ClientFrame => {
  if (Buffer.byteLength(body) > longestFrame) {
    throw new DomainError('payload.too-large', 'A frame may have 32 KB. Say less at once.');
  }
  const json = ((): unknown => {
    try {
      return JSON.parse(body);
    } catch (cause) {
      throw new DomainError('input.invalid', 'The frame is not JSON.', { cause });
    }
  })();
  const parsed = ClientFrame.safeParse(json);
  if (!parsed.success) {
    throw new DomainError('input.invalid', describeIssues(parsed.error));
  }
  return parsed.data;
};

/** What a frame calls itself, as far as that can be told, so that a problem with it can be told apart. */
const referenceIn = (body: string): string | undefined => /"reference":\s*"([\w-]{8,100})"/.exec(body)?.[1];

/**
 * Does what a frame asks for, with what the key that opened the connection may do now; whose key may nothing any more is
 * told so and cut off.
 */
export const serveFrame = ({ actForKey, callChat, listenersOf, connections, now }: Deps) => {
  const ownerOf = ({ tenant, key }: Connection): Owner => ({ tenant, subject: { kind: 'key', id: key } });

  const tell = async ({ id }: Connection, frame: ServerFrame): Promise<void> => {
    await connections.post(id, [toText(frame)]);
  };

  const listen = (connection: Connection, conversation: string): Promise<void> =>
    listenersOf(ownerOf(connection)).add(connection.id, conversation, now());

  const send = async (
    connection: Connection,
    { conversation, text, confirms, reference }: FrameOf<'send'>,
  ): Promise<void> => {
    const token = await actForKey(connection);
    await listen(connection, conversation);
    const input = { conversation, text, confirms, wait: false, idempotencyKey: reference };
    const { id: message } = await callChat(sendMessage, input, token);
    await tell(connection, { type: 'accepted', conversation, message, reference });
  };

  const resume = async (
    connection: Connection,
    { conversation, after, reference }: FrameOf<'resume'>,
  ): Promise<void> => {
    const token = await actForKey(connection);
    const replay = async (from: string | undefined) => {
      const page = await callChat(listEvents, { conversation, after: from, limit: 100 }, token);
      await connections.post(
        connection.id,
        page.items.flatMap((event) => framesOf(conversation, event)),
      );
      return page;
    };
    let page = await replay(after);
    // From now on what happens is pushed; what happened until now is read once more.
    await listen(connection, conversation);
    let pages = 1;
    do {
      page = await replay(page.next);
      pages += 1;
    } while (page.items.length > 0 && pages < mostPages);
    const more = page.items.length > 0;
    await tell(connection, { type: 'resumed', conversation, next: page.next, more, reference });
  };

  const serve = (connection: Connection, frame: ClientFrame): Promise<void> => {
    switch (frame.action) {
      case 'send':
        return send(connection, frame);
      case 'resume':
        return resume(connection, frame);
      case 'ping':
        return tell(connection, { type: 'pong' });
    }
  };

  return async (connection: Connection, body: string, requestId: string): Promise<void> => {
    try {
      await serve(connection, readFrame(body));
    } catch (error) {
      const problem = toProblem(error, requestId);
      if (problem.status >= 500) {
        logger.error('frame.failed', { error: error as Error });
      }
      await tell(connection, { type: 'problem', reference: referenceIn(body), problem });
      if (error instanceof DomainError && error.code === 'key.missing') {
        await connections.close(connection.id);
      }
    }
  };
};
