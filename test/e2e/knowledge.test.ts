import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import type { Hit } from '../../functions/knowledge/contract.ts';
import type { ClientInput } from '../../functions/shared/client.ts';
import {
  type ConnectedRepository,
  clientOf,
  connectRepository,
  eventually,
  otherTenant,
  publish,
  receiptOf,
  runAndLearn,
  sourceOf,
  sourcesOf,
  unique,
} from '../support/cloud.ts';
import { dagSource } from '../support/dags.ts';
import { pdfOf } from '../support/pdf.ts';
import { personLoggedIn } from '../support/person.ts';

const cloud = inject('cloud');
const client = clientOf(cloud);

type Query = Omit<ClientInput<'knowledge.search'>, 'query'>;

const search = async (query: string, rest: Query = {}, by = client): Promise<Hit[]> =>
  (await by.call('knowledge.search', { query, limit: 50, ...rest })).items;

/** The passages with this word in them, once there are some. */
const found = (word: string, rest: Query = {}, by = client): Promise<Hit[]> =>
  eventually(`“${word}” to be found`, 60, async () => {
    const hits = (await search(word, rest, by)).filter(({ text }) => text.includes(word));
    return hits.length > 0 ? hits : undefined;
  });

/** Waits until no passage has this word in it. */
const forgotten = (word: string): Promise<true> =>
  eventually(`“${word}” to be forgotten`, 60, async () =>
    (await search(word)).some(({ text }) => text.includes(word)) ? undefined : true,
  );

describe('the documents of a repository', () => {
  const [first, second, decision] = [unique('lighthouse'), unique('breakwater'), unique('harbour')];
  let repository: ConnectedRepository;

  beforeAll(async () => {
    repository = await connectRepository(cloud);
    await repository.clone.write({
      'README.md': `# Sales\n\nWhat it is.\n\n## Operations\n\nThe ${first} export runs at two.\n`,
      'docs/adr/0007-queues.md': `# 7. Queues\n\nStatus: superseded by ADR 9\n\n## Decision\n\nEvery ${decision} message goes through a queue.\n`,
      'docs/setup.rst': `Setting up\n==========\n\nAsk for the ${decision}_rst account.\n`,
      'dags/flow.py': dagSource(unique('documented')),
    });
    await receiptOf(cloud, repository.name, (await repository.clone.push('documents')).commit);
  });

  test('come in with a push and are found with their path, heading and commit', async () => {
    const commit = await repository.clone.git('rev-parse', 'HEAD');
    const [readme] = await found(first);
    expect(readme).toMatchObject({
      source: repository.name,
      kind: 'repository',
      provenance: { path: 'README.md', heading: 'Sales › Operations', commit },
    });
    expect(readme?.highlights.join(' ')).toContain('«');
    const [adr] = await found(`Every ${decision}`, { source: repository.name });
    expect(adr?.provenance).toMatchObject({
      path: 'docs/adr/0007-queues.md',
      heading: '7. Queues › Decision',
      decision: { number: 7, status: 'superseded', supersededBy: 9 },
    });
    const [setup] = await found(`${decision}_rst`);
    expect(setup?.provenance).toMatchObject({ path: 'docs/setup.rst', heading: 'Setting up' });
  });

  test('are replaced by their next version and forgotten when they are deleted', async () => {
    await found(first);
    await repository.clone.write({ 'README.md': `# Sales\n\n## Operations\n\nThe ${second} export runs at three.\n` });
    await repository.clone.remove('docs/adr/0007-queues.md');
    await receiptOf(cloud, repository.name, (await repository.clone.push('newer documents')).commit);
    await found(second);
    await forgotten(first);
    await eventually('the decision to be forgotten', 60, async () =>
      (await search(decision)).some(({ provenance }) => provenance.path?.includes('0007')) ? undefined : true,
    );
    await found(`${decision}_rst`);
  });

  test('are not shown to a key for another repository, nor to another tenant', async () => {
    const word = `${decision}_rst`;
    await found(word);
    const limited = async (resource: string) => {
      const { key } = await client.call('keys.create', {
        name: 'one repository',
        person: 'kim@example.com',
        resources: [resource],
      });
      return clientOf(cloud, key);
    };
    expect((await found(word, {}, await limited(repository.name))).length).toBeGreaterThan(0);
    const others = await limited('company/another');
    const stranger = clientOf(cloud, await otherTenant(cloud));
    for (const by of [others, stranger]) {
      expect(await search(word, {}, by)).toEqual([]);
      expect((await sourcesOf(by)).map(({ name }) => name)).not.toContain(repository.name);
    }
  });
});

