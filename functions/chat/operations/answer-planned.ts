import type { Operation } from '../../shared/operation.ts';
import type { Call } from '../../shared/serve-operations.ts';
import type { CallCapability } from '../adapters/capabilities.ts';
import type { Answer, Plan } from '../contract.ts';
import { makeAnswer } from '../domain/answer.ts';
import { nextFocus } from '../domain/next-focus.ts';
import type { Focus, Planned } from '../domain/planner.ts';
import { withoutOutput } from '../domain/without-output.ts';
import { answerFreeQuestion, isUnsearchable } from './answer-free-question.ts';
import type { CarryOut } from './carry-out.ts';

/** The plans that a message was understood as, in order; none where it was not. */
export const plansOf = (planned: Planned): readonly Plan[] => {
  if (planned.kind === 'several') {
    return planned.plans;
  }
  return planned.kind === 'plan' ? [planned.plan] : [];
};

/** Whether any of these plans does more than read. */
export const changesSomething = (operations: readonly Operation[], plans: readonly Plan[]): boolean =>
  plans.some((plan) => operations.find(({ id }) => id === plan.operation)?.effect !== 'read');

const join = (answers: readonly Answer[]): Answer => {
  const last = answers.at(-1);
  if (answers.length === 1 && last) {
    return last;
  }
  return makeAnswer({
    kind: last?.kind ?? 'result',
    text: answers.map(({ text }) => text).join('\n\n'),
    confidence: Math.min(...answers.map(({ confidence }) => confidence)),
    citations: answers.flatMap(({ citations }) => citations),
    follow: answers.findLast(({ follow }) => follow)?.follow,
    notes: answers.flatMap((answer) => withoutOutput(answer).notes),
  });
};

/** Carries out plans in order, up to the first that is refused. */
export const carryOutAll =
  (carryOut: CarryOut) =>
  async (
    plans: readonly Plan[],
    question: string,
    { caller, key, focus, timeZone }: { caller: Call; key: string; focus: Focus; timeZone: string },
  ): Promise<{ answer: Answer; focus: Focus; started: string[] }> => {
    const answers: Answer[] = [];
    let spoken = focus;
    for (const [index, plan] of plans.entries()) {
      const { answer, about } = await carryOut(plan, question, caller, { key: `${key}-${index}`, timeZone });
      answers.push(answer);
      spoken = nextFocus(spoken, about, plan);
      if (answer.kind === 'refused') {
        const left = plans.length - index - 1;
        answers.push(
          ...(left > 0
            ? [makeAnswer({ kind: 'refused', text: `The ${left} after it ${left === 1 ? 'was' : 'were'} not done.` })]
            : []),
        );
        break;
      }
    }
    const started = answers.flatMap(({ follow }) => (follow ? [follow.run] : []));
    return { answer: join(answers), focus: spoken, started };
  };

/** Says what is not understood, after looking in logs and documents where it is a question. */
export const answerUnknown =
  (call: CallCapability) =>
  async (planned: Extract<Planned, { kind: 'unknown' }>, token: string): Promise<Answer> => {
    const { query, suggestions, confidence, command } = planned;
    if (command !== undefined) {
      const text = `That is not done in a conversation. In a terminal: navigator ${command}`;
      return makeAnswer({ kind: 'unknown', text, confidence });
    }
    if (query === undefined) {
      return makeAnswer({
        kind: 'unknown',
        text: 'I do not know how to do that.',
        confidence,
        suggestions: [...suggestions],
      });
    }
    try {
      const found = await answerFreeQuestion(call)(query, {}, token);
      return (
        found ??
        makeAnswer({
          kind: 'unknown',
          text: 'I found nothing about that in the logs and documents that you may see.',
          confidence,
          suggestions: [...suggestions],
        })
      );
    } catch (error) {
      if (!isUnsearchable(error)) {
        throw error;
      }
      return makeAnswer({
        kind: 'unknown',
        text: 'I do not know that, and logs and documents cannot be searched just now.',
        confidence,
        suggestions: [...suggestions],
        notes: [error.message],
      });
    }
  };
