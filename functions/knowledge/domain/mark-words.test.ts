import { expect, test } from 'vitest';
import { markWords } from './mark-words.ts';

const mark = (question: string, text: string) => markWords(question)(text);

test('marks words in whatever form they stand, and says what was found', () => {
  const { highlights, terms } = mark(
    'why was the connection refused?',
    'It refuses connections: Connection refused again',
  );
  expect(highlights).toEqual(['It «refuses» «connections»: «Connection» «refused» again']);
  expect(terms).toEqual(['refuses', 'connections', 'connection', 'refused']);
});

test.each([
  ['retries', 'retry retried retrying'],
  ['stopped', 'stop stops stopping'],
  ['executing', 'execute execution executed'],
  ['classes', 'class'],
  ['status', 'Status'],
])('%s is also %s', (question, forms) => {
  expect(mark(question, forms).highlights.join().match(/«/g)).toHaveLength(forms.split(' ').length);
});

test('marks names whole and by their parts', () => {
  expect(mark('nightly_sales', 'run nightly_sales, not sales').highlights).toEqual([
    'run «nightly_sales», not «sales»',
  ]);
  expect(mark('connection refused', 'ConnectionRefusedError: x').highlights).toEqual(['«ConnectionRefused»Error: x']);
  expect(mark('warehouse:5432', 'at warehouse:5432').highlights).toEqual(['at «warehouse:5432»']);
});

test('does not mark words that say nothing, nor what only looks alike', () => {
  expect(mark('what is the error of it', 'it is the terror of errands')).toEqual({ highlights: [], terms: [] });
});

test('marks in the text are not taken for finds', () => {
  expect(mark('refused', '«yes» refused').highlights).toEqual(['"yes" «refused»']);
});

test('shows whole lines, those with most of what was found, in their order', () => {
  const text = 'a\nload failed\nb\nConnection refused by warehouse\nc failed\nfailed again\nrefused warehouse';
  expect(mark('failed connection refused warehouse', text).highlights).toEqual([
    'load «failed»',
    '«Connection» «refused» by «warehouse»',
    '«refused» «warehouse»',
  ]);
});

test('a word of many lines tells less than one of a single line', () => {
  const frames = ['python3.1 runner', 'python3.2 runner', 'python3.3 runner, of 84', 'python3.4 in 3e'];
  const { highlights } = mark('KeyError absent sales_3e84', [...frames, "KeyError: 'absent'"].join('\n'));
  expect(highlights).toContain("«KeyError»: '«absent»'");
});

test('shows a long line from shortly before the first mark', () => {
  const [line = ''] = mark('absent key', `${'x'.repeat(500)} KeyError: 'absent' ${'y'.repeat(500)}`).highlights;
  expect(line).toMatch(/^…x+ «Key»Error: '«absent»' y+…$/);
  expect(line.length).toBeLessThanOrEqual(302);
});
