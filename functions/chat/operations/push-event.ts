import { logger } from '../../shared/observability.ts';
import type { Connections } from '../adapters/connections.ts';
import type { ListenerStore } from '../adapters/listener-store.ts';
import { framesOf } from '../domain/frames.ts';
import type { Owner, PushEvent } from './announce-event.ts';

interface Deps {
  readonly listenersOf: (owner: Owner) => ListenerStore;
  readonly connections: Pick<Connections, 'post'>;
}

/** Sends an event to all connections that listen to its conversation, and forgets those that are gone. */
export const pushEvent =
  ({ listenersOf, connections }: Deps): PushEvent =>
  async (owner, conversation, event) => {
    const listeners = listenersOf(owner);
    const push = async (connection: string): Promise<void> => {
      if (!(await connections.post(connection, framesOf(conversation, event)))) {
        await listeners.remove(connection);
      }
    };
    const pushed = await Promise.allSettled((await listeners.list(conversation)).map(push));
    for (const each of pushed) {
      if (each.status === 'rejected') {
        // Whoever missed it finds a gap among the cursors, or waits in vain, and resumes.
        logger.warn('event.not-pushed', { conversation, cursor: event.cursor, error: each.reason as Error });
      }
    }
  };
