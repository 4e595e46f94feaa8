import type { Operation } from '../../shared/operation.ts';
import { quotedText } from './plain-text.ts';
import { showTime } from './show-time.ts';

type Row = Readonly<Record<string, unknown>>;

/** Items of a list that are shown; more than that is nothing to read in a conversation. */
const shownItems = 10;
const shownFacts = 8;

/** What a line of a list says, per operation; a list without an entry shows the first four plain values. */
const columns: Readonly<Record<string, readonly string[]>> = {
  'keys.list': ['id', 'name', 'person'],
  'repositories.list': ['name', 'state', 'branch', 'lastError.message'],
  'pushes.list': ['commit', 'outcome', 'author', 'message', 'writtenAt'],
  'workflows.list': ['dagId', 'state', 'repository'],
  'versions.list': ['version', 'cause', 'at', 'commit', 'author', 'message'],
  'environments.list': ['name', 'airflowVersion', 'pythonVersion'],
  'approvals.list': ['id', 'what', 'requestedBy', 'reason'],
  'waivers.list': ['id', 'path', 'approvedBy', 'approvedAt', 'reason', 'revokedAt'],
  'runs.list': ['id', 'workflow', 'state', 'queuedAt'],
  'runs.logs': ['task', 'line', 'message'],
  'executions.list': ['id', 'name', 'state', 'error.task', 'error.kind', 'startedAt'],
  'sources.list': ['name', 'kind', 'passages', 'lastError.message'],
  'knowledge.search': ['title', 'text'],
  'conversations.list': ['id', 'title', 'lastAt'],
};

/** What is shown of one thing; of others, their first plain values. */
const facts: Readonly<Record<string, readonly string[]>> = {
  'runs.get': ['workflow', 'state', 'queuedAt', 'endedAt', 'duration', 'commit', 'version', 'airflowUrl'],
  'runs.trigger': ['airflowUrl'],
  'runs.cancel': ['workflow', 'state'],
  'workflows.get': [
    'state',
    'repository',
    'path',
    'commit',
    'version',
    'publishedAt',
    'hold.kind',
    'hold.version',
    'hold.by',
    'hold.at',
    'airflowUrl',
  ],
  'workflows.rollback': ['hold.version', 'hold.commit', 'airflowUrl'],
  'workflows.release': ['repository', 'airflowUrl'],
  'workflows.pin': ['hold.version', 'hold.commit'],
  'workflows.unpin': ['repository', 'airflowUrl'],
  'versions.show': ['commit', 'author', 'message', 'at', 'path', 'source'],
  'versions.diff': [],
  'repositories.get': ['state', 'branch', 'live.commit', 'live.at', 'lastError.message'],
  'repositories.add': ['url', 'branch', 'path', 'environment', 'webhookUrl'],
  'executions.get': ['name', 'state', 'startedAt', 'duration', 'error.kind', 'error.message'],
  'executions.trend': [],
  'keys.create': ['person', 'expiresAt'],
  'approvals.get': [
    'what',
    'reason',
    'requestedBy',
    'consequence',
    'decideBy',
    'decision.by',
    'decision.reason',
    'effect.message',
  ],
  'approvals.approve': ['what', 'consequence'],
  'approvals.reject': ['what', 'decision.reason'],
  'waivers.revoke': ['path', 'reason'],
};

/** Shown once by their operation and never in words, which are kept. */
const secrets: readonly string[] = ['key', 'webhookSecret'];

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);

const read = (row: Row, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => (isRow(value) ? value[name] : undefined), row);

const isPlain = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value);

const longest = 200;

type Show = (value: unknown, field?: string) => string;

/** Addresses that we or the caller gave; what else looks like one was written by somebody else. */
const isAddress = (field: string): boolean => /(^|\.|[a-z])(url|Url)$/.test(field);

const showIn =
  (timeZone: string): Show =>
  (value, field = '') => {
    const written = String(value);
    const text = (isAddress(field) ? written : quotedText(written)).replace(/\s+/g, ' ').trim();
    if (/^[0-9a-f]{40}$/.test(text)) {
      return text.slice(0, 7);
    }
    if (/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text)) {
      return showTime(text, timeZone);
    }
    return text.length > longest ? `${text.slice(0, longest)}…` : text;
  };

const plainFields = (row: Row): string[] =>
  Object.keys(row).filter((field) => isPlain(row[field]) && !secrets.includes(field));

const showItem = (id: string, item: unknown, show: Show): string => {
  if (!isRow(item)) {
    return show(item);
  }
  const fields = columns[id] ?? plainFields(item).slice(0, 4);
  return fields
    .map((field) => [field, read(item, field)] as const)
    .filter(([, value]) => isPlain(value))
    .map(([field, value]) => show(value, field))
    .join(' · ');
};

/** `runs.list` lists runs. */
const nounOf = (id: string): string => {
  const nouns: Readonly<Record<string, string>> = { 'runs.logs': 'lines', 'knowledge.search': 'passages' };
  return nouns[id] ?? id.slice(0, id.indexOf('.'));
};

