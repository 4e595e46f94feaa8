import { searchKnowledge } from '../../knowledge/contract.ts';
import { DomainError } from '../../shared/errors.ts';
import type { Operation } from '../../shared/operation.ts';
import type { Call, Implemented } from '../../shared/serve-operations.ts';
import type { CallCapability } from '../adapters/capabilities.ts';
import { type Answer, explainRun, type Plan } from '../contract.ts';
import { makeAnswer } from '../domain/answer.ts';
import { type CheckedPlan, checkPlan } from '../domain/check-plan.ts';
import { spokenOf } from '../domain/next-focus.ts';
import type { Focus } from '../domain/planner.ts';
import { renderAnswer } from '../domain/render-answer.ts';
import { answerFreeQuestion } from './answer-free-question.ts';
import type { Explain } from './explain-run.ts';

/** An answer, and what it spoke of. */
export interface CarriedOut {
  readonly answer: Answer;
  readonly about: Focus;
}

/** `key` makes what can be repeated safely repeatable; times are told as in `timeZone`. */
export interface Circumstances {
  readonly key: string;
  readonly timeZone: string;
}

interface Deps {
  readonly operations: readonly Operation[];
  readonly call: CallCapability;
  readonly explain: Explain;
  /** Operations of chat itself that can be asked for in a conversation. */
  readonly own: readonly Implemented[];
}

/** A problem in its own words; what is unexpected is thrown on. */
const refusal = (error: unknown, plan: Plan): CarriedOut => {
  if (!(error instanceof DomainError)) {
    throw error;
  }
  return { answer: makeAnswer({ kind: 'refused', text: error.message, confidence: plan.confidence, plan }), about: {} };
};

/**
 * Carries out a plan as the caller, and says what came of it. A problem that an operation answers is a refusal in its own
 * words.
 */
export const carryOut = ({ operations, call, explain, own }: Deps) => {
  const answerQuestion = answerFreeQuestion(call);

  const perform = async (
    { plan, operation }: CheckedPlan,
    caller: Call,
    { key, timeZone }: Circumstances,
  ): Promise<CarriedOut> => {
    const { confidence } = plan;
    if (operation.id === explainRun.id) {
      const { answer, about } = await explain({ ...explainRun.input.parse(plan.input), timeZone }, caller);
      return { answer: { ...answer, plan }, about };
    }
    const repeatable = 'idempotencyKey' in operation.input.shape ? { idempotencyKey: key } : {};
    const input = { ...operation.input.parse({ ...plan.input, ...repeatable }) };
    const ours = own.find((each) => each.operation.id === operation.id);
    const output = ours ? await ours.run(input as never, caller) : await call(operation, input, caller.principalToken);
    const text = renderAnswer(operation, plan.input, output, timeZone);
    const follow = operation.id === 'runs.trigger' ? { run: String((output as { id: unknown }).id) } : undefined;
    return {
      answer: makeAnswer({ kind: 'result', text, confidence, plan, output, follow }),
      about: spokenOf(plan, output),
    };
  };

  /** What was searched for as a question is answered word for word, where some passage answers it. */
  const search = async (plan: Plan, question: string, caller: Call): Promise<CarriedOut | undefined> => {
    const input = searchKnowledge.input.safeParse(plan.input);
    const answer = input.success ? await answerQuestion(question, input.data, caller.principalToken) : undefined;
    return answer && { answer: { ...answer, plan }, about: spokenOf(plan, undefined) };
  };

  return async (plan: Plan, question: string, caller: Call, circumstances: Circumstances): Promise<CarriedOut> => {
    try {
      const checked = checkPlan(operations, plan);
      const isQuestion = checked.operation.id === searchKnowledge.id && question.trim().endsWith('?');
      const found = isQuestion ? await search(plan, question, caller) : undefined;
      return found ?? (await perform(checked, caller, circumstances));
    } catch (error) {
      return refusal(error, plan);
    }
  };
};
export type CarryOut = ReturnType<typeof carryOut>;
