import { newId } from '../../shared/base32.ts';
import { DomainError } from '../../shared/errors.ts';
import { type Masking, maskText } from '../../shared/mask-secrets.ts';
import type { MaskingOf } from '../../shared/masking-key.ts';
import type { Operation } from '../../shared/operation.ts';
import { isAllowed, type Principal } from '../../shared/principal.ts';
import type { Call, Implementation } from '../../shared/serve-operations.ts';
import type { CallCapability } from '../adapters/capabilities.ts';
import type { ChatStore, Confirmation, StoredConversation, StoredMessage } from '../adapters/chat-store.ts';
import type { Answer, Message, sendMessage as operation, Plan } from '../contract.ts';
import { makeAnswer } from '../domain/answer.ts';
import { checkPlan } from '../domain/check-plan.ts';
import { readConsent } from '../domain/consent.ts';
import { describePlan } from '../domain/describe-plan.ts';
import { needsYes } from '../domain/needs-yes.ts';
import type { Focus, Pending, Planner } from '../domain/planner.ts';
import { answerUnknown, carryOutAll, changesSomething, plansOf } from './answer-planned.ts';
import type { CarryOut } from './carry-out.ts';
import { expiryFrom, findConversation } from './find-conversation.ts';
import { lookUpAs } from './look-up.ts';
import type { RecordPlan } from './record-plan.ts';

interface Deps {
  readonly operations: readonly Operation[];
  readonly plan: Planner;
  readonly call: CallCapability;
  readonly carryOut: CarryOut;
  readonly storeOf: (principal: Principal) => ChatStore;
  readonly recordPlan: RecordPlan;
  readonly maskingOf: MaskingOf;
  readonly random: () => number;
}

/** Milliseconds for which a yes is taken. */
const confirmWithin = 5 * 60_000;

/** Milliseconds after which nobody answers a message any more that was begun: longer than the function may run. */
const answeredWithin = 30_000;

const longestTitle = 60;

const howToAnswer = (pending: Pending): string => {
  if (pending.awaits === 'field') {
    return '';
  }
  return pending.plans.length === 1 ? ' Say yes, or say it in other words.' : '\nSay which, or say it in other words.';
};

/** What a confirmation that was dropped was about: "no, I meant the other one" corrects it. */
const onlyPlan = (confirmation: Confirmation | undefined): Plan | undefined =>
  confirmation?.plans.length === 1 ? confirmation.plans[0] : undefined;

const maskAll = (value: unknown, masking: Masking): unknown => {
  if (typeof value === 'string') {
    return maskText(value, masking);
  }
  if (Array.isArray(value)) {
    return value.map((each) => maskAll(each, masking));
  }
  return typeof value === 'object' && value !== null ? maskFields(value, masking) : value;
};

const maskFields = (value: object, masking: Masking): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value).map(([name, each]) => [name, maskAll(each, masking)]));

const maskPlan = (plan: Plan, masking: Masking): Plan => ({ ...plan, input: maskFields(plan.input, masking) });

/** What came of a message, and where the conversation stands after it. */
interface Reply {
  readonly answer: Answer;
  readonly focus: Focus;
  readonly pending?: Pending;
  readonly confirmation?: Confirmation;
  /** What the message was understood as. */
  readonly understood?: string;
}

interface Turn {
  readonly store: ChatStore;
  readonly conversation: StoredConversation;
  /** As it was said; what is kept of it is masked. */
  readonly text: string;
  readonly message: StoredMessage;
  readonly caller: Call;
}

/**
 * Says something in a conversation and does what it asks for, as the caller. What destroys, and several changes at once,
 * are done after a yes only: once, within five minutes, and only if nothing else is said before.
 */
