import { DomainError } from '../../shared/errors.ts';
import { isAllowed, type Principal } from '../../shared/principal.ts';
import type { Implementation } from '../../shared/serve-operations.ts';
import type { ExecutionStore } from '../adapters/execution-store.ts';
import { type Execution, showTrend as operation } from '../contract.ts';
import { compareSpans, spanStarts } from '../domain/trend.ts';

/** Entries read at a time, and at most: enough for one a minute, eight days against the eight before. */
const readAtOnce = 500;
const readAtMost = 25_000;

/** Compares the last days of one name with those before. Counted is what the caller may read. */
export const showTrend =
  ({ storeOf }: { storeOf: (principal: Principal) => ExecutionStore }): Implementation<typeof operation> =>
  async ({ name, days }, { principal, authorise, now }) => {
    const time = now();
    const [start] = spanStarts(time, days);
    const found: Execution[] = [];
    for await (const execution of storeOf(principal).newestFirst({ before: undefined, name, atOnce: readAtOnce })) {
      // The newest one is of use however old it is: it says whose name this is.
      if (found.length > 0 && Date.parse(execution.startedAt) <= start.getTime()) {
        break;
      }
      if (found.length === readAtMost) {
        throw new DomainError(
          'input.invalid',
          `days: ${name} ran over ${readAtMost} times in ${2 * days} days. Ask for fewer days.`,
        );
      }
      found.push(execution);
    }
    const readable = found.filter(({ resource }) => isAllowed(principal, operation.access, resource));
    const newest = readable[0] ?? found[0];
    if (!newest) {
      throw new DomainError(
        'resource.unknown',
        `Nothing named ${name} has run. \`navigator executions\` lists what has.`,
      );
    }
    authorise(newest.resource);
    return { name, resource: newest.resource, ...compareSpans(readable, { now: time, days }) };
  };
