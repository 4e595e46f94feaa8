import { catalogue } from '../../functions/catalogue.ts';
import type { CallCapability } from '../../functions/chat/adapters/capabilities.ts';
import { chatStore } from '../../functions/chat/adapters/chat-store.ts';
import { eventStore } from '../../functions/chat/adapters/event-store.ts';
import { modelStore } from '../../functions/chat/adapters/model-store.ts';
import * as contract from '../../functions/chat/contract.ts';
import type { Planner } from '../../functions/chat/domain/planner.ts';
import { announceEvent } from '../../functions/chat/operations/announce-event.ts';
import { answerMessage } from '../../functions/chat/operations/answer-message.ts';
import { carryOut } from '../../functions/chat/operations/carry-out.ts';
import { chooseEngine } from '../../functions/chat/operations/choose-engine.ts';
import type { ConnectModel } from '../../functions/chat/operations/connect-model.ts';
import { explain } from '../../functions/chat/operations/explain-run.ts';
import { receiveMessage } from '../../functions/chat/operations/receive-message.ts';
import { recordPlan } from '../../functions/chat/operations/record-plan.ts';
import { showHelp } from '../../functions/chat/operations/show-help.ts';
import { startConversation } from '../../functions/chat/operations/start-conversation.ts';
import { newId } from '../../functions/shared/base32.ts';
import type { Principal } from '../../functions/shared/principal.ts';
import { type Call, implement } from '../../functions/shared/serve-operations.ts';
import { memoryStore } from './memory-store.ts';

/** Somebody who may do everything. */
export const kim: Principal = {
  tenant: 'acme',
  subject: { kind: 'key', id: 'k1', person: 'kim@example.com' },
  systems: [
    { system: 'automatrix', level: 'admin', resources: ['*'] },
    { system: 'relaycore', level: 'admin', resources: ['*'] },
  ],
  roles: [],
};

/** Conversations of one tenant in memory, with real planning and whatever capabilities and engines a test gives it. */
export const chatWorld = ({
  call,
  offline,
  connect,
}: {
  call: CallCapability;
  offline: Planner;
  connect: ConnectModel;
}) => {
  const clock = { now: new Date('2026-11-21T15:30:00Z') };
  const store = memoryStore();
  const storeOf = (principal: Principal) => chatStore(store, principal);
  const modelsOf = () => modelStore(store);
  const maskingOf = async () => ({ key: Buffer.alloc(32, 1) });
  let count = 0;
  const random = () => {
    count += 1;
    return count / 1_000_000;
  };
  const caller: Call = {
    principal: kim,
    principalToken: 'token',
    authorise: () => undefined,
    now: () => clock.now,
    requestId: 'request',
  };
  const own = [implement(contract.help, showHelp(catalogue))];
  const answer = answerMessage({
    operations: catalogue,
    plan: chooseEngine({ operations: catalogue, offline, connect, modelsOf, maskingOf }),
    call,
    carryOut: carryOut({ operations: catalogue, call, explain: explain(call), own }),
    recordPlan: recordPlan({ maskingOf, random }),
    announce: announceEvent({ eventsOf: (owner) => eventStore(store, owner), push: async () => undefined }),
    remember: async () => undefined,
    maskingOf,
  });
  const send = receiveMessage({
    ...{ storeOf, answerMessage: answer, maskingOf, random },
    enqueue: async () => Promise.reject(new Error('nothing is answered later here')),
    randomBytes: (size) => Buffer.alloc(size, 7),
  });
  return {
    clock,
    /** How the last message was understood. */
    plans: async () => (await storeOf(kim).listPlans({ limit: 1 })).items,
    /** Puts a message and its answer into a conversation, as if they had been said. */
    remember: async (conversation: string, said: string, answered: string): Promise<void> => {
      const chat = storeOf(kim);
      const at = clock.now.toISOString();
      const found = await chat.find(conversation, clock.now);
      if (!found) throw new Error(`there is no conversation ${conversation}`);
      const message = { id: newId('m', clock.now, random), at, text: said };
      await chat.begin(found, { ...message, begunAt: at }, undefined);
      const answer: contract.Answer = {
        ...{ kind: 'answer', text: answered, engine: 'offline', confidence: 1 },
        ...{ citations: [], suggestions: [], notes: [] },
      };
      await chat.finish({ ...found, lastAt: at }, { ...message, answer }, undefined);
    },
    /** A conversation of its own, in which one message after the other is said. */
    begin: async () => {
      const { id } = await startConversation({ storeOf, random, webSocketUrl: 'wss://example.com/ws' })(
        { timeZone: 'UTC' },
        caller,
      );
      const say = async (text: string): Promise<contract.Answer> => {
        clock.now = new Date(clock.now.getTime() + 1_000);
        const { answer: given } = await send({ conversation: id, text, wait: true }, caller);
        if (!given) throw new Error('no answer');
        return given;
      };
      return { id, say };
    },
  };
};
