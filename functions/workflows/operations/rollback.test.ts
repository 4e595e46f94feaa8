import { beforeEach, describe, expect, it } from 'vitest';
import { dag, makeWorld } from '../../../test/support/publishing-world.ts';
import { syncRepository } from '../../repositories/contract.ts';
import { versionOf } from '../domain/manifest.ts';
import type { HoldDeps } from './change-hold.ts';
import { diffVersions } from './diff-versions.ts';
import { getWorkflow } from './get-workflow.ts';
import { listVersions } from './list-versions.ts';
import { pinWorkflow } from './pin-workflow.ts';
import { releaseWorkflow } from './release-workflow.ts';
import { rollBackWorkflow } from './roll-back-workflow.ts';
import { showVersion } from './show-version.ts';
import { unpinWorkflow } from './unpin-workflow.ts';

const workflow = 'a';

const makeRollbackWorld = () => {
  const world = makeWorld();
  const synced: string[] = [];
  const storeOf = () => world.store;
  const deps: HoldDeps = {
    storeOf,
    call: async (operation, input) => {
      expect(operation).toBe(syncRepository);
      synced.push(String(input.repository));
      return undefined as never;
    },
  };
  const { artefacts, call } = world;
  return {
    ...world,
    synced,
    rollBack: (to?: string) => rollBackWorkflow(deps)({ workflow, to }, call()),
    release: () => releaseWorkflow(deps)({ workflow }, call()),
    pin: () => pinWorkflow(deps)({ workflow }, call()),
    unpin: () => unpinWorkflow(deps)({ workflow }, call()),
    get: () => getWorkflow({ storeOf })({ workflow }, call()),
    versions: async () => (await listVersions({ storeOf })({ workflow, limit: 25 }, call())).items,
    show: (version: string) => showVersion({ storeOf, artefacts })({ workflow, version }, call()),
    diff: (given: { from?: string; to?: string } = {}) =>
      diffVersions({ storeOf, artefacts })({ workflow, ...given }, call()),
    /** What Airflow runs: the comment of the DAG file. */
    live: () => /^# # (.*)$/m.exec(world.pointer('a.py')?.text ?? '')?.[1],
  };
};

const tree = (comment: string, others: Readonly<Record<string, string>> = {}) => ({
  'a.py': dag('a', comment),
  ...others,
});

let world: ReturnType<typeof makeRollbackWorld>;
beforeEach(() => {
  world = makeRollbackWorld();
});

/** Carries out a push whose tests are not known to pass, where that is demanded. */
const pushUntested = async (sources: Parameters<typeof world.push>[0]) => {
  const fetched = await world.fetch(sources);
  const tests = { id: 'f'.repeat(64), state: 'running' as const, attempt: 1, holdBack: true };
  const checked = await world.check({ ...fetched, push: { ...fetched.push, tests } });
  const { confirmation } = await world.confirm(await world.publish(checked));
  return { ...confirmation, outcomes: await world.outcomesOf(confirmation.files) };
};

describe('a push that waits for its tests', () => {
  beforeEach(async () => {
    await world.push(tree('good', { 'b.py': dag('b') }));
    await world.push(tree('bad', { 'b.py': dag('b') }));
  });

  it('changes nothing, until it is pushed on', async () => {
    const news = { 'a.py': dag('a', 'new'), 'c.py': dag('c') };
    expect(await pushUntested(news)).toMatchObject({ done: true, outcomes: {} });
    expect(world.live()).toBe('bad');
    expect(world.pointer('b.py')).toBeDefined();
    expect([...world.workflows.keys()].some((key) => key.includes('c'))).toBe(false);
    const { outcomes } = await world.push(news);
    expect(outcomes).toMatchObject({ 'a.py': { outcome: 'live' }, 'c.py': { outcome: 'live' } });
    expect(outcomes['b.py']).toMatchObject({ outcome: 'retired' });
  });

  it('keeps no rollback waiting, and ends it once it goes live', async () => {
    await world.rollBack();
    const news = tree('new', { 'b.py': dag('b', 'new') });
    expect((await pushUntested(news)).outcomes).toMatchObject({ 'a.py': { outcome: 'live' } });
    expect(world.live()).toBe('good');
    expect((await pushUntested(news)).outcomes).toMatchObject({ 'a.py': { outcome: 'held' } });
    await world.push(news);
    expect(world.live()).toBe('new');
    expect((await world.get()).hold).toBeUndefined();
  });
});

