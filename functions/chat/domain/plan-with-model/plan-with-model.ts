import { DomainError } from '../../../shared/errors.ts';
import type { Operation } from '../../../shared/operation.ts';
import type { Plan } from '../../contract.ts';
import { makeAnswer } from '../answer.ts';
import { checkPlan } from '../check-plan.ts';
import { type Converse, type ModelCall, ModelFailure, type ModelMessage, type ModelReply } from '../model.ts';
import { nextFocus, spokenOf } from '../next-focus.ts';
import type { Focus, Planned, PlanningAs, PlanningContext } from '../planner.ts';
import { instructionsFor } from './instructions.ts';
import { limits } from './limits.ts';
import { type Retrieved, retrieve, showResult } from './retrieved.ts';
import { type SettledText, settleText, tellSettled } from './settle-text.ts';
import { operationsFor, planOf, toTool } from './tools.ts';
import { isPasted, isTyped, recall } from './trust.ts';

/** What an answer rests on, how sure it therefore is, and what is said of that. */
const bases = {
  proven: { confidence: 0.9, notes: [] },
  read: { confidence: 0.6, notes: ['The model quotes no line or document for this.'] },
  doubtful: { confidence: 0.5, notes: ['What the model quoted was not found word for word and is left out.'] },
  nothing: {
    confidence: 0.3,
    notes: ['The model read nothing for this: it is not taken from any run, log or document.'],
  },
} as const;

const basisOf = ({ dropped, citations }: SettledText, retrieved: readonly Retrieved[]): keyof typeof bases => {
  if (dropped > 0) {
    return 'doubtful';
  }
  if (citations.length > 0) {
    return 'proven';
  }
  return retrieved.length > 0 ? 'read' : 'nothing';
};

/** A plan is no surer than its model. */
const confidenceOfPlan = 0.8;

/** What a message has come to so far. */
interface Progress {
  readonly messages: readonly ModelMessage[];
  readonly retrieved: readonly Retrieved[];
  readonly focus: Focus;
  readonly steps: number;
  readonly tokens: { readonly input: number; readonly output: number };
}

type Fault = string | undefined;

/** What comes of some work, if it ends in time. */
const within = <T>(signal: AbortSignal, work: Promise<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    const give = () => reject(new ModelFailure('what it asked for took too long', { isPassing: false }));
    if (signal.aborted) {
      give();
    }
    signal.addEventListener('abort', give, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', give));
  });

/**
 * Makes the engine that understands with a model. The model calls operations as tools: reads are made as the caller and go
 * back to it as data; the first reply that wants to change something ends its work, as a plan. That plan needs a yes
 * once the model has read anything that neither the person typed nor we fixed, or where its values were not typed. Throws a
 * ModelFailure where the model does not come to an end within its limits.
 */
