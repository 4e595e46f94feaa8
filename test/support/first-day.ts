import { expect } from 'vitest';
import { type Cloud, clientOf, eventually, gitServer, receiptOf, unique } from './cloud.ts';
import { dagSource } from './dags.ts';
import { type Clone, cloneRepository } from './git-repository.ts';

/** Where somebody talks to the platform. */
export interface Door {
  /** The answer to a message, as text. */
  say(text: string): Promise<string>;
  /** What is told of the end of the run that was started last. */
  report(): Promise<string>;
  close(): Promise<void> | void;
}

interface World {
  readonly url: string;
  readonly name: string;
  readonly workflow: string;
  readonly clone: Clone;
}

const works = '{"margin": 0.2}["margin"]';
const breaks = '{"margin": 0.2}["margin_eur"]';

/** A repository that the platform does not know yet, with a workflow that works. */
const makeWorld = async (cloud: Cloud): Promise<World> => {
  const gitName = unique('first-day').replace('_', '-');
  const workflow = unique('first_day');
  await gitServer(cloud).createRepository(gitName);
  const url = `${cloud.gitUrl}/acme/${gitName}.git`;
  const clone = await cloneRepository(url);
  await clone.write({ 'dags/margin.py': dagSource(workflow, { expression: works }) });
  return { url, name: `company/${gitName}`, workflow, clone };
};

/** Waits until a commit is live; nobody has told the Git server of a webhook. */
const settle = async (cloud: Cloud, repository: string, commit: string): Promise<void> => {
  await clientOf(cloud).call('repositories.sync', { repository });
  expect(await receiptOf(cloud, repository, commit)).toMatchObject({ outcome: 'live' });
};

/**
 * The five conversations of a first day, at any door: add my repo, run it, why did it fail, what changed, roll it back.
 * Each repository and workflow is of its own, so that several doors may be tried at once.
 */
export const spendFirstDay = async (cloud: Cloud, { say, report }: Door): Promise<void> => {
  const { url, name, workflow, clone } = await makeWorld(cloud);
  const { commit: first } = await clone.push('count the margin');

  expect(await say('add my workflows repo'), 'asked for the address').toMatch(/url|address/i);
  expect(await say(url), 'asked for the name').toMatch(/name/i);
  expect(await say(name), 'added').toContain(name);
  await settle(cloud, name, first);

  expect(await say(`run ${workflow}`), 'started').toContain(workflow);
  expect(await report(), 'the end of the run').toMatch(/succe/);

  await clone.write({ 'dags/margin.py': dagSource(workflow, { expression: breaks }) });
  await settle(cloud, name, (await clone.push('count the margin in euro')).commit);
  expect(await say('run it again'), 'started again').toContain(workflow);
  expect(await report(), 'the end of the second run').toMatch(/failed/);
  // A door may tell of the end a moment before the log is read; the answer says so, and that one may ask again.
  await eventually('why it failed', 60, async () =>
    (await say('why did it fail?')).includes("KeyError: 'margin_eur'") ? true : undefined,
  );

  expect(await say('what changed?'), 'what changed').toContain('margin_eur');

  expect(await say('roll it back'), 'a yes is asked for').toMatch(/would .* back .*say yes/is);
  expect(await clientOf(cloud).call('workflows.get', { workflow }), 'before the yes').not.toHaveProperty('hold');
  expect(await say('yes'), 'rolled back').toContain(workflow);
  expect(await clientOf(cloud).call('workflows.get', { workflow }), 'after the yes').toMatchObject({
    hold: { kind: 'rolled-back', commit: first },
  });
};
