import { newId } from '../../shared/base32.ts';
import { DomainError } from '../../shared/errors.ts';
import type { Principal } from '../../shared/principal.ts';
import type { Implementation } from '../../shared/serve-operations.ts';
import type { ChatStore } from '../adapters/chat-store.ts';
import type { startConversation as operation } from '../contract.ts';
import { expiryFrom, showConversation } from './find-conversation.ts';

/** Starts a conversation; its first message becomes its title. */
export const startConversation =
  ({
    storeOf,
    random,
    webSocketUrl,
  }: {
    storeOf: (principal: Principal) => ChatStore;
    random: () => number;
    webSocketUrl: string;
  }): Implementation<typeof operation> =>
  async ({ timeZone }, { principal, now }) => {
    const at = now();
    const conversation = {
      id: newId('c', at, random),
      title: 'New conversation',
      startedAt: at.toISOString(),
      lastAt: at.toISOString(),
      expiresAt: expiryFrom(at),
      timeZone,
      focus: {},
    };
    if (!(await storeOf(principal).start(conversation))) {
      throw new DomainError('resource.conflict', 'Two conversations were started at the same moment. Try again.');
    }
    return { ...showConversation(conversation), webSocketUrl };
  };
