import { DomainError } from '../../shared/errors.ts';
import type { Call } from '../../shared/serve-operations.ts';
import type { ChatStore, StoredConversation } from '../adapters/chat-store.ts';
import { Conversation } from '../contract.ts';
import { kept } from '../domain/keeping.ts';

/** A conversation of the caller. Throws `resource.unknown`, for other people's as well. */
export const findConversation = async (
  store: ChatStore,
  id: string,
  { now }: Pick<Call, 'now'>,
): Promise<StoredConversation> => {
  const found = await store.find(id, now());
  if (!found) {
    throw new DomainError(
      'resource.unknown',
      `You have no conversation ${id}. \`navigator conversation list\` shows yours.`,
    );
  }
  return found;
};

/** When a conversation expires that somebody says something in now. */
export const expiryFrom = (now: Date): string => new Date(now.getTime() + kept * 1000).toISOString();

/** What is shown of a conversation. */
export const showConversation = (conversation: StoredConversation): Conversation => Conversation.parse(conversation);
