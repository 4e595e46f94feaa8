import * as z from 'zod';
import { CommitId, page, paging, RepositoryName, Sha256, Slug, Timestamp, VersionId } from '../shared/fields.ts';
import { defineOperation } from '../shared/operation.ts';

/** Whether a workflow that Airflow has not seen before starts live or paused. */
export const NewWorkflows = z.enum(['live', 'paused']);

/** Whose webhooks a repository gets; `git`: of any of the four that its own server may be. */
export const Provider = z.enum(['github', 'gitlab', 'bitbucket', 'gitea', 'git']);
export type Provider = z.infer<typeof Provider>;

/** With what Navigator signs in at a Git server. */
export const CredentialKind = z.enum(['token', 'github-app', 'gitlab-deploy-token', 'bitbucket-access-token']);
export type CredentialKind = z.infer<typeof CredentialKind>;

/**
 * What a repository's own tests are for. `report`: a push goes live at once, and its receipt says later what they found.
 * `block`: nothing new goes live before they pass.
 */
export const TestsMode = z.enum(['off', 'report', 'block']);
export type TestsMode = z.infer<typeof TestsMode>;

/** Seconds that the tests of one push may take. */
const TestsTimeout = z.number().int().min(5).max(600);

const RepositoryUrl = z.url({
  protocol: /^https?$/,
  error:
    'use an https address such as https://github.com/acme/sales.git; ssh and git addresses are not supported, since Navigator signs in with tokens, which need https',
});

/** A Git repository that Navigator keeps an Airflow environment in step with. */
export const Repository = z.object({
  name: RepositoryName,
  id: Slug,
  url: RepositoryUrl,
  provider: Provider,
  branch: z.string(),
  /** Followed instead of the branch. */
  tag: z.string().optional(),
  /** The folder whose tree is published; the root of its Python imports. Empty: the whole repository. */
  path: z.string(),
  environment: Slug,
  newWorkflows: NewWorkflows,
  tests: TestsMode,
  testsTimeout: TestsTimeout,
  webhookUrl: z.url(),
  /** `removing`: its workflows are being retired, then it is gone. */
  state: z.enum(['new', 'reconciling', 'in-step', 'failing', 'paused', 'removing']),
  /** What it is signed in with; never the secret itself. */
  credentials: z.object({ kind: CredentialKind, setAt: Timestamp }).optional(),
  seen: z.object({ commit: CommitId, at: Timestamp }).optional(),
  live: z.object({ commit: CommitId, at: Timestamp }).optional(),
  /** Seconds from noticing the newest live push to its being live. */
  lag: z.number().optional(),
  lastError: z.object({ message: z.string(), at: Timestamp }).optional(),
  /** How often changes were noticed by a webhook, by looking once a minute, and because somebody asked. */
  noticed: z.object({ webhook: z.number().int(), poll: z.number().int(), asked: z.number().int() }),
  hint: z.string().optional(),
  createdAt: Timestamp,
});
export type Repository = z.infer<typeof Repository>;

/** A piece of a file to be replaced; lines and columns count from 1, columns in UTF-16 units, and the end is exclusive. */
export const Edit = z.object({
  line: z.number().int().min(1),
  column: z.number().int().min(1),
  endLine: z.number().int().min(1),
  endColumn: z.number().int().min(1),
  text: z.string(),
});
export type Edit = z.infer<typeof Edit>;

/** What a check says of one place in a file. `critical` and `error` keep the file back. */
export const Finding = z.object({
  rule: z.string(),
  severity: z.enum(['critical', 'error', 'warning', 'info']),
  line: z.number().int().min(1),
  // The defaults are for findings that were stored before they had these fields.
  column: z.number().int().min(1).default(1),
  message: z.string(),
  why: z.string().default(''),
  fix: z.string().optional(),
  /** The fix as a patch of the file. */
  edits: z.array(Edit).optional(),
  /** The reason given for leaving it as it is. */
  waived: z.string().optional(),
  /** Who approved that, and in which request; absent where the file itself gives the reason. */
  approved: z.object({ by: z.string(), approval: z.string() }).optional(),
  /** The rule's page: an address, or a path in Navigator's repository. */
  docs: z.string().default(''),
});
export type Finding = z.infer<typeof Finding>;

