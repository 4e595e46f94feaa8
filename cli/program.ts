import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { approveExtension, rejectExtension } from './approval.ts';
import { askExtension, explainExtension, sayExtension } from './ask.ts';
import { addChat } from './chat.ts';
import { addCheck } from './check.ts';
import { addDocumentLoad } from './document-load.ts';
import { documentPutExtension } from './document-put.ts';
import { addHook } from './hook.ts';
import { addLogin } from './login.ts';
import { addMask } from './mask.ts';
import { addOperationCommands } from './operation-commands.ts';
import { addPushStatus } from './push-status.ts';
import { rollbackExtension } from './rollback.ts';
import { runExtension } from './run.ts';
import { searchExtension } from './search-command.ts';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string };

const everywhere = (command: Command): void => {
  command
    .exitOverride()
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError('(add --help for how to use it)');
  for (const each of command.commands) {
    everywhere(each);
  }
};

/** The `navigator` command with all that it can do. */
export const createProgram = (): Command => {
  const program = new Command('navigator')
    .description('Navigator: push a workflow to Git, see it live, run it, and ask what happened.')
    .version(version, '-V, --version', 'show the version')
    .option('--url <url>', 'the address of the platform (NAVIGATOR_URL)')
    .option('--api-key <key>', 'the API key; NAVIGATOR_API_KEY or `navigator login` keep it out of the shell history')
    .option('--json', 'print the raw answer as JSON');
  program.addHelpText(
    'after',
    '\nExamples:\n  $ navigator check dags/\n  $ git push && navigator push status --watch\n  $ navigator run nightly_sales --follow\n  $ navigator ask "why did nightly_sales fail last night?"',
  );
  addCheck(program);
  addMask(program);
  addHook(program);
  addLogin(program);
  addChat(program);
  addOperationCommands(program, {
    'runs.trigger': runExtension,
    'workflows.rollback': rollbackExtension,
    'approvals.approve': approveExtension,
    'approvals.reject': rejectExtension,
    'documents.put': documentPutExtension,
    'knowledge.search': searchExtension,
    'chat.ask': askExtension,
    'chat.explain': explainExtension,
    'chat.send': sayExtension,
  });
  const groupOf = (name: string) =>
    program.commands.find((command) => command.name() === name) ?? program.command(name);
  addPushStatus(groupOf('push'));
  addDocumentLoad(groupOf('document'));
  everywhere(program);
  return program;
};
