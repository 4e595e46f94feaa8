import type { Command } from 'commander';
import { catalogue } from '../functions/catalogue.ts';
import type { ClientInput, OperationId } from '../functions/shared/client.ts';
import type { Operation } from '../functions/shared/operation.ts';
import { addInput, parseCommand, readInput } from './fields.ts';
import { renderRecord, renderTable } from './render.ts';
import { openSession, type Session } from './session.ts';
import { confirm, note, print, printJson } from './terminal.ts';

type Row = Readonly<Record<string, unknown>>;
type Page = { readonly items: readonly Row[]; readonly next?: string };

/** What a command does beyond asking its operation: options of its own, and how it shows the answer. */
export interface Extension {
  readonly examples?: readonly string[];
  readonly addOptions?: (command: Command) => void;
  readonly run?: (session: Session, input: Record<string, unknown>, command: Command) => Promise<void>;
  readonly show?: (answer: unknown) => void;
}

/** Columns of tables; lists without an entry show everything. */
const columns: Partial<Record<OperationId, readonly string[]>> = {
  'keys.list': ['id', 'name', 'person', 'createdAt', 'expiresAt'],
  'repositories.list': ['name', 'state', 'branch', 'environment', 'live.commit', 'live.at', 'lastError.message'],
  'pushes.list': ['commit', 'outcome', 'branch', 'author', 'message', 'writtenAt'],
  'workflows.list': ['dagId', 'state', 'repository', 'path', 'commit', 'publishedAt'],
  'runs.list': ['id', 'workflow', 'state', 'triggeredBy', 'queuedAt', 'duration'],
};

/** What `--help` shows for commands without an extension of their own. */
const examples: Partial<Record<OperationId, readonly string[]>> = {
  'identity.whoami': ['navigator whoami', 'navigator whoami --json'],
  'keys.create': [
    "navigator key create 'CI of sales' --person kim@example.com --level write --resources company/sales",
  ],
  'keys.list': ['navigator key list --all'],
  'keys.revoke': ['navigator key revoke k1'],
  'platform.describe': ['navigator openapi --json > openapi.json'],
  'repositories.list': ['navigator repo list'],
  'repositories.get': ['navigator repo status company/sales'],
  'repositories.sync': ['navigator repo sync company/sales'],
  'pushes.list': ['navigator push list company/sales --limit 5'],
  'workflows.list': ['navigator workflows --repository company/sales'],
  'workflows.get': ['navigator workflow nightly_sales'],
  'environments.list': ['navigator environment list'],
  'environments.add': [
    'navigator environment add main --mwaa-name airflow-main --airflow-version 3.0.6 --python-version 3.12 ' +
      '--web-url https://airflow.example.com',
  ],
  'runs.list': ['navigator runs --state failed', 'navigator runs --workflow nightly_sales --all --json'],
  'runs.get': ['navigator status n-01k9x3f2q7wz'],
  'runs.cancel': ['navigator cancel n-01k9x3f2q7wz --yes'],
};

const groups: Readonly<Record<string, string>> = {
  key: 'API keys',
  repo: 'Git repositories of workflows',
  push: 'Pushes and what became of them',
  environment: 'Airflow environments',
};

const isPage = (answer: unknown): answer is Page =>
  typeof answer === 'object' && answer !== null && 'items' in answer && Array.isArray(answer.items);

/** Calls an operation whose id is only known at run time; its input was parsed by its own schema. */
const call = (session: Session, id: OperationId, input: Record<string, unknown>): Promise<unknown> =>
  session.client.call(id, input as ClientInput<typeof id>);

/** Asks page after page and answers all items as one page. */
const callAll = async (session: Session, id: OperationId, input: Record<string, unknown>): Promise<unknown> => {
  const items: Row[] = [];
  let cursor: string | undefined;
  do {
    const page = await call(session, id, cursor === undefined ? input : { ...input, cursor });
    if (!isPage(page)) {
      return page;
    }
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined);
  return { items };
};

const showAnswer = (id: OperationId, answer: unknown): void => {
  if (!isPage(answer)) {
    print(renderRecord(answer as Row));
  } else if (answer.items.length === 0) {
    note('There are none.');
  } else {
    print(renderTable(answer.items, columns[id]));
  }
};

/** Tells that a page is not the last one. */
const noteRest = (answer: unknown): void => {
  if (isPage(answer) && answer.next !== undefined) {
    note('There are more: add --all.');
  }
};

const findOrAdd = (parent: Command, word: string): Command =>
  parent.commands.find((each) => each.name() === word) ?? parent.command(word);

/** The command under which others stand, such as `repo`. */
const addGroup = (program: Command, words: readonly string[]): Command =>
  words.reduce((parent, word) => findOrAdd(parent, word).description(groups[word] ?? ''), program);

const addOperation = (program: Command, operation: Operation, id: OperationId, extension: Extension): void => {
  const { words } = parseCommand(operation.command);
  const command = findOrAdd(addGroup(program, words.slice(0, -1)), words.at(-1) ?? id);
  command.description(operation.summary);
  addInput(command, operation);
  const isList = 'cursor' in operation.input.shape;
  const isDestructive = operation.effect === 'destructive';
  if (isList) {
    command.option('--all', 'every page');
  }
  if (isDestructive) {
    command.option('-y, --yes', 'do not ask');
  }
  extension.addOptions?.(command);
  const shown = extension.examples ?? examples[id] ?? [];
  command.addHelpText('after', `\nExamples:\n${shown.map((example) => `  $ ${example}`).join('\n')}`);
  command.action(async () => {
    const input = readInput(command, operation);
    const { yes, all } = command.opts<{ yes?: boolean; all?: boolean }>();
    if (isDestructive && !yes) {
      await confirm(`${operation.summary}: ${command.args.join(' ')}?`);
    }
    const session = await openSession(command);
    if (extension.run) {
      return extension.run(session, input, command);
    }
    const answer = await (all ? callAll : call)(session, id, input);
    if (session.json) {
      printJson(answer);
    } else if (extension.show) {
      extension.show(answer);
    } else {
      showAnswer(id, answer);
    }
    noteRest(answer);
  });
};

/** Adds a command for every operation of the catalogue. */
export const addOperationCommands = (program: Command, extensions: Partial<Record<OperationId, Extension>>): void => {
  for (const operation of catalogue) {
    addOperation(program, operation, operation.id, extensions[operation.id] ?? {});
  }
};
