import { help, readConversation, sendMessage } from '../functions/chat/contract.ts';
import type { OperationId } from '../functions/shared/client.ts';
import { showAnswer } from './answer.ts';
import { showDiagnosis } from './diagnosis.ts';
import { showDiff } from './diff.ts';
import { showLogLines } from './logs.ts';
import { renderRecord, renderTable } from './render.ts';
import { showHits } from './search.ts';
import { clean, note, paint, print, printJson } from './terminal.ts';
import { showTrend } from './trend.ts';
import { showSource } from './version.ts';
import { showAddedRepository, showWebhook } from './webhook.ts';

type Row = Readonly<Record<string, unknown>>;
type Page = { readonly items: readonly Row[]; readonly next?: string };

/** Columns of tables; lists without an entry show everything. */
const columns: Partial<Record<string, readonly string[]>> = {
  'keys.list': ['id', 'name', 'person', 'createdAt', 'expiresAt'],
  'repositories.list': ['name', 'state', 'branch', 'environment', 'live.commit', 'live.at', 'lag', 'lastError.message'],
  'pushes.list': ['commit', 'outcome', 'branch', 'author', 'message', 'writtenAt'],
  'workflows.list': ['dagId', 'state', 'repository', 'path', 'version', 'commit', 'publishedAt'],
  'versions.list': ['version', 'cause', 'at', 'commit', 'author', 'message', 'replaced', 'by'],
  'approvals.list': ['id', 'state', 'requestedBy', 'decideBy', 'what'],
  'waivers.list': ['id', 'path', 'rules', 'approvedBy', 'approvedAt', 'reason', 'revokedAt'],
  'runs.list': ['id', 'workflow', 'state', 'triggeredBy', 'queuedAt', 'duration'],
  'executions.list': ['id', 'name', 'state', 'triggeredBy', 'startedAt', 'duration', 'error.task', 'error.kind'],
  'sources.list': ['name', 'kind', 'documents', 'passages', 'changedAt', 'lastError.message'],
  'conversations.events': ['cursor', 'at', 'kind', 'text'],
  'conversations.list': ['id', 'title', 'startedAt', 'lastAt'],
  'slack.list': ['team', 'name', 'installedAt'],
  'slack.links': ['id', 'person', 'key', 'linkedAt'],
  'plans.list': ['at', 'query', 'operation', 'confidence', 'outcome'],
} satisfies Partial<Record<OperationId, readonly string[]>>;

/** Whether an answer is a page of a list. */
export const isPage = (answer: unknown): answer is Page =>
  typeof answer === 'object' && answer !== null && 'items' in answer && Array.isArray(answer.items);

const showMessage = (message: unknown): void => {
  const { id, answer } = sendMessage.output.parse(message);
  if (answer) {
    showAnswer(answer, showOutput);
  } else {
    note(`${id} will be answered: navigator conversation events shows how.`);
  }
};

const showConversation = (answer: unknown): void => {
  for (const { text, answer: reply } of readConversation.output.parse(answer).items) {
    print(paint('bold', `> ${clean(text)}`));
    showAnswer(reply, showOutput);
  }
};

const showHelp = (answer: unknown): void => {
  for (const { summary, examples } of help.output.parse(answer).items) {
    print(`${clean(summary)}${examples[0] === undefined ? '' : `  ${paint('dim', `"${clean(examples[0])}"`)}`}`);
  }
};

/** How operations show what is more than a table or a record. */
const shows: Partial<Record<string, (output: unknown) => void>> = {
  'repositories.add': showAddedRepository,
  'webhooks.set': showWebhook,
  'runs.logs': showLogLines,
  'executions.trend': showTrend,
  'versions.diff': showDiff,
  'versions.show': showSource,
  'knowledge.search': (answer) => showHits(answer),
  'diagnoses.get': showDiagnosis,
  'chat.ask': (answer) => showAnswer(answer, showOutput),
  'chat.explain': (answer) => showAnswer(answer, showOutput),
  'chat.send': showMessage,
  'chat.help': showHelp,
  'conversations.read': showConversation,
  'slack.manifest': printJson,
} satisfies Partial<Record<OperationId, (output: unknown) => void>>;

/** Shows what an operation answered, the same from its own command and within a conversation. */
export const showOutput = (id: string, output: unknown): void => {
  const show = shows[id];
  if (show) {
    show(output);
  } else if (!isPage(output)) {
    print(renderRecord(output as Row));
  } else if (output.items.length === 0) {
    note('There are none.');
  } else {
    print(renderTable(output.items, columns[id]));
  }
};
