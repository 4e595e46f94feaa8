import * as z from 'zod';
import { Approval, defineApprovalKind, Reason, Wait } from '../approvals/contract.ts';
import { FileOutcome, Finding, Reconciliation, TreeFile } from '../repositories/contract.ts';
import { CommitId, page, paging, RepositoryName, Sha256, Slug, Timestamp, VersionId } from '../shared/fields.ts';
import { defineOperation } from '../shared/operation.ts';

/** An Airflow of this account, as whoever claims it describes it. */
const ClaimedEnvironment = z.object({
  name: Slug,
  /** The MWAA environment's name in this account and region. */
  mwaaName: z.string(),
  airflowVersion: z.string().regex(/^3\.\d+\.\d+$/),
  pythonVersion: z.string().regex(/^3\.\d+$/),
  webUrl: z.url(),
});

/** A package in exactly one version. */
export const PinnedRequirement = z
  .string()
  .max(200)
  .regex(/^[A-Za-z0-9]([\w.-]*[A-Za-z0-9])?(\[[\w.,-]+\])?==[\w.!+]+$/, 'pin it: name==1.2.3');

/** An Airflow that workflows are published to, owned by exactly one tenant. */
export const Environment = ClaimedEnvironment.extend({
  /** Packages that were added to those which come with Airflow. */
  requirements: z.array(PinnedRequirement).optional(),
  /** How often they were changed: what Airflow refused before may do now. */
  revision: z.number().int().optional(),
});
export type Environment = z.infer<typeof Environment>;

/** What keeps a workflow at a version: somebody rolled it back, or pinned it. */
export const Hold = z.object({
  kind: z.enum(['rolled-back', 'pinned']),
  /** The version it is kept at. */
  version: VersionId,
  commit: CommitId,
  /** Whether Airflow runs that version; until then it is on its way there. */
  isInForce: z.boolean(),
  by: z.string(),
  at: Timestamp,
});
export type Hold = z.infer<typeof Hold>;

/** A workflow (one Airflow DAG) and the version of it that is live. */
export const Workflow = z.object({
  dagId: z.string(),
  environment: Slug,
  repository: RepositoryName,
  path: z.string(),
  state: z.enum(['live', 'paused', 'pending', 'retired']),
  commit: CommitId,
  contentHash: Sha256,
  version: VersionId,
  publishedAt: Timestamp,
  hold: Hold.optional(),
  airflowUrl: z.url(),
});
export type Workflow = z.infer<typeof Workflow>;

export const listWorkflows = defineOperation({
  id: 'workflows.list',
  summary: 'List the workflows and what is live of each',
  examples: [
    'list workflows',
    'what is live',
    'which DAGs do we have',
    'show all workflows',
    'which workflows does company/sales have',
    'what can I run',
    'what workflows do we have',
    'which pipelines are deployed',
    'workflows of company/sales',
    'what have we deployed',
  ],
  http: { method: 'GET', path: '/api/workflows' },
  command: 'workflows',
  input: z.object({ ...paging, repository: RepositoryName.optional().describe('only of this repository') }),
  output: page(Workflow),
  access: { system: 'automatrix', level: 'read', itemResource: (item: Workflow) => item.repository },
  effect: 'read',
  since: '1',
});

const workflowInput = { workflow: z.string().min(1).max(250).describe('its DAG id') };

export const getWorkflow = defineOperation({
  id: 'workflows.get',
  summary: 'Show one workflow and the commit that is live',
  examples: [
    'show nightly_sales',
    'which version of nightly_sales is live',
    'is nightly_sales live',
    'details of nightly_sales',
    'tell me about nightly_sales',
    'which commit of nightly_sales is live',
    'where does nightly_sales come from',
    'is nightly_sales paused',
    'is nightly_sales pinned',
    'is nightly_sales rolled back',
    'when was nightly_sales published',
  ],
  http: { method: 'GET', path: '/api/workflows/{workflow}' },
  command: 'workflow <workflow>',
  input: z.object(workflowInput),
  output: Workflow,
  access: { system: 'automatrix', level: 'read', resource: 'loaded' },
  effect: 'read',
  since: '1',
});

export const addEnvironment = defineOperation({
  id: 'environments.add',
  summary: 'Claim an Airflow environment of this account for your tenant',
  examples: [
    'add an Airflow environment called main',
    'claim an Airflow environment',
    'connect our Airflow environment',
  ],
  http: { method: 'POST', path: '/api/environments' },
  command: 'environment add <name>',
  input: ClaimedEnvironment,
  output: Environment,
  access: { system: 'automatrix', level: 'admin' },
  effect: 'write',
  since: '1',
});

