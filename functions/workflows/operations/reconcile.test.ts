import { beforeEach, describe, expect, it } from 'vitest';
import { dag, makeWorld } from '../../../test/support/publishing-world.ts';
import { Superseded } from '../adapters/workflow-store.ts';

let world: ReturnType<typeof makeWorld>;
beforeEach(() => {
  world = makeWorld();
});

describe('reconciling', () => {
  it('brings a tree live: release first, pointers last, workflows unpaused and announced', async () => {
    const { done, outcomes } = await world.push({ 'a.py': dag('a'), 'q.sql': 'select 1' });
    expect(done).toBe(true);
    expect(outcomes['a.py']).toMatchObject({ outcome: 'live', dagIds: ['a'] });
    expect(outcomes['a.py']?.airflowUrl).toBe('https://airflow.example.com/dags/a');
    expect(world.writes.at(-1)).toBe('live/sales-1/a.py');
    expect(world.workflows.get('a')).toMatchObject({ state: 'live', path: 'a.py', repository: 'company/sales' });
    expect(world.paused.get('a')).toBe(false);
    expect(world.published).toMatchObject([{ dagId: 'a', repository: 'company/sales', tenant: 'acme' }]);
  });

  it('does nothing for a tree that is live', async () => {
    await world.push({ 'a.py': dag('a') });
    const before = world.writes.length;
    const { outcomes } = await world.push({ 'a.py': dag('a') });
    expect(outcomes['a.py']).toMatchObject({ outcome: 'unchanged', dagIds: ['a'] });
    expect(world.writes.length).toBe(before);
  });

  it('leaves new workflows paused where the repository wants it, and never unpauses what a person paused', async () => {
    const wanted = { newWorkflows: 'paused' } as const;
    expect((await world.push({ 'a.py': dag('a') }, wanted)).outcomes['a.py']?.outcome).toBe('paused');
    const { outcomes } = await world.push({ 'a.py': dag('a', 'changed') });
    expect(outcomes['a.py']?.outcome).toBe('paused');
    expect(world.paused.get('a')).toBeUndefined();
  });

  it('puts a file that Airflow cannot import back to its last good version and does not try it again', async () => {
    await world.push({ 'a.py': dag('a', 'good') });
    world.airflowState.broken = /BAD/;
    const { done, outcomes } = await world.push({ 'a.py': dag('a', 'BAD'), 'b.py': dag('b') });
    expect(done).toBe(true);
    expect(outcomes).toMatchObject({
      'a.py': {
        outcome: 'quarantined',
        findings: [{ message: expect.stringMatching(/^ImportError: no such thing, password=‹secret:[0-9a-f]{6}›$/) }],
      },
      'b.py': { outcome: 'live' },
    });
    expect(world.pointer('a.py')?.text).toContain('# # good');
    const again = await world.push({ 'a.py': dag('a', 'BAD'), 'b.py': dag('b') });
    expect(again.outcomes['a.py']?.outcome).toBe('quarantined');
    expect(world.pointer('a.py')?.text).toContain('# # good');
  });

  it('removes the pointer of a new file that Airflow cannot import, and frees its DAG id', async () => {
    world.airflowState.broken = /BAD/;
    await world.push({ 'a.py': dag('a', 'BAD') });
    expect(world.pointer('a.py')).toBeUndefined();
    expect(world.workflows.has('a')).toBe(false);
  });

  it('retires a file that is gone and lets another repository have its DAG id', async () => {
    await world.push({ 'a.py': dag('a') });
    const { outcomes } = await world.push({ 'b.py': dag('b') });
    expect(outcomes['a.py']).toMatchObject({ outcome: 'retired', dagIds: ['a'] });
    expect(world.pointer('a.py')).toBeUndefined();
    expect(world.workflows.get('a')?.state).toBe('retired');
  });

  it('quarantines a file whose DAG id another repository owns', async () => {
    await world.push({ 'a.py': dag('a') });
    const { outcomes } = await world.push({ 'x.py': dag('a') }, { name: 'company/other', id: 'sales-1' });
    expect(outcomes['x.py']?.findings[0]?.message).toContain('company/sales');
  });

  it('is not done while Airflow is away or slow, and is once it is back', async () => {
    world.airflowState.isAway = true;
    const published = await world.publish(await world.check(await world.fetch({ 'a.py': dag('a') })));
    expect((await world.confirm(published)).confirmation.done).toBe(false);
    world.airflowState.isAway = false;
    world.airflowState.isBlind = true;
    const waiting = await world.confirm(published);
    expect(waiting.confirmation).toMatchObject({ done: false });
    expect(await world.outcomesOf(waiting.confirmation.files)).toMatchObject({ 'a.py': { outcome: 'pending' } });
    world.airflowState.isBlind = false;
    expect((await world.confirm(published)).confirmation.done).toBe(true);
  });
});

