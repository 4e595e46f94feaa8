import * as z from 'zod';
import { logger } from '../../shared/observability.ts';
import { systemPrincipal } from '../../shared/principal.ts';
import { ProviderRefused, ProviderUnavailable } from '../adapters/git-http.ts';
import type { SetStatus } from '../adapters/git-statuses.ts';
import type { RepositoryTable } from '../adapters/repository-table.ts';
import { type Provider, PushSettled, type Receipt, repositoryEvents } from '../contract.ts';
import { type CommitStatus, composeStatus } from '../domain/commit-status.ts';
import type { Credentials, GithubApp } from '../domain/credentials.ts';
import { type RepositoryRecord, repositoryIdOf } from '../domain/repository.ts';
import { maySetStatus } from '../domain/status-hint.ts';
import type { PageOf } from './receipt-pages.ts';
import type { TableOf } from './table-of.ts';

/** EventBridge's envelope of what is taken. */
export const PushSettledEvent = z.object({
  'detail-type': z.literal(repositoryEvents.pushSettled),
  detail: PushSettled,
});

interface Dependencies {
  readonly tableOf: TableOf;
  readonly loadCredentials: (secret: string) => Promise<Credentials>;
  readonly statusApis: Readonly<Record<Exclude<Provider, 'git'>, SetStatus<Exclude<Credentials, GithubApp>>>>;
  readonly setCheckRun: SetStatus<GithubApp>;
  readonly pageOf: PageOf;
  readonly now: () => Date;
  /** Between 0 and 1. */
  readonly random: () => number;
  /** Milliseconds. */
  readonly wait: (time: number) => Promise<void>;
}

/** Times a provider is asked for one message; what fails for longer is asked again when the queue hands it out again. */
const attempts = 3;
const firstWait = 500;
/** Milliseconds that are waited here; for longer the message goes back to the queue. */
const patience = 10_000;

/** Receipts in which the newest of a commit is looked for. */
const searched = 25;

type ReceiptOfCommit = Receipt & { readonly commit: string };

const isOf =
  (commit: string) =>
  (receipt: Receipt): receipt is ReceiptOfCommit =>
    receipt.commit === commit;

/** Of an older event than another of the same commit, the newer receipt is told, so that events may come in any order. */
const newestOf = async (
  table: RepositoryTable,
  id: string,
  push: string,
  commit: string,
): Promise<ReceiptOfCommit | undefined> => {
  const { items } = await table.listReceipts(id, { limit: searched });
  return [...items, await table.findReceipt(id, push)].filter((receipt) => receipt !== undefined).find(isOf(commit));
};

/**
 * Shows at its commit what became of a push: a check run where Navigator is signed in as a GitHub App, a commit status
 * where it has a token. What the provider does not take is noted on the repository and not tried again for this push; a
 * provider that is away or wants to be left alone is asked again later. Event after event ends in the same status.
 */
export const reportPush = (deps: Dependencies) => {
  const setStatus = async ({ url, provider, credentials: kept }: RepositoryRecord, status: CommitStatus) => {
    if (provider === 'git' || !kept) {
      return;
    }
    const credentials = await deps.loadCredentials(kept.secret);
    await (credentials.kind === 'github-app'
      ? deps.setCheckRun(url, credentials, status)
      : deps.statusApis[provider](url, credentials, status));
  };

  const tryPatiently = async (set: () => Promise<void>, attempt = 1): Promise<void> => {
    try {
      await set();
    } catch (error) {
      const jitter = deps.random() * firstWait * 2 ** attempt;
      const wait = error instanceof ProviderUnavailable ? (error.retryAfter ?? 0) + jitter : Number.POSITIVE_INFINITY;
      if (wait > patience || attempt >= attempts) {
        throw error;
      }
      await deps.wait(wait);
      await tryPatiently(set, attempt + 1);
    }
  };

  const noteRefusal = async (table: RepositoryTable, { id }: RepositoryRecord, message: string): Promise<void> => {
    logger.warn('status.refused', { repositoryId: id, reason: message });
    await table.amend(id, { set: { statusRefused: { message, at: deps.now().toISOString() } } });
  };

  const noteSilence = async (table: RepositoryTable, { id }: RepositoryRecord, retryAfter: number): Promise<void> => {
    await table.amend(id, { set: { statusesAfter: new Date(deps.now().getTime() + retryAfter).toISOString() } });
  };

  const show = async (table: RepositoryTable, repository: RepositoryRecord, status: CommitStatus): Promise<void> => {
    try {
      await tryPatiently(() => setStatus(repository, status));
    } catch (error) {
      if (error instanceof ProviderRefused) {
        return noteRefusal(table, repository, error.message);
      }
      if (error instanceof ProviderUnavailable && error.retryAfter !== undefined) {
        await noteSilence(table, repository, error.retryAfter);
      }
      throw error;
    }
    logger.info('status.set', { repositoryId: repository.id, push: status.push, verdict: status.verdict });
    if (repository.statusRefused || repository.statusesAfter) {
      await table.amend(repository.id, { remove: ['statusRefused', 'statusesAfter'] });
    }
  };

  return async ({ detail }: z.infer<typeof PushSettledEvent>): Promise<void> => {
    const { tenant, repository: name, correlationId: push, commit } = detail;
    const table = deps.tableOf(systemPrincipal(tenant, 'report-push'));
    const repository = await table.find(repositoryIdOf(name));
    if (commit === undefined || !repository || !maySetStatus(repository)) {
      return;
    }
    const { statusesAfter } = repository;
    if (statusesAfter !== undefined && Date.parse(statusesAfter) > deps.now().getTime()) {
      throw new ProviderUnavailable(`${new URL(repository.url).host} wants no statuses before ${statusesAfter}.`);
    }
    const receipt = await newestOf(table, repository.id, push, commit);
    if (receipt) {
      const page = await deps.pageOf(tenant, repository.id, receipt, new Date(receipt.writtenAt));
      await show(table, repository, composeStatus(receipt, repository, page));
    }
  };
};