export const listEnvironments = defineOperation({
  id: 'environments.list',
  summary: 'List the Airflow environments of your tenant',
  examples: [
    'list Airflow environments',
    'which Airflow version do we run',
    'show the environments',
    'which Python does Airflow have',
  ],
  http: { method: 'GET', path: '/api/environments' },
  command: 'environment list',
  input: z.object(paging),
  output: page(Environment),
  access: { system: 'automatrix', level: 'read' },
  effect: 'read',
  since: '1',
});

/** One change of what is live of a workflow's file, kept for good. */
export const VersionEvent = z.object({
  /** The version that became live; absent where the workflow was taken out of Airflow. */
  version: VersionId.optional(),
  /** `put-back`: Airflow could not import what it replaced, or may not have it. */
  cause: z.enum(['push', 'rollback', 'pin', 'put-back', 'retired']),
  /** The version that was live until then. */
  replaced: VersionId.optional(),
  at: Timestamp,
  /** Who asked for a rollback or pin. */
  by: z.string().optional(),
  repository: RepositoryName,
  path: z.string(),
  commit: CommitId.optional(),
  author: z.string().optional(),
  message: z.string().optional(),
  contentHash: Sha256.optional(),
  dagIds: z.array(z.string()),
  findings: z.array(Finding),
});
export type VersionEvent = z.infer<typeof VersionEvent>;

const VersionName = z
  .string()
  .regex(/^[0-9a-f]{7,40}$/, 'use at least seven hexadecimal digits of a version or of a commit');

export const listVersions = defineOperation({
  id: 'versions.list',
  summary: 'List the versions of a workflow that were live, newest first',
  examples: [
    'what versions of nightly_sales are there',
    'versions of nightly_sales',
    'list the versions of nightly_sales',
    'which versions of nightly_sales were live',
    'version history of nightly_sales',
    'which version can I roll nightly_sales back to',
    'was nightly_sales rolled back',
  ],
  http: { method: 'GET', path: '/api/workflows/{workflow}/versions' },
  command: 'versions <workflow>',
  input: z.object({ ...workflowInput, ...paging }),
  output: page(VersionEvent),
  access: { system: 'automatrix', level: 'read', resource: 'loaded' },
  effect: 'read',
  since: '1',
});

export const showVersion = defineOperation({
  id: 'versions.show',
  summary: 'Show one version of a workflow with its source',
  examples: [
    'show version 3f2a9c1d04be of nightly_sales',
    'source of nightly_sales at 3f2a9c1d04be',
    'the code of nightly_sales in version 3f2a9c1d04be',
  ],
  http: { method: 'GET', path: '/api/workflows/{workflow}/versions/{version}' },
  command: 'version <workflow> <version>',
  input: z.object({ ...workflowInput, version: VersionName.describe('the version or its commit') }),
  output: VersionEvent.extend({ source: z.string().describe('the first 100,000 characters') }),
  access: { system: 'automatrix', level: 'read', resource: 'loaded' },
  effect: 'read',
  since: '1',
});

export const diffVersions = defineOperation({
  id: 'versions.diff',
  summary: 'Show what changed between two versions of a workflow',
  examples: [
    'what changed in nightly_sales',
    'what was the last change of nightly_sales',
    'diff of nightly_sales',
    'show the changes of nightly_sales',
    'how does nightly_sales differ from its last version',
    'what is different in nightly_sales since 3f2a9c1d04be',
  ],
  http: { method: 'GET', path: '/api/workflows/{workflow}/diff' },
  command: 'diff <workflow>',
  input: z.object({
    ...workflowInput,
    from: VersionName.optional().describe('a version or commit; by default the one before'),
    to: VersionName.optional().describe('a version or commit; by default the one that is live'),
  }),
  output: z.object({
    workflow: z.string(),
    from: VersionId,
    to: VersionId,
    fromCommit: CommitId,
    toCommit: CommitId,
    /** Of the workflow's own file and all that is no other workflow's. */
    files: z.array(z.object({ path: z.string(), change: z.enum(['added', 'changed', 'removed']) })),
    diff: z.string().describe('as `diff -u` has it'),
    isCut: z.boolean().describe('there is more than is shown'),
  }),
  access: { system: 'automatrix', level: 'read', resource: 'loaded' },
  effect: 'read',
  since: '1',
});