describe('what goes wrong on the way', () => {
  it('a second delivery of the same state publishes nothing new', async () => {
    const checked = await world.check(await world.fetch({ 'a.py': dag('a') }));
    const published = await world.publish(checked);
    const before = [...world.writes];
    await world.publish(checked);
    expect(world.writes).toEqual(before);
    await world.confirm(published);
    await world.publish(checked);
    await world.confirm(published);
    expect(world.writes.filter((file) => file.startsWith('live/'))).toEqual(['live/sales-1/a.py']);
  });

  it('a reconciler killed between manifest and pointer leaves work that the next one does', async () => {
    await world.push({ 'a.py': dag('a', 'first') });
    const checked = await world.check(await world.fetch({ 'a.py': dag('a', 'second') }));
    world.storeState.crashAt = 1;
    await expect(world.publish(checked)).rejects.toThrow('killed');
    expect(world.pointer('a.py')?.text).toContain('# # first');
    const { outcomes } = await world.push({ 'a.py': dag('a', 'second') });
    expect(outcomes['a.py']?.outcome).toBe('live');
    expect(world.pointer('a.py')?.text).toContain('# # second');
  });

  it('a revert after such a crash does not leave the crashed version live', async () => {
    await world.push({ 'a.py': dag('a', 'first') });
    await world.publish(await world.check(await world.fetch({ 'a.py': dag('a', 'second') })));
    expect(world.pointer('a.py')?.text).toContain('# # second');
    await world.push({ 'a.py': dag('a', 'first') });
    expect(world.pointer('a.py')?.text).toContain('# # first');
  });

  it('a confirmation killed before it was written down is said again', async () => {
    const published = await world.publish(await world.check(await world.fetch({ 'a.py': dag('a') })));
    world.storeState.crashAt = 1;
    await expect(world.confirm(published)).rejects.toThrow('killed');
    const { confirmation } = await world.confirm(published);
    expect(await world.outcomesOf(confirmation.files)).toMatchObject({ 'a.py': { outcome: 'live' } });
  });

  it('a version that was put back by somebody who did not live to note it is refused once more', async () => {
    await world.push({ 'a.py': dag('a', 'good') });
    world.airflowState.broken = /BAD/;
    const published = await world.publish(await world.check(await world.fetch({ 'a.py': dag('a', 'BAD') })));
    const { writeManifest } = world.store;
    world.store.writeManifest = () => Promise.reject(new Error('killed'));
    await expect(world.confirm(published)).rejects.toThrow('killed');
    world.store.writeManifest = writeManifest;
    expect(world.pointer('a.py')?.text).toContain('# # good');

    expect((await world.confirm(published)).confirmation.done).toBe(false);
    const { confirmation } = await world.confirm(published);
    expect(confirmation.done).toBe(true);
    expect(await world.outcomesOf(confirmation.files)).toMatchObject({ 'a.py': { outcome: 'quarantined' } });
    expect(world.pointer('a.py')?.text).toContain('# # good');
  });

  it('a late writer loses at every state', async () => {
    const fetched = await world.fetch({ 'a.py': dag('a', 'late') });
    const checked = await world.check(fetched);
    const published = await world.publish(checked);
    await world.push({ 'a.py': dag('a', 'newer') });
    const before = world.pointer('a.py');
    await expect(world.check(fetched)).rejects.toThrow(Superseded);
    await expect(world.publish(checked)).rejects.toThrow(Superseded);
    await expect(world.confirm(published)).rejects.toThrow(Superseded);
    expect(world.pointer('a.py')).toEqual(before);
  });

  it('two moves of a pointer differ in length', async () => {
    await world.push({ 'a.py': dag('a', 'one') });
    const before = world.pointer('a.py')?.text.length;
    await world.push({ 'a.py': dag('a', 'two') });
    expect(world.pointer('a.py')?.text.length).not.toBe(before);
  });
});
