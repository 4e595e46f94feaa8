import type { Operation } from '../../../shared/operation.ts';
import type { Plan } from '../../contract.ts';
import { readConsent } from '../consent.ts';
import { describePlan } from '../describe-plan.ts';
import type { Choice, Focus, Names, Pending, Planned, Planner, PlanningContext } from '../planner.ts';
import { canUse, countMissing, type Filled, fillSlots, isOrder, type Open, type Surroundings } from './fill-slots.ts';
import { type ExampleIndex, indexExamples } from './index-examples.ts';
import { readChoice } from './read-choice.ts';
import { type ReadMessage, readMessage } from './read-message.ts';
import { type Meanings, type Scored, scoreOperations } from './score-operations.ts';
import { splitIntents } from './split-intents.ts';
import { isHeldBack, isQuestion, stem, wordsOf } from './words.ts';

/** Turns texts into vectors of length 1, in their order. Throws where that is not possible now. */
export type Embed = (texts: readonly string[]) => Promise<readonly Float32Array[]>;

export interface OfflineDeps {
  readonly operations: readonly Operation[];
  readonly embed: Embed;
}

/** Confidence from which a plan is carried out, and from which it is at least asked about. */
const enough: Readonly<Record<Operation['effect'], number>> = { read: 0.46, write: 0.6, destructive: 0.52 };
const worthAsking = 0.36;

/** What each thing that the operation has no field for takes from its score, and each field that nothing fills. */
const unusedCosts = 0.15;
const missingCosts = 0.06;

/** Lead over the next operation that counts as clear. */
const clearLead = 0.08;

const wordsOnly = 'Meanings could not be compared just now, so only words were.';