const aboutHold = { access: { system: 'automatrix', level: 'write', resource: 'loaded' }, longRunning: true } as const;

export const rollBackWorkflow = defineOperation({
  id: 'workflows.rollback',
  summary: 'Put a workflow back to an older version, until its code changes in Git',
  examples: [
    'roll back nightly_sales',
    'rollback nightly_sales',
    'undo the last change of nightly_sales',
    'revert nightly_sales to the version before',
    'put nightly_sales back to version 3f2a9c1d04be',
    'go back to the previous version of nightly_sales',
    'restore the old version of nightly_sales',
    'roll nightly_sales back to 3f2a9c1d04be',
  ],
  http: { method: 'POST', path: '/api/workflows/{workflow}/rollback' },
  command: 'rollback <workflow>',
  input: z.object({
    ...workflowInput,
    to: VersionName.optional().describe('a version or commit; by default one step back'),
  }),
  output: Workflow,
  ...aboutHold,
  effect: 'destructive',
  since: '1',
});

export const releaseWorkflow = defineOperation({
  id: 'workflows.release',
  summary: 'End the rollback of a workflow: what is in Git goes live again',
  examples: [
    'release nightly_sales',
    'undo the rollback of nightly_sales',
    'let the new version of nightly_sales go live again',
    'end the rollback of nightly_sales',
  ],
  http: { method: 'POST', path: '/api/workflows/{workflow}/release' },
  command: 'release <workflow>',
  input: z.object(workflowInput),
  output: Workflow,
  ...aboutHold,
  effect: 'destructive',
  since: '1',
});

export const pinWorkflow = defineOperation({
  id: 'workflows.pin',
  summary: 'Keep a workflow at the version that is live, whatever is pushed',
  examples: [
    'pin nightly_sales',
    'pin nightly_sales at its version',
    'freeze nightly_sales',
    'keep nightly_sales at the version that is live',
  ],
  http: { method: 'POST', path: '/api/workflows/{workflow}/pin' },
  command: 'pin <workflow>',
  input: z.object(workflowInput),
  output: Workflow,
  ...aboutHold,
  effect: 'write',
  since: '1',
});

export const unpinWorkflow = defineOperation({
  id: 'workflows.unpin',
  summary: 'Let a pinned workflow follow Git again',
  examples: ['unpin nightly_sales', 'unfreeze nightly_sales', 'take the pin out of nightly_sales'],
  http: { method: 'POST', path: '/api/workflows/{workflow}/unpin' },
  command: 'unpin <workflow>',
  input: z.object(workflowInput),
  output: Workflow,
  ...aboutHold,
  effect: 'write',
  since: '1',
});

/** What runs in an Airflow environment beside Airflow is everybody's business there. */
export const environmentChange = defineApprovalKind({
  id: 'environment-change',
  ask: z.object({
    environment: Slug,
    mwaaName: z.string(),
    add: z.array(PinnedRequirement).min(1).max(50),
    /** What is to be known of their names before somebody approves. */
    remarks: z.array(z.string()),
  }),
  editable: ['add'],
  system: 'automatrix',
  resource: () => '*',
  describe: ({ environment, mwaaName, add, remarks }) => ({
    what: [`Add ${add.join(', ')} to the Airflow environment ${environment}`, ...remarks].join('. '),
    consequence: `${mwaaName} is updated with the new requirements, which on MWAA replaces its workers and takes some tens of minutes. Then what was kept back in it is checked again.`,
  }),
});

export const changeEnvironment = defineOperation({
  id: 'environments.change',
  summary: 'Ask for packages to be added to an Airflow environment',
  examples: [
    'add the package pandas==2.2.3 to the environment main',
    'we need pandas==2.2.3 in the Airflow environment main because the report reads Excel files',
    'install pandas==2.2.3 in main',
  ],
  http: { method: 'POST', path: '/api/environments/{environment}/changes' },
  command: 'environment change <environment>',
  input: z.object({
    environment: Slug.describe('its name'),
    add: z.array(PinnedRequirement).min(1).max(50).describe('packages, each pinned: name==1.2.3'),
    reason: Reason.describe('what they are needed for'),
    wait: Wait,
  }),
  output: Approval,
  access: { system: 'automatrix', level: 'write' },
  effect: 'write',
  longRunning: true,
  since: '1',
});

