import { describe, expect, inject, test } from 'vitest';
import type { Receipt } from '../../functions/repositories/contract.ts';
import { addressesOf } from '../../local/instance-state.ts';
import { listProcesses } from '../../local/processes.ts';
import { clientOf, connectRepository, eventually, ifThere, receiptOf, unique } from '../support/cloud.ts';
import { dagSource } from '../support/dags.ts';
import { personLoggedIn } from '../support/person.ts';

const cloud = inject('cloud');
const client = clientOf(cloud);

/** The newest receipt of a commit once its tests are in one of these states. */
const tested = (repository: string, commit: string, ...states: NonNullable<Receipt['tests']>['state'][]) =>
  eventually(`the tests of ${commit.slice(0, 7)} in ${repository} to be ${states}`, 120, async () => {
    const { items } = await client.call('pushes.list', { repository, commit });
    const state = items[0]?.tests?.state;
    return state && states.includes(state) ? items[0] : undefined;
  });

const outcome = (repository: string, commit: string, wanted: Receipt['outcome']) =>
  eventually(`${commit.slice(0, 7)} in ${repository} to be ${wanted}`, 60, async () => {
    const { items } = await client.call('pushes.list', { repository, commit });
    return items[0]?.outcome === wanted ? items[0] : undefined;
  });

const testOf = (body: string) =>
  `import os, socket, subprocess, sys\nimport pytest\nfrom numbers_of import double\n\n${body}\n`;
const passing = testOf('def test_double():\n    assert double(2) == 4');
const helper = 'def double(number):\n    return 2 * number\n';

const makeSubject = async (settings: Parameters<typeof connectRepository>[1] = {}) => {
  const dagId = unique('tested');
  const files = { 'dags/tested.py': dagSource(dagId), 'dags/numbers_of.py': helper };
  const connected = await connectRepository(cloud, { ...settings, files });
  const push = async (change: Record<string, string>) => {
    await connected.clone.write(change);
    return (await connected.clone.push('change')).commit;
  };
  return { ...connected, dagId, push };
};

/** What a hostile test may try, each to fail; the last one leaves processes behind. */
const hostile = testOf(`
@pytest.mark.parametrize('address', [('127.0.0.1', ${addressesOf(cloud.directory).ports.aws}), ('169.254.169.254', 80), ('1.1.1.1', 53)])
def test_there_is_no_network(address):
    with pytest.raises(OSError):
        socket.create_connection(address, 2)

def test_there_is_nothing_of_the_host():
    assert not [name for name in os.environ if 'AWS' in name or 'SECRET' in name]
    readable = [place for place in ['${process.cwd()}', '/etc/shadow', os.path.expanduser('~/.aws'), '/root/.ssh', '/home', '/var'] if os.path.exists(place)]
    assert readable == []
    with pytest.raises(OSError):
        open('/proc/1/environ').read()

@pytest.mark.parametrize('place', ['/usr/lib', '/opt/airflow', '/etc', '/', '/inside', '/outside'])
def test_nothing_outside_is_written(place):
    with pytest.raises(OSError):
        open(os.path.join(place, 'written'), 'w')

def test_nobody_gets_more_rights():
    assert subprocess.run(['unshare', '--user', '--map-root-user', 'true']).returncode != 0
    assert subprocess.run(['mount', '-t', 'tmpfs', 'none', '/tmp']).returncode != 0
    with pytest.raises(PermissionError):
        os.chroot('/')

def test_memory_and_disk_end():
    with pytest.raises(MemoryError):
        bytearray(8 << 30)
    with pytest.raises(OSError):
        with open('/tmp/large', 'wb') as large:
            for _ in range(4096):
                large.write(b'x' * (1 << 20))

def test_processes_end():
    children = []
    with pytest.raises(OSError):
        while len(children) < 1000:
            children.append(subprocess.Popen(['sleep', '7411'], start_new_session=True))
    for child in children[:20]:
        child.kill()
`);

describe("a repository's own tests", () => {
  test('are reported on a push that is live already, and run once for one content', async () => {
    const { name, push, dagId } = await makeSubject();
    const commit = await push({
      'tests/test_numbers.py': `${passing}\ndef test_dag():\n    import tested\n    assert tested is not None\n`,
      'tests/test_more.py': testOf(
        `def test_wrong():\n    print('key AKIAZ7QXVT5M3JK2NPLD')\n    assert double(2) == 5`,
      ),
    });
    expect(await receiptOf(cloud, name, commit)).toMatchObject({ tests: { state: 'running' } });
    const receipt = await tested(name, commit, 'failed');
    expect(receipt.tests).toMatchObject({ counts: { passed: 2, failed: 1 } });
    expect(receipt.tests?.output).toContain('assert 4 == 5');
    expect(receipt.tests?.output).not.toContain('AKIAZ7QXVT5M3JK2NPLD');
    expect((await client.call('workflows.get', { workflow: dagId })).state).toBe('live');

    const again = await push({ 'README.md': '# The same\n' });
    expect(await receiptOf(cloud, name, again)).toMatchObject({
      tests: { state: 'failed', settledAt: receipt.tests?.settledAt },
    });
    const person = await personLoggedIn(cloud);
    const { out, err } = await person(['push', 'status', name, '--commit', again]);
    expect(out + err).toMatch(/tests failed · 2 passed, 1 failed[\s\S]+assert 4 == 5/);
  });

  test('that have to pass keep a push back, and let the corrected one through', async () => {
    const { name, push, dagId } = await makeSubject({ tests: 'block' });
    const first = await eventually(`${dagId} to be live without any tests`, 60, async () => {
      const found = await ifThere(client.call('workflows.get', { workflow: dagId }));
      return found?.state === 'live' ? found : undefined;
    });
    const wrong = await push({
      'tests/test_numbers.py': passing,
      'dags/numbers_of.py': 'def double(number):\n    return number\n',
      'dags/tested.py': dagSource(dagId, { expression: "'wrong'" }),
    });
    expect(await receiptOf(cloud, name, wrong)).toMatchObject({ outcome: 'waiting', tests: { state: 'running' } });
    expect(await outcome(name, wrong, 'rejected')).toMatchObject({ tests: { state: 'failed' } });
    expect(await client.call('workflows.get', { workflow: dagId })).toMatchObject(first);

    const right = await push({ 'dags/numbers_of.py': helper });
    const receipt = await outcome(name, right, 'live');
    expect(receipt).toMatchObject({ tests: { state: 'passed', counts: { passed: 1, failed: 0 } } });
    expect((await client.call('workflows.get', { workflow: dagId })).version).not.toBe(first.version);
  });

  test('are confined whatever they try, are killed at their time limit, and the next push is tested as ever', async () => {
    const { name, push } = await makeSubject({ testsTimeout: 25 });
    const tried = await push({ 'tests/test_hostile.py': hostile });
    expect((await tested(name, tried, 'passed', 'failed')).tests).toMatchObject({
      state: 'passed',
      counts: { passed: 13 },
    });

    await client.call('repositories.update', { repository: name, testsTimeout: 5 });
    const endless = await push({
      'tests/test_hostile.py': testOf(
        `def test_endless():\n    subprocess.Popen(['sleep', '7411'], start_new_session=True)\n    while True:\n        pass`,
      ),
    });
    expect((await tested(name, endless, 'timed-out')).tests?.seconds).toBeLessThan(10);

    await client.call('repositories.update', { repository: name, testsTimeout: 60 });
    const good = await push({ 'tests/test_hostile.py': passing });
    await tested(name, good, 'passed');
    expect(listProcesses().filter(({ command }) => command === 'sleep 7411')).toEqual([]);
  });
});
