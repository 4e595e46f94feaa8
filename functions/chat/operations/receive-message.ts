import { newId } from '../../shared/base32.ts';
import { DomainError } from '../../shared/errors.ts';
import { maskText } from '../../shared/mask-secrets.ts';
import type { MaskingOf } from '../../shared/masking-key.ts';
import type { InputOf } from '../../shared/operation.ts';
import type { Principal } from '../../shared/principal.ts';
import { nonceLength, sealText } from '../../shared/seal-text.ts';
import type { Call, Implementation } from '../../shared/serve-operations.ts';
import type { ChatStore, StoredConversation, StoredMessage } from '../adapters/chat-store.ts';
import type { EnqueueMessage } from '../adapters/message-queue.ts';
import type { Message, sendMessage as operation } from '../contract.ts';
import type { AnswerMessage } from './answer-message.ts';
import { findConversation } from './find-conversation.ts';

/** Milliseconds after which nobody answers a message any more that was begun: longer than any of the functions may run. */
export const answeredWithin = 60_000;

interface Deps {
  readonly storeOf: (principal: Principal) => ChatStore;
  readonly answerMessage: AnswerMessage;
  readonly enqueue: EnqueueMessage;
  readonly maskingOf: MaskingOf;
  readonly random: () => number;
  readonly randomBytes: (size: number) => Uint8Array;
}

/** A message that is to be answered now, or the first answer to it. */
type Received = { readonly message: StoredMessage } | { readonly answered: Message };

/** Whose key a message is answered with later on. */
const keyOf = ({ subject }: Principal): string => {
  if (subject.kind !== 'key') {
    throw new DomainError(
      'input.invalid',
      'wait: only what is said with an API key can be answered later. Leave it out.',
    );
  }
  return subject.id;
};

/** Takes what somebody says in a conversation, once, and answers it at once or hands it to whoever answers later. */
export const receiveMessage = ({
  storeOf,
  answerMessage,
  enqueue,
  maskingOf,
  random,
  randomBytes,
}: Deps): Implementation<typeof operation> => {
  /** The first answer to a message that was sent before, or the right to answer it now; to answer it later needs none. */
  const findRepeated = async (
    store: ChatStore,
    { conversation, key, wait, masked }: { conversation: string; key: string; wait: boolean; masked: string },
    now: Date,
  ): Promise<Received> => {
    const message = await store.findRequested(conversation, key);
    if (message && message.text !== masked) {
      throw new DomainError('resource.conflict', `The idempotency key ${key} was used to say something else.`);
    }
    if (message?.answer) {
      const { id, at, text, answer } = message;
      return { answered: { id, at, text, answer } };
    }
    const isBusy = message && now.getTime() - Date.parse(message.begunAt) < answeredWithin;
    if (message && (!wait || (!isBusy && (await store.takeOver(conversation, message, now))))) {
      return { message };
    }
    throw new DomainError('upstream.unavailable', 'That message is still being answered. Ask again in a moment.');
  };

  const receive = async (
    store: ChatStore,
    conversation: StoredConversation,
    { text, wait, idempotencyKey: key }: InputOf<typeof operation>,
    { principal, now }: Call,
  ): Promise<Received> => {
    const at = now();
    const masked = maskText(text, await maskingOf(principal.tenant));
    const begunAt = wait ? at : new Date(0);
    const message = { id: newId('m', at, random), at: at.toISOString(), text: masked, begunAt: begunAt.toISOString() };
    if (await store.begin(conversation, message, key)) {
      return { message };
    }
    if (key === undefined) {
      throw new DomainError('resource.conflict', 'Two messages came at the same moment. Say it again.');
    }
    return findRepeated(store, { conversation: conversation.id, key, wait, masked }, at);
  };

  const answerLater = async (
    { id, at, text: masked }: StoredMessage,
    { conversation, text, confirms }: InputOf<typeof operation>,
    { principal, requestId }: Call,
  ) => {
    const { tenant } = principal;
    const sealed = sealText((await maskingOf(tenant)).key, text, randomBytes(nonceLength));
    const key = keyOf(principal);
    await enqueue({ tenant, key, conversation, message: id, sealed, confirms, correlationId: requestId });
    return { id, at, text: masked };
  };

  return async (input, caller) => {
    const store = storeOf(caller.principal);
    const conversation = await findConversation(store, input.conversation, caller);
    const received = await receive(store, conversation, input, caller);
    if ('answered' in received) {
      return received.answered;
    }
    const { message } = received;
    const { text, confirms, wait } = input;
    return wait
      ? answerMessage({ store, conversation, text, confirms, message, caller })
      : answerLater(message, input, caller);
  };
};
