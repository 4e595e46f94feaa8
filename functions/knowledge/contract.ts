import * as z from 'zod';
import { Run, TaskState } from '../runs/contract.ts';
import { CommitId, page, paging, RepositoryName, Slug, Timestamp } from '../shared/fields.ts';
import { defineOperation } from '../shared/operation.ts';

/**
 * Where knowledge comes from: the logs of runs, the documents of a repository, documents that people give us, the workflows
 * that are live, or what was learned from many runs.
 */
export const SourceKind = z.enum(['runs', 'repository', 'documents', 'workflows', 'learned']);
export type SourceKind = z.infer<typeof SourceKind>;

/** The sources of what was learned, each of records of one type; see `LearnedRecord`. */
export const LearnedSource = z.enum([
  'error-patterns',
  'success-patterns',
  'performance-figures',
  'community-workflows',
]);
export type LearnedSource = z.infer<typeof LearnedSource>;

/** `runs`, `workflows`, a `LearnedSource`, a repository's name, or the name somebody gave to a source of documents. */
export const SourceName = z.union([Slug, RepositoryName]);

/** A source of knowledge and how much of it is searchable. */
export const Source = z.object({
  name: SourceName,
  kind: SourceKind,
  title: z.string(),
  /** Where its documents are put: `s3://BUCKET/PREFIX`. */
  location: z.string(),
  documents: z.number().int(),
  passages: z.number().int(),
  changedAt: Timestamp.optional(),
  /** The newest document that could not be taken in, until it was. */
  lastError: z.object({ document: z.string(), message: z.string(), at: Timestamp }).optional(),
});
export type Source = z.infer<typeof Source>;

/** What an architecture decision record says of itself. */
export const Decision = z.object({
  number: z.number().int(),
  status: z.enum(['proposed', 'accepted', 'rejected', 'deprecated', 'superseded']).optional(),
  date: z.string().optional().describe('YYYY-MM-DD'),
  supersededBy: z.number().int().optional().describe('number of the decision that replaced it'),
  supersedes: z.number().int().optional().describe('number of the decision that it replaced'),
});
export type Decision = z.infer<typeof Decision>;

/** Where a passage stands, as far as it applies: of a run's log, or of a document. */
export const Provenance = z.object({
  run: z.string().optional(),
  workflow: z.string().optional(),
  state: z.string().optional().describe('how the run ended'),
  task: z.string().optional(),
  mapIndex: z.number().int().optional(),
  try: z.number().int().optional(),
  /** First line, counted as `runs.logs` counts. */
  line: z.number().int().optional(),
  path: z.string().optional(),
  heading: z.string().optional().describe('headings from the top, joined by " › "'),
  /** The version of the workflow that ran, or of the document. */
  commit: CommitId.optional(),
  at: Timestamp.optional().describe('of a log line, or of the commit that changed the document'),
  decision: Decision.optional(),
});
export type Provenance = z.infer<typeof Provenance>;

/** What brought a passage. */
export const Why = z.object({
  words: z.number().min(0).max(1).describe('how well its words match: 1 is the best of this search'),
  meaning: z.number().min(0).max(1).describe('how near its meaning is: the cosine'),
  recency: z.number().min(0).max(1).describe('what of its score comes from being fresh'),
  terms: z.array(z.string()).describe('what of the question its text has, as it stands there'),
  alike: z.number().int().describe('others that were found and say almost the same'),
});
export type Why = z.infer<typeof Why>;

/** A passage that was found. */
export const Hit = z.object({
  id: z.string(),
  source: SourceName,
  kind: SourceKind,
  title: z.string(),
  text: z.string(),
  /** Pieces of the text with what was found between `«` and `»`. */
  highlights: z.array(z.string()),
  provenance: Provenance,
  /** From 0 to 1 among the results of one search. */
  score: z.number(),
  /** Absent in answers of an API that is older than its client. */
  why: Why.optional(),
});
export type Hit = z.infer<typeof Hit>;

const sourceInput = { source: SourceName.describe('its name, such as runs, company/sales or runbooks') };
const ofSource = ({ source }: { source: string }): string => source;
const documentPath = z
  .string()
  .min(1)
  .max(600)
  .regex(/^(?!\/)(?!.*(^|\/)\.{0,2}(\/|$))[^\p{Cc}\\]+$/u, 'use a relative path without `..`')
  .describe('its path within the source, such as on-call/warehouse.md');