interface Reading {
  readonly message: ReadMessage;
  readonly around: Surroundings;
  readonly scored: readonly Scored[];
  readonly confidence: number;
  readonly notes: readonly string[];
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** How sure the first is: its score, less where another operation fits nearly as well. */
const confidenceOf = ([best, next]: readonly Scored[]): number => {
  if (!best) {
    return 0;
  }
  const lead = Math.min(1, (best.score - (next?.score ?? 0)) / clearLead);
  return Math.max(0, Math.min(1, best.score * (0.8 + 0.2 * lead)));
};

/** Operations that could be meant: a question asks for no deed, and what is mentioned should have a place in the input. */
const weighFit = (scored: readonly Scored[], message: ReadMessage, focus: Focus): Scored[] =>
  scored
    .filter(({ operation }) => operation.effect === 'read' || !isQuestion(message.words))
    .map((each) => {
      const unused = message.mentions.filter((mention) => !canUse(each.operation, mention));
      const missing = countMissing(each.operation, message, focus);
      return { ...each, score: each.score - unusedCosts * unused.length - missingCosts * missing };
    })
    .sort((one, other) => other.score - one.score);

/** An example as this caller could say it. */
const sayExample = (text: string, { workflows, repositories }: Names): string =>
  text
    .replaceAll('nightly_sales', workflows[0]?.name ?? 'nightly_sales')
    .replaceAll('company/sales', repositories[0] ?? 'company/sales');

const suggestionsOf = (scored: readonly Scored[], names: Names): string[] =>
  scored.slice(0, 3).map(({ example }) => sayExample(example.text, names));

const listChoices = (choices: readonly Choice[]): string =>
  choices.length === 0 ? '' : `\n${choices.map(({ label }, index) => `${index + 1}. ${label}`).join('\n')}`;

const askFor = (operation: Operation, filled: Filled, { slot, why, choices }: Open): Planned => {
  const what = `${slot.field}: ${slot.description}`;
  return {
    kind: 'question',
    text: `${[why, `To ${lower(operation.summary)}, I need its ${what}.`].filter((each) => each !== '').join(' ')}${listChoices(choices)}`,
    confidence: 1,
    operation: operation.id,
    suggestions: choices.map(({ value }) => value),
    pending: {
      awaits: 'field',
      operation: operation.id,
      input: { ...filled.input },
      field: slot.field,
      choices: [...choices],
    },
  };
};

const askWhether = (plans: readonly Plan[], operations: readonly Operation[], confidence: number): Planned => {
  const labels = plans.map(({ operation, input }) => {
    const found = operations.find(({ id }) => id === operation);
    return found ? describePlan(found, input) : operation;
  });
  const [only, ...others] = labels;
  return {
    kind: 'question',
    text:
      others.length === 0
        ? `Did you mean: ${only}? Say yes, or say it in other words.`
        : `Did you mean:\n${labels.map((label, index) => `${index + 1}. ${label}`).join('\n')}\nSay which, or say it in other words.`,
    confidence,
    operation: plans[0]?.operation,
    suggestions: labels,
    pending: { awaits: 'operation', plans: [...plans] },
  };
};

/** Makes the offline engine: retrieval over the operations' examples, and slots filled from real names. */
export const planOffline = ({ operations, embed }: OfflineDeps): Planner => {
  const index: ExampleIndex = indexExamples(operations);
  let vectors: Promise<readonly Float32Array[]> | undefined;

  /** The examples' vectors are the same for the life of a worker. */
  const exampleVectors = (): Promise<readonly Float32Array[]> => {
    vectors ??= embed(index.examples.map(({ template }) => template)).catch((error: unknown) => {
      vectors = undefined;
      throw error;
    });
    return vectors;
  };

  const compareMeanings = async (message: ReadMessage): Promise<Meanings | undefined> => {
    try {
      const [examples, [vector]] = await Promise.all([exampleVectors(), embed([message.template])]);
      return vector && { message: vector, examples };
    } catch {
      return undefined;
    }
  };

  const read = async (text: string, context: PlanningContext, names: Names): Promise<Reading> => {
    const { now, timeZone, focus, lookUp } = context;
    const { isCommon, spell } = index;
    const message = readMessage(text, { names, clock: { now, timeZone }, isCommon, spell });
    const meanings = await compareMeanings(message);
    const { scored: found, none } = scoreOperations(message, index, meanings);
    const scored = weighFit(found, message, focus);
    return {
      message,
      around: { message, examples: index.examples, focus, names, lookUp },
      scored,
      confidence: (scored[0]?.score ?? 0) > none ? confidenceOf(scored) : 0,
      notes: meanings ? [] : [wordsOnly],
    };
  };

  const findOperation = (id: string): Operation | undefined => operations.find((operation) => operation.id === id);

  /** A plan, once nothing is open; else the question for what is. */
  const settle = (operation: Operation, filled: Filled, confidence: number): Planned => {
    const [open] = filled.open;
    return open
      ? askFor(operation, filled, open)
      : { kind: 'plan', plan: { operation: operation.id, input: { ...filled.input }, confidence } };
  };

  const unknown = ({ message, around, scored, confidence, notes }: Reading): Planned => ({
    kind: 'unknown',
    confidence,
    suggestions: suggestionsOf(scored, around.names),
    query: isQuestion(message.words) || message.text.trim().endsWith('?') ? message.text : undefined,
    notes,
  });

  /** Whether a deed may be done on this sentence alone: nothing in it holds back, and nothing of it was passed over. */
  const isPlainOrder = ({ message }: Reading, operation: Operation, filled: Filled): boolean =>
    operation.effect === 'read' ||
    ((operation.effect === 'destructive' || isOrder(operation, message, index.examples)) &&
      !(
        isHeldBack(message.words) ||
        filled.isGuess ||
        message.mentions.some((mention) => !canUse(operation, mention))
      ));

  /** "run one and another": the same once for each. */
  const forEach = async ({ message, around }: Reading, plan: Plan): Promise<Plan[]> => {
    const operation = findOperation(plan.operation);
    const workflows = message.mentions.filter(({ readings }) => readings[0]?.kind === 'workflow');
    if (!operation || workflows.length < 2) {
      return [plan];
    }
    const inputs = await Promise.all(
      workflows.map((workflow) => {
        const mentions = message.mentions.filter((each) => each === workflow || !workflows.includes(each));
        return fillSlots(operation, {}, { ...around, message: { ...message, mentions } });
      }),
    );
    return inputs.every(({ open }) => open.length === 0)
      ? inputs.map(({ input }) => ({ ...plan, input: { ...input } }))
      : [plan];
  };

  const decide = async (reading: Reading): Promise<Planned> => {
    const { scored, confidence, around, notes } = reading;
    const [best, next] = scored;
    if (!best || confidence < worthAsking) {
      return unknown(reading);
    }
    const { operation } = best;
    const filled = await fillSlots(operation, {}, around);
    const isSure = confidence >= enough[operation.effect];
    if (isSure && isPlainOrder(reading, operation, filled)) {
      const settled = settle(operation, filled, confidence);
      const plans = settled.kind === 'plan' ? await forEach(reading, settled.plan) : [];
      return plans.length > 1 ? { kind: 'several', plans, notes } : { ...settled, notes };
    }
    if (isQuestion(reading.message.words) && !isSure) {
      return unknown(reading);
    }
    if (filled.open.length > 0) {
      // Asking for what is missing does no harm, so a read's confidence will do.
      return confidence >= enough.read ? { ...settle(operation, filled, confidence), notes } : unknown(reading);
    }
    const plans = [{ operation: operation.id, input: { ...filled.input }, confidence }];
    if (next && !isSure && next.score > best.score - clearLead / 2) {
      const other = await fillSlots(next.operation, {}, around);
      plans.push(
        ...(other.open.length === 0 ? [{ operation: next.operation.id, input: { ...other.input }, confidence }] : []),
      );
    }
    return { ...askWhether(plans, operations, confidence), notes };
  };

  /** "and yesterday?", "what about disk_report?": the last question again, with what is new in it. */
  const followUp = async ({ message, around, notes }: Reading): Promise<Planned | undefined> => {
    const last = around.focus.plan;
    const operation = last && findOperation(last.operation);
    const rest = message.tokens.filter((token) => !token.startsWith('<'));
    const isShort = rest.every((token) =>
      ['what', 'about', 'how', 'then', 'in', 'on', 'of', 'with'].map(stem).includes(token),
    );
    const hasNews =
      message.mentions.length > 0 && operation && message.mentions.every((each) => canUse(operation, each));
    if (!last || operation?.effect !== 'read' || !isShort || !hasNews) {
      return undefined;
    }
    const news = await fillSlots(operation, {}, { ...around, focus: {} });
    // Another workflow is another run: what was found by way of the old one goes.
    const names = message.mentions.some(({ readings }) => readings[0]?.kind === 'workflow');
    const { run: _run, task: _task, ...others } = last.input;
    const input = { ...(names ? others : last.input), ...news.input };
    return { ...settle(operation, { ...news, input, open: names ? news.open : [] }, 0.9), notes };
  };

  const answerField = async (
    pending: Extract<Pending, { awaits: 'field' }>,
    reading: Reading,
  ): Promise<Planned | undefined> => {
    const operation = findOperation(pending.operation);
    if (!operation) {
      return undefined;
    }
    const { message, around, scored } = reading;
    const choice = readChoice(message.text, pending.choices);
    if (choice) {
      const input = { ...pending.input, [pending.field]: choice.value };
      return settle(operation, await fillSlots(operation, input, around), 1);
    }
    const filled = await fillSlots(operation, pending.input, around);
    const rest = message.tokens.filter((token) => !token.startsWith('<'));
    const isAnswered = pending.field in filled.input;
    if (isAnswered && rest.length <= 2) {
      return settle(operation, filled, 1);
    }
    const isOther = scored[0] !== undefined && reading.confidence >= enough[scored[0].operation.effect];
    const taken = operation.input.shape[pending.field]?.safeParse(message.text.trim());
    return !isOther && pending.choices.length === 0 && taken?.success
      ? settle(
          operation,
          await fillSlots(operation, { ...pending.input, [pending.field]: message.text.trim() }, around),
          1,
        )
      : undefined;
  };

  const answerPending = async (text: string, pending: Pending, reading: Reading): Promise<Planned | undefined> => {
    if (pending.awaits === 'field') {
      return answerField(pending, reading);
    }
    const choices = pending.plans.map(({ operation }, index) => ({ label: operation, value: String(index) }));
    const picked = readChoice(text, choices);
    const isYes = readConsent(text) === 'yes' && pending.plans.length === 1;
    const plan = isYes ? pending.plans[0] : picked && pending.plans[Number(picked.value)];
    return plan && { kind: 'plan', plan: { ...plan, confidence: 1 } };
  };

  const plansOf = (planned: Planned): readonly Plan[] => {
    if (planned.kind === 'several') {
      return planned.plans;
    }
    return planned.kind === 'plan' ? [planned.plan] : [];
  };

  const hasNames = (part: string, { now, timeZone }: PlanningContext, names: Names): boolean => {
    const { isCommon, spell } = index;
    return readMessage(part, { names, clock: { now, timeZone }, isCommon, spell }).mentions.length > 0;
  };

  /** What one sentence asks for besides: in order, up to where one is not clear. Undefined where it is one thing. */
  const planParts = async (text: string, context: PlanningContext, names: Names): Promise<Planned | undefined> => {
    const parts = splitIntents(text, index.isStarter);
    if (parts.length < 2 || isHeldBack(wordsOf(text))) {
      return undefined;
    }
    const plans: Plan[] = [];
    for (const [position, part] of parts.entries()) {
      // A deed changes what "it" is, so nothing that comes after is read by what was spoken of before.
      const hasDeed = plans.some(({ operation }) => findOperation(operation)?.effect !== 'read');
      const planned = await decide(await read(part, hasDeed ? { ...context, focus: {} } : context, names));
      if (plansOf(planned).length === 0) {
        const left = parts.slice(position).map((each) => `“${each}”`);
        return plans.length === 0
          ? undefined
          : { kind: 'several', plans, notes: [`Not done: ${left.join(', ')}. Say it again on its own.`] };
      }
      const isSaidAgain =
        plans.length > 0 && plansOf(planned).every(({ operation }) => operation === plans.at(-1)?.operation);
      if (isSaidAgain && !hasNames(part, context, names)) {
        return undefined;
      }
      plans.push(...plansOf(planned));
    }
    return { kind: 'several', plans };
  };

  return async (text, context) => {
    const names = await context.lookUp.names(context.focus.run);
    const reading = await read(text, context, names);
    const answered = context.pending && (await answerPending(text, context.pending, reading));
    return answered ?? (await followUp(reading)) ?? (await planParts(text, context, names)) ?? decide(reading);
  };
};
