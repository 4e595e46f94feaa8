import { expect, it } from 'vitest';
import { stubApi } from '../test/support/stub-api.ts';

const { navigator, write, answers, asked } = stubApi();
const load = ['document', 'load', 'reference', 'all.jsonl'];
const request = (path: string): string => `PUT /api/knowledge/sources/reference/documents/${path}`;
const writeLines = (...lines: unknown[]) => write('all.jsonl', lines.map((line) => JSON.stringify(line)).join('\n'));
const taken = { body: { source: 'reference', path: 'a.md', bytes: 1 } };
const busy = {
  status: 503,
  body: {
    type: 'urn:navigator:problem:upstream.unavailable',
    title: 'Busy',
    status: 503,
    detail: 'Busy.',
    requestId: 'r',
  },
};

it('puts each line with its text alone, and tells how far it is', async () => {
  writeLines({ path: 'a/one.md', text: '# One', licence: 'Apache-2.0' }, { path: 'two.md', text: '# Two' });
  answers[request('a/one.md')] = taken;
  answers[request('two.md')] = taken;
  const { code, err } = await navigator(load);
  expect({ code, err }).toEqual({ code: 0, err: '2 of 2 documents\n' });
  expect(asked.map(({ request: path, body }) => [path, body])).toEqual([
    [request('a/one.md'), { text: '# One' }],
    [request('two.md'), { text: '# Two' }],
  ]);
});

it('tries a document again while the API is busy', async () => {
  writeLines({ path: 'a.md', text: '# A' });
  answers[request('a.md')] = [busy, taken];
  expect(await navigator([...load, '--json'])).toMatchObject({ code: 0 });
  expect(asked.length).toBe(2);
});

it('stops at a document that is refused, and says which', async () => {
  writeLines(...Array.from({ length: 50 }, (_, at) => ({ path: `${at}.md`, text: 'x' })));
  const { code, err } = await navigator(load);
  expect(code).toBe(1);
  expect(err).toContain(`.md: Nothing is planned for ${request('')}`);
  expect(err).toContain('0 of 50 documents were put');
  expect(asked.length).toBeLessThan(10);
});

it.each([
  ['no JSON', '{"path": "a.md", "text": "x"}\nwords', 'all.jsonl, line 2 is not JSON'],
  ['no document', '{"path": "../a.md", "text": "x"}', 'all.jsonl, line 1 is not a document: path'],
])('ends with 2 and puts nothing where a line is %s', async (_name, text, message) => {
  write('all.jsonl', text);
  const { code, err } = await navigator(load);
  expect({ code, asked }).toEqual({ code: 2, asked: [] });
  expect(err).toContain(message);
});

it('puts the documents of a folder, HTML as text and a PDF as bytes, and nothing else', async () => {
  write('docs/on-call/a.md', '# A');
  write('docs/b.html', '<p>b</p>');
  write('docs/c.pdf', '%PDF-1.4');
  write('docs/d.png', 'x');
  write('docs/.git/e.md', 'x');
  for (const path of ['on-call/a.md', 'b.html', 'c.pdf']) answers[request(path)] = taken;
  const { code, err } = await navigator(['document', 'load', 'reference', 'docs']);
  expect({ code, err }).toEqual({ code: 0, err: '3 of 3 documents\n' });
  expect(Object.fromEntries(asked.map(({ request: path, body }) => [path, body]))).toEqual({
    [request('on-call/a.md')]: { text: '# A' },
    [request('b.html')]: { text: '<p>b</p>' },
    [request('c.pdf')]: { text: Buffer.from('%PDF-1.4').toString('base64'), encoding: 'base64' },
  });
});
