import { DomainError } from '../../shared/errors.ts';
import type { MaskingOf } from '../../shared/masking-key.ts';
import type { Operation } from '../../shared/operation.ts';
import { isAllowed } from '../../shared/principal.ts';
import type { Call } from '../../shared/serve-operations.ts';
import type { CallCapability } from '../adapters/capabilities.ts';
import type { ChatStore, Confirmation, StoredConversation, StoredMessage } from '../adapters/chat-store.ts';
import type { Answer, Message, ModelUse, Plan } from '../contract.ts';
import { makeAnswer } from '../domain/answer.ts';
import { checkPlan } from '../domain/check-plan.ts';
import { readConsent } from '../domain/consent.ts';
import { describePlan } from '../domain/describe-plan.ts';
import { needsYes } from '../domain/needs-yes.ts';
import type { Focus, Pending, Planner } from '../domain/planner.ts';
import { announceAnswer } from './announce-answer.ts';
import type { AnnounceEvent, Owner } from './announce-event.ts';
import { answerUnknown, carryOutAll, changesSomething, plansOf } from './answer-planned.ts';
import type { CarryOut } from './carry-out.ts';
import { expiryFrom } from './find-conversation.ts';
import { keepAnswer, maskPlan } from './keep-answer.ts';
import { lookUpAs } from './look-up.ts';
import { planningAs } from './planning-as.ts';
import type { RecordPlan } from './record-plan.ts';
import { tellPieces } from './tell-pieces.ts';

/** Remembers who waits for a run, to tell them of its end. */
export type RememberRun = (
  owner: Owner,
  run: string,
  from: { readonly conversation: string; readonly message: string },
) => Promise<void>;

interface Deps {
  readonly operations: readonly Operation[];
  readonly plan: Planner;
  readonly call: CallCapability;
  readonly carryOut: CarryOut;
  readonly recordPlan: RecordPlan;
  readonly announce: AnnounceEvent;
  readonly remember: RememberRun;
  readonly maskingOf: MaskingOf;
}

/** Milliseconds for which a yes is taken. */
const confirmWithin = 5 * 60_000;

const longestTitle = 60;

const isAnswered = 'That was answered already, so nothing was done now.';

/** Messages that an engine may look back at, the one that is being answered among them. */
const turnsRecalled = 7;

const howToAnswer = (pending: Pending): string => {
  if (pending.awaits === 'field') {
    return '';
  }
  return pending.plans.length === 1 ? ' Say yes, or say it in other words.' : '\nSay which, or say it in other words.';
};

/** What a confirmation that was dropped was about: "no, I meant the other one" corrects it. */
const onlyPlan = (confirmation: Confirmation | undefined): Plan | undefined =>
  confirmation?.plans.length === 1 ? confirmation.plans[0] : undefined;

/** What came of a message, and where the conversation stands after it. */
interface Reply {
  readonly answer: Answer;
  readonly focus: Focus;
  readonly pending?: Pending;
  readonly confirmation?: Confirmation;
  /** Runs that it has started. */
  readonly started?: readonly string[];
  /** What the message was understood as. */
  readonly understood?: string;
  /** What a model was asked for it. */
  readonly model?: ModelUse;
}

/** A message that is to be answered, and where it was said. */
export interface Turn {
  readonly store: ChatStore;
  readonly conversation: StoredConversation;
  /** As it was said; what is kept of it is masked. */
  readonly text: string;
  /** The message whose confirmation this answers; by default whatever waits. */
  readonly confirms: string | undefined;
  readonly message: StoredMessage;
  readonly caller: Call;
}

interface ToldTurn extends Turn {
  /** Tells a piece of the answer while it is being written. */
  readonly tell: (piece: string) => void;
}

/**
 * Answers a message of a conversation and does what it asks for, as the caller. What destroys, and several changes at once,
 * are done after a yes only: once, within five minutes, and only if nothing else is said before. What is said and answered
 * becomes an event of the conversation, each once.
 */
