import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makePassage } from '../domain/passage.ts';
import { type EmbeddedPassage, openSearchClient, passageIndex } from './passage-index.ts';
import { vectorField } from './passage-index-mapping.ts';
import { indexNames } from './passage-index-names.ts';

const { current, served, written } = indexNames('passages');

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

type Answer = (asked: Asked) => { status?: number; body: unknown };

let asked: Asked[];
let answer: Answer;
let server: Server;

const listen = (port = 0): Promise<Server> =>
  new Promise((resolve) => {
    const listening = createServer(async (request, response) => {
      const one = { method: request.method ?? '', path: request.url ?? '', body: await text(request) };
      asked.push(one);
      const { status = 200, body } = answer(one);
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    }).listen(port, '127.0.0.1', () => resolve(listening));
  });

const close = (): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

const portOf = (listening: Server): number => (listening.address() as AddressInfo).port;

beforeEach(async () => {
  asked = [];
  answer = () => {
    throw new Error('nothing is to be asked');
  };
  server = await listen();
});
afterEach(close);

const makeIndex = () =>
  passageIndex({
    client: openSearchClient({ url: `http://127.0.0.1:${portOf(server)}`, region: 'eu-central-1' }),
    pauses: [1, 1],
  });

const address = { tenant: 'acme', document: 'acme/runs/runs/n-1.jsonl' };

const passage = (position: number): EmbeddedPassage => ({
  ...makePassage({
    ...address,
    kind: 'runs',
    source: 'runs',
    access: { system: 'automatrix', resource: 'company/sales' },
    title: 'nightly',
    text: `password is hunter2 ${position}`,
    position: `${position}`,
    provenance: { run: 'n-1' },
  }),
  vector: new Float32Array([1, 0]),
});

/** The answer to a bulk request: `item` for each of its actions. */
const bulkAnswer = ({ body }: Asked, item: (id: string) => { status: number; error?: { type: string } }) => {
  const actions = body
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .filter((line) => 'index' in line || 'delete' in line);
  const items = actions.map((action) => {
    const [name, { _id }] = Object.entries(action)[0] as [string, { _id: string }];
    return { [name]: item(_id) };
  });
  return { body: { errors: true, items } };
};
const idsSent = ({ body }: Asked): string[] => [...body.matchAll(/"_id":"(\w+)"/g)].map(([, id]) => id ?? '');
const hitsOf = (index: string, ...ids: string[]) => ids.map((_id) => ({ _id, _index: index, sort: [_id, index] }));
const hits = (...ids: string[]) => ({ body: { hits: { hits: hitsOf(current, ...ids) } } });

test('makes the index when the first passage comes, and sends it again', async () => {
  let exists = false;
  answer = (one) => {
    if (one.path.includes('_bulk')) {
      return bulkAnswer(one, () =>
        exists ? { status: 201 } : { status: 404, error: { type: 'index_not_found_exception' } },
      );
    }
    exists = true;
    return { body: { acknowledged: true } };
  };
  await makeIndex().index([passage(1)]);
  expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
    `PUT /${written}/_bulk?require_alias=true`,
    `PUT /${current}`,
    `PUT /passages-*/_alias/${served}`,
    `PUT /${written}/_bulk?require_alias=true`,
  ]);
  expect(JSON.parse(asked[1]?.body ?? '')).toMatchObject({ aliases: { [served]: {}, [written]: {} } });
  expect(asked.at(-1)?.body).toContain(vectorField);
});

test('two workers may make the index at once', async () => {
  let bulks = 0;
  answer = (one) => {
    if (!one.path.includes('_bulk')) {
      return { status: 400, body: { error: { type: 'resource_already_exists_exception' } } };
    }
    bulks += 1;
    const isFirst = bulks === 1;
    return bulkAnswer(one, () =>
      isFirst ? { status: 404, error: { type: 'index_not_found_exception' } } : { status: 201 },
    );
  };
  await makeIndex().index([passage(1)]);
  expect(bulks).toBe(2);
});

test('sends those again for which there was no room, no others', async () => {
  const [first, second] = [passage(1), passage(2)];
  let bulks = 0;
  answer = (one) => {
    bulks += 1;
    return bulkAnswer(one, (id) =>
      id === second.id && bulks < 3
        ? { status: 429, error: { type: 'rejected_execution_exception' } }
        : { status: 200 },
    );
  };
  await makeIndex().index([first, second]);
  expect(asked.map(idsSent)).toEqual([[first.id, second.id], [second.id], [second.id]]);
});

test('gives up where there is never room', async () => {
  answer = (one) => bulkAnswer(one, () => ({ status: 429, error: { type: 'rejected_execution_exception' } }));
  await expect(makeIndex().index([passage(1)])).rejects.toMatchObject({ code: 'upstream.unavailable' });
});

test('a passage that is refused is an error that does not repeat what was sent', async () => {
  answer = (one) => bulkAnswer(one, () => ({ status: 400, error: { type: 'strict_dynamic_mapping_exception' } }));
  await expect(makeIndex().index([passage(1)])).rejects.toThrow(/strict_dynamic_mapping_exception/);
});

