import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type * as z from 'zod';
import type { Diagnosis } from '../../functions/knowledge/contract.ts';
import type { Receipt, Repository } from '../../functions/repositories/contract.ts';
import type { Run } from '../../functions/runs/contract.ts';
import { ApiProblem, type Client, createClient } from '../../functions/shared/client.ts';
import type { Access } from '../../local/git-repositories.ts';
import { addressesOf } from '../../local/instance-state.ts';
import { createTenant } from '../../local/tenant.ts';
import { type Clone, cloneRepository } from './git-repository.ts';
import { everyItem } from './pages.ts';

/** What the tests know of the cloud they run against: addresses and a key, as a user would. */
export interface Cloud {
  readonly url: string;
  readonly key: string;
  /** Base address of the Git server, whose control operations are under `/_control`. */
  readonly gitUrl: string;
  /** The instance's folder, for the tests that break its servers and the benches that look beneath. */
  readonly directory: string;
}

export const clientOf = (cloud: Cloud, key = cloud.key) => createClient({ url: cloud.url, key });

/** A name that no other test uses. */
export const unique = (prefix: string): string => `${prefix}_${randomBytes(4).toString('hex')}`;

/** Polls until `probe` answers something, or fails after `seconds` saying what it waited for; `pause` in milliseconds. */
export const eventually = async <T>(
  what: string,
  seconds: number,
  probe: () => Promise<T | undefined>,
  pause = 100,
): Promise<T> => {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await probe();
    if (answer !== undefined) return answer;
    if (Date.now() > deadline) throw new Error(`waited ${seconds} s for ${what}`);
    await sleep(pause);
  }
};

/** A repository on the Git server, known to Navigator, with a working clone. */
export interface ConnectedRepository {
  readonly name: string;
  readonly gitName: string;
  readonly clone: Clone;
  readonly repository: Repository;
  readonly webhookSecret: string;
}

const control = async (cloud: Cloud, path: string, body: unknown): Promise<void> => {
  const answer = await fetch(`${cloud.gitUrl}/_control/${path}`, { method: 'POST', body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`Git server refused ${path}: ${await answer.text()}`);
};

export const gitServer = (cloud: Cloud) => ({
  createRepository: (name: string) => control(cloud, 'repositories', { name }),
  setHook: (name: string, hook: { url: string; secret: string }) => control(cloud, 'hooks', { name, ...hook }),
  /** Who may use the repository from now on, and how its server is unwell. */
  setAccess: (name: string, access: Access) => control(cloud, 'access', { name, ...access }),
  /** How the next deliveries of this repository go: lost, doubled or late by so many milliseconds. */
  setDelivery: (name: string, delivery: { drop?: boolean; times?: number; delayMs?: number }) =>
    control(cloud, 'deliveries', { name, ...delivery }),
});

type AddInput = z.input<typeof import('../../functions/repositories/contract.ts')['addRepository']['input']>;

/** Creates a repository on the Git server, connects it and sets its hook; nothing is pushed yet beyond an empty first commit. */
export const connectRepository = async (
  cloud: Cloud,
  options: Partial<Omit<AddInput, 'url'>> & { files?: Record<string, string | Uint8Array> } = {},
): Promise<ConnectedRepository> => {
  const { files = {}, ...input } = options;
  const gitName = unique('repo').replace('_', '-');
  await gitServer(cloud).createRepository(gitName);
  const url = `${cloud.gitUrl}/acme/${gitName}.git`;
  const clone = await cloneRepository(url);
  await clone.write({ 'README.md': '# Workflows\n', ...files });
  await clone.push('first commit');
  const { webhookSecret, ...repository } = await clientOf(cloud).call('repositories.add', {
    url,
    repository: `company/${gitName}`,
    ...input,
  });
  await gitServer(cloud).setHook(gitName, { url: repository.webhookUrl, secret: webhookSecret });
  return { name: repository.name, gitName, clone, repository, webhookSecret };
};

/** The receipt of a commit, once written. */
export const receiptOf = (cloud: Cloud, repository: string, commit: string, seconds = 120): Promise<Receipt> =>
  eventually(`the receipt of ${commit.slice(0, 7)} in ${repository}`, seconds, async () => {
    const { items } = await clientOf(cloud).call('pushes.list', { repository, commit });
    return items[0];
  });

/** The run once it has ended. */
export const endOf = (cloud: Cloud, run: string, seconds = 120, pause = 100): Promise<Run> =>
  eventually(
    `the end of run ${run}`,
    seconds,
    async () => {
      const state = await clientOf(cloud).call('runs.get', { run });
      return state.state === 'queued' || state.state === 'running' ? undefined : state;
    },
    pause,
  );

/** What an asked-for thing is, or undefined where there is no such thing. */
export const ifThere = async <T>(answer: Promise<T>): Promise<T | undefined> => {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ApiProblem && error.problem.status === 404) return undefined;
    throw error;
  }
};