/** Whether a finding keeps its file back. */
export const keepsBack = ({ severity }: Pick<Finding, 'severity'>): boolean =>
  severity === 'critical' || severity === 'error';

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

/** What the repository's own tests made of a tree. */
export const TestResult = z.object({
  /** Hash over all that was tested: pushes of the same content share it and its result. */
  id: Sha256,
  /** `unavailable`: they could not be run, see `reason`. `running`: or about to. */
  state: z.enum(['running', 'passed', 'failed', 'timed-out', 'unavailable']),
  counts: z
    .object({
      passed: z.number().int(),
      failed: z.number().int(),
      errors: z.number().int(),
      skipped: z.number().int(),
    })
    .optional(),
  seconds: z.number().optional(),
  /** The end of what they printed, without secrets. */
  output: z.string().optional(),
  reason: z.string().optional(),
  settledAt: Timestamp.optional(),
});
export type TestResult = z.infer<typeof TestResult>;

/** The proof of what one push led to, with the time of every stage. */
export const Receipt = z.object({
  id: z.string(),
  repository: RepositoryName,
  commit: CommitId.optional(),
  branch: z.string(),
  author: z.string().optional(),
  message: z.string().optional(),
  /**
   * `partial`: something was quarantined, the rest is live. `pending`: published, Airflow has not shown it in time.
   * `waiting`: for the repository's own tests; a receipt of its own says what became of it then.
   */
  outcome: z.enum(['live', 'partial', 'rejected', 'pending', 'unchanged', 'failed', 'waiting']),
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
  /** Absent where the repository has no tests, or wants none run. */
  tests: TestResult.optional(),
  noticedAt: Timestamp,
  writtenAt: Timestamp,
});
export type Receipt = z.infer<typeof Receipt>;

/** Seen in no answer; the command line reads it from standard input. */
const Secret = z
  .string()
  .min(1)
  .max(8_000)
  .regex(/^[\x20-\x7e\r\n]+$/, 'use printable ASCII')
  .meta({ writeOnly: true, format: 'password' });

const credentialInput = {
  username: z
    .string()
    .max(200)
    .regex(/^[^:\p{Cc}]+$/u, 'a name without a colon')
    .optional()
    .describe('of a GitLab deploy token, or where the server wants it with a token'),
  appId: z
    .string()
    .regex(/^[\w.-]{1,100}$/)
    .optional()
    .describe('of a GitHub App: its id or client id'),
  installationId: z
    .string()
    .regex(/^\d{1,20}$/)
    .optional()
    .describe('of a GitHub App: where it is installed'),
};

