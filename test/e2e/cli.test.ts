import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { connectRepository, eventually, gitServer, receiptOf, unique } from '../support/cloud.ts';
import { dagSource } from '../support/dags.ts';
import { cloneRepository } from '../support/git-repository.ts';
import { person, personLoggedIn } from '../support/person.ts';

const cloud = inject('cloud');

test('a first day: log in, add a repository, push, watch it go live, run it, read its log', async () => {
  const navigator = await person(cloud);
  expect((await navigator(['login', '--key-stdin'], { input: `${cloud.key}\n` })).exit).toBe(0);
  expect((await navigator(['whoami'])).out).toContain('demo');

  const gitName = unique('day').replace('_', '-');
  await gitServer(cloud).createRepository(gitName);
  const clone = await cloneRepository(`${cloud.gitUrl}/${gitName}.git`);
  await clone.push('empty');
  const added = await navigator([
    'repo',
    'add',
    `${cloud.gitUrl}/${gitName}.git`,
    '--repository',
    `company/${gitName}`,
    '--json',
  ]);
  expect(added.exit).toBe(0);
  const { webhookUrl, webhookSecret } = JSON.parse(added.out) as Record<string, string>;
  await gitServer(cloud).setHook(gitName, { url: webhookUrl ?? '', secret: webhookSecret ?? '' });
  expect((await navigator(['repo', 'list'])).out).toContain(`company/${gitName}`);

  const workflow = unique('day');
  await clone.write({ 'dags/day.py': dagSource(workflow) });
  const { commit } = await clone.push('the first workflow');
  const watched = await navigator(['push', 'status', '--watch'], { cwd: clone.dir });
  expect(watched.out).toMatch(
    new RegExp(
      `✔ ${workflow} live · commit ${commit.slice(0, 7)} · checked \\d+ ms · published [\\d.]+ s · visible in Airflow [\\d.]+ s`,
    ),
  );
  expect(watched.exit).toBe(0);
  expect((await navigator(['repo', 'status', `company/${gitName}`])).out).toContain('in-step');
  expect((await navigator(['workflows', '--repository', `company/${gitName}`])).out).toContain(workflow);

  const followed = await navigator(['run', workflow, '--follow', '--json']);
  expect(followed.exit).toBe(0);
  const { id } = JSON.parse(followed.out) as { id: string };
  // Airflow hands a task's log over a moment after the task has ended.
  await eventually(
    'the log',
    20,
    async () => (await navigator(['logs', id])).out.includes('result: done') || undefined,
  );

  await clone.write({ 'dags/day.py': 'from airflow.sdk import DAG\nwith DAG("x" as y:\n    pass\n' });
  await clone.push('broken');
  const refused = await navigator(['push', 'status', '--watch'], { cwd: clone.dir });
  expect(refused.exit).toBe(1);
  expect(refused.out + refused.err).toContain('day.py:2');
});

test('following a run that fails names the task and ends with 1', async () => {
  const navigator = await personLoggedIn(cloud);
  const { name, clone } = await connectRepository(cloud);
  const workflow = unique('raises');
  await clone.write({ 'dags/raises.py': dagSource(workflow, { expression: '1 / 0' }) });
  expect((await receiptOf(cloud, name, (await clone.push('it raises')).commit)).outcome).toBe('live');
  const answer = await navigator(['run', workflow, '--follow']);
  expect(answer.out).toContain('in task work');
  expect(answer.exit).toBe(1);
});

test('running an unknown workflow is refused by name and ends with 1', async () => {
  const navigator = await personLoggedIn(cloud);
  const answer = await navigator(['run', 'no_such_workflow', '--follow']);
  expect(answer.exit).toBe(1);
  expect(answer.err).toContain('no_such_workflow');
});

test('check needs no cloud', async () => {
  const navigator = await person({ ...cloud, url: 'http://127.0.0.1:9' });
  const answer = await navigator(['check', join(import.meta.dirname, '../../dags'), '--json']);
  expect(answer.exit).toBe(0);
  const files = JSON.parse(answer.out) as { verdict: string; dagIds: string[] }[];
  expect(files.every((file) => file.verdict === 'accepted')).toBe(true);
  expect(files.flatMap((file) => file.dagIds).length).toBeGreaterThanOrEqual(4);
});