/** What the logs of an ended run say of its failures, once they have been read. */
export const diagnosisOf = (cloud: Cloud, run: string, seconds = 120): Promise<Diagnosis> =>
  eventually(
    `the diagnosis of run ${run}`,
    seconds,
    () => ifThere(clientOf(cloud).call('diagnoses.get', { run })),
    250,
  );

/** Pushes workflows to a repository of their own and waits until they are live; files are named within `dags/`. */
export const publish = async (cloud: Cloud, files: Record<string, string>): Promise<ConnectedRepository> => {
  const connected = await connectRepository(cloud);
  await connected.clone.write(Object.fromEntries(Object.entries(files).map(([name, text]) => [`dags/${name}`, text])));
  const { commit } = await connected.clone.push('publish');
  const receipt = await receiptOf(cloud, connected.name, commit, 150);
  if (receipt.outcome !== 'live') throw new Error(`the push is ${receipt.outcome}: ${JSON.stringify(receipt.files)}`);
  return connected;
};

/** Runs a workflow to its end and until its logs were learned from. */
export const runAndLearn = async (cloud: Cloud, workflow: string, conf: Record<string, unknown> = {}): Promise<Run> => {
  const { id } = await clientOf(cloud).call('runs.trigger', { workflow, conf });
  const run = await endOf(cloud, id, 120, 250);
  await diagnosisOf(cloud, id);
  return run;
};

/** The administrator's key of another tenant of the same deployment, made for this test. */
export const otherTenant = (cloud: Cloud): Promise<string> =>
  createTenant(addressesOf(cloud.directory), {
    tenant: unique('other').replace('_', '-'),
    person: 'someone@example.org',
  });

/** A client with the key of a person whom no other test knows: what is a person's own is this test's alone. */
export const newPerson = async (cloud: Cloud, level: 'read' | 'write' = 'write'): Promise<Client> => {
  const name = unique('person');
  const { key } = await clientOf(cloud).call('keys.create', { name, person: `${name}@example.com`, level });
  return clientOf(cloud, key);
};

/** Every source of knowledge that this client sees. */
export const sourcesOf = (client: Client) => everyItem((cursor) => client.call('sources.list', { limit: 100, cursor }));

/** One of them, by its name. */
export const sourceOf = async (client: Client, name: string) =>
  (await sourcesOf(client)).find((source) => source.name === name);

/** Every repository that this client sees. */
export const repositoriesOf = (client: Client) =>
  everyItem((cursor) => client.call('repositories.list', { limit: 100, cursor }));

/** What a run, or one task of it, logged as one text, once it says `text`: a task's log arrives some time after its end. */
export const logSaying = (cloud: Cloud, of: { run: string; task?: string }, text: string): Promise<string> =>
  eventually(`the log of ${of.run} to say ${text}`, 60, async () => {
    const { items } = await clientOf(cloud).call('runs.logs', of);
    const log = items.map((line) => line.message).join('\n');
    return log.includes(text) ? log : undefined;
  });

/** Runs a workflow to its end and answers what it logged, once every task's log has arrived. */
export const runToEnd = async (cloud: Cloud, workflow: string): Promise<{ run: Run; log: string }> => {
  const { id } = await clientOf(cloud).call('runs.trigger', { workflow });
  const run = await endOf(cloud, id);
  const started = new Set(run.tasks?.filter((task) => task.try > 0).map(({ task }) => task));
  const log = await eventually(`the logs of ${id}`, 60, async () => {
    const { items } = await clientOf(cloud).call('runs.logs', { run: id });
    const logged = new Set(items.map(({ task }) => task.replace(/\[\d+\]$/, '')));
    return [...started].every((task) => logged.has(task)) ? items.map(({ message }) => message).join('\n') : undefined;
  });
  return { run, log };
};