describe('a source of documents', () => {
  test('is added, filled, searched, emptied and removed', async () => {
    const [source, word, kept] = [unique('handbook').replace('_', '-'), unique('capstan'), unique('windlass')];
    await client.call('sources.add', { source, title: 'Handbook' });
    await client.call('documents.put', {
      source,
      path: 'a/ropes.md',
      text: `# Ropes\n\nThe ${word} is oiled weekly.\n`,
    });
    await client.call('documents.put', { source, path: 'b.txt', text: `The ${kept} is painted yearly.` });
    const [hit] = await found(word, { source });
    expect(hit).toMatchObject({ source, kind: 'documents', provenance: { path: 'a/ropes.md', heading: 'Ropes' } });
    await found(kept, { source });
    expect(await sourceOf(client, source)).toMatchObject({
      kind: 'documents',
      title: 'Handbook',
      documents: 2,
      passages: 2,
    });

    await client.call('documents.remove', { source, path: 'a/ropes.md' });
    await forgotten(word);
    expect((await search(kept, { source })).length).toBeGreaterThan(0);

    expect(await client.call('sources.remove', { source })).toEqual({ source, documents: 1 });
    await forgotten(kept);
    expect(await sourceOf(client, source)).toBeUndefined();
    await expect(client.call('documents.put', { source, path: 'c.md', text: 'x' })).rejects.toThrow(source);
  });

  test('finds by meaning what has no word in common', async () => {
    const source = unique('meaning').replace('_', '-');
    await client.call('sources.add', { source });
    const texts = {
      'cars.md': 'The automobile would not start because its battery was empty.',
      'tax.md': 'Invoices above ten thousand need two signatures.',
      'food.md': 'Lunch is served between noon and two.',
    };
    for (const [path, text] of Object.entries(texts)) await client.call('documents.put', { source, path, text });
    await eventually('three passages', 60, async () =>
      (await sourceOf(client, source))?.passages === 3 ? true : undefined,
    );
    const [hit] = await search('vehicle with a flat accumulator', { source });
    expect(hit?.provenance.path).toBe('cars.md');
  });
});

describe('HTML and PDF', () => {
  const [page, manual] = [unique('gangway'), unique('bollard')];
  const html = `<nav>${page}_menu</nav><main><h1>Harbour</h1><h2>Boarding</h2><p>The ${page} is lowered by two people.</p></main>`;
  const pdf = pdfOf([
    [
      { text: 'Mooring', size: 20 },
      { text: `Ropes go round the ${manual} twice, and are checked be-`, below: 40 },
      { text: 'fore every storm.' },
    ],
  ]);

  test('are found by a question and forgotten when they are removed', async () => {
    const source = unique('harbour').replace('_', '-');
    await client.call('sources.add', { source });
    await client.call('documents.put', { source, path: 'boarding.html', text: html });
    const bytes = { text: pdf.toString('base64'), encoding: 'base64' as const };
    await client.call('documents.put', { source, path: 'mooring.pdf', ...bytes });
    const [boarding] = await found(page, { source });
    expect(boarding?.provenance).toMatchObject({ path: 'boarding.html', heading: 'Harbour › Boarding' });
    expect(boarding?.text).toBe(`# Harbour\n\n## Boarding\n\nThe ${page} is lowered by two people.`);
    await found(manual, { source });
    const [mooring] = await search('when do we look at the ropes of a ship?', { source });
    expect(mooring).toMatchObject({ title: 'Mooring', provenance: { path: 'mooring.pdf' } });
    expect(mooring?.text).toContain('checked before every storm');

    for (const path of ['boarding.html', 'mooring.pdf']) await client.call('documents.remove', { source, path });
    await forgotten(page);
    await forgotten(manual);
  });

  test('that cannot be read are refused with the reason', async () => {
    const source = unique('unreadable').replace('_', '-');
    await client.call('sources.add', { source });
    const put = (bytes: Buffer) =>
      client.call('documents.put', { source, path: 'a.pdf', text: bytes.toString('base64'), encoding: 'base64' });
    await expect(put(pdfOf([[{ text: 'Secret' }]], { isEncrypted: true }))).rejects.toThrow('encrypted');
    await expect(put(pdfOf([[]]))).rejects.toThrow('no text');
  });
});

