import type { ActForKey } from '../../shared/act-for-key.ts';
import { DomainError, toProblem } from '../../shared/errors.ts';
import type { MaskingOf } from '../../shared/masking-key.ts';
import { logger } from '../../shared/observability.ts';
import { isAllowed, type Principal } from '../../shared/principal.ts';
import { openText } from '../../shared/seal-text.ts';
import type { Call } from '../../shared/serve-operations.ts';
import type { ChatStore } from '../adapters/chat-store.ts';
import type { QueuedMessage } from '../adapters/message-queue.ts';
import { sendMessage } from '../contract.ts';
import { makeAnswer } from '../domain/answer.ts';
import { announceAnswer } from './announce-answer.ts';
import type { AnnounceEvent } from './announce-event.ts';
import type { AnswerMessage, Turn } from './answer-message.ts';
import { answeredWithin } from './receive-message.ts';

interface Deps {
  readonly actForKey: ActForKey;
  readonly verify: (token: string) => Promise<Principal>;
  readonly storeOf: (principal: Principal) => ChatStore;
  readonly answerMessage: AnswerMessage;
  readonly announce: AnnounceEvent;
  readonly maskingOf: MaskingOf;
  readonly now: () => Date;
}

/**
 * Answers a message that waits in the queue, with what its key may do now; one that was answered already is told again only
 * where nobody heard it. Throws where somebody else is answering it, to look again later.
 */
export const answerQueued = ({ actForKey, verify, storeOf, answerMessage, announce, maskingOf, now }: Deps) => {
  /** Undefined where the key may not talk here any more. */
  const callerOf = async ({ tenant, key, correlationId }: QueuedMessage): Promise<Call | undefined> => {
    try {
      const principalToken = await actForKey({ tenant, key });
      const principal = await verify(principalToken);
      const caller = { principal, principalToken, requestId: correlationId, authorise: () => undefined, now };
      return isAllowed(principal, sendMessage.access) ? caller : undefined;
    } catch (error) {
      if (error instanceof DomainError && error.code === 'key.missing') {
        return undefined;
      }
      throw error;
    }
  };

  /** What went wrong is an answer too: whoever waits would otherwise wait for ever. */
  const answerOrTell = async (turn: Turn): Promise<void> => {
    try {
      await answerMessage(turn);
    } catch (error) {
      const { detail, status } = toProblem(error, turn.caller.requestId);
      if (status >= 500) {
        logger.error('answer.failed', { messageId: turn.message.id, error: error as Error });
      }
      await announceAnswer(announce, turn, makeAnswer({ kind: 'refused', text: detail }));
    }
  };

  return async (queued: QueuedMessage): Promise<void> => {
    const { tenant, conversation: id, message: messageId, sealed, confirms } = queued;
    const caller = await callerOf(queued);
    if (!caller) {
      logger.warn('message.dropped', { messageId, reason: 'key' });
      return;
    }
    const store = storeOf(caller.principal);
    const conversation = await store.find(id, now());
    const message = await store.findMessage(id, messageId);
    if (!conversation || !message) {
      logger.warn('message.dropped', { messageId, reason: 'conversation' });
      return;
    }
    const turn = { store, conversation, message, caller };
    if (message.answer) {
      await announceAnswer(announce, turn, message.answer);
      return;
    }
    const isBusy = now().getTime() - Date.parse(message.begunAt) < answeredWithin;
    if (isBusy || !(await store.takeOver(id, message, now()))) {
      throw new Error(`message ${messageId} is being answered by somebody else`);
    }
    await answerOrTell({ ...turn, confirms, text: openText((await maskingOf(tenant)).key, sealed) });
  };
};
