import { expect, inject, test } from 'vitest';
import { passageIndexBody, vectorField } from '../../functions/knowledge/adapters/passage-index-mapping.ts';
import { indexNames } from '../../functions/knowledge/adapters/passage-index-names.ts';
import { addressesOf } from '../../local/instance-state.ts';
import { clientOf, eventually, otherTenant, unique } from '../support/cloud.ts';

const cloud = inject('cloud');
const { current, served } = indexNames('passages');

const openSearch = async (method: string, path: string, lines?: readonly object[]) => {
  const answer = await fetch(`${addressesOf(cloud.directory).opensearchUrl}/${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    body: lines?.map((line) => `${JSON.stringify(line)}\n`).join(''),
  });
  return {
    status: answer.status,
    body: (await answer.json()) as { hits: { hits: { _id: string; _source: object }[] } },
  };
};

/** Puts a source's passages back to where they would be if another model had been deployed since: an index without its vectors. */
const makeOlder = async (source: string): Promise<string> => {
  const older = `passages-${unique('older')}-1`;
  const { [vectorField]: _vector, ...properties } = passageIndexBody.mappings.properties;
  const mappings = { dynamic: 'strict', properties };
  await openSearch('PUT', older, [{ settings: passageIndexBody.settings, mappings, aliases: { [served]: {} } }]);
  const { body } = await openSearch('POST', `${current}/_search`, [{ size: 100, query: { term: { source } } }]);
  const copies = body.hits.hits.flatMap(({ _id, _source }) => [{ index: { _id } }, _source]);
  await openSearch('POST', `${older}/_bulk?refresh=true`, copies);
  const removals = body.hits.hits.map(({ _id }) => ({ delete: { _id } }));
  await openSearch('POST', `${current}/_bulk?refresh=true`, removals);
  return older;
};

test('search answers while the index is rebuilt, changes meanwhile count, and the older index goes', async () => {
  const client = clientOf(cloud, await otherTenant(cloud));
  const source = unique('rebuilt').replace('_', '-');
  const words = Array.from({ length: 12 }, () => unique('mooring'));
  const put = (at: number, text = `The ${words[at]} is checked by the harbour master.`) =>
    client.call('documents.put', { source, path: `${at}.md`, text });
  const find = async (word = ''): Promise<string[]> =>
    (await client.call('knowledge.search', { query: word, limit: 50 })).items
      .filter(({ text }) => text.includes(word))
      .map(({ text }) => text);

  await client.call('sources.add', { source });
  for (const at of words.keys()) await put(at);
  await eventually('twelve passages', 120, async () =>
    (await client.call('knowledge.index', {})).passages === 12 ? true : undefined,
  );
  const older = await makeOlder(source);
  expect(await client.call('knowledge.index', {})).toEqual({ passages: 12, behind: 12 });
  for (const word of words) expect(await find(word)).toHaveLength(1);

  expect(await client.call('knowledge.reindex', {})).toEqual({ passages: 12, behind: 12 });
  const added = unique('mooring');
  await put(12, `The ${added} is new.`);
  const changed = unique('mooring');
  await put(0, `The ${changed} has taken its place.`);
  await client.call('documents.remove', { source, path: '1.md' });
  const lasting = words.slice(2);
  let searches = 0;
  await eventually('nothing to be behind', 240, async () => {
    for (const word of lasting) expect(await find(word)).toHaveLength(1);
    searches += lasting.length;
    return (await client.call('knowledge.index', {})).behind === 0 ? true : undefined;
  });
  expect(searches).toBeGreaterThanOrEqual(lasting.length);
  for (const word of [...lasting, added, changed]) expect(await find(word)).toHaveLength(1);
  for (const word of words.slice(0, 2)) expect(await find(word)).toEqual([]);
  await eventually('the older index to be gone', 60, async () =>
    (await openSearch('GET', older)).status === 404 ? true : undefined,
  );
  for (const word of lasting) expect(await find(word)).toHaveLength(1);
  const [{ why } = {}] = (await client.call('knowledge.search', { query: 'who inspects the berth', source })).items;
  expect(why?.meaning).toBeGreaterThan(0);
});