describe('a rollback', () => {
  beforeEach(async () => {
    await world.push(tree('good'));
    await world.push(tree('bad'));
  });

  it('is a wish that the reconciler carries out and Airflow proves', async () => {
    const asked = await world.rollBack();
    expect(asked).toMatchObject({ hold: { kind: 'rolled-back', by: 'kim', isInForce: false } });
    expect(world.synced).toEqual(['company/sales']);
    expect(world.live()).toBe('bad');

    const { done, outcomes } = await world.push(tree('bad'));
    expect(done).toBe(true);
    expect(outcomes['a.py']).toMatchObject({ outcome: 'live', version: asked.hold?.version });
    expect(outcomes['a.py']?.findings[0]).toMatchObject({ rule: 'held', severity: 'info' });
    expect(world.live()).toBe('good');
    expect(await world.get()).toMatchObject({ version: asked.hold?.version, hold: { isInForce: true } });
  });

  it('stays whatever else is pushed, support files too, and ends with the next change of the file', async () => {
    await world.rollBack();
    await world.push(tree('bad'));
    const { outcomes } = await world.push(tree('bad', { 'b.py': dag('b'), 'q.sql': 'select 1' }));
    expect(outcomes['a.py']?.outcome).toBe('held');
    expect(outcomes['b.py']?.outcome).toBe('live');
    expect(world.live()).toBe('good');

    await world.push(tree('fixed', { 'b.py': dag('b') }));
    expect(world.live()).toBe('fixed');
    expect((await world.get()).hold).toBeUndefined();
    await world.push(tree('bad'));
    expect(world.live()).toBe('bad');
  });

  it('ends with a change of a module that the file imports', async () => {
    const importing = (module: string) => ({ 'a.py': `import helper\n${dag('a', 'main')}`, 'helper.py': module });
    await world.push(importing('x = 1\n'));
    await world.push(importing('x = 2\n'));
    await world.rollBack();
    await world.push(importing('x = 2\n'));
    expect(await world.get()).toMatchObject({ hold: { isInForce: true } });
    await world.push(importing('x = 3\n'));
    expect((await world.get()).hold).toBeUndefined();
  });

  it('is not ended by a change that is itself kept back', async () => {
    await world.rollBack();
    const { outcomes } = await world.push({ 'a.py': `${dag('a', 'worse')}def broken(:\n` });
    expect(outcomes['a.py']?.findings.map(({ rule }) => rule)).toContain('held');
    expect(outcomes['a.py']?.findings.some(({ severity }) => severity === 'error')).toBe(true);
    expect(world.live()).toBe('good');
    await world.push(tree('bad'));
    expect(world.live()).toBe('good');
  });

  it('goes one more step back when asked again, and nowhere beyond the first version', async () => {
    await world.push(tree('worst'));
    await world.rollBack();
    await world.push(tree('worst'));
    expect(world.live()).toBe('bad');
    await world.rollBack();
    await world.push(tree('worst'));
    expect(world.live()).toBe('good');
    await expect(world.rollBack()).rejects.toMatchObject({ code: 'state.unsuitable' });
  });

  it('asked twice before it is carried out is one rollback', async () => {
    const [first, second] = [await world.rollBack(), await world.rollBack()];
    expect(second.hold).toEqual(first.hold);
  });

  it('leads to a version or commit by name', async () => {
    await world.push(tree('worst'));
    const [, , oldest] = await world.versions();
    await world.rollBack(oldest?.commit?.slice(0, 8));
    await world.push(tree('worst'));
    expect(world.live()).toBe('good');
    await expect(world.rollBack('0000000')).rejects.toMatchObject({ code: 'resource.unknown' });
    await expect(world.rollBack(oldest?.version)).resolves.toMatchObject({ version: oldest?.version });
  });

  it('to what is live already is refused', async () => {
    const [newest] = await world.versions();
    await expect(world.rollBack(newest?.version)).rejects.toMatchObject({ code: 'state.unsuitable' });
  });

  it('passes over what was rolled back from, also after a revert in Git', async () => {
    await world.push(tree('worst'));
    await world.rollBack();
    await world.push(tree('worst'));
    await world.push(tree('bad'));
    expect((await world.get()).hold).toBeUndefined();
    await world.rollBack();
    await world.push(tree('bad'));
    expect(world.live()).toBe('good');
  });

  it('of a file that was deleted brings it back, until it is in Git again', async () => {
    await world.push({ 'b.py': dag('b') });
    expect(await world.get()).toMatchObject({ state: 'retired' });
    await world.rollBack();
    await world.push({ 'b.py': dag('b') });
    expect(world.live()).toBe('bad');
    expect(await world.get()).toMatchObject({ state: 'live', hold: { isInForce: true } });
    await world.push({ ...tree('again'), 'b.py': dag('b') });
    expect(world.live()).toBe('again');
    expect((await world.get()).hold).toBeUndefined();
  });

  it('ends with the deletion of the file, and with that of the branch', async () => {
    await world.rollBack();
    await world.push(tree('bad'));
    const { outcomes } = await world.push({ 'b.py': dag('b') });
    expect(outcomes['a.py']?.outcome).toBe('retired');
    expect(world.holds.size).toBe(0);
  });

  it('puts its release together again where that is gone', async () => {
    await world.rollBack();
    for (const file of [...world.files.keys()].filter((each) => each.startsWith('releases/'))) {
      world.files.delete(file);
    }
    await world.push(tree('bad'));
    expect(world.live()).toBe('good');
  });

  it('to a version that Airflow cannot import any more is put back itself, and is over', async () => {
    await world.rollBack();
    world.airflowState.broken = /# # good/;
    const { outcomes } = await world.push(tree('bad'));
    expect(outcomes['a.py']?.outcome).toBe('quarantined');
    expect(world.live()).toBe('bad');
    expect((await world.get()).hold).toBeUndefined();
    expect((await world.push(tree('bad'))).outcomes['a.py']?.outcome).toBe('unchanged');
  });

  it('is recorded for good, with who asked and what it replaced; so is what Airflow put back by itself', async () => {
    await world.rollBack();
    await world.push(tree('bad'));
    world.airflowState.broken = /BROKEN/;
    await world.push(tree('BROKEN'));
    const versions = await world.versions();
    expect(versions.map(({ cause, by }) => [cause, by])).toEqual([
      ['put-back', undefined],
      ['push', undefined],
      ['rollback', 'kim'],
      ['push', undefined],
      ['push', undefined],
    ]);
    const [back, broken, rollback, bad, good] = versions;
    expect(rollback).toMatchObject({ version: good?.version, replaced: bad?.version, commit: good?.commit });
    expect(back).toMatchObject({ version: good?.version, replaced: broken?.version });
    expect(back?.findings[0]?.message).toContain('ImportError');
  });
});

