import type { Command } from 'commander';
import { catalogue } from '../functions/catalogue.ts';
import type { ClientInput, OperationId } from '../functions/shared/client.ts';
import type { Operation } from '../functions/shared/operation.ts';
import { addInput, parseCommand, readInput, readSecrets } from './fields.ts';
import { openSession, type Session } from './session.ts';
import { isPage, showOutput } from './show-output.ts';
import { confirm, note, printJson, readStandardInput } from './terminal.ts';

/** What a command does beyond asking its operation and showing what it answers. */
export interface Extension {
  readonly examples?: readonly string[];
  readonly addOptions?: (command: Command) => void;
  /** Sets options from elsewhere before the input is read. */
  readonly prepare?: (command: Command) => Promise<void>;
  readonly run?: (session: Session, input: Record<string, unknown>, command: Command) => Promise<void>;
}

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
  'repositories.add': [
    'navigator repo add https://github.com/acme/sales.git --repository company/sales',
    'pass github/sales | navigator repo add https://github.com/acme/sales.git --repository company/sales --auth token --secret-stdin',
  ],
  'repositories.update': [
    'navigator repo update company/sales --branch release',
    "navigator repo update company/sales --tag ''",
  ],
  'repositories.pause': ['navigator repo pause company/sales'],
  'repositories.resume': ['navigator repo resume company/sales'],
  'repositories.remove': ['navigator repo remove company/sales --yes'],
  'credentials.set': [
    'pass github/sales | navigator repo credentials company/sales --auth token --secret-stdin',
    'navigator repo credentials company/sales --auth github-app --app-id 12345 --installation-id 678 --secret-stdin < app.pem',
  ],
  'webhooks.set': [
    'pass github/hooks | navigator repo webhook company/sales --token-stdin',
    'navigator repo webhook company/sales',
  ],
  'repositories.get': ['navigator repo status company/sales'],
  'repositories.sync': ['navigator repo sync company/sales'],
  'pushes.list': ['navigator push list company/sales --limit 5'],
  'workflows.list': ['navigator workflows --repository company/sales'],
  'workflows.get': ['navigator workflow nightly_sales'],
  'workflows.release': ['navigator release nightly_sales'],
  'workflows.pin': ['navigator pin nightly_sales'],
  'workflows.unpin': ['navigator unpin nightly_sales'],
  'versions.list': ['navigator versions nightly_sales', 'navigator versions nightly_sales --all --json'],
  'versions.show': ['navigator version nightly_sales 3f2a9c1d04be'],
  'versions.diff': ['navigator diff nightly_sales', 'navigator diff nightly_sales --from 3f2a9c1d04be'],
  'environments.list': ['navigator environment list'],
  'environments.change': ["navigator environment change main --add polars==1.2.3 --reason 'the sales dashboard'"],
  'environments.add': [
    'navigator environment add main --mwaa-name airflow-main --airflow-version 3.0.6 --python-version 3.12 ' +
      '--web-url https://airflow.example.com',
  ],
  'runs.list': ['navigator runs --state failed', 'navigator runs --workflow nightly_sales --all --json'],
  'runs.get': ['navigator status n-01k9x3f2q7wz'],
  'runs.cancel': ['navigator cancel n-01k9x3f2q7wz --yes'],
  'runs.logs': ['navigator logs n-01k9x3f2q7wz', 'navigator logs n-01k9x3f2q7wz --task load --all'],
  'approvals.list': ['navigator approvals', 'navigator approvals --state all --all --json'],
  'approvals.get': ['navigator approval show a-01k9x3f2q7wz0ab'],
  'waivers.request': [
    "navigator waiver request company/sales etl.py --rules downloaded-code --reason 'our own server, over TLS'",
  ],
  'waivers.list': ['navigator waiver list company/sales'],
  'waivers.revoke': ['navigator waiver revoke company/sales a-01k9x3f2q7wz0ab'],
  'executions.list': [
    'navigator executions --state failed --since 2026-11-21T00:00:00Z',
    'navigator executions --name nightly_sales --all --json',
  ],
  'executions.get': ['navigator execution n-01k9x3f2q7wz'],
  'executions.trend': ['navigator trend nightly_sales', 'navigator trend nightly_sales --days 30 --json'],
  'knowledge.index': ['navigator index'],
  'knowledge.reindex': ['navigator reindex'],
  'sources.list': ['navigator source list'],
  'sources.add': ["navigator source add runbooks --title 'Runbooks of operations'"],
  'sources.refresh': ['navigator source refresh company/sales'],
  'sources.remove': ['navigator source remove runbooks --yes'],
  'documents.remove': ['navigator document remove runbooks on-call/warehouse.md --yes'],
  'diagnoses.get': ['navigator diagnosis n-01k9x3f2q7wz'],
  'chat.help': ['navigator chat-help'],
  'conversations.start': ['navigator conversation start --json'],
  'conversations.list': ['navigator conversation list'],
  'conversations.read': ['navigator conversation read c-01k9x3f2q7wz --all'],
  'conversations.remove': ['navigator conversation remove c-01k9x3f2q7wz --yes'],
  'plans.list': ['navigator plans --limit 10'],
  'model.use': [
    'navigator model use openai --endpoint http://127.0.0.1:11434/v1 --model llama3.1',
    'pass openai/key | navigator model use openai --endpoint https://api.openai.com/v1 --model gpt-4o-mini --key-stdin',
    'navigator model use none',
  ],
  'model.show': ['navigator model show'],
  'slack.manifest': ['navigator slack manifest > manifest.json'],
  'slack.install': ['navigator slack install'],
  'slack.list': ['navigator slack list'],
  'slack.uninstall': ['navigator slack uninstall T024BE7LD --yes'],
  'slack.link': ['navigator slack link k7f2m-9xq4t'],
  'slack.links': ['navigator slack links --all'],
  'slack.unlink': ['navigator slack unlink T024BE7LD-U061F7AUR --yes'],
};

/** Positionals at the end of a command whose words need no quotes. */
const openEnds: Partial<Record<OperationId, string>> = {
  'knowledge.search': 'query',
  'chat.ask': 'question',
  'chat.send': 'text',
  'approvals.reject': 'reason',
};

const groups: Readonly<Record<string, string>> = {
  key: 'API keys',
  repo: 'Git repositories of workflows',
  push: 'Pushes and what became of them',
  environment: 'Airflow environments',
  approval: 'Requests that another person has to approve',
  waiver: 'Security findings that somebody approved',
  source: 'Sources of knowledge',
  document: 'Documents of a source',
  model: 'The model with which messages are understood',
  slack: 'Navigator within Slack',
  conversation: 'Conversations, one message at a time; `navigator chat` is for people',
};

/** Calls an operation whose id is only known at run time; its input was parsed by its own schema. */
const call = (session: Session, id: OperationId, input: Record<string, unknown>): Promise<unknown> =>
  session.client.call(id, input as ClientInput<typeof id>);

/** Asks page after page and answers all items as one page. */
const callAll = async (session: Session, id: OperationId, input: Record<string, unknown>): Promise<unknown> => {
  const items: unknown[] = [];
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
  addInput(command, operation, openEnds[id]);
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
    await extension.prepare?.(command);
    await readSecrets(command, operation, readStandardInput);
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
    } else {
      showOutput(id, answer);
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