export const searchKnowledge = defineOperation({
  id: 'knowledge.search',
  summary: 'Search logs and documents by words and by meaning',
  examples: [
    'search for refused connection warehouse',
    'find log lines about timeouts',
    'look for out of memory in the logs',
    'what do our documents say about retries',
    'search the logs for connection refused',
    'find documents about retries',
    'look up connection refused',
    'is there a runbook about timeouts',
    'grep the logs for timeouts',
    'find timeouts',
    'search retries in runbooks',
    'what does the ADR say about retries',
  ],
  http: { method: 'GET', path: '/api/knowledge/search' },
  command: 'search <query>',
  input: z.object({
    query: z.string().trim().min(1).max(500).describe('words or a question'),
    source: SourceName.optional().describe('only of this source'),
    kind: SourceKind.optional().describe('only of sources of this kind'),
    workflow: z.string().min(1).max(250).optional().describe('only of this workflow and its runs'),
    run: z.string().min(1).max(250).optional().describe('only of this run'),
    task: z.string().min(1).max(250).optional().describe('only of this task'),
    since: Timestamp.optional().describe('not older'),
    until: Timestamp.optional().describe('not newer'),
    limit: z.coerce.number().int().min(1).max(50).default(10).describe('passages at most'),
  }),
  output: z.object({ items: z.array(Hit) }),
  access: { system: 'relaycore', level: 'read' },
  effect: 'read',
  since: '1',
});

export const listSources = defineOperation({
  id: 'sources.list',
  summary: 'List the sources of knowledge',
  examples: [
    'list knowledge sources',
    'what do you know about',
    'which documents are indexed',
    'show the sources',
    'where does your knowledge come from',
    'which sources do you know',
    'what have you indexed',
  ],
  http: { method: 'GET', path: '/api/knowledge/sources' },
  command: 'source list',
  input: z.object(paging),
  output: page(Source),
  access: { system: 'relaycore', level: 'read', itemResource: (item: Source) => item.name },
  effect: 'read',
  since: '1',
});

export const addSource = defineOperation({
  id: 'sources.add',
  summary: 'Add a source of documents',
  examples: [
    'add a knowledge source called runbooks',
    'create a source called runbooks',
    'new source of documents named runbooks',
    'make a source called runbooks',
  ],
  http: { method: 'POST', path: '/api/knowledge/sources' },
  command: 'source add <source>',
  input: z.object({ source: Slug.describe('a name, such as runbooks'), title: z.string().min(1).max(120).optional() }),
  output: Source,
  access: { system: 'relaycore', level: 'write', resource: ofSource },
  effect: 'write',
  since: '1',
});

export const refreshSource = defineOperation({
  id: 'sources.refresh',
  summary: 'Take in again what has changed in a source',
  examples: [
    'refresh the source runbooks',
    'reindex company/sales',
    'index runbooks again',
    'update the knowledge source runbooks',
  ],
  http: { method: 'POST', path: '/api/knowledge/refreshes' },
  command: 'source refresh <source>',
  input: z.object(sourceInput),
  output: Source,
  access: { system: 'relaycore', level: 'write', resource: ofSource },
  effect: 'write',
  longRunning: true,
  since: '1',
});

export const removeSource = defineOperation({
  id: 'sources.remove',
  summary: 'Remove a source of documents and all that was learned from it',
  examples: ['remove the source runbooks', 'forget the documents of runbooks', 'delete the knowledge source runbooks'],
  http: { method: 'DELETE', path: '/api/knowledge/sources/{source}' },
  command: 'source remove <source>',
  input: z.object({ source: Slug.describe('its name, such as runbooks') }),
  output: z.object({ source: SourceName, documents: z.number().int().describe('removed with it') }),
  access: { system: 'relaycore', level: 'write', resource: ofSource },
  effect: 'destructive',
  since: '1',
});

export const putDocument = defineOperation({
  id: 'documents.put',
  summary: 'Put a document into a source, or a new version of it',
  examples: [
    'add this document to runbooks',
    'put the document warehouse.md into runbooks',
    'upload warehouse.md to runbooks',
  ],
  http: { method: 'PUT', path: '/api/knowledge/sources/{source}/documents/{path+}' },
  command: 'document put <source> <path>',
  input: z.object({
    source: Slug.describe('a source of documents'),
    path: documentPath,
    text: z
      .string()
      .min(1)
      .max(5_600_000)
      .describe('Markdown, reStructuredText, HTML or plain text; in base64 also a PDF'),
    encoding: z
      .enum(['utf8', 'base64'])
      .optional()
      .describe('base64: the text is the bytes of a file, such as those of a PDF; by default it is text'),
  }),
  largestBody: 5_700_000,
  output: z.object({ source: SourceName, path: z.string(), bytes: z.number().int() }),
  access: { system: 'relaycore', level: 'write', resource: ofSource },
  effect: 'write',
  since: '1',
});

