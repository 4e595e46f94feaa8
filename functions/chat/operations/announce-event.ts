import type { Principal } from '../../shared/principal.ts';
import type { TenantWrite } from '../../shared/tenant-store.ts';
import type { EventStore, NewEvent } from '../adapters/event-store.ts';
import type { ConversationEvent } from '../contract.ts';

/** Whose conversation it is. */
export type Owner = Pick<Principal, 'tenant' | 'subject'>;

/** Shows an event to those who listen to a conversation just now; whoever does not hear it reads it later. */
export type PushEvent = (owner: Owner, conversation: string, event: ConversationEvent) => Promise<void>;

interface Options {
  /** Other writes without which the event does not happen. */
  readonly together?: readonly TenantWrite[];
  /** What those see who listen now, and nobody later. */
  readonly shown?: Pick<ConversationEvent, 'text' | 'answer'>;
}

/** Writes an event down and shows it to those who listen. Undefined where it happened before, or the conversation is gone. */
export const announceEvent =
  ({ eventsOf, push }: { eventsOf: (owner: Owner) => EventStore; push: PushEvent }) =>
  async (
    owner: Owner,
    conversation: string,
    event: NewEvent,
    { together, shown }: Options = {},
  ): Promise<ConversationEvent | undefined> => {
    const written = await eventsOf(owner).append(conversation, event, together);
    if (written) {
      await push(owner, conversation, { ...written, ...shown });
    }
    return written;
  };
export type AnnounceEvent = ReturnType<typeof announceEvent>;
