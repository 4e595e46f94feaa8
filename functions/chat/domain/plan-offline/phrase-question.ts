import type { Operation } from '../../../shared/operation.ts';
import type { Plan } from '../../contract.ts';
import { describePlan } from '../describe-plan.ts';
import type { Choice, Names, Planned } from '../planner.ts';
import type { Scored } from './score-operations.ts';
import type { Filled, Open } from './surroundings.ts';

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

const number = (labels: readonly string[]): string => labels.map((label, index) => `\n${index + 1}. ${label}`).join('');

/** The question for what is open of an input, with its choices. */
export const askFor = (
  operation: Operation,
  { input }: Pick<Filled, 'input'>,
  { slot, why, choices }: Open,
): Planned => {
  const wanted = `To ${lower(operation.summary)}, I need its ${slot.field}: ${slot.description}.`;
  return {
    kind: 'question',
    text: `${why === '' ? '' : `${why} `}${wanted}${number(choices.map(({ label }: Choice) => label))}`,
    confidence: 1,
    operation: operation.id,
    pending: {
      awaits: 'field',
      operation: operation.id,
      input: { ...input },
      field: slot.field,
      choices: [...choices],
    },
  };
};

/** The question which of these was meant, likeliest first. */
export const askWhich = (plans: readonly Plan[], operations: readonly Operation[], confidence: number): Planned => {
  const labels = plans.map(({ operation, input }) => {
    const found = operations.find(({ id }) => id === operation);
    return found ? describePlan(found, input) : operation;
  });
  return {
    kind: 'question',
    text: labels.length === 1 ? `Did you mean: ${labels[0]}?` : `Did you mean:${number(labels)}`,
    confidence,
    operation: plans[0]?.operation,
    pending: { awaits: 'operation', plans: [...plans] },
  };
};

/** What could be asked for instead, as this caller could say it. */
export const suggest = (scored: readonly Scored[], { workflows, repositories }: Names): string[] =>
  scored
    .slice(0, 3)
    .flatMap(({ operation: { examples } }) => examples.slice(0, 1))
    .map((example) =>
      example
        .replaceAll('nightly_sales', workflows[0]?.name ?? 'nightly_sales')
        .replaceAll('company/sales', repositories[0] ?? 'company/sales'),
    );