export const removeDocument = defineOperation({
  id: 'documents.remove',
  summary: 'Remove a document from a source',
  examples: ['remove the document warehouse.md from runbooks', 'delete warehouse.md from runbooks'],
  http: { method: 'DELETE', path: '/api/knowledge/sources/{source}/documents/{path+}' },
  command: 'document remove <source> <path>',
  input: z.object({ source: Slug.describe('a source of documents'), path: documentPath }),
  output: z.object({ source: SourceName, path: z.string() }),
  access: { system: 'relaycore', level: 'write', resource: ofSource },
  effect: 'destructive',
  since: '1',
});

/** A line of a log that says something about a failure. */
export const CitedLine = z.object({
  task: z.string(),
  mapIndex: z.number().int(),
  try: z.number().int(),
  line: z.number().int(),
  at: Timestamp.optional(),
  level: z.string().optional(),
  text: z.string(),
});
export type CitedLine = z.infer<typeof CitedLine>;

/** Why one try of one task failed. */
export const TaskFailure = z.object({
  task: z.string(),
  mapIndex: z.number().int(),
  try: z.number().int(),
  state: z.string(),
  /** What kind of fault it is, in a few words: `connection refused`, `missing package`. */
  kind: z.string(),
  /** The lines that decide, most decisive first; empty where the log has none. */
  lines: z.array(CitedLine),
  /** SHA-256 of the decisive line without what changes from run to run: equal for the same fault. */
  signature: z.string().optional(),
  /** How sure the choice of lines is, from 0 to 1. */
  confidence: z.number().min(0).max(1),
});
export type TaskFailure = z.infer<typeof TaskFailure>;

/** What a run's logs say of its failures. */
export const Diagnosis = z.object({
  run: z.string(),
  workflow: z.string(),
  repository: RepositoryName,
  state: z.string(),
  endedAt: Timestamp.optional(),
  commit: CommitId.optional(),
  /** In the order in which they happened; the first is what began it. Of a run that succeeded: tries that failed. */
  failures: z.array(TaskFailure),
  /** Tasks that never ran because others failed. */
  neverRan: z.array(z.string()),
  /** Earlier runs of this workflow with the first failure's signature, newest first. */
  before: z.object({ runs: z.array(z.string()), count: z.number().int() }),
  /** The last run of this workflow before this one that succeeded. */
  lastSuccess: z.object({ run: z.string(), endedAt: Timestamp.optional(), commit: CommitId.optional() }).optional(),
  /** What was left out of the logs, or could not be read. */
  notes: z.array(z.string()),
});
export type Diagnosis = z.infer<typeof Diagnosis>;

/** How much of a tenant's knowledge is in the index of the present model and mapping. */
export const KnowledgeIndex = z.object({
  passages: z.number().int().describe('that can be found'),
  behind: z.number().int().describe('of them, in an index of an older model or mapping'),
});
export type KnowledgeIndex = z.infer<typeof KnowledgeIndex>;

export const showIndex = defineOperation({
  id: 'knowledge.index',
  summary: 'Show how far the search index is rebuilt',
  examples: ['is the search index up to date', 'how far is the reindexing', 'show the state of the search index'],
  http: { method: 'GET', path: '/api/knowledge/index' },
  command: 'index',
  input: z.object({}),
  output: KnowledgeIndex,
  access: { system: 'relaycore', level: 'admin' },
  effect: 'read',
  since: '1',
});

export const reindexKnowledge = defineOperation({
  id: 'knowledge.reindex',
  summary: 'Rebuild the search index for the present model and mapping, while it goes on answering',
  examples: ['rebuild the search index', 'reindex all knowledge', 'reindex everything', 'move to the new search index'],
  http: { method: 'POST', path: '/api/knowledge/reindexes' },
  command: 'reindex',
  input: z.object({}),
  output: KnowledgeIndex,
  access: { system: 'relaycore', level: 'admin' },
  effect: 'write',
  longRunning: true,
  since: '1',
});

