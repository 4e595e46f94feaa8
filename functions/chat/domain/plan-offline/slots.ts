import type { Operation } from '../../../shared/operation.ts';
import type { MentionKind } from './find-mentions.ts';

/** What a field of an input takes from a message: something named, or one of the others. */
export type SlotKind =
  | MentionKind
  | 'openRun'
  | 'newRepository'
  | 'newSource'
  | 'state'
  | 'since'
  | 'until'
  | 'days'
  | 'level'
  | 'resources'
  | 'newWorkflows'
  | 'testsMode'
  | 'decision'
  | 'otherCommit'
  | 'query';

/** What a field takes, by its name; a field that is not here is not filled from a sentence. */
const kindOfField: Readonly<Record<string, SlotKind>> = {
  workflow: 'workflow',
  run: 'run',
  execution: 'run',
  task: 'task',
  try: 'try',
  repository: 'repository',
  source: 'source',
  state: 'state',
  since: 'since',
  until: 'until',
  limit: 'count',
  days: 'days',
  query: 'query',
  url: 'url',
  person: 'person',
  level: 'level',
  commit: 'commit',
  version: 'commit',
  to: 'commit',
  from: 'commit',
  key: 'key',
  path: 'path',
  approval: 'approval',
  waiver: 'approval',
  reason: 'reason',
};

/** Fields that mean something else in some operation; undefined: not filled from a sentence. */
const exceptions: Readonly<Record<string, Readonly<Record<string, SlotKind | undefined>>>> = {
  'executions.list': { name: 'workflow' },
  'executions.trend': { name: 'workflow' },
  'runs.cancel': { run: 'openRun' },
  'sources.add': { source: 'newSource', title: 'title' },
  'documents.put': { text: 'body' },
  'runs.trigger': { conf: 'conf' },
  'keys.create': { name: 'newName', expiresInDays: 'lifetime', resources: 'resources' },
  'environments.add': {
    name: 'newName',
    mwaaName: 'mwaa',
    airflowVersion: 'airflowVersion',
    pythonVersion: 'pythonVersion',
    webUrl: 'url',
  },
  'versions.diff': { to: 'otherCommit' },
  'environments.change': { environment: 'environmentName', add: 'packages' },
  'repositories.add': {
    repository: 'newRepository',
    path: 'folder',
    branch: 'branch',
    tag: 'tag',
    newWorkflows: 'newWorkflows',
  },
  'repositories.update': {
    path: 'folder',
    branch: 'branch',
    tag: 'tag',
    tests: 'testsMode',
    newWorkflows: 'newWorkflows',
  },
  'waivers.request': { path: 'file', rules: 'rules' },
  'approvals.list': { state: 'decision' },
};

/** A field and what it takes. */
export interface Slot {
  readonly field: string;
  readonly kind: SlotKind | undefined;
  readonly isRequired: boolean;
  /** What the contract says of it. */
  readonly description: string;
}

/** The fields of an operation's input. */
export const slotsOf = ({ id, input }: Operation): Slot[] =>
  Object.entries(input.shape).map(([field, schema]) => {
    const special = exceptions[id];
    const kind = special && field in special ? special[field] : kindOfField[field];
    const { description = field } = schema as { description?: string };
    return { field, kind, isRequired: !schema.safeParse(undefined).success, description };
  });

/** What else a slot can be filled from than its own kind: the last run of a workflow, the repository that it is in. */
const takes: Partial<Record<SlotKind, readonly MentionKind[]>> = {
  run: ['run', 'workflow'],
  openRun: ['run', 'workflow'],
  repository: ['repository', 'workflow'],
  newRepository: ['repository'],
  newSource: ['newName', 'source'],
  source: ['source', 'repository'],
  environmentName: ['environmentName', 'newName'],
  resources: ['repository'],
  since: ['period'],
  until: ['period'],
  days: ['period', 'count'],
};

/** Kinds of mentions that a slot of this kind can be filled from, the straightest first. */
export const mentionKindsOf = (kind: SlotKind): readonly MentionKind[] => takes[kind] ?? [kind as MentionKind];

/** Words that name a state, as they are said. */
const stateWords: Readonly<Record<string, readonly string[]>> = {
  failed: [
    'failed',
    'fail',
    'fails',
    'failing',
    'failure',
    'failures',
    'broken',
    'broke',
    'red',
    'crashed',
    'wrong',
    'error',
    'errors',
    'crash',
    'break',
    'crashes',
  ],
  success: ['success', 'successful', 'successes', 'succeeded', 'succeed', 'green', 'passed', 'worked', 'successfully'],
  running: ['running', 'active', 'ongoing', 'progress', 'being', 'flight', 'underway', 'going', 'runing'],
  queued: ['queued', 'waiting', 'queue', 'pending'],
  cancelled: ['cancelled', 'canceled', 'aborted'],
  lost: ['lost'],
};

/** Words that name what became of a request. */
const decisionWords: Readonly<Record<string, readonly string[]>> = {
  pending: ['pending', 'open', 'undecided', 'outstanding'],
  approved: ['approved', 'granted', 'accepted'],
  rejected: ['rejected', 'denied', 'refused', 'declined'],
  expired: ['expired', 'lapsed'],
};

type Namer = (word: string) => string | undefined;

/** Finds what a word names, in lists of the words for each. */
const namedIn =
  (lists: Readonly<Record<string, readonly string[]>>): Namer =>
  (word) =>
    Object.entries(lists).find(([, words]) => words.includes(word.toLowerCase()))?.[0];

/** What became of a request, as a word names it. */
export const decisionOf: Namer = namedIn(decisionWords);

/** The state that a word names. */
export const stateOf: Namer = namedIn(stateWords);
