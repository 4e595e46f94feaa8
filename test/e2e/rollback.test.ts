import { describe, expect, inject, test } from 'vitest';
import {
  type ConnectedRepository,
  clientOf,
  connectRepository,
  eventually,
  otherTenant,
  receiptOf,
  runToEnd,
  unique,
} from '../support/cloud.ts';
import { dagSource } from '../support/dags.ts';
import { personLoggedIn } from '../support/person.ts';

const cloud = inject('cloud');
const client = clientOf(cloud);

interface Subject extends ConnectedRepository {
  readonly dagId: string;
  /** Pushes this workflow, which prints the text, and answers once the push has its receipt. */
  push(text: string, others?: Readonly<Record<string, string>>): Promise<Awaited<ReturnType<typeof receiptOf>>>;
}

const makeSubject = async (): Promise<Subject> => {
  const connected = await connectRepository(cloud);
  const dagId = unique('versioned');
  return {
    ...connected,
    dagId,
    push: async (text, others = {}) => {
      await connected.clone.write({
        'dags/versioned.py': dagSource(dagId, { expression: JSON.stringify(text) }),
        ...others,
      });
      return receiptOf(cloud, connected.name, (await connected.clone.push(text)).commit);
    },
  };
};

const resultOf = async (dagId: string): Promise<string | undefined> =>
  /result: (.*)/.exec((await runToEnd(cloud, dagId)).log)?.[1];

const inForce = (workflow: string) =>
  eventually(`${workflow} at the version it is held at`, 60, async () => {
    const found = await client.call('workflows.get', { workflow });
    return found.hold?.isInForce ? found : undefined;
  });

const inStep = (repository: string) =>
  eventually(`${repository} in step`, 60, async () => {
    const { state } = await client.call('repositories.get', { repository });
    return state === 'in-step' ? true : undefined;
  });