/** What a list was narrowed to, in words. */
const scopeOf = (input: Row, show: Show): string => {
  const parts = ['workflow', 'name', 'run', 'task', 'repository', 'source']
    .filter((field) => input[field] !== undefined)
    .map((field) => `of ${show(input[field])}`);
  const times = [
    ...(input.since === undefined ? [] : [`since ${show(input.since)}`]),
    ...(input.until === undefined ? [] : [`until ${show(input.until)}`]),
  ];
  return [...parts, ...times].map((part) => ` ${part}`).join('');
};

const renderList = (
  { id }: Operation,
  input: Row,
  { items, isLast, show }: { items: readonly unknown[]; isLast: boolean; show: Show },
): string => {
  const state = input.state === undefined ? '' : `${input.state} `;
  const scope = scopeOf(input, show);
  if (items.length === 0) {
    return `No ${state}${nounOf(id)}${scope}${isLast ? '' : ' so far, and there is more to look through'}.`;
  }
  const shown = items.slice(0, shownItems).map((item) => `- ${showItem(id, item, show)}`);
  const rest = items.length - shown.length;
  const more = isLast ? [] : ['There are more.'];
  const count = `${items.length}${isLast ? '' : ' or more'} ${state}${items.length === 1 ? nounOf(id).replace(/s$/, '') : nounOf(id)}${scope}:`;
  return [count, ...shown, ...(rest > 0 ? [`… and ${rest} more.`] : more)].join('\n');
};

/** Lines of a diff that are shown; more than that is nothing to read in a conversation. */
const shownLines = 40;

const renderDiff = ({ workflow, from, to, toCommit, diff }: Row): string => {
  const lines = String(diff).trimEnd().split('\n');
  const rest = lines.length - shownLines;
  return [
    `${workflow} from version ${from} to ${to} (commit ${String(toCommit).slice(0, 7)}):`,
    ...lines.slice(0, shownLines),
    ...(rest > 0 ? [`… and ${rest} more lines: \`navigator diff ${workflow} --from ${from} --to ${to}\`.`] : []),
  ].join('\n');
};

const headlines: Readonly<Record<string, (output: Row) => string>> = {
  'runs.trigger': ({ workflow, id }) => `${workflow} was started: run ${id}.`,
  'runs.cancel': ({ id, state }) => `Run ${id} is ${state}.`,
  'runs.get': ({ id, workflow, state }) => `Run ${id} of ${workflow}: ${state}.`,
  'workflows.get': ({ dagId, state }) => `${dagId} is ${state}.`,
  'workflows.rollback': ({ dagId }) => `${dagId} goes back, and stays so until its code changes in Git.`,
  'workflows.release': ({ dagId }) => `${dagId} follows Git again.`,
  'workflows.pin': ({ dagId }) => `${dagId} is pinned.`,
  'workflows.unpin': ({ dagId }) => `${dagId} is not pinned any more.`,
  'versions.show': ({ version }) => `Version ${version}:`,
  'versions.diff': renderDiff,
  'repositories.get': ({ name, state }) => `${name}: ${state}.`,
  'repositories.add': ({ name }) =>
    `${name} was added. The secret of its webhook is shown this once, with this answer.`,
  'repositories.sync': ({ name }) => `${name} is being brought in step.`,
  'keys.create': ({ name, id }) => `The key “${name}” was created (${id}). It is shown this once, with this answer.`,
  'keys.revoke': ({ id }) => `The key ${id} is revoked.`,
  'approvals.get': ({ id, state }) => `${id} is ${state}.`,
  'approvals.approve': ({ id }) => `${id} is approved, and being done.`,
  'approvals.reject': ({ id }) => `${id} is rejected.`,
  'waivers.revoke': ({ id, repository }) =>
    `The waiver ${id} of ${repository} is revoked. What is live stays so until it changes or is rolled back.`,
  'executions.trend': ({ summary }) => String(summary),
  'sources.remove': ({ source, documents }) => `${source} was removed, with ${documents} documents.`,
};

const tasksOf = ({ tasks }: Row): string[] =>
  Array.isArray(tasks)
    ? tasks
        .filter(isRow)
        .slice(0, shownItems)
        .map(({ task, state, try: attempt }) => `- ${task}: ${state}${Number(attempt) > 1 ? ` (try ${attempt})` : ''}`)
    : [];

const renderThing = ({ id, effect }: Operation, thing: Row, show: Show): string => {
  const fields = facts[id] ?? plainFields(thing).slice(0, shownFacts);
  const lines = fields
    .map((field) => [field, read(thing, field)] as const)
    .filter(([, value]) => isPlain(value))
    .map(([field, value]) => `${field}: ${show(value, field)}`);
  const headline = headlines[id]?.(thing) ?? (effect === 'read' ? undefined : 'Done.');
  return [...(headline === undefined ? [] : [headline]), ...lines, ...tasksOf(thing)].join('\n');
};

/** What an operation answered, in a few plain lines, times as in this zone; the first says the most. Never a secret. */
export const renderAnswer = (operation: Operation, input: Row, output: unknown, timeZone: string): string => {
  const show = showIn(timeZone);
  if (!isRow(output)) {
    return show(output);
  }
  return Array.isArray(output.items)
    ? renderList(operation, input, { items: output.items, isLast: output.next === undefined, show })
    : renderThing(operation, output, show);
};
