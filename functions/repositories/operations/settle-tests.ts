import * as z from 'zod';
import { type Masking, maskText } from '../../shared/mask-secrets.ts';
import { logger } from '../../shared/observability.ts';
import { type Principal, systemPrincipal } from '../../shared/principal.ts';
import type { PutEvents } from '../../shared/put-events.ts';
import type { StartReconciler } from '../adapters/reconciler.ts';
import type { TestRuns } from '../adapters/test-runs.ts';
import { repositoryEvents, type TestResult, type TestsSettled } from '../contract.ts';
import { judgeReport, TestOrder, TestReport } from '../domain/test-run.ts';
import type { TableOf } from './table-of.ts';

/** How an attempt ended: with a runner's report, or with the error that left it without one. */
export const TestsEnd = TestOrder.extend({
  report: TestReport.optional(),
  error: z.object({ Error: z.string(), Cause: z.string().optional() }).optional(),
});

/** Characters of output that are kept, its end. */
const keptOutput = 8_000;

interface Dependencies {
  readonly runsOf: (principal: Principal) => TestRuns;
  readonly tableOf: TableOf;
  readonly maskingOf: (tenant: string) => Promise<Masking>;
  readonly putEvents: PutEvents;
  readonly startReconciler: StartReconciler;
  readonly now: () => Date;
}

/** Without a secret, without what would steer a terminal, from the beginning of a line. */
const readable = (output: string, masking: Masking): string => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a colour is none of the words.
  const plain = output.replace(/\u001b\[[0-9;]*[A-Za-z]/g, '').replace(/[^\P{C}\n\t]/gu, '');
  const masked = maskText(plain, masking);
  const end = masked.slice(-keptOutput);
  return end.length < masked.length ? end.slice(end.indexOf('\n') + 1) : end;
};

/** Why there is no report; only a runner's own words are for people. */
const describeError = (error: { Error: string; Cause?: string } | undefined): string => {
  if (error?.Error === 'States.Timeout') {
    return 'No runner has finished them in time.';
  }
  return error?.Error === 'TestsUnavailable' && error.Cause ? error.Cause.slice(0, 500) : 'They could not be run.';
};

/** Writes the result of an attempt, tells of it, and starts the reconciler where a push waits for it. Twice is harmless. */
export const settleTests = (deps: Dependencies) => {
  const judge = async ({
    tenant,
    timeout,
    report,
    error,
  }: z.infer<typeof TestsEnd>): Promise<Omit<TestResult, 'id'>> =>
    report
      ? { ...judgeReport(report, timeout), output: readable(report.output, await deps.maskingOf(tenant)) }
      : { state: 'unavailable', reason: describeError(error) };

  return async (end: z.infer<typeof TestsEnd>): Promise<void> => {
    const { tenant, repositoryId, id, attempt, commit } = end;
    const principal = systemPrincipal(tenant, 'settle-tests');
    const runs = deps.runsOf(principal);
    const table = deps.tableOf(principal);
    const before = await runs.find(repositoryId, id);
    const repository = await table.find(repositoryId);
    const settledAt = deps.now().toISOString();
    const startedAt = before?.startedAt ?? settledAt;
    const judged = { id, attempt, commit, startedAt, settledAt, ...(await judge(end)) };
    const { state, counts, seconds, reason, ...run } = await runs.settle(repositoryId, judged);
    if (!repository || run.attempt !== attempt) {
      return;
    }
    const event: TestsSettled = {
      id: `${repositoryId}/${id}/${attempt}`,
      time: run.settledAt ?? settledAt,
      tenant,
      correlationId: id,
      repository: repository.name,
      commit,
      state,
      counts,
      seconds,
      reason,
    };
    await deps.putEvents(repositoryEvents.source, repositoryEvents.testsSettled, [event]);
    logger.info('tests.settled', { tenant, repositoryId, id, attempt, state, counts, seconds });
    const isAwaited = repository.tests === 'block';
    await table.endTesting(repositoryId, id, isAwaited);
    await (isAwaited && deps.startReconciler(tenant, repositoryId));
  };
};