export const sendMessage = ({
  operations,
  plan,
  call,
  carryOut,
  storeOf,
  recordPlan,
  maskingOf,
  random,
}: Deps): Implementation<typeof operation> => {
  const findOperation = (id: string): Operation | undefined => operations.find((each) => each.id === id);

  const effectsOf = (plans: readonly Plan[]) => plans.map(({ operation: id }) => findOperation(id)?.effect);

  const askForYes = ({ message, caller, conversation }: Turn, plans: readonly Plan[]): Reply => {
    const confirmBy = new Date(caller.now().getTime() + confirmWithin).toISOString();
    const deeds = plans.map(({ operation: id, input }) => {
      const found = findOperation(id);
      return found ? describePlan(found, input) : id;
    });
    const what =
      deeds.length === 1 ? deeds[0] : `\n${deeds.map((deed, index) => `${index + 1}. ${deed}`).join('\n')}\n`;
    return {
      answer: makeAnswer({
        kind: 'confirmation',
        text: `This would ${what}. Say yes within 5 minutes to do it; anything else drops it.`,
        confidence: Math.min(...plans.map(({ confidence }) => confidence)),
        plan: plans.length === 1 ? plans[0] : undefined,
        confirmBy,
      }),
      focus: conversation.focus,
      confirmation: { id: message.id, plans: [...plans], confirmBy },
      understood: plans[0]?.operation,
    };
  };

  const act = async ({ conversation, text, message, caller }: Turn, plans: readonly Plan[]): Promise<Reply> => ({
    ...(await carryOutAll(carryOut)(plans, text, {
      caller,
      key: message.id,
      focus: conversation.focus,
      timeZone: conversation.timeZone,
    })),
    understood: plans[0]?.operation,
  });

  const say = ({ conversation: { focus } }: Turn, kind: Answer['kind'], text: string): Reply => ({
    answer: makeAnswer({ kind, text }),
    focus,
  });

  /** Undefined where the message is neither yes nor no to what waits: then that is dropped, and the message stands alone. */
  const answerConfirmation = async (turn: Turn, confirmation: Confirmation): Promise<Reply | undefined> => {
    const { store, conversation, text, message, caller } = turn;
    const consent = readConsent(text);
    const isInTime = caller.now().getTime() <= Date.parse(confirmation.confirmBy);
    const isYes = consent === 'yes' && isInTime;
    const isTaken = await store.takeConfirmation(
      conversation.id,
      confirmation,
      message.id,
      isYes ? confirmation.plans : undefined,
    );
    if (consent === undefined) {
      return undefined;
    }
    if (!isTaken) {
      return say(turn, 'unknown', 'That was answered already, so nothing was done now.');
    }
    if (isYes) {
      return act(turn, confirmation.plans);
    }
    return consent === 'yes'
      ? say(
          turn,
          'refused',
          'That yes came too late: it was taken for five minutes. Nothing was done; ask for it again.',
        )
      : say(turn, 'answer', 'All right, nothing was done.');
  };

  const carryOutPlans = async (turn: Turn, plans: readonly Plan[]): Promise<Reply> => {
    const { store, conversation, message } = turn;
    try {
      for (const each of plans) {
        checkPlan(operations, each);
      }
    } catch (error) {
      if (error instanceof DomainError) {
        return say(turn, 'refused', error.message);
      }
      throw error;
    }
    if (needsYes(effectsOf(plans))) {
      return askForYes(turn, plans);
    }
    if (changesSomething(operations, plans) && !(await store.noteActing(conversation, message.id, plans))) {
      return say(turn, 'unknown', 'That was answered already, so nothing was done now.');
    }
    return act(turn, plans);
  };

  /** A question for what is missing waits as long as it takes; whether something was meant, as long as any yes is taken. */
  const pendingOf = ({ conversation: { pending, lastAt }, message, caller }: Turn): Pending | undefined => {
    const isLate = pending?.awaits === 'operation' && caller.now().getTime() - Date.parse(lastAt) > confirmWithin;
    return isLate || message.at < lastAt ? undefined : pending;
  };

  const understand = async (turn: Turn): Promise<Reply> => {
    const { conversation, text, caller } = turn;
    const { focus, timeZone, confirmation } = conversation;
    const pending = pendingOf(turn);
    const consent = readConsent(text);
    if (consent === 'yes' && !pending) {
      return say(turn, 'unknown', 'There is nothing that waits for a yes.');
    }
    if (consent === 'no' && pending) {
      return say(turn, 'answer', 'All right, nothing was done.');
    }
    const lookUp = lookUpAs(call, caller.principalToken);
    const planned = await plan(text, {
      ...{ now: caller.now(), timeZone, pending, lookUp },
      focus: { ...focus, plan: onlyPlan(confirmation) ?? focus.plan },
      mayUse: ({ access }) => isAllowed(caller.principal, access),
    });
    const reply = await (async (): Promise<Reply> => {
      if (planned.kind === 'question') {
        const { confidence, pending: next, operation: understood } = planned;
        const answer = makeAnswer({ kind: 'question', text: `${planned.text}${howToAnswer(next)}`, confidence });
        return { answer, focus, pending: next, understood };
      }
      return planned.kind === 'unknown'
        ? { answer: await answerUnknown(call)(planned, caller.principalToken), focus }
        : carryOutPlans(turn, plansOf(planned));
    })();
    return { ...reply, answer: { ...reply.answer, notes: [...(planned.notes ?? []), ...reply.answer.notes] } };
  };

  /** A message that was begun and not answered: done again where that is safe, else told as not known. */
  const resume = async (turn: Turn, acting: readonly Plan[]): Promise<Reply> => {
    const isSafe = acting.every(({ operation: id }) => {
      const found = findOperation(id);
      return found && (found.effect === 'read' || 'idempotencyKey' in found.input.shape);
    });
    return isSafe
      ? act(turn, acting)
      : say(turn, 'refused', 'It is not known whether that was done: look before you ask for it again.');
  };

  const respond = async (turn: Turn): Promise<Reply> => {
    const { conversation, message } = turn;
    if (message.acting) {
      return resume(turn, message.acting);
    }
    const { confirmation } = conversation;
    // Ids sort by time: what was said before the question, and comes again, is no answer to it.
    const isAsked = confirmation !== undefined && confirmation.id < message.id;
    const answered = isAsked ? await answerConfirmation(turn, confirmation) : undefined;
    return answered ?? understand(turn);
  };

  /** What is kept: no output, which may hold what is shown once, and no secrets in words and inputs. */
  const keep = ({ output: _output, text, plan: made, ...answer }: Answer, masking: Masking): Answer => ({
    ...answer,
    text: maskText(text, masking),
    plan: made && maskPlan(made, masking),
  });

  /** Whoever sends a message again whose answer broke off here need not wait. */
  const respondOrRelease = async (turn: Turn): Promise<Reply> => {
    try {
      return await respond(turn);
    } catch (error) {
      await turn.store.release(turn.conversation.id, turn.message.id);
      throw error;
    }
  };

  const answerMessage = async (turn: Turn): Promise<Message> => {
    const { store, conversation, text, message, caller } = turn;
    const reply = await respondOrRelease(turn);
    const masking = await maskingOf(caller.principal.tenant);
    const { plan: last } = reply.focus;
    const now = caller.now();
    const isFirst = conversation.lastAt === conversation.startedAt;
    const { id, at } = message;
    await store.finish(
      {
        id: conversation.id,
        title: isFirst ? message.text.slice(0, longestTitle) : conversation.title,
        lastAt: now.toISOString(),
        expiresAt: expiryFrom(now),
        focus: { ...reply.focus, plan: last && maskPlan(last, masking) },
        pending: reply.pending,
      },
      { id, at, text: message.text, answer: keep(reply.answer, masking) },
      reply.confirmation,
    );
    await recordPlan(store, { query: text, answer: reply.answer, operation: reply.understood }, caller);
    return { id, at, text: message.text, answer: reply.answer };
  };

  /** The first answer to a message that was sent before, or the right to answer it now. */
  const findRepeated = async (
    store: ChatStore,
    conversation: string,
    key: string,
    now: Date,
  ): Promise<StoredMessage> => {
    const message = await store.findRequested(conversation, key);
    if (message?.answer) {
      return message;
    }
    const isBusy = message && now.getTime() - Date.parse(message.begunAt) < answeredWithin;
    if (!message || isBusy || !(await store.takeOver(conversation, message, now))) {
      throw new DomainError('upstream.unavailable', 'That message is still being answered. Ask again in a moment.');
    }
    return message;
  };

  return async ({ conversation: id, text, idempotencyKey }, caller) => {
    const store = storeOf(caller.principal);
    const conversation = await findConversation(store, id, caller);
    const at = caller.now();
    const masked = maskText(text, await maskingOf(caller.principal.tenant));
    const begun: StoredMessage = {
      id: newId('m', at, random),
      at: at.toISOString(),
      text: masked,
      begunAt: at.toISOString(),
    };
    if (await store.begin(conversation, begun, idempotencyKey)) {
      return answerMessage({ store, conversation, text, message: begun, caller });
    }
    if (idempotencyKey === undefined) {
      throw new DomainError('resource.conflict', 'Two messages came at the same moment. Say it again.');
    }
    const message = await findRepeated(store, id, idempotencyKey, at);
    if (message.text !== masked) {
      throw new DomainError(
        'resource.conflict',
        `The idempotency key ${idempotencyKey} was used to say something else.`,
      );
    }
    const { answer } = message;
    return answer
      ? { id: message.id, at: message.at, text: message.text, answer }
      : answerMessage({ store, conversation, text, message, caller });
  };
};
