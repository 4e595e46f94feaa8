import { setTimeout as sleep } from 'node:timers/promises';
import { rollBackWorkflow, type Workflow } from '../functions/workflows/contract.ts';
import { Failure } from './failure.ts';
import type { Extension } from './operation-commands.ts';
import { renderDuration } from './render.ts';
import type { Session } from './session.ts';
import { note, paint, print, printJson } from './terminal.ts';

const interval = 200;
const patience = 60_000;

/** The workflow once Airflow shows the version that it was rolled back to. */
const awaitVersion = async ({ client }: Session, { dagId, hold }: Workflow): Promise<Workflow> => {
  const deadline = Date.now() + patience;
  while (Date.now() < deadline) {
    const workflow = await client.call('workflows.get', { workflow: dagId });
    if (workflow.hold?.version !== hold?.version) {
      throw new Failure(`${dagId} was not rolled back. \`navigator push list ${workflow.repository}\` says why.`);
    }
    if (workflow.hold?.isInForce) {
      return workflow;
    }
    await sleep(interval);
  }
  throw new Failure(
    `Airflow has not shown it within ${patience / 1000} s. It goes on: \`navigator workflow ${dagId}\`.`,
  );
};

/** `navigator rollback`: stays until Airflow runs the older version. */
export const rollbackExtension: Extension = {
  examples: ['navigator rollback nightly_sales', 'navigator rollback nightly_sales --to 3f2a9c1d04be --yes'],
  run: async (session, input) => {
    const startedAt = Date.now();
    const asked = await session.client.call('workflows.rollback', rollBackWorkflow.input.parse(input));
    const workflow = await awaitVersion(session, asked);
    if (session.json) {
      printJson(workflow);
      return;
    }
    const { dagId, version, commit } = workflow;
    const facts = [
      `${dagId} rolled back to ${version}`,
      `commit ${commit.slice(0, 7)}`,
      `visible in Airflow ${renderDuration(Date.now() - startedAt)}`,
    ];
    print(`${paint('green', '✔')} ${facts.join(' · ')}`);
    note(`It stays so until its code changes in Git, or: navigator release ${dagId}`);
  },
};