export const getDiagnosis = defineOperation({
  id: 'diagnoses.get',
  summary: 'Show which lines of its logs say why a run failed',
  examples: ['diagnose run n-01k9x3f2q7wz', 'show the diagnosis of run n-01k9x3f2q7wz', 'diagnosis of nightly_sales'],
  http: { method: 'GET', path: '/api/knowledge/diagnoses/{run}' },
  command: 'diagnosis <run>',
  input: z.object({ run: z.string().min(1).max(250).describe('its id, such as n-01k9x3f2q7wz') }),
  output: Diagnosis,
  access: { system: 'automatrix', level: 'read', resource: 'loaded' },
  effect: 'read',
  since: '1',
});

export const knowledgeOperations = [
  searchKnowledge,
  listSources,
  addSource,
  refreshSource,
  removeSource,
  putDocument,
  removeDocument,
  showIndex,
  reindexKnowledge,
  getDiagnosis,
] as const;

/**
 * Keys in the document bucket: the tenant, the kind of source, the source, the path. What is put there is taken in, what is
 * removed is forgotten. Whoever writes masks first.
 */
export const documentKey = {
  runLog: ({ tenant, run }: { tenant: string; run: string }): string => `${tenant}/runs/runs/${run}.jsonl`,
  repository: ({ tenant, repository }: { tenant: string; repository: string }): string =>
    `${tenant}/repository/${encodeURIComponent(repository)}/`,
  documents: ({ tenant, source }: { tenant: string; source: string }): string => `${tenant}/documents/${source}/`,
  /** Of all workflows of a repository; the document of one is `ENVIRONMENT/DAG_ID.json` below it. */
  workflows: ({ tenant, repository }: { tenant: string; repository: string }): string =>
    `${tenant}/workflows/workflows/${encodeURIComponent(repository)}/`,
  learned: ({ tenant, source }: { tenant: string; source: LearnedSource }): string => `${tenant}/learned/${source}/`,
} as const;

/** A workflow's document: what it is for and what it does, as Airflow shows it. Its texts are masked. */
export const WorkflowDocument = z.object({
  dagId: z.string(),
  repository: RepositoryName,
  environment: Slug,
  path: z.string(),
  commit: CommitId,
  publishedAt: Timestamp,
  /** Absent where Airflow cannot be asked about a workflow with so long an id. */
  shown: z
    .object({
      description: z.string().optional(),
      docMd: z.string().optional(),
      /** A preset, a cron expression or a name of Airflow's; absent where it is started by hand. */
      schedule: z.string().optional(),
      scheduleInWords: z.string().optional(),
      tags: z.array(z.string()),
      owners: z.array(z.string()),
      tasks: z.array(
        z.object({
          id: z.string(),
          operator: z.string().optional(),
          docMd: z.string().optional(),
          downstream: z.array(z.string()),
        }),
      ),
    })
    .optional(),
});
export type WorkflowDocument = z.infer<typeof WorkflowDocument>;

/** What a record was learned from; only who may read the repository finds it. */
const learnedFrom = {
  repository: RepositoryName,
  workflow: z.string(),
  task: z.string().optional(),
  /** Runs that show it, the newest first. */
  runs: z.array(z.string()).max(50).default([]),
  /** How many runs showed it. */
  count: z.number().int().min(1),
  firstAt: Timestamp.optional(),
  lastAt: Timestamp,
};

/** A line of a JSONL document of a `LearnedSource`. Its texts are masked. */
export const LearnedRecord = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('error-pattern'),
    ...learnedFrom,
    /** As `Diagnosis` has them. */
    ...TaskFailure.pick({ kind: true, signature: true }).shape,
    message: z.string(),
    cause: z.string().optional(),
    /** What helped. */
    remedy: z.string().optional(),
  }),
  z.object({ type: z.literal('success-pattern'), ...learnedFrom, summary: z.string(), detail: z.string().optional() }),
  z.object({
    type: z.literal('performance-figure'),
    ...learnedFrom,
    metric: z.string().describe('what was measured, in words: duration, time in the queue'),
    unit: z.string(),
    p50: z.number(),
    p95: z.number(),
    from: Timestamp,
  }),
  z.object({
    type: z.literal('community-workflow'),
    name: z.string(),
    description: z.string(),
    tags: z.array(z.string()).default([]),
    tasks: z.array(z.string()).default([]),
    author: z.string().optional(),
    version: z.string().optional(),
    licence: z.string().optional(),
    url: z.url().optional(),
    publishedAt: Timestamp.optional(),
  }),
]);
export type LearnedRecord = z.infer<typeof LearnedRecord>;