export const planWithModel = ({ operations }: { readonly operations: readonly Operation[] }) => {
  const effectOf = ({ operation }: Plan) => operations.find(({ id }) => id === operation)?.effect;

  const faultOf = (offered: readonly Operation[], plan: Plan): Fault => {
    try {
      checkPlan(offered, plan);
      return undefined;
    } catch (error) {
      if (error instanceof DomainError) {
        return error.message;
      }
      throw error;
    }
  };

  /** Why a yes is needed that shows the literal inputs; undefined where it is not. */
  const whyAsk = (plans: readonly Plan[], isTainted: boolean, said: readonly string[]): string | undefined => {
    if (isTainted) {
      return 'Text from logs, documents or names was read to understand this, so nothing is changed without your yes.';
    }
    const deeds = plans.filter((plan) => effectOf(plan) !== 'read');
    return deeds.every((plan) => isTyped(plan, said))
      ? undefined
      : 'Some of this you did not say in so many words, so it needs your yes.';
  };

  const answered = ({ text }: ModelReply, said: readonly string[], { retrieved, focus }: Progress): Planned => {
    const settled = settleText(text, retrieved, said);
    const basis = basisOf(settled, retrieved);
    const answer = makeAnswer({
      kind: settled.text.trim() === '' ? 'unknown' : 'answer',
      text: settled.text.trim() || 'I found nothing to say about that.',
      engine: 'model',
      confidence: bases[basis].confidence,
      citations: [...settled.citations],
      notes: [...bases[basis].notes],
    });
    return { kind: 'answered', answer, focus, operation: retrieved.at(-1)?.operation };
  };

  const readAll = async (
    calls: readonly { readonly call: ModelCall; readonly plan: Plan; readonly fault: Fault }[],
    progress: Progress,
    { read }: PlanningAs,
  ): Promise<Pick<Progress, 'messages' | 'retrieved' | 'focus'>> => {
    const made = await Promise.all(
      calls.map(async ({ call, plan, fault }, index) => {
        const isRead = fault === undefined && effectOf(plan) === 'read';
        const refused =
          fault ?? 'Not done, since another call of the same reply is not possible. Make it again by itself.';
        const answer = isRead ? await read(plan) : makeAnswer({ kind: 'refused', text: refused });
        return { call, plan, answer, isRead, id: `r${progress.retrieved.length + index + 1}` };
      }),
    );
    const reads = made.filter(({ isRead, answer }) => isRead && answer.kind !== 'refused');
    return {
      messages: [
        {
          role: 'results',
          results: made.map(({ call, id, answer }) => ({ call: call.id, text: showResult(id, answer) })),
        },
      ],
      retrieved: [...progress.retrieved, ...made.map(({ id, plan, answer }) => retrieve(id, plan, answer))],
      focus: reads.reduce(
        (focus, { plan, answer }) => nextFocus(focus, spokenOf(plan, answer.output), plan),
        progress.focus,
      ),
    };
  };

  return (converse: Converse) =>
    async (message: string, context: PlanningContext, as: PlanningAs): Promise<Planned> => {
      const { tell } = context;
      const offered = operationsFor(operations, as.principal);
      const tools = offered.map(toTool);
      const instructions = instructionsFor(context);
      const past = recall(operations, await as.turns());
      const said = [...past.said, ...(isPasted(message) ? [] : [message])];
      const wasTainted = past.isTainted || isPasted(message);
      const signal = AbortSignal.timeout(limits.time);

      const step = async (progress: Progress): Promise<Planned> => {
        const { messages, retrieved, steps, tokens } = progress;
        if (steps >= limits.steps || tokens.input + tokens.output >= limits.tokens) {
          throw new ModelFailure('it did not come to an end within the limits of one message', { isPassing: false });
        }
        const telling = tell && tellSettled((written) => settleText(written, retrieved, said).text, tell);
        const maxTokens = limits.tokensOfReply;
        const reply = await converse({ instructions, messages, tools, maxTokens, signal, tell: telling?.write });
        telling?.end();
        const used = { input: tokens.input + reply.usage.input, output: tokens.output + reply.usage.output };
        const usage = { steps: steps + 1, ...used };
        if (reply.calls.length === 0) {
          return { ...answered(reply, [...said, message], progress), engine: 'model', usage };
        }
        const calls = reply.calls.map((call) => {
          const plan = planOf(offered, call, confidenceOfPlan);
          return { call, plan, fault: faultOf(offered, plan) };
        });
        const plans = calls.map(({ plan }) => plan);
        const [first, second] = plans;
        const isDeed = plans.some((plan) => effectOf(plan) !== 'read');
        if (first && isDeed && calls.every(({ fault }) => fault === undefined)) {
          const askBecause = whyAsk(plans, wasTainted || retrieved.length > 0, said);
          const planned: Planned = second ? { kind: 'several', plans } : { kind: 'plan', plan: first };
          return { ...planned, askBecause, engine: 'model', usage };
        }
        const read = await within(signal, readAll(calls, progress, as));
        const asked: ModelMessage = { role: 'assistant', text: reply.text, calls: reply.calls };
        return step({
          ...read,
          messages: [...messages, asked, ...read.messages],
          steps: steps + 1,
          tokens: used,
        });
      };

      return step({
        messages: [...past.messages, { role: 'user', text: message }],
        retrieved: [],
        focus: context.focus,
        steps: 0,
        tokens: { input: 0, output: 0 },
      });
    };
};
