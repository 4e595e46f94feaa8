import type { Principal } from '../../shared/principal.ts';
import type { Implementation } from '../../shared/serve-operations.ts';
import type { ChatStore } from '../adapters/chat-store.ts';
import type { readConversation as operation } from '../contract.ts';
import { findConversation } from './find-conversation.ts';

/** Reads what was said in a conversation of the caller, as far as it was answered. */
export const readConversation =
  ({ storeOf }: { storeOf: (principal: Principal) => ChatStore }): Implementation<typeof operation> =>
  async ({ conversation: id, ...page }, call) => {
    const store = storeOf(call.principal);
    const conversation = await findConversation(store, id, call);
    const { items, next } = await store.listMessages(conversation.id, page);
    return {
      items: items.flatMap(({ id, at, text, answer }) => (answer ? [{ id, at, text, answer }] : [])),
      next,
    };
  };
