import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { passageGenerations } from './passage-index-generations.ts';
import { indexNames } from './passage-index-names.ts';
import { openSearchClient } from './passage-index-requests.ts';

const { current, served } = indexNames('passages');
const isBehind = { bool: { must_not: [{ term: { _index: current } }] } };

let asked: { request: string; body: unknown }[];
let answers: Record<string, unknown>;
let server: Server;

beforeEach(async () => {
  asked = [];
  answers = {};
  server = createServer(async (request, response) => {
    const name = `${request.method} ${request.url}`;
    const body = await text(request);
    asked.push({ request: name, body: body === '' ? undefined : JSON.parse(body) });
    const known = name in answers;
    response
      .writeHead(known ? 200 : 500, { 'content-type': 'application/json' })
      .end(JSON.stringify(known ? answers[name] : { error: { type: `nothing known of ${name}` } }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
});
afterEach(() => {
  server.close();
  server.closeAllConnections();
});

const makeGenerations = () =>
  passageGenerations({
    client: openSearchClient({
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      region: 'eu-central-1',
    }),
  });

const searching = `POST /${served}/_search?ignore_unavailable=true`;

test('counts a tenant’s passages, and those in older indices', async () => {
  answers[searching] = { hits: { total: { value: 7 } }, aggregations: { behind: { doc_count: 3 } } };
  expect(await makeGenerations().count('acme')).toEqual({ passages: 7, behind: 3 });
  expect(asked[0]?.body).toMatchObject({
    query: { bool: { filter: [{ term: { tenant: 'acme' } }] } },
    aggs: { behind: { filter: isBehind } },
  });
});

test('where no passage came yet nothing is behind, nor to be retired', async () => {
  answers[searching] = { hits: { total: { value: 0 } } };
  answers[`GET /${served}/_alias?ignore_unavailable=true`] = {};
  const generations = makeGenerations();
  expect(await generations.count('acme')).toEqual({ passages: 0, behind: 0 });
  expect(await generations.findBehind('acme', { limit: 5 })).toEqual([]);
  expect(await generations.retireEmpty()).toEqual({ retired: [], kept: [] });
});

test('finds the tenant’s documents that are behind, page by page', async () => {
  answers[searching] = {
    aggregations: { documents: { buckets: [{ key: { document: 'acme/a' } }, { key: { document: 'acme/b' } }] } },
  };
  expect(await makeGenerations().findBehind('acme', { after: 'acme/0', until: 'acme/c', limit: 2 })).toEqual([
    'acme/a',
    'acme/b',
  ]);
  expect(asked[0]?.body).toMatchObject({
    query: {
      bool: {
        filter: [{ term: { tenant: 'acme' } }, isBehind, { range: { document: { gt: 'acme/0', lte: 'acme/c' } } }],
      },
    },
    aggs: { documents: { composite: { size: 2 } } },
  });
});

test('retires what is empty once nothing more can come, and leaves the rest to be written to', async () => {
  answers = {
    [`GET /${served}/_alias?ignore_unavailable=true`]: { [current]: {}, 'passages-empty-1': {}, 'passages-full-1': {} },
    'PUT /passages-empty-1/_settings': {},
    'POST /passages-empty-1/_refresh': {},
    'POST /passages-empty-1/_count': { count: 0 },
    'DELETE /passages-empty-1': {},
    'PUT /passages-full-1/_settings': {},
    'POST /passages-full-1/_refresh': {},
    'POST /passages-full-1/_count': { count: 2 },
  };
  expect(await makeGenerations().retireEmpty()).toEqual({ retired: ['passages-empty-1'], kept: ['passages-full-1'] });
  expect(asked.slice(1).map(({ request }) => request)).toEqual([
    'PUT /passages-empty-1/_settings',
    'POST /passages-empty-1/_refresh',
    'POST /passages-empty-1/_count',
    'DELETE /passages-empty-1',
    'PUT /passages-full-1/_settings',
    'POST /passages-full-1/_refresh',
    'POST /passages-full-1/_count',
    'PUT /passages-full-1/_settings',
  ]);
  expect([asked[1], asked[5], asked.at(-1)].map((one) => one?.body)).toEqual(
    [true, true, false].map((write) => ({ index: { blocks: { write } } })),
  );
});