describe('a release', () => {
  it('lets what was rolled back from go live again', async () => {
    await world.push(tree('good'));
    await world.push(tree('bad'));
    await expect(world.release()).rejects.toThrow(/not rolled back/);
    await world.rollBack();
    await world.push(tree('bad'));
    await world.release();
    await world.push(tree('bad'));
    expect(world.live()).toBe('bad');
  });
});

describe('a pin', () => {
  beforeEach(async () => {
    await world.push(tree('first'));
  });

  it('keeps what is live whatever is pushed, even where the file is deleted, until it is taken out', async () => {
    await world.pin();
    expect((await world.push(tree('second'))).outcomes['a.py']?.outcome).toBe('held');
    await world.push({ 'b.py': dag('b') });
    expect(world.live()).toBe('first');
    await world.push(tree('third'));
    await expect(world.rollBack()).rejects.toThrow(/pinned/);
    await expect(world.release()).rejects.toThrow(/unpin/);
    await world.unpin();
    await world.push(tree('third'));
    expect(world.live()).toBe('third');
    await expect(world.unpin()).rejects.toThrow(/not pinned/);
  });

  it('tells the author what is wrong with what was pushed meanwhile', async () => {
    await world.pin();
    const { outcomes } = await world.push({ 'a.py': 'def broken(:\n# airflow dag' });
    expect(outcomes['a.py']).toMatchObject({ outcome: 'held' });
    expect(outcomes['a.py']?.findings.map(({ severity }) => severity)).toContain('error');
  });

  it('of what is rolled back leaves it rolled back when it is taken out', async () => {
    await world.push(tree('second'));
    await world.rollBack();
    await world.push(tree('second'));
    await world.pin();
    await world.unpin();
    await world.push(tree('second'));
    expect(world.live()).toBe('first');
    expect(await world.get()).toMatchObject({ hold: { kind: 'rolled-back' } });
  });

  it('is not set while a push is on its way', async () => {
    await world.publish(await world.check(await world.fetch(tree('second'))));
    await expect(world.pin()).rejects.toThrow(/under way/);
  });

  it('ends where the whole branch is gone', async () => {
    await world.pin();
    const { push, ...fetched } = await world.fetch({});
    const { commit: _commit, ...gone } = push;
    await world.confirm(await world.publish(await world.check({ ...fetched, push: gone })));
    expect(world.live()).toBeUndefined();
    expect(world.holds.size).toBe(0);
  });
});

