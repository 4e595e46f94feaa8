import type { Principal } from '../../shared/principal.ts';
import type { Implementation } from '../../shared/serve-operations.ts';
import type { ChatStore } from '../adapters/chat-store.ts';
import type { listConversations as operation } from '../contract.ts';
import { showConversation } from './find-conversation.ts';

/** Lists the caller's conversations, newest first, without those that have expired. */
export const listConversations =
  ({ storeOf }: { storeOf: (principal: Principal) => ChatStore }): Implementation<typeof operation> =>
  async (page, { principal, now }) => {
    const { items, next } = await storeOf(principal).list(page);
    const kept = items.filter(({ expiresAt }) => Date.parse(expiresAt) > now().getTime());
    return { items: kept.map(showConversation), next };
  };
