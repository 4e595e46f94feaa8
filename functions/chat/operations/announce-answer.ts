import type { Call } from '../../shared/serve-operations.ts';
import type { ChatStore } from '../adapters/chat-store.ts';
import type { Answer } from '../contract.ts';
import type { AnnounceEvent } from './announce-event.ts';

/** The message that was answered. */
interface Answered {
  readonly store: ChatStore;
  readonly conversation: { readonly id: string };
  readonly message: { readonly id: string };
  readonly caller: Call;
}

/** Makes an answer an event, once; `shown` is what those see who listen now. */
export const announceAnswer = async (
  announce: AnnounceEvent,
  { store, conversation, message, caller }: Answered,
  answer: Answer,
  shown = answer,
): Promise<void> => {
  const at = caller.now().toISOString();
  await announce(
    caller.principal,
    conversation.id,
    { at, kind: 'answer', message: message.id, text: answer.text, answer },
    { together: [store.markOnce(conversation.id, message.id, 'answered')], shown: { text: shown.text, answer: shown } },
  );
};