describe('a rollback beside a reconciler', () => {
  beforeEach(async () => {
    await world.push(tree('good'));
  });

  it('that has published but not confirmed leads back from what it published', async () => {
    const published = await world.publish(await world.check(await world.fetch(tree('bad'))));
    expect(world.live()).toBe('bad');
    await world.rollBack();
    await world.confirm(published);
    await world.push(tree('bad'));
    expect(world.live()).toBe('good');
  });

  it('that waits for Airflow in vain ends its waiting', async () => {
    const published = await world.publish(await world.check(await world.fetch(tree('bad'))));
    world.airflowState.isBlind = true;
    expect((await world.confirm(published)).confirmation.done).toBe(false);
    await world.rollBack();
    const { confirmation } = await world.confirm(published);
    expect(confirmation.done).toBe(true);
    expect(await world.outcomesOf(confirmation.files)).toMatchObject({ 'a.py': { outcome: 'pending' } });
    world.airflowState.isBlind = false;
    await world.push(tree('bad'));
    expect(world.live()).toBe('good');
  });

  it('that has checked but not published is carried out by the round after it', async () => {
    await world.push(tree('bad'));
    const checked = await world.check(await world.fetch(tree('bad', { 'b.py': dag('b') })));
    await world.rollBack();
    await world.confirm(await world.publish(checked));
    expect(world.live()).toBe('bad');
    await world.push(tree('bad', { 'b.py': dag('b') }));
    expect(world.live()).toBe('good');
  });

  it('that takes a fix live meanwhile gives way to the fix', async () => {
    await world.push(tree('bad'));
    const checked = await world.check(await world.fetch(tree('fixed')));
    await world.rollBack();
    await world.confirm(await world.publish(checked));
    await world.push(tree('fixed'));
    expect(world.live()).toBe('fixed');
    expect(world.holds.size).toBe(0);
  });

  it('that ends an earlier rollback does not end a new one', async () => {
    await world.push(tree('bad'));
    await world.push(tree('worst'));
    await world.rollBack();
    await world.push(tree('worst'));
    const checked = await world.check(await world.fetch(tree('fixed')));
    await world.release();
    await world.rollBack();
    const [placed] = world.holds.values();
    await world.confirm(await world.publish(checked));
    expect([...world.holds.values()]).toEqual([placed]);
  });

  it.each([1, 2, 3, 4])('killed at its write number %i is finished by the next', async (write) => {
    await world.push(tree('bad'));
    await world.rollBack();
    world.storeState.crashAt = write;
    const killed = world.push(tree('bad'));
    await Promise.allSettled([killed]);
    world.storeState.crashAt = 0;
    const { outcomes } = await world.push(tree('bad'));
    expect(['live', 'held']).toContain(outcomes['a.py']?.outcome);
    expect(world.live()).toBe('good');
    expect((await world.versions()).filter(({ cause }) => cause === 'rollback').length).toBeGreaterThan(0);
  });

  it('whose late writes carry an older fence changes nothing', async () => {
    await world.push(tree('bad'));
    const late = await world.publish(await world.check(await world.fetch(tree('later'))));
    await world.rollBack();
    await world.push(tree('later'));
    await expect(world.confirm(late)).rejects.toThrow(/later reconciliation/);
    expect(world.live()).toBe('bad');
  });

  it('and another rollback: one of the two is told, and what is written is what happens', async () => {
    await world.push(tree('bad'));
    await world.push(tree('worst'));
    const [, , oldest] = await world.versions();
    const results = await Promise.allSettled([world.rollBack(), world.rollBack(oldest?.version)]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const [hold] = world.holds.values();
    await world.push(tree('worst'));
    const { live } = world.manifests.get('a.py') ?? {};
    expect(live && versionOf(live)).toBe(hold && versionOf(hold.target));
  });

  it('and the same rollback twice at once is one', async () => {
    await world.push(tree('bad'));
    const [one, other] = await Promise.all([world.rollBack(), world.rollBack()]);
    expect(one.hold).toEqual(other.hold);
  });
});

describe('the versions of a workflow', () => {
  beforeEach(async () => {
    await world.push(tree('one', { 'q.sql': 'select 1\n', 'b.py': dag('b', 'one') }));
    await world.push(tree('two', { 'q.sql': 'select 2\n', 'b.py': dag('b', 'two') }));
  });

  it('are shown with their source', async () => {
    const [, first] = await world.versions();
    expect(await world.show(first?.version ?? '')).toMatchObject({
      version: first?.version,
      cause: 'push',
      source: dag('a', 'one'),
    });
  });

  it('are compared with all that the workflow may read, without other workflows', async () => {
    const { files, diff, isCut } = await world.diff();
    expect(files).toEqual([
      { path: 'a.py', change: 'changed' },
      { path: 'q.sql', change: 'changed' },
    ]);
    expect(diff).toContain('-# one\n+# two\n');
    expect(diff).toContain('--- a/q.sql\n+++ b/q.sql\n@@ -1,1 +1,1 @@\n-select 1\n+select 2\n');
    expect(isCut).toBe(false);
  });

  it('before the first there is none', async () => {
    const [, first] = await world.versions();
    await expect(world.diff({ to: first?.version })).rejects.toThrow(/no version before/);
  });
});
