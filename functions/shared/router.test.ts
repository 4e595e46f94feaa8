import { expect, it } from 'vitest';
import * as z from 'zod';
import { defineOperation, type Method } from './operation.ts';
import { makeRouter, parametersOf } from './router.ts';

const operation = (id: string, method: Method, path: string) =>
  defineOperation({
    id,
    summary: id,
    examples: [id],
    http: { method, path },
    command: id,
    input: z.object({}),
    output: z.object({}),
    access: { system: 'automatrix', level: 'read' },
    effect: 'read',
    since: '1',
  });

const route = makeRouter([
  operation('get', 'GET', '/api/things/{thing+}'),
  operation('special', 'GET', '/api/things/special'),
  operation('parts', 'GET', '/api/things/{thing+}/parts'),
  operation('part', 'GET', '/api/things/{thing+}/parts/{part}'),
  operation('list', 'GET', '/api/things'),
  operation('add', 'POST', '/api/things'),
  operation('run', 'GET', '/api/runs/{run}'),
]);

const resolve = (method: string, path: string) => {
  const found = route(method, path);
  return found && { id: found.operation.id, ...found.parameters };
};

it.each([
  ['GET', '/api/things', { id: 'list' }],
  ['POST', '/api/things', { id: 'add' }],
  ['GET', '/api/things/a', { id: 'get', thing: 'a' }],
  ['GET', '/api/things/a/b/c', { id: 'get', thing: 'a/b/c' }],
  ['GET', '/api/things/special', { id: 'special' }],
  ['GET', '/api/things/a/b/parts', { id: 'parts', thing: 'a/b' }],
  ['GET', '/api/things/parts', { id: 'get', thing: 'parts' }],
  ['GET', '/api/things/a/b/parts/c', { id: 'part', thing: 'a/b', part: 'c' }],
  [
    'GET',
    '/api/runs/manual__2026-01-01T00%3A00%3A00%2B00%3A00',
    { id: 'run', run: 'manual__2026-01-01T00:00:00+00:00' },
  ],
  ['GET', '/api/runs/manual__2026-01-01T00:00:00+00:00', { id: 'run', run: 'manual__2026-01-01T00:00:00+00:00' }],
  ['GET', '/api/runs/a%2Fb', { id: 'run', run: 'a/b' }],
  ['GET', '/api/runs/100%', { id: 'run', run: '100%' }],
  ['GET', '/api/runs/a%2541', { id: 'run', run: 'a%41' }],
])('%s %s', (method, path, expected) => {
  expect(resolve(method, path)).toEqual(expected);
});

it.each([
  ['DELETE', '/api/things'],
  ['GET', '/api/things/'],
  ['GET', '/api/things//a'],
  ['GET', '/api/runs/a/b'],
  ['GET', '/api'],
  ['GET', ''],
])('%s "%s" is nothing', (method, path) => {
  expect(resolve(method, path)).toBeUndefined();
});

it('knows the parameters of a path', () => {
  expect(parametersOf('/api/things/{thing+}/parts/{part}')).toEqual(['thing', 'part']);
});