/** What a security waiver is asked for: some rules, for one file, as long as it has exactly this content. */
const WaiverAsk = z
  .object({
    repository: RepositoryName,
    path: z.string(),
    contentHash: Sha256,
    commit: CommitId,
    rules: z.array(z.string()).min(1),
    /** What the check says, for whoever decides. */
    findings: z.array(Finding.pick({ rule: true, line: true, message: true })).min(1),
  })
  .refine(({ rules, findings }) => rules.every((rule) => findings.some((finding) => finding.rule === rule)), {
    path: ['rules'],
    message: 'only rules that the file was found to break can be waived',
  });

/** A security finding is not waived in the file, for whoever writes the file would approve it. */
export const securityWaiver = defineApprovalKind({
  id: 'security-waiver',
  ask: WaiverAsk,
  editable: ['rules'],
  system: 'automatrix',
  resource: ({ repository }) => repository,
  describe: ({ repository, path, rules, findings, commit }) => ({
    what: `Waive ${rules.join(', ')} for ${path} of ${repository} as it is in commit ${commit.slice(0, 7)}: ${findings
      .filter(({ rule }) => rules.includes(rule))
      .map(({ rule, line, message }) => `line ${line} ${rule}: ${message}`)
      .join('; ')}`,
    consequence: `${path} goes live with these findings, unless something else keeps it back. Once its content changes it needs another waiver.`,
  }),
});

/** An approved request to let a file go live with security findings, valid for one content of it. */
export const Waiver = z.object({
  id: z.string().describe('that of the request'),
  repository: RepositoryName,
  path: z.string(),
  rules: z.array(z.string()),
  contentHash: Sha256,
  reason: z.string(),
  requestedBy: z.string(),
  approvedBy: z.string(),
  approvedAt: Timestamp,
  revokedBy: z.string().optional(),
  revokedAt: Timestamp.optional(),
});
export type Waiver = z.infer<typeof Waiver>;

const ofRepository = { repository: RepositoryName.describe('its name, such as company/sales') };
const repositoryOf = ({ repository }: { repository: string }): string => repository;

export const requestWaiver = defineOperation({
  id: 'waivers.request',
  summary: 'Ask for a file to go live in spite of a security finding',
  examples: [
    'request a waiver of the rule credentials-sent-out for dags/export.py of company/sales',
    'waive the finding credentials-sent-out in dags/export.py of company/sales because the host is ours',
    'let dags/export.py of company/sales go live in spite of the finding credentials-sent-out',
  ],
  http: { method: 'POST', path: '/api/waivers' },
  command: 'waiver request <repository> <path>',
  input: z.object({
    ...ofRepository,
    path: z.string().min(1).max(500).describe('the file, as the receipt names it'),
    rules: z.array(z.string().min(1).max(60)).min(1).max(20).describe('the rules, as the receipt names them'),
    reason: Reason.describe('why the file is all right as it is'),
    wait: Wait,
  }),
  output: Approval,
  access: { system: 'automatrix', level: 'write', resource: repositoryOf },
  effect: 'write',
  longRunning: true,
  since: '1',
});

export const listWaivers = defineOperation({
  id: 'waivers.list',
  summary: 'List the security findings that were waived in a repository, newest first',
  examples: [
    'which waivers does company/sales have',
    'list the security waivers of company/sales',
    'what was waived in company/sales',
    'who approved the waiver for company/sales',
  ],
  http: { method: 'GET', path: '/api/waivers' },
  command: 'waiver list <repository>',
  input: z.object({ ...ofRepository, ...paging }),
  output: page(Waiver),
  access: { system: 'automatrix', level: 'read', resource: repositoryOf },
  effect: 'read',
  since: '1',
});

export const revokeWaiver = defineOperation({
  id: 'waivers.revoke',
  summary: 'Revoke a security waiver: the next push is checked without it',
  examples: [
    'revoke the waiver a-01k9x3f2q7wz0ab of company/sales',
    'take back the security waiver a-01k9x3f2q7wz0ab of company/sales',
  ],
  http: { method: 'DELETE', path: '/api/waivers/{waiver}' },
  command: 'waiver revoke <repository> <waiver>',
  input: z.object({ ...ofRepository, waiver: z.string().min(1).max(60).describe('its id, as `waiver list` shows it') }),
  output: Waiver,
  access: { system: 'automatrix', level: 'write', resource: repositoryOf },
  effect: 'destructive',
  since: '1',
});

