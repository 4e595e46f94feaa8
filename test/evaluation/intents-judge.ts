import type * as z from 'zod';
import { catalogue } from '../../functions/catalogue.ts';
import type { Plan } from '../../functions/chat/contract.ts';
import { needsYes } from '../../functions/chat/domain/needs-yes.ts';
import type { Planned } from '../../functions/chat/domain/planner.ts';
import type { Case, World } from './intents-cases.ts';

/**
 * `right`: what was meant, or the question that had to be asked. `asked`: asked back without need. `refused`: not
 * understood. `incomplete`: the first of several things only. `wrong input`: what was meant, of something else.
 * `wrong operation`: something else is done at once; `offered wrongly`: something else is shown, and waits for a yes.
 */
export const verdicts = [
  'right',
  'asked',
  'refused',
  'incomplete',
  'wrong input',
  'offered wrongly',
  'wrong operation',
] as const;
export type Verdict = (typeof verdicts)[number];

type Input = Readonly<Record<string, unknown>>;

interface Expected {
  readonly operation: string;
  readonly input: Input;
}

/** The plans that would be carried out, or wait for a yes. */
export const plansOf = (planned: Planned): readonly Plan[] => {
  if (planned.kind === 'several') {
    return planned.plans;
  }
  return planned.kind === 'plan' ? [planned.plan] : [];
};

/** Whether plans are shown first and done after a yes only, as the chat has it. */
export const waitsForYes = (plans: readonly Plan[]): boolean =>
  needsYes(plans.map(({ operation }) => catalogue.find(({ id }) => id === operation)?.effect));

/** The plans that are meant: those, or the likeliest that it asks about. */
export const likeliestOf = (planned: Planned): readonly Plan[] =>
  planned.kind === 'question' && planned.pending.awaits === 'operation'
    ? planned.pending.plans.slice(0, 1)
    : plansOf(planned);

const hour = 60 * 60_000;

const timeOf = (value: unknown): number => Date.parse(String(value));

/** A span of time without an end ends now. */
const spanOf = ({ since, until }: Input, now: Date): [number, number] => [
  since === undefined ? Number.NEGATIVE_INFINITY : timeOf(since),
  until === undefined ? now.getTime() : Math.min(timeOf(until), now.getTime()),
];

const isSameTime = (wanted: Input, made: Input, tolerance: Case['timeTolerance'], now: Date): boolean => {
  if (wanted.since === undefined && wanted.until === undefined) {
    return made.since === undefined && made.until === undefined;
  }
  const [from, to] = spanOf(wanted, now);
  const [madeFrom, madeTo] = spanOf(made, now);
  const reach = tolerance === 'hour' ? hour : 24 * hour;
  const isNear = (one: number, other: number) => one === other || Math.abs(one - other) <= reach;
  const shared = Math.min(to, madeTo) - Math.max(from, madeFrom);
  return isNear(from, madeFrom) && isNear(to, madeTo) && (tolerance === 'hour' || shared >= (to - from) / 2);
};

const isEqual = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

const workflowOf = ({ runs }: World, run: unknown): string | undefined => runs.find(({ id }) => id === run)?.workflow;

/** Explaining a workflow is explaining its last run that failed. */
const withRun = (operation: string, input: Input, world: World): Input => {
  const { workflow, ...rest } = input;
  if (operation !== 'chat.explain' || workflow === undefined || input.run !== undefined) {
    return input;
  }
  const failed = world.runs.find((run) => run.workflow === workflow && run.state === 'failed');
  return failed ? { ...rest, run: failed.id } : input;
};

/** What a field is where nobody says anything of it. */
const defaultOf = (operation: string, field: string): unknown => {
  const fields: Readonly<Record<string, z.ZodType>> | undefined = catalogue.find(({ id }) => id === operation)?.input
    .shape;
  return fields?.[field]?.safeParse(undefined).data;
};

const loose = new Set(['since', 'until', 'query']);

const fits = ({ operation, input }: Expected, made: Plan, each: Case, world: World): boolean => {
  const hasTime = made.input.since !== undefined || made.input.until !== undefined;
  const [wanted, got] = hasTime
    ? [input, made.input]
    : [withRun(operation, input, world), withRun(operation, made.input, world)];
  const fields = [...new Set([...Object.keys(wanted), ...Object.keys(got)])].filter((field) => !loose.has(field));
  const query = String(got.query ?? '').toLowerCase();
  return (
    made.operation === operation &&
    isSameTime(wanted, got, each.timeTolerance, world.now) &&
    (operation !== 'knowledge.search' || each.queryWords.every((word) => query.includes(word))) &&
    fields.every(
      (field) =>
        isEqual(wanted[field], got[field]) ||
        (!(field in wanted) && isEqual(got[field], defaultOf(operation, field))) ||
        (field in each.optional && isEqual(each.optional[field], got[field])) ||
        (field === 'workflow' && !(field in wanted) && got.workflow === workflowOf(world, got.run)),
    )
  );
};

/** What is right for a case, in order; nothing where a conversation does not do it. */
export const expectedOf = ({ operation, input }: Pick<Case, 'operation' | 'input'>): Expected[] => {
  const inputs = [input].flat();
  return (operation === null ? [] : [operation].flat())
    .map((each, index) => ({ operation: each, input: inputs[index] ?? {} }))
    .filter((each) => catalogue.some(({ id, examples }) => id === each.operation && examples.length > 0));
};

const judgeAs = (expected: readonly Expected[], each: Case, plans: readonly Plan[], world: World): Verdict => {
  if (each.ask || plans.some((plan, index) => plan.operation !== expected[index]?.operation)) {
    return waitsForYes(plans) ? 'offered wrongly' : 'wrong operation';
  }
  if (!plans.every((plan, index) => expected[index] && fits(expected[index], plan, each, world))) {
    return 'wrong input';
  }
  return plans.length < expected.length ? 'incomplete' : 'right';
};

/** The best verdict of the ways that are right. */
const judgePlans = (each: Case, plans: readonly Plan[], world: World): Verdict => {
  const found = [each, ...each.also].map((way) => judgeAs(expectedOf(way), each, plans, world));
  return verdicts.find((verdict) => found.includes(verdict)) ?? 'wrong operation';
};

/** Whether the chat's own look-up of a question that it does not understand is the search that is meant: all of it, unfiltered. */
const isLookedUp = (each: Case, { operation, input }: Expected, query: string | undefined): boolean =>
  operation === 'knowledge.search' &&
  query !== undefined &&
  !Array.isArray(each.operation) &&
  Object.keys(input).every((field) => field === 'query') &&
  each.queryWords.every((word) => query.toLowerCase().includes(word));

/** Judges what a message was understood as. */
export const judge = (each: Case, planned: Planned, world: World): Verdict => {
  const [expected] = expectedOf(each);
  if (planned.kind === 'question') {
    const isWanted = each.ask || (each.missing.length > 0 && planned.operation === expected?.operation);
    return isWanted ? 'right' : 'asked';
  }
  if (planned.kind === 'unknown') {
    const isNothingMeant = expected === undefined && !each.ask;
    return isNothingMeant || (expected && isLookedUp(each, expected, planned.query)) ? 'right' : 'refused';
  }
  return judgePlans(each, plansOf(planned), world);
};