const RefName = z
  .string()
  .min(1)
  .max(200)
  .regex(/^(?![-/.])(?!.*(\.\.|\/\/|@\{))[^\s\p{Cc}~^:?*[\\]+(?<![/.])$/u, 'a name that Git allows');

const Folder = z
  .string()
  .max(200)
  .regex(/^(?!\/)(?!.*(^|\/)\.\.?(\/|$))[^\\\p{Cc}]*$/u, 'a folder inside the repository');

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
    url: RepositoryUrl.describe('its https address'),
    repository: RepositoryName.describe('its name here, such as company/sales'),
    branch: RefName.default('main').describe('the branch to follow'),
    tag: RefName.optional().describe('the tag to follow instead of a branch'),
    path: Folder.default('dags').describe('the folder with the workflows; empty for the whole repository'),
    environment: Slug.default('main').describe('the Airflow environment to publish to'),
    newWorkflows: NewWorkflows.default('live').describe('whether a new workflow starts live or paused'),
    tests: TestsMode.default('report').describe(
      "whether the repository's own tests run, and whether a push waits for them",
    ),
    testsTimeout: TestsTimeout.default(300).describe('seconds that they may take'),
    provider: Provider.optional().describe('whose webhooks it gets; by default as its host says'),
    auth: CredentialKind.optional().describe('how to sign in, where it cannot be read without'),
    ...credentialInput,
    secret: Secret.optional().describe('the token, or the private key of the GitHub App'),
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
  summary: 'Bring Airflow in step with the repository now, and run its tests again where they did not pass',
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

export const updateRepository = defineOperation({
  id: 'repositories.update',
  summary: 'Follow another branch, tag or folder of a repository; what is live follows with the next round',
  examples: [
    'follow the branch release of company/sales',
    'switch company/sales to the branch release',
    'publish company/sales from the tag v2',
    'the workflows of company/sales are in the folder dags now',
    'set the tests of company/sales to block',
  ],
  http: { method: 'PATCH', path: '/api/repositories/{repository+}' },
  command: 'repo update <repository>',
  input: z.object({
    ...repositoryInput,
    branch: RefName.optional().describe('the branch to follow'),
    tag: RefName.or(z.literal('')).optional().describe('the tag to follow instead; empty: the branch again'),
    path: Folder.optional().describe('the folder with the workflows; empty for the whole repository'),
    newWorkflows: NewWorkflows.optional().describe('whether a new workflow starts live or paused'),
    tests: TestsMode.optional().describe("whether the repository's own tests run, and whether a push waits for them"),
    testsTimeout: TestsTimeout.optional().describe('seconds that they may take'),
    provider: Provider.optional().describe('whose webhooks it gets'),
  }),
  output: Repository,
  access: { system: 'automatrix', level: 'admin', resource: ofRepository },
  effect: 'write',
  longRunning: true,
  since: '1',
});

export const pauseRepository = defineOperation({
  id: 'repositories.pause',
  summary: 'Publish nothing of a repository until it is resumed; what is live stays live',
  examples: ['pause company/sales', 'pause the repository company/sales', 'pause publishing of company/sales'],
  http: { method: 'POST', path: '/api/repositories/{repository+}/pause' },
  command: 'repo pause <repository>',
  input: z.object(repositoryInput),
  output: Repository,
  access: { system: 'automatrix', level: 'write', resource: ofRepository },
  effect: 'write',
  since: '1',
});

export const resumeRepository = defineOperation({
  id: 'repositories.resume',
  summary: 'Publish a paused repository again, with all that was pushed meanwhile',
  examples: ['resume company/sales', 'resume the repository company/sales', 'resume publishing of company/sales'],
  http: { method: 'POST', path: '/api/repositories/{repository+}/resume' },
  command: 'repo resume <repository>',
  input: z.object(repositoryInput),
  output: Repository,
  access: { system: 'automatrix', level: 'write', resource: ofRepository },
  effect: 'write',
  longRunning: true,
  since: '1',
});

export const removeRepository = defineOperation({
  id: 'repositories.remove',
  summary: 'Remove a repository: its workflows are retired in Airflow, then it is forgotten with its secrets',
  examples: ['remove the repository company/sales', 'disconnect company/sales', 'delete the repo company/sales'],
  http: { method: 'DELETE', path: '/api/repositories/{repository+}' },
  command: 'repo remove <repository>',
  input: z.object(repositoryInput),
  output: Repository,
  access: { system: 'automatrix', level: 'admin', resource: ofRepository },
  effect: 'destructive',
  longRunning: true,
  since: '1',
});

export const setCredentials = defineOperation({
  id: 'credentials.set',
  summary: 'Sign in to a repository with these credentials from now on, once they were seen to work',
  // A conversation is kept, so no secret belongs into one.
  examples: [],
  http: { method: 'POST', path: '/api/repositories/{repository+}/credentials' },
  command: 'repo credentials <repository>',
  input: z.object({
    ...repositoryInput,
    auth: CredentialKind.describe('what the secret is'),
    ...credentialInput,
    secret: Secret.describe('the token, or the private key of the GitHub App'),
  }),
  output: Repository,
  access: { system: 'automatrix', level: 'admin', resource: ofRepository },
  effect: 'write',
  since: '1',
});

export const setWebhook = defineOperation({
  id: 'webhooks.set',
  summary: "Set up the webhook through the provider's API, or give it a new secret to be entered by hand",
  // A conversation is kept, so no secret belongs into one.
  examples: [],
  http: { method: 'POST', path: '/api/repositories/{repository+}/webhook' },
  command: 'repo webhook <repository>',
  input: z.object({
    ...repositoryInput,
    token: Secret.optional().describe('of the provider, with the right to change webhooks; used once, not kept'),
  }),
  output: z.object({
    repository: RepositoryName,
    provider: Provider,
    webhookUrl: z.url(),
    /** Whether the provider has it now. */
    isSet: z.boolean(),
    webhookSecret: z.string().optional().describe('shown this once, where it is to be entered by hand'),
  }),
  access: { system: 'automatrix', level: 'admin', resource: ofRepository },
  effect: 'write',
  since: '1',
});

/** A receipt with where people read it. */
export const ShownReceipt = Receipt.extend({
  page: z.url().describe('for a browser: opens without a key for thirty days, so it is for those who may see the push'),
});
export type ShownReceipt = z.infer<typeof ShownReceipt>;

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
  output: page(ShownReceipt).extend({
    underWay: Receipt.shape.stages
      .optional()
      .describe('how far the commit asked for has come, where it has no receipt yet'),
    overtakenBy: CommitId.optional().describe(
      'the commit that took the place of the one asked for before that was fetched, or while it waits for its tests',
    ),
  }),
  access: { system: 'automatrix', level: 'read', resource: ofRepository },
  effect: 'read',
  since: '1',
});

