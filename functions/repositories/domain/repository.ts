import { createHash } from 'node:crypto';
import * as z from 'zod';
import { DomainError } from '../../shared/errors.ts';
import { CommitId, Sha256, Timestamp } from '../../shared/fields.ts';
import { type Provider, Receipt, Repository } from '../contract.ts';
import { isDirty } from './dirty.ts';
import { isHeld, Lease } from './lease.ts';
import { whyNoStatus } from './status-hint.ts';

/** A repository as it is stored: what its state is, is worked out from the rest. */
export const RepositoryRecord = Repository.omit({
  state: true,
  webhookUrl: true,
  noticed: true,
  hint: true,
}).extend({
  provider: Repository.shape.provider.default('git'),
  tests: Repository.shape.tests.default('report'),
  testsTimeout: Repository.shape.testsTimeout.default(300),
  /** Somebody asked: what did not pass until then is run again. */
  retestFrom: Timestamp.optional(),
  /** What is being tested, and when somebody has to look whether it was lost. */
  testing: z.object({ id: Sha256, until: Timestamp }).optional(),
  credentials: Repository.shape.credentials.unwrap().extend({ secret: z.string() }).optional(),
  hook: z.string(),
  isPaused: z.boolean().default(false),
  /** Since when it is being removed. */
  removing: Timestamp.optional(),
  generation: z.number().int(),
  reconciled: z.number().int(),
  /** When the newest generation was noticed. */
  noticedAt: Timestamp,
  fence: z.number().int(),
  lease: Lease.optional(),
  /** The lease given back last: whoever asks again whether to go round gets the same answer. */
  settled: z.object({ owner: z.string(), fence: z.number().int(), generation: z.number().int() }).optional(),
  lastReceipt: z
    .object({
      generation: z.number().int(),
      commit: CommitId.optional(),
      outcome: Receipt.shape.outcome,
    })
    .optional(),
  /** Where the tree is that was fetched last, and of what. */
  lastTree: z
    .object({ commit: CommitId, key: z.string(), ref: z.string().optional(), path: z.string().optional() })
    .optional(),
  noticedByWebhook: z.number().int().default(0),
  noticedByPoll: z.number().int().default(0),
  noticedByAsking: z.number().int().default(0),
  failures: z.number().int(),
  /** The outage that is not over; `outages` counts them all. */
  outage: z.object({ number: z.number().int(), since: Timestamp }).optional(),
  outages: z.number().int().optional(),
  retryAt: Timestamp.optional(),
  /** Why the provider did not take the last commit's status. */
  statusRefused: z.object({ message: z.string(), at: Timestamp }).optional(),
  /** Until then the provider wants no statuses. */
  statusesAfter: Timestamp.optional(),
});
export type RepositoryRecord = z.infer<typeof RepositoryRecord>;

/** The ref a repository follows, in full. */
export const refOf = ({ branch, tag }: Pick<RepositoryRecord, 'branch' | 'tag'>): string =>
  tag === undefined ? `refs/heads/${branch}` : `refs/tags/${tag}`;

/** Whether another branch, tag or folder is wanted than was fetched last. */
export const isElsewhere = (record: RepositoryRecord): boolean => {
  const { ref, path } = record.lastTree ?? {};
  return ref !== undefined && (ref !== refOf(record) || path !== record.path);
};

const hosts: readonly (readonly [RegExp, Provider])[] = [
  [/(^|\.)github\.com$/, 'github'],
  [/(^|\.)gitlab\.com$/, 'gitlab'],
  [/(^|\.)bitbucket\.org$/, 'bitbucket'],
  [/(^|\.)(gitea\.com|codeberg\.org)$/, 'gitea'],
];

/** Who runs the server of an address, as far as its host tells. */
export const providerOf = (url: string): Provider => {
  const { hostname } = new URL(url);
  return hosts.find(([host]) => host.test(hostname))?.[1] ?? 'git';
};

/**
 * The id of a name, which is a folder in S3 and in Airflow: `/` becomes `-`. Where that would not be unique
 * (`personal/a-b/c`, `personal/a/b-c`) or too long, a part of the name's hash makes it so. Ids of the second kind are
 * the only ones of 63 characters and the only personal ones, so the kinds never meet.
 */
export const repositoryIdOf = (name: string): string => {
  const plain = name.replaceAll('/', '-');
  if (!name.startsWith('personal/') && plain.length < 63) {
    return plain;
  }
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 16);
  return `${plain.slice(0, 46)}-${hash}`;
};

/**
 * Whether an IP address is link-local, or AWS's counterpart of that for IPv6 (`fd00:ec2::/32`) or NAT64's (RFC 6052): instance
 * and container metadata live there, Git servers do not.
 */
export const isLinkLocal = (address: string): boolean =>
  /^169\.254\.|^fe[89ab][0-9a-f]:|^fd00:0?ec2:|^(?:::ffff:|64:ff9b::)(?:169\.254\.|a9fe:)/i.test(
    address.replace(/^\[/, ''),
  );

/**
 * The URL as it is stored. Throws `input.invalid` where it holds credentials, which would be shown to all who may
 * list repositories, or leads to a link-local address.
 */
export const checkUrl = (given: string): string => {
  const url = new URL(given);
  if (url.username || url.password) {
    throw new DomainError(
      'input.invalid',
      'url: it holds a user name or password, which everybody who lists repositories would see. Give it without.',
    );
  }
  if (url.search || url.hash) {
    throw new DomainError('input.invalid', 'url: give it without what follows ? or #.');
  }
  if (isLinkLocal(url.hostname)) {
    throw new DomainError('input.invalid', `url: ${url.hostname} is a link-local address, not a Git server.`);
  }
  return url.href.replace(/\/+$/, '');
};

const stateOf = (record: RepositoryRecord, now: Date): Repository['state'] => {
  if (record.removing !== undefined) {
    return 'removing';
  }
  if (record.isPaused) {
    return 'paused';
  }
  if (isHeld(record.lease, now)) {
    return 'reconciling';
  }
  if (record.lastError) {
    return 'failing';
  }
  if (record.reconciled === 0) {
    return 'new';
  }
  const isWaiting = record.tests === 'block' && record.testing !== undefined;
  return isDirty(record) || isWaiting ? 'reconciling' : 'in-step';
};

/** So many changes that no webhook told of are no accident. */
const manyPolls = 3;

const whyLate = ({ name, noticedByWebhook, noticedByPoll }: RepositoryRecord): string | undefined =>
  noticedByPoll >= manyPolls && noticedByPoll > noticedByWebhook
    ? `Most changes are noticed by looking once a minute. Set up the webhook: navigator repo webhook ${name}`
    : undefined;

const hintOf = (record: RepositoryRecord): string | undefined =>
  [whyLate(record), whyNoStatus(record)].filter((hint) => hint !== undefined).join('\n') || undefined;

/** Where the provider sends its webhooks to. */
export const webhookUrlOf = ({ hook }: Pick<RepositoryRecord, 'hook'>, apiUrl: string): string =>
  `${apiUrl.replace(/\/$/, '')}/hooks/${hook}`;

/** The repository as the API shows it. */
export const toRepository = (record: RepositoryRecord, apiUrl: string, now: Date): Repository =>
  Repository.parse({
    ...record,
    state: stateOf(record, now),
    webhookUrl: webhookUrlOf(record, apiUrl),
    noticed: {
      webhook: record.noticedByWebhook,
      poll: record.noticedByPoll,
      asked: record.noticedByAsking,
    },
    hint: hintOf(record),
  });
