import { setTimeout as sleep } from 'node:timers/promises';
import type { Principal } from '../../shared/principal.ts';
import type { Implementation } from '../../shared/serve-operations.ts';
import type { ChatStore } from '../adapters/chat-store.ts';
import type { EventStore } from '../adapters/event-store.ts';
import type { listEvents as operation } from '../contract.ts';
import { findConversation } from './find-conversation.ts';

/** Milliseconds between two looks. */
const interval = 400;

interface Deps {
  readonly storeOf: (principal: Principal) => ChatStore;
  readonly eventsOf: (principal: Principal) => EventStore;
  readonly pause?: (milliseconds: number) => Promise<unknown>;
}

/** Reads what happened in a conversation of the caller after a cursor; where that is nothing, waits for it. */
export const listEvents =
  ({ storeOf, eventsOf, pause = sleep }: Deps): Implementation<typeof operation> =>
  async ({ conversation: id, wait, ...page }, call) => {
    const conversation = await findConversation(storeOf(call.principal), id, call);
    const events = eventsOf(call.principal);
    let found = await events.list(conversation.id, page);
    for (let waited = 0; found.items.length === 0 && waited < wait * 1000; waited += interval) {
      await pause(interval);
      found = await events.list(conversation.id, page);
    }
    return found;
  };
