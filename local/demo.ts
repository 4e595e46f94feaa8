import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Receipt } from '../functions/repositories/contract.ts';
import type { Run } from '../functions/runs/contract.ts';
import { ApiProblem, type Client, createClient } from '../functions/shared/client.ts';
import { readJson, writeJson } from './files.ts';
import { git } from './git-repositories.ts';
import type { Addresses } from './instance-state.ts';
import { root } from './paths.ts';
import { createTenant, environmentOf } from './tenant.ts';

/** The demo's names. */
export const demo = { tenant: 'demo', person: 'demo@example.com', repository: 'company/demo', git: 'demo' } as const;
const workflow = 'nightly_sales';
/** An example that fails, and what the line of its log says that decides why. */
const failing = { workflow: 'load_warehouse', decisive: /Connection refused/ } as const;

/** What a client needs, as the `navigator` command reads it. */
interface Credentials {
  readonly url: string;
  readonly key: string;
}

/** Where an instance's credentials are; the `navigator` command looks here too. */
export const credentialsFile = (directory: string): string => join(directory, 'navigator.json');

const repositoryUrl = ({ gitUrl }: Addresses): string => `${gitUrl}/${demo.git}.git`;

/** A key that still opens the door: the saved one, or that of a tenant made now. */
const logIn = async (addresses: Addresses): Promise<Credentials> => {
  const { directory, url } = addresses;
  const saved = readJson<Credentials>(credentialsFile(directory));
  const works =
    saved &&
    (await createClient({ url, key: saved.key })
      .call('identity.whoami', {})
      .catch(() => undefined));
  const key = works ? saved.key : await createTenant(addresses, { tenant: demo.tenant, person: demo.person });
  writeJson(credentialsFile(directory), { url, key });
  return { url, key };
};

const ensureEnvironment = async (client: Client, addresses: Addresses): Promise<void> => {
  const { items } = await client.call('environments.list', {});
  const environment = environmentOf(addresses);
  if (items.some(({ name }) => name === environment.name)) return;
  await client.call('environments.add', environment);
};

