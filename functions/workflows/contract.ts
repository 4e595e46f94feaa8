import * as z from 'zod';
import { FileOutcome, Finding, Reconciliation } from '../repositories/contract.ts';
import { CommitId, page, paging, RepositoryName, Sha256, Slug, Timestamp } from '../shared/fields.ts';
import { defineOperation } from '../shared/operation.ts';

/** An Airflow that workflows are published to, owned by exactly one tenant. */
export const Environment = z.object({
  name: Slug,
  /** The MWAA environment's name in this account and region. */
  mwaaName: z.string(),
  airflowVersion: z.string().regex(/^3\.\d+\.\d+$/),
  pythonVersion: z.string().regex(/^3\.\d+$/),
  webUrl: z.url(),
});
export type Environment = z.infer<typeof Environment>;

/** A workflow (one Airflow DAG) and the version of it that is live. */
export const Workflow = z.object({
  dagId: z.string(),
  environment: Slug,
  repository: RepositoryName,
  path: z.string(),
  state: z.enum(['live', 'paused', 'pending', 'retired']),
  commit: CommitId,
  contentHash: Sha256,
  publishedAt: Timestamp,
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
    'when was nightly_sales published',
  ],
  http: { method: 'GET', path: '/api/workflows/{workflow}' },
  command: 'workflow <workflow>',
  input: z.object({ workflow: z.string().min(1).max(250).describe('its DAG id') }),
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
  input: Environment,
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

export const workflowOperations = [listWorkflows, getWorkflow, addEnvironment, listEnvironments] as const;

/** One version of a DAG file: its own hash, and that of everything it may import or open. */
const FileVersion = z.object({ path: z.string(), contentHash: Sha256, supportHash: Sha256 });

/** One file whose pointer moves to a new release. */
export const PublishedFile = FileVersion.extend({ dagIds: z.array(z.string()) });

/** What a push changes, decided by `check-changes` and stored in the artefact bucket as JSON. */
export const Plan = z.object({
  /** Hash over the published tree: the name of its immutable folder. */
  release: Sha256,
  /** The file that sorts last: whoever has it has the whole release. Absent where the tree is empty. */
  lastPath: z.string().optional(),
  publish: z.array(PublishedFile),
  retire: z.array(z.object({ path: z.string(), dagIds: z.array(z.string()) })),
  quarantine: z.array(FileVersion.extend({ findings: z.array(Finding) })),
  files: z.array(FileOutcome),
  notes: z.array(z.string()),
});
export type Plan = z.infer<typeof Plan>;

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
export const workflowEvents = { source: 'navigator.workflows', published: 'workflow.published' } as const;

/** Airflow shows a version of a workflow: for whoever needs to know which repository and Airflow a DAG id belongs to. */
export const WorkflowPublished = z.object({
  id: z.string(),
  time: Timestamp,
  tenant: z.string(),
  correlationId: z.string(),
  dagId: z.string(),
  repository: RepositoryName,
  commit: CommitId,
  environment: Environment,
});
export type WorkflowPublished = z.infer<typeof WorkflowPublished>;