describe('a workflow', () => {
  test('is rolled back in one step, stays so beside other changes, and goes on with its own', async () => {
    const { dagId, name, clone, push } = await makeSubject();
    const good = await push('good');
    await push('bad');
    expect(await resultOf(dagId)).toBe('bad');

    const asked = await client.call('workflows.rollback', { workflow: dagId });
    expect(asked.hold).toMatchObject({ kind: 'rolled-back', commit: good.commit });
    const back = await inForce(dagId);
    expect(back).toMatchObject({ state: 'live', commit: good.commit, version: asked.hold?.version });
    const { run, log } = await runToEnd(cloud, dagId);
    expect(log).toContain('result: good');
    expect(run).toMatchObject({ commit: good.commit, version: back.version });

    const other = unique('unrelated');
    await clone.write({ 'dags/other.py': dagSource(other), 'dags/query.sql': 'select 1\n' });
    const receipt = await receiptOf(cloud, name, (await clone.push('unrelated')).commit);
    expect(receipt.files).toMatchObject([
      { path: 'other.py', outcome: 'live' },
      {
        path: 'versioned.py',
        outcome: 'held',
        version: back.version,
        findings: expect.arrayContaining([expect.objectContaining({ rule: 'held' })]),
      },
    ]);
    expect(await resultOf(dagId)).toBe('good');

    const fixed = await push('fixed');
    expect(fixed.files.find(({ path }) => path === 'versioned.py')).toMatchObject({ outcome: 'live' });
    expect(await resultOf(dagId)).toBe('fixed');
    expect((await client.call('workflows.get', { workflow: dagId })).hold).toBeUndefined();
    const { items } = await client.call('versions.list', { workflow: dagId });
    expect(items.map(({ cause }) => cause)).toEqual(['push', 'rollback', 'push', 'push']);
  });

  test('that was rolled back is released, and goes live as it is in Git', async () => {
    const { dagId, name, push } = await makeSubject();
    await push('good');
    await push('held');
    await client.call('workflows.rollback', { workflow: dagId });
    await inForce(dagId);
    expect((await client.call('workflows.release', { workflow: dagId })).hold).toBeUndefined();
    await inStep(name);
    expect(await resultOf(dagId)).toBe('held');
  });

  test('is pinned whatever is pushed, until the pin is taken out', async () => {
    const { dagId, name, push } = await makeSubject();
    await push('first');
    const pinned = await client.call('workflows.pin', { workflow: dagId });
    const receipt = await push('second');
    expect(receipt.files).toMatchObject([{ outcome: 'held', version: pinned.hold?.version }]);
    expect(await resultOf(dagId)).toBe('first');
    await expect(client.call('workflows.rollback', { workflow: dagId })).rejects.toThrow(/pinned/);
    await client.call('workflows.unpin', { workflow: dagId });
    await inStep(name);
    expect(await resultOf(dagId)).toBe('second');
  });

  test('goes back from the command line to a version by name, with what changed', async () => {
    const { dagId, push } = await makeSubject();
    await push('one', { 'dags/query.sql': 'select 1\n' });
    await push('two', { 'dags/query.sql': 'select 2\n' });
    await push('three');
    const person = await personLoggedIn(cloud);
    const navigator = async (...args: string[]): Promise<string> => {
      const { out, err } = await person(args);
      return out + err;
    };
    const { items } = await client.call('versions.list', { workflow: dagId });
    const oldest = items.at(-1)?.version ?? '';
    expect(await navigator('diff', dagId, '--from', oldest)).toMatch(/-select 1\n\+select 2/);
    expect(await navigator('rollback', dagId, '--to', oldest, '--yes')).toMatch(
      new RegExp(`${dagId} rolled back to ${oldest} · commit [0-9a-f]{7} · visible in Airflow`),
    );
    expect(await resultOf(dagId)).toBe('one');
    expect(await navigator('versions', dagId)).toContain('rollback');
    expect(await navigator('version', dagId, oldest)).toContain('"one"');
    expect(await navigator('workflow', dagId)).toMatch(/hold\.kind +rolled-back/);
    expect(await navigator('rollback', dagId, '--to', '0123456789ab', '--yes')).toContain('has no version');
  });

  test('whose file was deleted comes back', async () => {
    const { dagId, name, clone, push } = await makeSubject();
    await push('kept', { 'dags/other.py': dagSource(unique('other')) });
    await clone.remove('dags/versioned.py');
    await receiptOf(cloud, name, (await clone.push('delete it')).commit);
    expect((await client.call('workflows.get', { workflow: dagId })).state).toBe('retired');
    await client.call('workflows.rollback', { workflow: dagId });
    expect(await inForce(dagId)).toMatchObject({ state: 'live' });
    expect(await resultOf(dagId)).toBe('kept');
  });

  test('that is rolled back twice at once, and while a push is on its way, ends where the last wish says', async () => {
    const { dagId, name, clone, push } = await makeSubject();
    await push('good');
    await push('bad');
    await clone.write({ 'dags/other.py': dagSource(unique('beside')) });
    const { commit } = await clone.push('beside');
    const asked = await Promise.all([1, 2].map(() => client.call('workflows.rollback', { workflow: dagId })));
    expect(new Set(asked.map(({ hold }) => hold?.version)).size).toBe(1);
    await receiptOf(cloud, name, commit);
    expect(await inForce(dagId)).toMatchObject({ version: asked[0]?.hold?.version });
    expect(await resultOf(dagId)).toBe('good');
  });

  test('that Airflow could not import has the way back on record', async () => {
    const { dagId, push, clone, name } = await makeSubject();
    await push('before');
    await clone.write({ 'dags/versioned.py': dagSource(dagId, { imports: 'import no_such_package_anywhere' }) });
    await receiptOf(cloud, name, (await clone.push('missing package')).commit);
    const { items } = await client.call('versions.list', { workflow: dagId });
    const [back, broken, before] = items;
    expect(items.map(({ cause }) => cause)).toEqual(['put-back', 'push', 'push']);
    expect(back).toMatchObject({ version: before?.version, replaced: broken?.version });
    await expect(client.call('workflows.rollback', { workflow: dagId })).rejects.toThrow(/no older version/);
  });

  test('is nothing to another tenant', async () => {
    const { dagId, push } = await makeSubject();
    await push('ours');
    const stranger = clientOf(cloud, await otherTenant(cloud));
    await expect(stranger.call('workflows.rollback', { workflow: dagId })).rejects.toThrow(/no workflow/);
    await expect(stranger.call('versions.list', { workflow: dagId })).rejects.toThrow(/no workflow/);
  });
});
