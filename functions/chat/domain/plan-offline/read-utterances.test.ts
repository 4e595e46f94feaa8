import { expect, it } from 'vitest';
import { loadUtterances } from '../../../../local/utterance-files.ts';
import { catalogue } from '../../../catalogue.ts';
import type { Operation } from '../../../shared/operation.ts';
import { parseUtterances, readUtterances } from './read-utterances.ts';

it('reads lines below headings, wherever an operation has more of them', () => {
  const text = '# runs.get\r\nis it done\r\n\n# none\nhello \n\n# runs.get\nhow far is it\n';
  expect([...parseUtterances(text)]).toEqual([
    ['runs.get', ['is it done', 'how far is it']],
    ['none', ['hello']],
  ]);
});

it('loses no line and takes no operation that is not there', () => {
  expect(() => parseUtterances('hello\n# none\n')).toThrow('“hello” stands below no heading');
  expect(() => readUtterances(catalogue, parseUtterances('# runs.triger\nrun it\n'))).toThrow('runs.triger');
});

it('nothing that is said means an operation and none', () => {
  const said = loadUtterances();
  const none = new Set(said.get('none'));
  const both = [...said].filter(([id]) => id !== 'none').flatMap(([, lines]) => lines.filter((line) => none.has(line)));
  expect(both).toEqual([]);
});

it('other things are searched for in the words of each utterance that searches', () => {
  const { utterances, language } = readUtterances([], parseUtterances('# none\nhello\n'));
  expect(utterances).toMatchObject([{ operation: null, text: 'hello' }]);
  expect(language.examples.size).toBe(0);
  const operations: readonly Operation[] = catalogue;
  const search = operations.filter(({ id }) => id === 'knowledge.search').map((each) => ({ ...each, examples: [] }));
  const found = readUtterances(search, parseUtterances('# knowledge.search\nlook up out of memory\n'));
  expect(found.utterances).toHaveLength(4);
  expect(found.utterances.every(({ text, asking }) => text.startsWith('look up ') && asking?.includes('look'))).toBe(
    true,
  );
});