test('sends many passages in several requests', async () => {
  answer = (one) => bulkAnswer(one, () => ({ status: 201 }));
  await makeIndex().index(Array.from({ length: 250 }, (_, position) => passage(position)));
  expect(asked.map((one) => idsSent(one).length)).toEqual([100, 100, 50]);
});

test('removes what is no longer a part of the document, and looks only after all is visible', async () => {
  answer = (one) => {
    if (one.path.includes('_search')) return hits('kept', 'stale');
    return one.path.includes('_bulk') ? bulkAnswer(one, () => ({ status: 200 })) : { body: {} };
  };
  expect(await makeIndex().removeStale(address, ['kept', 'new'])).toBe(1);
  expect(asked.map(({ path }) => /_\w+/.exec(path)?.[0])).toEqual(['_refresh', '_search', '_bulk', '_refresh']);
  expect(asked.flatMap(idsSent)).toEqual(['stale']);
  expect(JSON.parse(asked[1]?.body ?? '').query.bool.filter).toEqual([
    { term: { tenant: 'acme' } },
    { term: { document: address.document } },
  ]);
});

test('removes of an older index what has come to this one, and asks that index alone', async () => {
  answer = (one) => {
    if (one.path.includes('_search')) {
      return { body: { hits: { hits: [...hitsOf(current, 'kept'), ...hitsOf('passages-older-1', 'kept', 'gone')] } } };
    }
    return one.path.includes('_bulk') ? bulkAnswer(one, () => ({ status: 200 })) : { body: {} };
  };
  expect(await makeIndex().removeStale(address, ['kept'])).toBe(2);
  const bulks = asked.filter(({ path }) => path.includes('_bulk'));
  expect(bulks.map(({ path }) => path)).toEqual(['/passages-older-1/_bulk?require_alias=false']);
  expect(bulks.flatMap(idsSent)).toEqual(['kept', 'gone']);
});

test('an older index that was removed meanwhile has nothing left to remove', async () => {
  answer = (one) => {
    if (one.path.includes('_search')) return { body: { hits: { hits: hitsOf('passages-older-1', 'gone') } } };
    return one.path.includes('_bulk')
      ? bulkAnswer(one, () => ({ status: 404, error: { type: 'index_not_found_exception' } }))
      : { body: {} };
  };
  expect(await makeIndex().removeStale(address, [])).toBe(1);
  expect(asked.filter(({ path }) => path.includes('_bulk'))).toHaveLength(1);
});

test('finds all ids of a document with more of them than one answer holds', async () => {
  const ids = Array.from({ length: 5_001 }, (_, index) => `id-${String(index).padStart(4, '0')}`);
  answer = ({ body }) => {
    const [after = ''] = JSON.parse(body).search_after ?? [];
    return hits(...ids.filter((id) => id > after).slice(0, 5_000));
  };
  expect([...(await makeIndex().findIds(address))]).toEqual(ids);
});

test('answers what was found with its score and what each sub-query thought of it', async () => {
  const { vector, ...stored } = passage(1);
  const other = { ...stored, id: 'other' };
  answer = () => ({
    body: {
      hits: {
        hits: [
          { _score: 0.9, _source: stored, matched_queries: { words: 12, meaning: 0.85 } },
          { _score: 0.4, _source: other, matched_queries: { words: 3 } },
        ],
      },
    },
  });
  expect(await makeIndex().search({ tenant: 'acme', grants: [], words: 'password', vector, limit: 2 })).toEqual([
    { passage: stored, score: 0.9, words: 1, meaning: expect.closeTo(0.7) },
    { passage: other, score: 0.4, words: 0.25, meaning: 0 },
  ]);
});

test('says so while OpenSearch is away, and goes on once it is back', async () => {
  const port = portOf(server);
  const index = makeIndex();
  answer = () => hits();
  expect((await index.findIds(address)).size).toBe(0);
  await close();
  for (let attempt = 0; attempt < 3; attempt += 1) {
    await expect(index.findIds(address)).rejects.toMatchObject({ code: 'upstream.unavailable' });
  }
  server = await listen(port);
  expect((await index.findIds(address)).size).toBe(0);
});

test.each([429, 503])('says so while OpenSearch answers %i', async (status) => {
  answer = () => ({ status, body: { error: { type: 'busy' } } });
  await expect(makeIndex().index([passage(1)])).rejects.toMatchObject({ code: 'upstream.unavailable' });
});

test('no error carries what was sent, for it would be logged', async () => {
  for (const status of [400, 503]) {
    answer = () => ({ status, body: { error: { type: 'failed', reason: 'cannot parse [password is hunter2 1]' } } });
    const error = await makeIndex()
      .index([passage(1)])
      .catch((thrown: Error) => thrown);
    expect(error).toBeInstanceOf(Error);
    const { message, cause } = error as Error;
    expect(JSON.stringify([message, cause, { ...(error as Error) }, String(cause)])).not.toContain('hunter2');
  }
});
