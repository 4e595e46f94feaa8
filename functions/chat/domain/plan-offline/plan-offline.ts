import type { Operation } from '../../../shared/operation.ts';
import type { Plan } from '../../contract.ts';
import { readConsent } from '../consent.ts';
import { nextFocus, spokenOf } from '../next-focus.ts';
import type { Focus, Names, Pending, Planned, Planner, PlanningContext } from '../planner.ts';
import { fillSlots } from './fill-slots.ts';
import { isText } from './find-mentions.ts';
import { canUse } from './match-operation.ts';
import { askFor, askWhich, suggest } from './phrase-question.ts';
import { isPlainOrder } from './plain-order.ts';
import { planForEach, withoutLeftOut } from './plan-for-each.ts';
import { readChoice } from './read-choice.ts';
import { readCorrection } from './read-correction.ts';
import { type Finding, type Intent, readIntent } from './read-intent.ts';
import { isDetail, isJoined, splitIntents, splitNouns } from './split-intents.ts';
import type { Filled } from './surroundings.ts';
import { isHeldBack, isQuestion, stem } from './words.ts';

/**
 * Confidence from which a plan is carried out, and from which what is meant, or missing, is asked for; the latter of the
 * likeliest two together. A deed has to be ordered as well, or waits for a yes. Words alone are never as sure.
 */
type Thresholds = Readonly<Record<Operation['effect'] | 'asking', number>>;
const byMeaning: Thresholds = { read: 0.7, write: 0.7, destructive: 0.5, asking: 0.6 };
const byWordsAlone: Thresholds = { read: 0.7, write: 0.6, destructive: 0.5, asking: 0.5 };

const thresholdsOf = ({ isByWords }: Intent): Thresholds => (isByWords ? byWordsAlone : byMeaning);

/** Confidence from which a part of a sentence is one by itself. */
const clear = 0.7;

/** Words of a message that only takes up the last question: "and what about disk_report?" */
const takingUp = new Set(['what', 'about', 'how', 'then', 'in', 'on', 'of', 'with', 'for', 'and'].map(stem));

/** A plan, once nothing is open; else the question for what is. */
const settle = (
  operation: Operation,
  { input, open: [open] }: Pick<Filled, 'input' | 'open'>,
  confidence: number,
): Planned =>
  open
    ? askFor(operation, { input }, open)
    : { kind: 'plan', plan: { operation: operation.id, input: { ...input }, confidence } };

const plansOf = (planned: Planned): readonly Plan[] => {
  if (planned.kind === 'several') {
    return planned.plans;
  }
  return planned.kind === 'plan' ? [planned.plan] : [];
};

/** What they tell besides, once. */
const notesOf = (decided: readonly Planned[]): readonly string[] => [
  ...new Set(decided.flatMap(({ notes = [] }) => notes)),
];

/** Its plans, or those that it asks about. */
const likeliestOf = (planned: Planned): readonly Plan[] =>
  planned.kind === 'question' && planned.pending.awaits === 'operation' ? planned.pending.plans : plansOf(planned);

/** The workflow that a message names. */
const workflowIn = ({ message }: Pick<Intent, 'message'>): string | undefined =>
  message.mentions.flatMap(({ readings: [first] }) =>
    first?.kind === 'workflow' && first.isKnown ? [first.value] : [],
  )[0];

/** Without examples it is for other doors than a conversation; it is understood all the same, to say so. */
const isPlannable = ({ examples }: Operation): boolean => examples.length > 0;

type Unknown = Extract<Planned, { kind: 'unknown' }>;

const unknown = ({ message, around, scored, confidence, notes, mayUse }: Intent): Unknown => ({
  kind: 'unknown',
  confidence,
  suggestions: suggest(
    scored.filter(({ operation }) => isPlannable(operation) && mayUse(operation)),
    around.names,
  ),
  query: isQuestion(message.plainWords) || message.text.trim().endsWith('?') ? message.text : undefined,
  workflow: workflowIn({ message }),
  notes,
});

const words = (tokens: readonly string[]): string[] => tokens.filter((token) => !token.startsWith('<'));

/** The names that there are once these plans are carried out. */
const namesAfter = (names: Names, plans: readonly Plan[]): Names => {
  const made = (operation: string, field: string): string[] =>
    plans.filter((plan) => plan.operation === operation).map(({ input }) => String(input[field]));
  return {
    ...names,
    sources: [...names.sources, ...made('sources.add', 'source')],
    repositories: [...names.repositories, ...made('repositories.add', 'repository')],
  };
};

/** "After that" is no condition. */
const inTurn = (text: string): string => text.replace(/\bafter (?:that|this)\b,?/gi, 'then').replace(/\s&\s/g, ' and ');

