import type { MaskingOf } from '../../shared/masking-key.ts';
import type { InputOf, Operation } from '../../shared/operation.ts';
import { isAllowed, type Principal } from '../../shared/principal.ts';
import type { Call, Implementation } from '../../shared/serve-operations.ts';
import type { CallCapability } from '../adapters/capabilities.ts';
import type { ChatStore } from '../adapters/chat-store.ts';
import { type Answer, explainRun, type ask as operation, type Plan } from '../contract.ts';
import { makeAnswer } from '../domain/answer.ts';
import { commandOf } from '../domain/describe-plan.ts';
import type { Planned, Planner } from '../domain/planner.ts';
import { answerUnknown, carryOutAll, changesSomething, plansOf } from './answer-planned.ts';
import type { CarryOut } from './carry-out.ts';
import { lookUpAs } from './look-up.ts';
import { planningAs } from './planning-as.ts';
import type { RecordPlan } from './record-plan.ts';

type Asked = Pick<InputOf<typeof operation>, 'question' | 'timeZone'>;

interface Deps {
  readonly operations: readonly Operation[];
  readonly plan: Planner;
  readonly call: CallCapability;
  readonly carryOut: CarryOut;
  readonly storeOf: (principal: Principal) => ChatStore;
  readonly recordPlan: RecordPlan;
  readonly maskingOf: MaskingOf;
}

/** Answers a question outside of any conversation. What would change something is not done, but told how to do. */
export const askQuestion = ({
  operations,
  plan,
  call,
  carryOut,
  storeOf,
  recordPlan,
  maskingOf,
}: Deps): Implementation<typeof operation> => {
  const readAs = planningAs({ operations, carryOut, maskingOf });

  const refuse = (plans: readonly Plan[]): Answer => {
    const commands = plans.flatMap(({ operation: id, input }) => {
      const found = operations.find((each) => each.id === id);
      return found ? [`\`${commandOf(found, input)}\``] : [];
    });
    return makeAnswer({
      kind: 'refused',
      text: `Asking changes nothing. To do it: ${commands.join(', then ')}, or say it in \`navigator chat\`.`,
      plan: plans[0],
    });
  };

  /** What nobody understood, but names a workflow: whoever asks about one mostly wants to know what is wrong with it. */
  const answerOtherwise = async (
    planned: Extract<Planned, { kind: 'unknown' }>,
    { question, timeZone }: Asked,
    caller: Call,
  ): Promise<Answer> => {
    const answer = await answerUnknown(call)(planned, caller.principalToken);
    const { workflow, confidence } = planned;
    if (answer.kind !== 'unknown' || workflow === undefined) {
      return answer;
    }
    const plan = { operation: explainRun.id, input: { workflow }, confidence };
    const { answer: found } = await carryOut(plan, question, caller, { key: caller.requestId, timeZone });
    const lead = `I am not sure what you ask about ${workflow}. This is what its last failure says:`;
    return found.citations.length === 0 ? answer : { ...found, confidence, text: `${lead}\n${found.text}` };
  };

  /** What is asked, once what was not clear has been taken for the likeliest: reading the wrong thing does no harm. */
  const plansFor = (planned: Planned): readonly Plan[] => {
    const pending = planned.kind === 'question' ? planned.pending : undefined;
    const guess = pending?.awaits === 'operation' ? pending.plans.slice(0, 1) : [];
    return changesSomething(operations, guess) ? [] : [...plansOf(planned), ...guess];
  };

  const answerTo = async (planned: Planned, asked: Asked, caller: Call): Promise<Answer> => {
    const { question, timeZone } = asked;
    if (planned.kind === 'answered') {
      return planned.answer;
    }
    if (planned.kind === 'unknown') {
      return answerOtherwise(planned, asked, caller);
    }
    const plans = plansFor(planned);
    if (planned.kind === 'question' && plans.length === 0) {
      const { text, confidence } = planned;
      return makeAnswer({ kind: 'question', text: `${text}\nAsk it again with that.`, confidence });
    }
    if (changesSomething(operations, plans)) {
      return refuse(plans);
    }
    return (await carryOutAll(carryOut)(plans, question, { caller, key: caller.requestId, focus: {}, timeZone }))
      .answer;
  };

  return async ({ question, timeZone }, caller) => {
    const lookUp = lookUpAs(call, caller.principalToken);
    const as = readAs(caller, timeZone, async () => []);
    const planned = await plan(question, {
      ...{ now: caller.now(), timeZone, focus: {}, lookUp, as },
      mayUse: ({ access }) => isAllowed(caller.principal, access),
    });
    const found = await answerTo(planned, { question, timeZone }, caller);
    const { engine = 'offline', notes = [], usage: model } = planned;
    const answer = { ...found, engine, notes: [...notes, ...found.notes] };
    const named = planned.kind === 'question' || planned.kind === 'answered' ? planned.operation : undefined;
    const understood = plansOf(planned)[0]?.operation ?? named;
    await recordPlan(storeOf(caller.principal), { query: question, answer, operation: understood, model }, caller);
    return answer;
  };
};
