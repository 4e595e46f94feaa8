import { beforeEach, describe, expect, it } from 'vitest';
import { dag, makeWorld } from '../../../test/support/publishing-world.ts';

let world: ReturnType<typeof makeWorld>;
beforeEach(() => {
  world = makeWorld();
});

const error = {
  kind: 'import',
  type: 'ZeroDivisionError',
  message: 'division by zero of kim@example.com',
  line: 3,
  raisedIn: { path: 'a.py', line: 3 },
  isCertain: true,
} as const;

const effect = { kind: 'network', what: 'example.com', path: 'a.py', line: 2 } as const;

const broken = (text: string) => (text.includes('BAD') ? ({ verdict: 'broken', error } as const) : {});

describe('a file that breaks in the sandbox', () => {
  it('is kept back alone, with its line, and its version before stays live', async () => {
    await world.push({ 'a.py': dag('a', 'good'), 'b.py': dag('b') });
    world.sandbox.state.found = broken;
    const { outcomes } = await world.push({ 'a.py': dag('a', 'BAD'), 'b.py': dag('b', 'new') });
    expect(outcomes['a.py']?.outcome).toBe('quarantined');
    expect(outcomes['a.py']?.findings[0]).toMatchObject({
      rule: 'import-broken',
      severity: 'error',
      line: 3,
      message: expect.stringMatching(/^ZeroDivisionError: division by zero of ‹email:[0-9a-f]{6}›$/),
    });
    expect(outcomes['b.py']?.outcome).toBe('live');
    expect(world.pointer('a.py')?.text).toContain('# # good');
  });

  it('is published where the sandbox has another Airflow than the environment', async () => {
    world.sandbox.state.found = broken;
    world.sandbox.state.airflowVersion = '3.2.1';
    expect((await world.push({ 'a.py': dag('a', 'BAD') })).outcomes['a.py']).toMatchObject({ outcome: 'live' });
  });

  it('is published where that is not certain', async () => {
    world.sandbox.state.found = () => ({ verdict: 'undetermined', error: { ...error, isCertain: false } });
    expect((await world.push({ 'a.py': dag('a') })).outcomes['a.py']).toMatchObject({ outcome: 'live' });
  });
});

it('a failure of the sandbox keeps nothing back, and is made up for by the next push', async () => {
  world.sandbox.state.isBroken = true;
  expect((await world.push({ 'a.py': dag('a') })).outcomes['a.py']?.outcome).toBe('live');
  world.sandbox.state.isBroken = false;
  await world.push({ 'a.py': dag('a') });
  expect(world.sandbox.asked).toEqual(['a.py']);
});

it('a file for which no time was left is imported by another invocation, and after a while left to Airflow', async () => {
  Object.assign(world.sandbox.state, { mostFiles: 1, duration: 15_000 });
  world.sandbox.state.found = broken;
  const { outcomes } = await world.push({
    'a.py': dag('a'),
    'b.py': dag('b', 'BAD'),
    'c.py': dag('c'),
    'd.py': dag('d', 'BAD'),
  });
  const kept = Object.keys(outcomes).filter((path) => outcomes[path]?.outcome === 'quarantined');
  expect(kept).toEqual(['b.py']);
});

it('a file that was hurried is imported again by an invocation of its own', async () => {
  world.sandbox.state.found = broken;
  world.sandbox.state.slow = ['a.py'];
  const { outcomes } = await world.push({ 'a.py': dag('a', 'BAD'), 'b.py': dag('b') });
  expect(world.sandbox.asked).toEqual(['a.py', 'b.py', 'b.py', 'a.py', 'a.py']);
  expect([outcomes['a.py']?.outcome, outcomes['b.py']?.outcome]).toEqual(['quarantined', 'live']);
});

it('a file that is always hurried keeps what is known of it', async () => {
  Object.assign(world.sandbox.state, { slow: ['a.py', 'b.py'], found: broken });
  const { outcomes } = await world.push({ 'a.py': dag('a'), 'b.py': dag('b'), 'c.py': dag('c', 'BAD') });
  expect(Object.values(outcomes).map(({ outcome }) => outcome)).toEqual(['live', 'live', 'quarantined']);
});

it('what an import tries is a warning, also of a file that has not changed since', async () => {
  world.sandbox.state.found = () => ({ effects: [effect] });
  const tried = { rule: 'import-side-effect', severity: 'warning', line: 2 };
  for (const outcome of ['live', 'unchanged']) {
    const { outcomes } = await world.push({ 'a.py': dag('a') });
    expect(outcomes['a.py']?.outcome).toBe(outcome);
    expect(outcomes['a.py']?.findings).toContainEqual(expect.objectContaining(tried));
  }
});

it('DAG ids that only an import can know are claimed', async () => {
  const text = 'from airflow.sdk import DAG\nfor i in open("ids"):\n    globals()[i] = DAG(i)\n';
  world.sandbox.state.found = () => ({ dags: [{ dagId: 'computed', taskCount: 0, tasks: [] }] });
  await world.check(await world.fetch({ 'a.py': text }));
  expect(world.workflows.get('computed')).toMatchObject({ path: 'a.py' });
});

describe('a file is imported again where anything is other than it found it', () => {
  const tree = { 'a.py': dag('a'), 'b.py': dag('b'), 'lib.py': 'x = 1\n', 'q.sql': 'select 1', 'd/ids.json': '[]' };
  beforeEach(async () => {
    world.sandbox.state.found = (text) => ({ reads: text.includes('"a"') ? ['a.py', 'q.sql', 'd/', 'gone.txt'] : [] });
    await world.push(tree);
    world.sandbox.asked.length = 0;
  });

  it.each([
    ['nothing', {}, []],
    ['itself', { 'b.py': dag('b', 'new') }, ['b.py']],
    ['a module', { 'lib.py': 'x = 2\n' }, ['a.py', 'b.py']],
    ['a file that it read', { 'q.sql': 'select 2' }, ['a.py']],
    ['a file that it did not find', { 'gone.txt': '' }, ['a.py']],
    ['the files of a folder that it listed', { 'd/more.json': '[]' }, ['a.py']],
    ['a file in such a folder, which it did not read', { 'd/ids.json': '[1]' }, []],
    ['a file that it did not read', { 'other.csv': '1' }, []],
  ])('%s', async (_what, change, asked) => {
    await world.push({ ...tree, ...change });
    expect(world.sandbox.asked).toEqual(asked);
  });

  it('but not one that is rejected without it, nor one that imports such a one', async () => {
    await world.push({ ...tree, 'a.py': 'from airflow.sdk import DAG\nDAG("a"\n', 'b.py': `import a\n${dag('b')}` });
    expect(world.sandbox.asked).toEqual([]);
  });
});