export const workflowOperations = [
  listWorkflows,
  getWorkflow,
  listVersions,
  showVersion,
  diffVersions,
  rollBackWorkflow,
  releaseWorkflow,
  pinWorkflow,
  unpinWorkflow,
  addEnvironment,
  listEnvironments,
  changeEnvironment,
  requestWaiver,
  listWaivers,
  revokeWaiver,
] as const;

/** One version of a DAG file: the hashes of its content and of everything it may import or open. */
export const FileVersion = z.object({
  path: z.string(),
  contentHash: Sha256,
  supportHash: Sha256,
  /** Over the file and all it imports: what has to change for a rollback to end by itself. */
  codeHash: Sha256,
});

/** One file whose pointer moves to a new release. */
export const PublishedFile = FileVersion.extend({
  dagIds: z.array(z.string()),
  /** Of a version from before that the file is held at: where it is from, and who keeps it there. */
  held: z
    .object({
      origin: z.object({
        release: Sha256,
        lastPath: z.string(),
        commit: CommitId,
        author: z.string().optional(),
        message: z.string().optional(),
      }),
      cause: z.enum(['rollback', 'pin']),
      by: z.string(),
    })
    .optional(),
});

/** What a push changes, decided by `check-changes` and stored in the artefact bucket as JSON. */
export const Plan = z.object({
  /** Hash over the published tree: the name of its immutable folder. */
  release: Sha256,
  /** The file that sorts last: whoever has it has the whole release. Absent where the tree is empty. */
  lastPath: z.string().optional(),
  publish: z.array(PublishedFile),
  retire: z.array(z.object({ path: z.string(), dagIds: z.array(z.string()) })),
  quarantine: z.array(FileVersion.extend({ findings: z.array(Finding) })),
  /** Rollbacks that have ended, since what they held back has changed. */
  letGo: z.array(z.object({ path: z.string(), id: z.string() })),
  files: z.array(FileOutcome),
  notes: z.array(z.string()),
});
export type Plan = z.infer<typeof Plan>;

/** The files of one release, stored in the artefact bucket as JSON for as long as a version may be rolled back to. */
export const ReleaseFiles = z.array(TreeFile.extend({ isDagFile: z.boolean() }));
export type ReleaseFiles = z.infer<typeof ReleaseFiles>;

/** Answer of `check-changes`: what it was told, and where the plan is. */
export const CheckedReconciliation = Reconciliation.extend({
  check: z.object({ plan: z.string(), checkedAt: Timestamp, duration: z.number() }),
});
export type CheckedReconciliation = z.infer<typeof CheckedReconciliation>;

/** Answer of `publish-release`. */
export const PublishedReconciliation = CheckedReconciliation.extend({ publishedAt: Timestamp });
export type PublishedReconciliation = z.infer<typeof PublishedReconciliation>;

/** Answer of `confirm-live`; where not `done`, the state machine waits and asks again. */
export const ConfirmedReconciliation = PublishedReconciliation.extend({
  confirmation: z.object({
    done: z.boolean(),
    /** Artefact key of the `FileOutcome`s as Airflow sees them. */
    files: z.string(),
    visibleAt: Timestamp.optional(),
  }),
});
export type ConfirmedReconciliation = z.infer<typeof ConfirmedReconciliation>;

/** EventBridge `source` and `detail-type` of what happens to workflows. */
export const workflowEvents = {
  source: 'navigator.workflows',
  published: 'workflow.published',
  checksChanged: 'checks.changed',
} as const;

/** Airflow shows a version of a workflow: for whoever needs to know which repository and Airflow a DAG id belongs to. */
export const WorkflowPublished = z.object({
  id: z.string(),
  time: Timestamp,
  tenant: z.string(),
  correlationId: z.string(),
  dagId: z.string(),
  repository: RepositoryName,
  commit: CommitId,
  version: VersionId,
  environment: Environment,
});
export type WorkflowPublished = z.infer<typeof WorkflowPublished>;

/** A check of the repository, or of what an environment keeps back, would find something else now, though nothing was pushed. */
export const ChecksChanged = z.object({
  id: z.string(),
  time: Timestamp,
  tenant: z.string(),
  correlationId: z.string(),
  of: z.union([z.object({ repository: RepositoryName }), z.object({ environment: Slug })]),
});
export type ChecksChanged = z.infer<typeof ChecksChanged>;