export const repositoryOperations = [
  addRepository,
  listRepositories,
  getRepository,
  syncRepository,
  updateRepository,
  pauseRepository,
  resumeRepository,
  removeRepository,
  setCredentials,
  setWebhook,
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
  /**
   * What people read (Markdown, reStructuredText, HTML, PDF), anywhere in the repository; `path` is from its root. `commit` and
   * `at` are of the first push that was seen with this content: commits are fetched without their history.
   */
  documents: z.array(TreeFile.extend({ commit: CommitId.optional(), at: Timestamp.optional() })).default([]),
  /** The repository's own tests and their settings; `path` is from its root. `fault`: why they cannot be run. */
  tests: z.object({ files: z.array(TreeFile), fault: z.string().optional() }).default({ files: [] }),
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
    /** How far the repository's own tests of this tree are; absent where there are none to run. */
    tests: z
      .object({
        id: Sha256,
        /** `due`: they are to be started, as their attempt of this number. */
        state: TestResult.shape.state.or(z.literal('due')),
        attempt: z.number().int(),
        /** Nothing new is published: they have to pass first. */
        holdBack: z.boolean(),
      })
      .optional(),
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
export const repositoryEvents = {
  source: 'navigator.repositories',
  pushSettled: 'push.settled',
  testsSettled: 'tests.settled',
  /** Once for each outage: at its first failure, and when it is over. */
  failing: 'repository.failing',
  recovered: 'repository.recovered',
} as const;

/** A repository cannot be brought in step, or can again. */
export const RepositoryOutage = z.object({
  id: z.string(),
  time: Timestamp,
  tenant: z.string(),
  correlationId: z.string(),
  repository: RepositoryName,
  since: Timestamp,
  error: z.string(),
});
export type RepositoryOutage = z.infer<typeof RepositoryOutage>;

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

/** A repository's own tests have come to an end. `correlationId` is the id of what was tested. */
export const TestsSettled = z.object({
  id: z.string(),
  time: Timestamp,
  tenant: z.string(),
  correlationId: z.string(),
  repository: RepositoryName,
  /** The commit that they were started for. */
  commit: CommitId,
  ...TestResult.pick({ state: true, counts: true, seconds: true, reason: true }).shape,
});
export type TestsSettled = z.infer<typeof TestsSettled>;

/** Business metrics of this capability, in CloudWatch's namespace of the platform. */
export const repositoryMetrics = {
  /** Milliseconds from noticing a push to its workflows being visible in Airflow. */
  pushVisible: 'PushVisible',
  pushSettled: 'PushSettled',
  pushFailed: 'PushFailed',
  webhookRefused: 'WebhookRefused',
} as const;