/** What each source of what was learned holds. */
export const learnedTypes = {
  'error-patterns': 'error-pattern',
  'success-patterns': 'success-pattern',
  'performance-figures': 'performance-figure',
  'community-workflows': 'community-workflow',
} as const satisfies Record<LearnedSource, LearnedRecord['type']>;

/** An exception in a log event, as Airflow's structured traceback tells it. */
export const LoggedException = z.object({
  type: z.string(),
  message: z.string(),
  /** The line that says `type: message`, counted as `runs.logs` counts. */
  line: z.number().int(),
  frames: z.array(z.object({ file: z.string(), line: z.number().int(), name: z.string() })),
});

/** First line of a run's log document: what is known of the run. */
export const RunLogHead = z.object({
  run: Run.omit({ tasks: true }),
  commit: CommitId.optional(),
  tasks: z.array(TaskState),
  /** What was left out of the logs, each with its reason. */
  notes: z.array(z.string()),
});
export type RunLogHead = z.infer<typeof RunLogHead>;

/** Any other line of it: one event of a task's log, masked, its stack trace whole. */
export const RunLogEvent = z.object({
  task: z.string(),
  mapIndex: z.number().int(),
  try: z.number().int(),
  /**
   * Number of its first line, counted as `runs.logs` counts; of a log too long to be read to its end in time, the last lines
   * count from the end, -1 being the last.
   */
  line: z.number().int(),
  at: Timestamp,
  level: z.string().optional(),
  logger: z.string().optional(),
  /** Its lines as people read them, stack traces included. */
  lines: z.array(z.string()),
  /** First cause first. */
  exceptions: z.array(LoggedException).default([]),
});
export type RunLogEvent = z.infer<typeof RunLogEvent>;

/** EventBridge `source` and `detail-type` of what happens to knowledge. */
export const knowledgeEvents = {
  source: 'navigator.knowledge',
  runDiagnosed: 'run.diagnosed',
  documentDue: 'document.due',
} as const;

/** A document is to be looked at again, whatever is known of it. */
export const DocumentDue = z.object({
  id: z.string(),
  time: Timestamp,
  tenant: z.string(),
  correlationId: z.string().describe('the request that asked for it'),
  /** In the document bucket. */
  key: z.string(),
});
export type DocumentDue = z.infer<typeof DocumentDue>;

/** A run's log was taken in and searched for the cause of its failure. */
export const RunDiagnosed = z.object({
  id: z.string(),
  time: Timestamp,
  tenant: z.string(),
  correlationId: z.string().describe("the run's id"),
  run: z.string(),
  workflow: z.string(),
  repository: RepositoryName,
  /** Absent where nothing failed. */
  error: z
    .object({
      kind: z.string(),
      message: z.string().max(500).describe('masked'),
      task: z.string(),
      signature: z.string().optional(),
    })
    .optional(),
});
export type RunDiagnosed = z.infer<typeof RunDiagnosed>;

/** What has to be read before it is text. */
export const DocumentForm = z.enum(['html', 'pdf']);
export type DocumentForm = z.infer<typeof DocumentForm>;

/** What `read-document` is asked, a function of its own as anybody may have made the document. */
export const ReadInput = z.object({ form: DocumentForm, name: z.string(), bytes: z.base64() });

/** What it answers: the document as Markdown, not masked yet, or why there is none. */
export const ReadOutcome = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('read'), text: z.string() }),
  z.object({ outcome: z.literal('unreadable'), why: z.string() }),
]);
export type ReadOutcome = z.infer<typeof ReadOutcome>;

/** One step of a reindexing, as the state machine `reindex-knowledge` asks for it. */
export const ReindexStep = z.discriminatedUnion('step', [
  z.object({
    step: z.literal('move'),
    tenant: z.string(),
    correlationId: z.string(),
    /** What the step before answered. */
    progress: z.object({
      from: z.string().optional().describe('key of the last document that was asked for before these'),
      until: z.string().optional().describe('key of the last document of these'),
      waits: z.number().int().describe('how often these documents were waited for'),
      passes: z.number().int().describe('how often all documents were asked for'),
    }),
  }),
  z.object({ step: z.literal('retire') }),
]);
export type ReindexStep = z.infer<typeof ReindexStep>;

/** Answer of `embed-texts`, a function of its own as it holds the model. */
export const EmbedInput = z.object({ texts: z.array(z.string()).max(256) });
export const Embeddings = z.object({
  /** Name and version of the model, part of the index's name. */
  model: z.string(),
  /** Of length 1, one for each text, in base64 of little-endian 32-bit floats. */
  vectors: z.array(z.string()),
});