const control = async ({ gitUrl }: Addresses, path: string, body: unknown): Promise<void> => {
  const answer = await fetch(`${gitUrl}/_control/${path}`, { method: 'POST', body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`the Git server refused ${path}: ${await answer.text()}`);
};

const commitAndPush = async (clone: string, message: string): Promise<string> => {
  await git(clone, 'add', '--all');
  await git(clone, 'commit', '--quiet', '--message', message);
  await git(clone, 'push', '--quiet', '--set-upstream', 'origin', 'main');
  return (await git(clone, 'rev-parse', 'HEAD')).trim();
};

const copyExamples = (path: string, clone: string): void =>
  cpSync(join(root, path), join(clone, path), { recursive: true, filter: (file) => !file.includes('__pycache__') });

/** A developer's clone of the demo repository, up to date, with the example workflows in it. */
const ensureClone = async (addresses: Addresses): Promise<string> => {
  const clone = join(addresses.directory, 'demo');
  await control(addresses, 'repositories', { name: demo.git });
  if (!existsSync(join(clone, '.git'))) {
    mkdirSync(clone, { recursive: true });
    await git(clone, 'init', '--quiet', '--initial-branch=main');
    await git(clone, 'remote', 'add', 'origin', repositoryUrl(addresses));
  }
  const settings = { 'user.name': 'Demo', 'user.email': demo.person, 'remote.origin.url': repositoryUrl(addresses) };
  for (const [name, value] of Object.entries(settings)) await git(clone, 'config', name, value);
  if ((await git(clone, 'ls-remote', 'origin', 'refs/heads/main')) === '') {
    copyExamples('dags', clone);
    await commitAndPush(clone, 'Add the example workflows');
  } else await git(clone, 'pull', '--quiet', '--rebase', '--autostash', 'origin', 'main');
  return clone;
};

/** Has Navigator know the repository, and the repository tell Navigator of pushes; a known one is looked at again. */
const ensureRepository = async (client: Client, addresses: Addresses): Promise<void> => {
  const { items } = await client.call('repositories.list', { limit: 100 });
  if (items.some(({ name }) => name === demo.repository)) {
    const { webhookUrl } = await client.call('repositories.sync', { repository: demo.repository });
    await control(addresses, 'hooks', { name: demo.git, url: webhookUrl });
  } else {
    const { webhookUrl, webhookSecret } = await client.call('repositories.add', {
      url: repositoryUrl(addresses),
      repository: demo.repository,
    });
    await control(addresses, 'hooks', { name: demo.git, url: webhookUrl, secret: webhookSecret });
  }
};

/** Puts an example where somebody has removed it, or the clone is older than it; answers its path in the clone. */
const ensureExample = (clone: string, name: string): string => {
  const file = join('dags', `${name}.py`);
  if (!existsSync(join(clone, file))) copyExamples(file, clone);
  return file;
};

/** An edit that changes nothing but the file; the one of the last time goes. */
const editWorkflow = (clone: string): void => {
  const file = ensureExample(clone, workflow);
  const source = readFileSync(join(clone, file), 'utf8').replace(/\n# Edited by the demo .*\n/g, '');
  writeFileSync(
    join(clone, file),
    `${source}\n# Edited by the demo of \`npm start\` at ${new Date().toISOString()}.\n`,
  );
};

interface Wait {
  readonly what: string;
  readonly seconds: number;
  readonly abort?: AbortSignal;
}

const eventually = async <T>({ what, seconds, abort }: Wait, probe: () => Promise<T | undefined>): Promise<T> => {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    abort?.throwIfAborted();
    const answer = await probe();
    if (answer !== undefined) return answer;
    if (Date.now() > deadline)
      throw new Error(`waited ${seconds} seconds for ${what}; \`npm run logs\` lists what may say why`);
    await sleep(200);
  }
};

const receiptOf = (client: Client, commit: string, seconds: number, abort?: AbortSignal): Promise<Receipt> =>
  eventually({ what: `the receipt of commit ${commit.slice(0, 7)}`, seconds, abort }, async () => {
    const { items } = await client.call('pushes.list', { repository: demo.repository, commit });
    return items[0];
  });

const waitUntilInStep = (client: Client, abort?: AbortSignal): Promise<string> =>
  eventually({ what: `${demo.repository} to be in step`, seconds: 120, abort }, async () => {
    const { state } = await client.call('repositories.get', { repository: demo.repository });
    return state === 'new' || state === 'reconciling' ? undefined : state;
  });

const assertLive = ({ outcome, error, files }: Receipt): void => {
  const file = files.find(({ path }) => path === `${workflow}.py`);
  if (file?.outcome === 'live') return;
  const findings = file?.findings.map(({ line, message }) => `line ${line}: ${message}`) ?? [];
  throw new Error(
    `${workflow}.py is not live; the push is "${outcome}": ${[error, ...findings].filter(Boolean).join('; ')}`,
  );
};

const follow = (client: Client, run: string, abort?: AbortSignal): Promise<Run> =>
  eventually({ what: `the end of run ${run}`, seconds: 120, abort }, async () => {
    const now = await client.call('runs.get', { run });
    return now.state === 'queued' || now.state === 'running' ? undefined : now;
  });

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;

/**
 * Puts the functions that a user waits for into memory, so that the first command is as fast as the next. What does not
 * answer yet is told by whoever needs it.
 */
const warmUp = (client: Client) =>
  Promise.allSettled([
    client.call('workflows.list', {}),
    client.call('runs.list', {}),
    client.call('repositories.list', {}),
    client.call('executions.list', {}),
    client.call('knowledge.search', { query: 'warm' }),
    client.call('chat.ask', { question: 'help' }),
  ]);

const isUnknown = (error: unknown): boolean => error instanceof ApiProblem && error.problem.status === 404;

/** Waits until the logs of a run that ended have been read and searched for what made it fail. */
const waitUntilLearned = (client: Client, run: string, abort?: AbortSignal): Promise<unknown> =>
  eventually({ what: `the logs of run ${run} to be learned from`, seconds: 60, abort }, async () => {
    const { logs } = await client.call('runs.get', { run });
    if (logs === 'unavailable') throw new Error(`the logs of run ${run} could not be fetched`);
    if (logs !== 'read') return undefined;
    return client.call('diagnoses.get', { run }).catch((error: unknown) => {
      if (isUnknown(error)) return undefined;
      throw error;
    });
  });

/** Runs a workflow that fails, and asks why. */
const failAndExplain = async (
  client: Client,
  onProgress: (line: string) => void,
  abort?: AbortSignal,
): Promise<void> => {
  const { id } = await client.call('runs.trigger', { workflow: failing.workflow });
  onProgress(`run ${id} of ${failing.workflow} started; the warehouse that it loads is not there`);
  const run = await follow(client, id, abort);
  if (run.state !== 'failed') throw new Error(`run ${id} was to fail, and ended as "${run.state}"`);
  const ended = Date.now();
  await waitUntilLearned(client, id, abort);
  onProgress(`run ${id} failed; its logs were learned from ${seconds(Date.now() - ended)} later`);

  const question = `why did ${failing.workflow} fail?`;
  const asked = Date.now();
  const answer = await client.call('chat.ask', { question });
  onProgress(`asked "${question}", answered in ${seconds(Date.now() - asked)}:`);
  for (const line of answer.text.split('\n')) onProgress(`  ${line}`);
  const cited = answer.citations.flatMap((each) => (each.kind === 'log' && each.run === id ? [each] : []));
  for (const { text, task, try: attempt, line } of cited) {
    onProgress(`  > ${text}  (task ${task}, try ${attempt}, line ${line})`);
  }
  if (!cited.some(({ text }) => failing.decisive.test(text))) {
    throw new Error(`the answer does not cite the line that decides why run ${id} failed (${failing.decisive})`);
  }
};

/**
 * Does for real what a team does: connect a repository, push an edit, wait for its receipt, run the workflow, and ask why
 * another one fails.
 * @throws Error that says what did not come about.
 */
export const runDemo = async (
  addresses: Addresses,
  onProgress: (line: string) => void,
  abort?: AbortSignal,
): Promise<void> => {
  const client = createClient(await logIn(addresses));
  await Promise.all([ensureEnvironment(client, addresses), warmUp(client)]);
  const clone = await ensureClone(addresses);
  await ensureRepository(client, addresses);
  onProgress(`tenant ${demo.tenant} has the repository ${demo.repository}; bringing Airflow in step with it`);
  await waitUntilInStep(client, abort);

  editWorkflow(clone);
  ensureExample(clone, failing.workflow);
  const commit = await commitAndPush(clone, `Edit ${workflow}`);
  const pushed = Date.now();
  onProgress(`pushed commit ${commit.slice(0, 7)}, an edit of ${workflow}`);
  const receipt = await receiptOf(client, commit, 60, abort);
  assertLive(receipt);
  const { checked = 0, published = 0, visible = 0 } = receipt.stages;
  onProgress(
    `live ${seconds(Date.now() - pushed)} after \`git push\` returned (checked at ${seconds(checked)}, published at ${seconds(published)}, seen in Airflow at ${seconds(visible)})`,
  );

  const { id } = await client.call('runs.trigger', { workflow });
  onProgress(`run ${id} of ${workflow} started`);
  const run = await follow(client, id, abort);
  if (run.state !== 'success') throw new Error(`run ${id} ended as "${run.state}"; see \`npx navigator logs ${id}\``);
  const tasks = run.tasks?.map(({ task }) => task).join(', ');
  onProgress(`run ${id} succeeded in ${(run.duration ?? 0).toFixed(1)} s${tasks ? ` (${tasks})` : ''}`);

  await failAndExplain(client, onProgress, abort);
};