describe('a workflow', () => {
  test('is found by what it does, and no longer once it is gone', async () => {
    const workflow = unique('tides');
    const source = dagSource(workflow).replace(
      'schedule=None',
      `schedule="0 5 * * *", tags=["harbour"], description="Computes when the ships can leave the ${workflow} basin"`,
    );
    const { name, clone } = await publish(cloud, { 'tides.py': source });
    const [hit] = await found(`${workflow} basin`, { kind: 'workflows' });
    expect(hit).toMatchObject({ source: 'workflows', title: workflow, provenance: { workflow, path: 'tides.py' } });
    expect(hit?.text).toContain('0 5 * * *');
    expect(hit?.provenance.commit).toBe(await clone.git('rev-parse', 'HEAD'));
    const [asked] = await search('which workflow tells when ships may leave?', { kind: 'workflows', workflow });
    expect(asked?.title).toBe(workflow);

    await clone.remove('dags/tides.py');
    await receiptOf(cloud, name, (await clone.push('no tides')).commit);
    await forgotten(`${workflow} basin`);
  });
});

describe('the log of a run', () => {
  const workflow = unique('remembered');
  const word = unique('mizzen');
  let run: string;

  beforeAll(async () => {
    await publish(cloud, { 'flow.py': dagSource(workflow, { expression: `{"${word}": 1}["absent"]` }) });
    run = (await runAndLearn(cloud, workflow)).id;
  });

  test('is found by its words with run, task, try and line', async () => {
    const hits = await found("KeyError: 'absent'", { workflow });
    expect(hits[0]).toMatchObject({ source: 'runs', kind: 'runs' });
    expect(hits[0]?.provenance).toMatchObject({ run, workflow, task: 'work', try: 1, line: expect.any(Number) });
    expect(hits[0]?.provenance.commit).toMatch(/^[0-9a-f]{40}$/);
  });

  test('taken in twice changes nothing', async () => {
    await found("KeyError: 'absent'", { run });
    const state = async () => {
      const { lastError } = (await sourceOf(client, 'runs')) ?? expect.fail('no source of runs');
      const found = (await search(workflow, { run })).map(({ id, text }) => [id, text]).toSorted();
      return { lastError, found };
    };
    const before = await state();
    expect(before.found.length).toBeGreaterThan(0);
    await client.call('sources.refresh', { source: 'runs' });
    await sleep(8_000);
    expect(await state()).toEqual(before);
  });

  test('is found from the terminal, as JSON too', async () => {
    const navigator = await personLoggedIn(cloud);
    const shown = await navigator(['search', `KeyError absent ${workflow}`, '--run', run]);
    expect([shown.exit, shown.err]).toEqual([0, '']);
    expect(shown.out.replaceAll(/[«»]/g, '')).toContain("KeyError: 'absent'");
    expect(shown.out).toContain(run);
    const { exit, out } = await navigator(['search', 'KeyError absent', '--run', run, '--json']);
    expect(exit).toBe(0);
    const { items } = JSON.parse(out) as { items: Hit[] };
    expect(items.map(({ provenance }) => provenance.run)).toContain(run);
  });
});
