import * as z from 'zod';
import { CommitId, page, paging, RepositoryName, Sha256, Slug, Timestamp, VersionId } from '../shared/fields.ts';
import { defineOperation } from '../shared/operation.ts';

/** Whether a workflow that Airflow has not seen before starts live or paused. */
export const NewWorkflows = z.enum(['live', 'paused']);

/** A Git repository that Navigator keeps an Airflow environment in step with. */
export const Repository = z.object({
  name: RepositoryName,
  id: Slug,
  url: z.url({ protocol: /^https?$/ }),
  branch: z.string(),
  /** The folder whose tree is published; the root of its Python imports. Empty: the whole repository. */
  path: z.string(),
  environment: Slug,
  newWorkflows: NewWorkflows,
  webhookUrl: z.url(),
  state: z.enum(['new', 'reconciling', 'in-step', 'failing']),
  seen: z.object({ commit: CommitId, at: Timestamp }).optional(),
  live: z.object({ commit: CommitId, at: Timestamp }).optional(),
  lastError: z.object({ message: z.string(), at: Timestamp }).optional(),
  createdAt: Timestamp,
});
export type Repository = z.infer<typeof Repository>;

/** What a check says of one place in a file. */
export const Finding = z.object({
  rule: z.string(),
  severity: z.enum(['error', 'warning', 'info']),
  line: z.number().int().min(1),
  message: z.string(),
  fix: z.string().optional(),
});
export type Finding = z.infer<typeof Finding>;

/** What became of one file of a push. */
export const FileOutcome = z.object({
  path: z.string(),
  /** `held`: it stays at the version it was rolled back to or pinned at, whatever was pushed. */
  outcome: z.enum(['live', 'paused', 'quarantined', 'retired', 'pending', 'unchanged', 'held']),
  /** What Airflow runs of it after the push. */
  version: VersionId.optional(),
  dagIds: z.array(z.string()),
  findings: z.array(Finding),
  airflowUrl: z.url().optional(),
});
export type FileOutcome = z.infer<typeof FileOutcome>;

/** The proof of what one push led to, with the time of every stage. */
export const Receipt = z.object({
  id: z.string(),
  repository: RepositoryName,
  commit: CommitId.optional(),
  branch: z.string(),
  author: z.string().optional(),
  message: z.string().optional(),
  /** `partial`: something was quarantined, the rest is live. `pending`: published, Airflow has not shown it in time. */
  outcome: z.enum(['live', 'partial', 'rejected', 'pending', 'unchanged', 'failed']),
  error: z.string().optional(),
  files: z.array(FileOutcome),
  /** Files that could not be published and why, such as symbolic links. */
  notes: z.array(z.string()),
  /** Milliseconds since the push was first noticed. */
  stages: z.object({
    fetched: z.number().optional(),
    checked: z.number().optional(),
    published: z.number().optional(),
    visible: z.number().optional(),
  }),
  /** Milliseconds that checking alone took. */
  checkDuration: z.number().optional(),
  noticedAt: Timestamp,
  writtenAt: Timestamp,
});
export type Receipt = z.infer<typeof Receipt>;

const repositoryInput = { repository: RepositoryName.describe('its name, such as company/sales') };
const ofRepository = (input: { repository: string }) => input.repository;

export const addRepository = defineOperation({
  id: 'repositories.add',
  summary: 'Add a Git repository of workflows and keep Airflow in step with it',
  examples: [
    'add my workflows repo https://github.com/acme/sales.git',
    'connect the repository company/sales',
    'add a repo',
    'connect my Git repository',
    'hook up https://github.com/acme/sales.git',
    'add https://github.com/acme/sales.git as company/sales',
  ],
  http: { method: 'POST', path: '/api/repositories' },
  command: 'repo add <url>',
  input: z.object({
    url: z.url({ protocol: /^https?$/ }).describe('its https address'),
    repository: RepositoryName.describe('its name here, such as company/sales'),
    branch: z.string().min(1).max(200).default('main').describe('the branch to follow'),
    path: z
      .string()
      .max(200)
      .regex(/^(?!\/)(?!.*(^|\/)\.\.?(\/|$))[^\\\p{Cc}]*$/u, 'a folder inside the repository')
      .default('dags')
      .describe('the folder with the workflows; empty for the whole repository'),
    environment: Slug.default('main').describe('the Airflow environment to publish to'),
    newWorkflows: NewWorkflows.default('live').describe('whether a new workflow starts live or paused'),
  }),
  output: Repository.extend({ webhookSecret: z.string().describe('shown this once: the secret for the webhook') }),
  access: { system: 'automatrix', level: 'admin', resource: ofRepository },
  effect: 'write',
  since: '1',
});

export const listRepositories = defineOperation({
  id: 'repositories.list',
  summary: 'List the repositories and how far each is in step',
  examples: [
    'list repositories',
    'which repos are connected',
    'show my repos',
    'what repositories do we have',
    'which Git repositories do you watch',
  ],
  http: { method: 'GET', path: '/api/repositories' },
  command: 'repo list',
  input: z.object(paging),
  output: page(Repository),
  access: { system: 'automatrix', level: 'read', itemResource: (item: Repository) => item.name },
  effect: 'read',
  since: '1',
});