/** Makes the offline engine: what is meant by what was learnt of utterances, and slots filled from real names. */
export const planOffline = (finding: Finding): Planner => {
  const { operations } = finding;
  const { read, isStarter, intentOf } = readIntent(finding);
  const findOperation = (id: string): Operation | undefined => operations.find((operation) => operation.id === id);

  const carryOut = async (intent: Intent, operation: Operation, filled: Filled): Promise<Planned> => {
    const { notes } = intent;
    const settled = settle(operation, filled, intent.confidence);
    if (settled.kind !== 'plan') {
      return { ...settled, notes };
    }
    const { plans, notes: notDone } = await planForEach(intent, operation, settled.plan);
    const told = { notes: [...notes, ...notDone] };
    const [plan, ...others] = plans;
    return plan && others.length === 0 ? { kind: 'plan', plan, ...told } : { kind: 'several', plans, ...told };
  };

  /** The likeliest plan and, where it is not sure, the next one. */
  const askBack = async (intent: Intent, plan: Plan): Promise<Planned> => {
    const {
      scored: [, next],
      around,
      confidence,
    } = intent;
    const thresholds = thresholdsOf(intent);
    const plans = [plan];
    if (next && isPlannable(next.operation) && confidence < thresholds.read) {
      const { input, open } = await fillSlots(next.operation, {}, around);
      plans.push(...(open.length === 0 ? [{ operation: next.operation.id, input: { ...input }, confidence }] : []));
    }
    return askWhich(plans, operations, confidence);
  };

  const decide = async (intent: Intent): Promise<Planned> => {
    const { scored, confidence, around, notes } = intent;
    const [best, next] = scored;
    const thresholds = thresholdsOf(intent);
    // Two operations that are close are asked about; anything that is close to meaning none is not understood.
    if (!best || confidence === 0 || confidence + (next?.score ?? 0) < thresholds.asking) {
      return unknown(intent);
    }
    const { operation } = best;
    if (!isPlannable(operation)) {
      return { ...unknown(intent), command: operation.command };
    }
    const filled = await fillSlots(operation, {}, { ...around, message: withoutLeftOut(around.message) });
    const isSure = confidence >= thresholds[operation.effect];
    if (isSure && isPlainOrder(intent, operation, filled)) {
      return carryOut(intent, operation, filled);
    }
    if (filled.open.length > 0) {
      // Asking for what is missing does no harm.
      return confidence >= thresholds.asking ? { ...settle(operation, filled, confidence), notes } : unknown(intent);
    }
    return { ...(await askBack(intent, { operation: operation.id, input: { ...filled.input }, confidence })), notes };
  };

  /** A plan again, with what a message names in place of what it had. */
  const planAnew = async ({ message, around, notes }: Intent, last: Plan, operation: Operation): Promise<Planned> => {
    const news = await fillSlots(operation, {}, { ...around, focus: {} });
    // Another workflow has other runs: what was found by way of the old one goes.
    const isOther = message.mentions.some(({ readings: [first] }) => first?.kind === 'workflow');
    const { run: _run, task: _task, ...rest } = last.input;
    const input = { ...(isOther ? rest : last.input), ...news.input };
    return { ...settle(operation, { input, open: isOther ? news.open : [] }, 0.9), notes };
  };

  /** Whether a message has nothing but names, and the operation a field for each. */
  const isOnlyNames = ({ message }: Intent, operation: Operation): boolean =>
    message.mentions.length > 0 &&
    message.mentions.every((each) => canUse(operation, each)) &&
    words(message.tokens).every((token) => takingUp.has(token));

  /** "and yesterday?", "what about disk_report?": the last question again, with what is new in it. */
  const followUp = async (intent: Intent): Promise<Planned | undefined> => {
    const last = intent.around.focus.plan;
    const operation = last && findOperation(last.operation);
    const isRead = operation?.effect === 'read';
    return last && isRead && isOnlyNames(intent, operation) ? planAnew(intent, last, operation) : undefined;
  };

  /** "no, I meant disk_report": what was understood last, of what is named now. */
  const correct = async (intent: Intent, pending: Pending | undefined): Promise<Planned | undefined> => {
    const asked = pending?.awaits === 'operation' ? pending.plans[0] : undefined;
    const last = asked ?? intent.around.focus.plan;
    const operation = last && findOperation(last.operation);
    return operation && isOnlyNames(intent, operation) ? planAnew(intent, last, operation) : undefined;
  };

  const answerField = async (
    pending: Extract<Pending, { awaits: 'field' }>,
    intent: Intent,
  ): Promise<Planned | undefined> => {
    const operation = findOperation(pending.operation);
    if (!operation) {
      return undefined;
    }
    const { message, around, scored } = intent;
    const schema = operation.input.shape[pending.field];
    const take = async (said: unknown): Promise<Planned> => {
      // A field of several things is answered with one of them.
      const value = !schema?.safeParse(said).success && schema?.safeParse([said]).success ? [said] : said;
      return settle(operation, await fillSlots(operation, { ...pending.input, [pending.field]: value }, around), 1);
    };
    const choice = readChoice(message.text, pending.choices);
    if (choice) {
      return take(choice.value);
    }
    const filled = await fillSlots(operation, pending.input, around);
    if (pending.field in filled.input && words(message.tokens).length <= 2) {
      return settle(operation, filled, 1);
    }
    const isOther = scored[0] !== undefined && intent.confidence >= thresholdsOf(intent)[scored[0].operation.effect];
    const value = message.text.trim();
    const isFitting = schema?.safeParse(value).success;
    return !isOther && pending.choices.length === 0 && isFitting ? take(value) : undefined;
  };

  const answerPending = async (text: string, pending: Pending, intent: Intent): Promise<Planned | undefined> => {
    if (pending.awaits === 'field') {
      return answerField(pending, intent);
    }
    const choices = pending.plans.map(({ operation }, index) => ({ label: operation, value: String(index) }));
    const picked = readChoice(text, choices);
    const isYes = readConsent(text) === 'yes' && pending.plans.length === 1;
    const plan = isYes ? pending.plans[0] : picked && pending.plans[Number(picked.value)];
    return plan && { kind: 'plan', plan: { ...plan, confidence: 1 } };
  };

  /** What was spoken of after these plans; a run that is still to be started is not known. */
  const spokenAfter = (focus: Focus, plans: readonly Plan[]): Focus =>
    plans.some(({ operation }) => operation === 'runs.trigger')
      ? {}
      : plans.reduce((spoken, each) => nextFocus(spoken, spokenOf(each, undefined)), focus);

  /** Two things under one verb, where each is clear by itself. */
  const planNouns = async (text: string, context: PlanningContext, names: Names): Promise<Planned | undefined> => {
    const parts = splitNouns(text);
    const intents = await Promise.all(parts.map((part) => intentOf(part, context, names)));
    const found = await Promise.all(intents.map(decide));
    const plans = found.flatMap(plansOf);
    const isClear = found.every(({ kind }) => kind === 'plan') && plans.every(({ confidence }) => confidence >= clear);
    const isRead = plans.every(({ operation }) => findOperation(operation)?.effect === 'read');
    const isOther = new Set(plans.map(({ operation }) => operation)).size === plans.length;
    const notes = notesOf(found);
    return plans.length > 1 && isClear && isRead && isOther ? { kind: 'several', plans, notes } : undefined;
  };

  /** Whether all of a message means this one plan, and says more of it: "make a key for kim, read only" is one wish. */
  const isMoreOf = async (text: string, context: PlanningContext, names: Names, plans: readonly Plan[]) => {
    const [part, ...others] = plans;
    const found = await decide(await intentOf(text, context, names));
    const [whole] = likeliestOf(found);
    if (part === undefined || others.length > 0) {
      return false;
    }
    return found.kind === 'question' && found.pending.awaits === 'field'
      ? found.operation === part.operation
      : whole?.operation === part.operation && Object.keys(whole.input).length > Object.keys(part.input).length;
  };

  /** What one sentence asks for besides: in order, up to where one is not clear. Undefined where it is one thing. */
  const planParts = async (text: string, context: PlanningContext, names: Names): Promise<Planned | undefined> => {
    const said = inTurn(text);
    const parts = splitIntents(said, isStarter);
    const { plainWords, mentions } = read(said, context, names);
    if (mentions.some(isText) || isHeldBack(plainWords)) {
      return undefined;
    }
    if (parts.length < 2) {
      return planNouns(text, context, names);
    }
    const plans: Plan[] = [];
    const decided: Planned[] = [];
    let spoken: string | undefined;
    for (const [position, part] of parts.entries()) {
      const focus = spokenAfter(spoken === undefined ? context.focus : { ...context.focus, workflow: spoken }, plans);
      const intent = await intentOf(part, { ...context, focus }, namesAfter(names, plans));
      const decision = await decide(intent);
      const found = plansOf(decision);
      if (found.length === 0) {
        if (
          isDetail(read(part, context, names)) &&
          !isJoined(said, part) &&
          (await isMoreOf(said, context, names, plans))
        ) {
          return undefined;
        }
        const left = parts.slice(position).map((each) => `“${each}”`);
        const notes = [...notesOf(decided), `Not done: ${left.join(', ')}. Say it again on its own.`];
        return plans.length === 0 ? undefined : { kind: 'several', plans, notes };
      }
      const isSaidAgain = found.every(({ operation }) => operation === plans.at(-1)?.operation);
      if (isSaidAgain && read(part, context, names).mentions.length === 0) {
        return undefined;
      }
      plans.push(...found);
      decided.push(decision);
      spoken = workflowIn(intent) ?? spoken;
    }
    return { kind: 'several', plans, notes: notesOf(decided) };
  };

  return async (said, context) => {
    const { run, tasks } = context.focus;
    const found = await context.lookUp.names(tasks ? undefined : run);
    const names = { ...found, tasks: tasks ?? found.tasks };
    const { text, isCorrection } = readCorrection(said);
    const intent = await intentOf(text, context, names);
    const answered = context.pending && (await answerPending(said, context.pending, intent));
    return (
      answered ??
      (isCorrection ? await correct(intent, context.pending) : undefined) ??
      (await followUp(intent)) ??
      (await planParts(text, context, names)) ??
      decide(intent)
    );
  };
};