export const answerMessage = ({
  operations,
  plan,
  call,
  carryOut,
  recordPlan,
  announce,
  remember,
  maskingOf,
}: Deps) => {
  const readAs = planningAs({ operations, carryOut, maskingOf });

  const findOperation = (id: string): Operation | undefined => operations.find((each) => each.id === id);

  const effectsOf = (plans: readonly Plan[]) => plans.map(({ operation: id }) => findOperation(id)?.effect);

  const askForYes = (
    { message, caller, conversation }: Turn,
    plans: readonly Plan[],
    because: string | undefined,
  ): Reply => {
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
        text: `${because === undefined ? '' : `${because} `}This would ${what}. Say yes within 5 minutes to do it; anything else drops it.`,
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
    const askedAt = Date.parse(confirmation.confirmBy) - confirmWithin;
    if (consent === 'yes' && Date.parse(message.at) < askedAt) {
      return say(turn, 'refused', 'That yes came before it was told what would be done, so nothing was. Say it now.');
    }
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
      return say(turn, 'unknown', isAnswered);
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

  const carryOutPlans = async (turn: Turn, plans: readonly Plan[], askBecause?: string): Promise<Reply> => {
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
    const because = changesSomething(operations, plans) ? askBecause : undefined;
    if (because !== undefined || needsYes(effectsOf(plans))) {
      return askForYes(turn, plans, because);
    }
    if (changesSomething(operations, plans) && !(await store.noteActing(conversation, message.id, plans))) {
      return say(turn, 'unknown', isAnswered);
    }
    return act(turn, plans);
  };

  /** A question for what is missing waits as long as it takes; whether something was meant, as long as any yes is taken. */
  const pendingOf = ({ conversation: { pending, lastAt }, message, caller }: Turn): Pending | undefined => {
    const isLate = pending?.awaits === 'operation' && caller.now().getTime() - Date.parse(lastAt) > confirmWithin;
    return isLate || message.at < lastAt ? undefined : pending;
  };

  const understand = async (turn: ToldTurn): Promise<Reply> => {
    const { store, conversation, text, caller, tell } = turn;
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
    const as = readAs(caller, timeZone, () => store.lastMessages(conversation.id, turnsRecalled));
    const planned = await plan(text, {
      ...{ now: caller.now(), timeZone, pending, lookUp, as, tell },
      focus: { ...focus, plan: onlyPlan(confirmation) ?? focus.plan },
      mayUse: ({ access }) => isAllowed(caller.principal, access),
    });
    const reply = await (async (): Promise<Reply> => {
      if (planned.kind === 'question') {
        const { confidence, pending: next, operation: understood } = planned;
        const answer = makeAnswer({ kind: 'question', text: `${planned.text}${howToAnswer(next)}`, confidence });
        return { answer, focus, pending: next, understood };
      }
      if (planned.kind === 'answered') {
        return { answer: planned.answer, focus: planned.focus, understood: planned.operation };
      }
      return planned.kind === 'unknown'
        ? { answer: await answerUnknown(call)(planned, caller.principalToken), focus }
        : carryOutPlans(turn, plansOf(planned), planned.askBecause);
    })();
    const { engine = 'offline', notes = [], usage: model } = planned;
    return { ...reply, model, answer: { ...reply.answer, engine, notes: [...notes, ...reply.answer.notes] } };
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

  const respond = async (turn: ToldTurn): Promise<Reply> => {
    const { conversation, message, confirms } = turn;
    if (message.acting) {
      return resume(turn, message.acting);
    }
    const { confirmation } = conversation;
    if (confirms !== undefined && confirms !== confirmation?.id) {
      return say(turn, 'unknown', isAnswered);
    }
    // Ids sort by time: what was said before the question, and comes again, is no answer to it.
    const isAsked = confirmation !== undefined && confirmation.id < message.id;
    const answered = isAsked ? await answerConfirmation(turn, confirmation) : undefined;
    return answered ?? understand(turn);
  };

  /** Whoever sends a message again whose answer broke off here need not wait. */
  const respondOrRelease = async (turn: Turn): Promise<Reply> => {
    const { store, conversation, message, caller } = turn;
    const pieces = tellPieces({ announce, masking: await maskingOf(caller.principal.tenant) })(turn);
    try {
      return await respond({ ...turn, tell: pieces.tell });
    } catch (error) {
      await store.release(conversation.id, message.id);
      throw error;
    } finally {
      await pieces.end();
    }
  };

  return async (turn: Turn): Promise<Message> => {
    const { store, conversation, text, message, caller } = turn;
    const { id, at } = message;
    const { principal } = caller;
    const said = { at, kind: 'message', message: id, text: message.text } as const;
    await announce(principal, conversation.id, said, { together: [store.markOnce(conversation.id, id, 'said')] });
    const reply = await respondOrRelease(turn);
    for (const run of reply.started ?? []) {
      await remember(principal, run, { conversation: conversation.id, message: id });
    }
    const masking = await maskingOf(principal.tenant);
    const { plan: last } = reply.focus;
    const now = caller.now();
    const isFirst = conversation.lastAt === conversation.startedAt;
    const answer = keepAnswer(reply.answer, masking);
    await store.finish(
      {
        id: conversation.id,
        title: isFirst ? message.text.slice(0, longestTitle) : conversation.title,
        lastAt: now.toISOString(),
        expiresAt: expiryFrom(now),
        focus: { ...reply.focus, plan: last && maskPlan(last, masking) },
        pending: reply.pending,
      },
      { id, at, text: message.text, answer },
      reply.confirmation,
    );
    await announceAnswer(announce, turn, answer, reply.answer);
    const { understood: operation, model } = reply;
    await recordPlan(store, { query: text, answer: reply.answer, operation, model }, caller);
    return { id, at, text: message.text, answer: reply.answer };
  };
};
export type AnswerMessage = ReturnType<typeof answerMessage>;
