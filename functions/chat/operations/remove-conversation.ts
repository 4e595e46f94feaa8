import type { Principal } from '../../shared/principal.ts';
import type { Implementation } from '../../shared/serve-operations.ts';
import type { ChatStore } from '../adapters/chat-store.ts';
import type { removeConversation as operation } from '../contract.ts';
import { findConversation } from './find-conversation.ts';

/** Deletes a conversation of the caller and all that was said in it. */
export const removeConversation =
  ({ storeOf }: { storeOf: (principal: Principal) => ChatStore }): Implementation<typeof operation> =>
  async ({ conversation: id }, call) => {
    const store = storeOf(call.principal);
    const conversation = await findConversation(store, id, call);
    await store.remove(conversation.id);
    return { conversation: conversation.id };
  };
