import * as z from 'zod';
import { toBase32 } from '../../shared/base32.ts';
import { Slug } from '../../shared/fields.ts';
import { ConfirmedReconciliation, type Plan } from '../../workflows/contract.ts';
import { type FileOutcome, type Receipt, Reconciliation } from '../contract.ts';
import type { Lease } from './lease.ts';
import type { RepositoryRecord } from './repository.ts';

const confirmed = ConfirmedReconciliation.shape;

/** How far a reconciliation came, and the error that ended it where one did. */
export const Settlement = z.object({
  tenant: z.string(),
  repositoryId: Slug,
  execution: z.string(),
  fence: Reconciliation.shape.fence.optional(),
  push: Reconciliation.shape.push.optional(),
  check: confirmed.check.optional(),
  publishedAt: confirmed.publishedAt.optional(),
  confirmation: confirmed.confirmation.optional(),
  error: z.object({ Error: z.string(), Cause: z.string().optional() }).optional(),
});
export type Settlement = z.infer<typeof Settlement>;

/** What is known of a push at its end: where it started, how far it came, what became of its files. */
export interface PushEnd {
  readonly repository: RepositoryRecord;
  readonly lease: Pick<Lease, 'takenAt' | 'noticedAt' | 'commit'>;
  readonly fence: number;
  readonly settlement: Settlement;
  readonly plan?: Plan;
  /** As Airflow sees them. */
  readonly files?: readonly FileOutcome[];
  readonly writtenAt: Date;
}

/** The id of what one lease led to: unique within the repository, sorted by time, the same on each attempt. */
export const pushIdOf = (takenAt: string, fence: number): string =>
  `p-${toBase32(Date.parse(takenAt), 9)}${toBase32(fence, 4)}`;

const LambdaCause = z.object({ errorMessage: z.string() });

const messageIn = (cause: string | undefined): string | undefined => {
  try {
    return LambdaCause.parse(JSON.parse(cause ?? '')).errorMessage;
  } catch {
    return undefined;
  }
};

/** Errors whose messages were written for people; of any other, the message may hold anything. */
const explained = new Set([
  'DomainError',
  'ProviderUnavailable',
  'ProviderRefused',
  'TreeTooLarge',
  'AirflowUnavailable',
  'AirflowRefused',
]);

/** What to tell of the error that ended a reconciliation. */
export const describeError = ({ Error: name, Cause: cause }: { Error: string; Cause?: string }): string => {
  const message = explained.has(name) ? messageIn(cause) : undefined;
  return (
    message ?? 'Something went wrong on our side. What was live stays live, and it is tried again by itself.'
  ).slice(0, 1_000);
};

const mergeFiles = (planned: readonly FileOutcome[], seen: readonly FileOutcome[]): FileOutcome[] => {
  const byPath = new Map([...planned, ...seen].map((file) => [file.path, file]));
  return [...byPath.values()];
};

/** What became of the push as a whole; what was kept back is told before what Airflow has yet to show. */
const outcomeOf = (files: readonly FileOutcome[]): Receipt['outcome'] => {
  const has = (...outcomes: FileOutcome['outcome'][]) => files.some(({ outcome }) => outcomes.includes(outcome));
  const isMoved = has('live', 'paused', 'retired', 'pending');
  if (has('quarantined')) {
    return isMoved ? 'partial' : 'rejected';
  }
  if (has('pending')) {
    return 'pending';
  }
  return isMoved ? 'live' : 'unchanged';
};

type Tests = NonNullable<NonNullable<Settlement['push']>['tests']>;

/** What is said of a push that is held back for its tests. */
const heldBack = ({ state }: Tests): Pick<Receipt, 'outcome' | 'error'> => {
  if (state === 'due' || state === 'running') {
    return { outcome: 'waiting' };
  }
  const why = state === 'failed' ? 'its tests failed' : 'its tests did not come to an end';
  return {
    outcome: 'rejected',
    error: `Nothing new is live: ${why}, and this repository publishes only what passes. Push a correction, or run them again: \`navigator repo sync\`.`,
  };
};

const endOf = (
  error: Settlement['error'],
  tests: Tests | undefined,
  files: readonly FileOutcome[],
): Pick<Receipt, 'outcome' | 'error'> => {
  if (error) {
    return { outcome: 'failed', error: describeError(error) };
  }
  return tests?.holdBack ? heldBack(tests) : { outcome: outcomeOf(files) };
};

const toTests = ({ id, state }: Tests): Receipt['tests'] => ({ id, state: state === 'due' ? 'running' : state });

const composeStages = ({ settlement, lease, files }: PushEnd): Receipt['stages'] => {
  const since = (at: string | undefined): number | undefined =>
    at === undefined ? undefined : Math.max(0, Date.parse(at) - Date.parse(lease.noticedAt));
  const { push, check, publishedAt, confirmation } = settlement;
  const isShown = !push?.tests?.holdBack && !files?.some(({ outcome }) => outcome === 'pending');
  return {
    fetched: since(push?.fetchedAt),
    checked: since(check?.checkedAt),
    published: push?.tests?.holdBack ? undefined : since(publishedAt),
    visible: isShown ? since(confirmation?.visibleAt) : undefined,
  };
};

/** The receipt of a push. Where an error ended it, its files are as far as Airflow had shown them. */
export const composeReceipt = (end: PushEnd): Receipt => {
  const { repository, lease, fence, settlement, plan, writtenAt } = end;
  const { push, check, error } = settlement;
  const tests = push?.tests;
  const files = error ? [...(end.files ?? [])] : mergeFiles(plan?.files ?? [], end.files ?? []);
  return {
    id: push?.id ?? pushIdOf(lease.takenAt, fence),
    repository: repository.name,
    commit: push ? push.commit : lease.commit,
    branch: repository.tag ?? repository.branch,
    author: push?.author,
    message: push?.message,
    ...endOf(error, tests, files),
    files,
    notes: plan?.notes ?? [],
    stages: composeStages(end),
    checkDuration: check?.duration,
    tests: tests && toTests(tests),
    noticedAt: lease.noticedAt,
    writtenAt: writtenAt.toISOString(),
  };
};

/**
 * Whether a receipt tells nothing new: nothing changed and the commit has one, or the same failure of the same push
 * was told already and is only being retried.
 */
export const isOldNews = (receipt: Receipt, repository: RepositoryRecord, generation: number): boolean => {
  const last = repository.lastReceipt;
  if (receipt.outcome === 'failed') {
    return (
      last?.outcome === 'failed' && last.generation === generation && repository.lastError?.message === receipt.error
    );
  }
  const isSaid = last !== undefined && last.commit === receipt.commit && last.outcome !== 'failed';
  const changesNothing = receipt.files.every(({ outcome }) => ['unchanged', 'quarantined', 'held'].includes(outcome));
  const hasWaited = [receipt.outcome, last?.outcome].includes('waiting') && receipt.outcome !== last?.outcome;
  return changesNothing && isSaid && !hasWaited;
};