export const getRepository = defineOperation({
  id: 'repositories.get',
  summary: 'Show one repository: last commit seen, last live, last error',
  examples: [
    'status of company/sales',
    'is company/sales in step',
    'is my repo in step',
    'show the repository company/sales',
    'when was company/sales last synced',
    'is company/sales up to date',
    'which commit of company/sales is live',
    'how far is company/sales behind',
  ],
  http: { method: 'GET', path: '/api/repositories/{repository+}' },
  command: 'repo status <repository>',
  input: z.object(repositoryInput),
  output: Repository,
  access: { system: 'automatrix', level: 'read', resource: ofRepository },
  effect: 'read',
  since: '1',
});

export const syncRepository = defineOperation({
  id: 'repositories.sync',
  summary: 'Bring Airflow in step with the repository now, without waiting for a webhook',
  examples: [
    'sync company/sales',
    'pull company/sales again',
    'pull the repo again',
    'bring company/sales up to date',
    'fetch company/sales now',
    'resync the repo',
    'get the newest commit of company/sales live',
  ],
  http: { method: 'POST', path: '/api/repositories/{repository+}/sync' },
  command: 'repo sync <repository>',
  input: z.object(repositoryInput),
  output: Repository,
  access: { system: 'automatrix', level: 'write', resource: ofRepository },
  effect: 'write',
  longRunning: true,
  since: '1',
});

export const listPushes = defineOperation({
  id: 'pushes.list',
  summary: 'List the receipts of a repository, newest first',
  examples: [
    'show the last pushes of company/sales',
    'is my push live',
    'what was pushed to company/sales',
    'what changed in company/sales',
    'who changed nightly_sales',
    'did my push go through',
    'who pushed last',
    'show the receipts of company/sales',
    'what happened to my last push',
    'recent deployments of company/sales',
    'is my last commit live',
  ],
  http: { method: 'GET', path: '/api/repositories/{repository+}/pushes' },
  command: 'push list <repository>',
  input: z.object({
    ...repositoryInput,
    ...paging,
    commit: z
      .string()
      .regex(/^[0-9a-f]{7,40}$/)
      .optional()
      .describe('only of this commit'),
  }),
  output: page(Receipt),
  access: { system: 'automatrix', level: 'read', resource: ofRepository },
  effect: 'read',
  since: '1',
});

export const repositoryOperations = [
  addRepository,
  listRepositories,
  getRepository,
  syncRepository,
  listPushes,
] as const;

/** One file of a fetched tree. `key` is where its bytes are in the artefact bucket. */
export const TreeFile = z.object({ path: z.string(), sha256: Sha256, size: z.number().int(), key: z.string() });

/**
 * A fetched tree below the repository's path, stored in the artefact bucket as JSON.
 * Whoever fetches writes it, whoever checks and publishes reads it.
 */
export const Tree = z.object({
  commit: CommitId,
  files: z.array(TreeFile),
  /** Files too large to be published; what is live of them stays. */
  leftOut: z.array(z.object({ path: z.string(), why: z.string() })).default([]),
  /** What people read (Markdown, reStructuredText), anywhere in the repository; `path` is from its root. */
  documents: z.array(TreeFile).default([]),
  notes: z.array(z.string()),
});
export type Tree = z.infer<typeof Tree>;

/** What every state of `reconcile-repository` is told; `fence` grows with each lease taken and makes a late writer harmless. */
export const Reconciliation = z.object({
  tenant: z.string(),
  repository: z.object({
    name: RepositoryName,
    id: Slug,
    path: z.string(),
    branch: z.string(),
    environment: Slug,
    newWorkflows: NewWorkflows,
  }),
  fence: z.number().int(),
  push: z.object({
    id: z.string(),
    generation: z.number().int(),
    /** Absent where the branch does not exist any more: everything is retired. */
    commit: CommitId.optional(),
    author: z.string().optional(),
    message: z.string().optional(),
    noticedAt: Timestamp,
    fetchedAt: Timestamp,
    /** Artefact key of the `Tree`. */
    tree: z.string(),
  }),
});
export type Reconciliation = z.infer<typeof Reconciliation>;

/**
 * Answer of the `fetch-tip` function. `busy`: there is nothing to do, or another reconciler holds the lease and will go
 * round again.
 */
export const FetchTipOutput = z.discriminatedUnion('outcome', [
  Reconciliation.extend({ outcome: z.literal('fetched') }),
  z.object({ outcome: z.literal('busy') }),
]);

/** EventBridge `source` and `detail-type` of what happens to repositories. */
export const repositoryEvents = { source: 'navigator.repositories', pushSettled: 'push.settled' } as const;

/** A push has its receipt. `id` is the same when the event is put twice; `correlationId` is the push's id. */
export const PushSettled = z.object({
  id: z.string(),
  time: Timestamp,
  tenant: z.string(),
  correlationId: z.string(),
  repository: RepositoryName,
  commit: CommitId.optional(),
  outcome: Receipt.shape.outcome,
  /** Artefact key of the `Tree`; absent where it was not fetched. */
  tree: z.string().optional(),
});
export type PushSettled = z.infer<typeof PushSettled>;

/** Business metrics of this capability, in CloudWatch's namespace of the platform. */
export const repositoryMetrics = {
  /** Milliseconds from noticing a push to its workflows being visible in Airflow. */
  pushVisible: 'PushVisible',
  pushSettled: 'PushSettled',
  pushFailed: 'PushFailed',
  webhookRefused: 'WebhookRefused',
} as const;
