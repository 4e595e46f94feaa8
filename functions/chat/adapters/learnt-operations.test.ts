import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { learnOperations, oddsOf } from '../domain/plan-offline/learn-operations.ts';
import { encodeLearnt, readLearnt } from './learnt-operations.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'navigator-learnt-'));
});
afterAll(() => rm(folder, { recursive: true }));

it('what was learnt is the same once it was kept and read', async () => {
  const utterances = ['a b', 'a c', 'b c'].map((text) => ({
    ...{ operation: 'runs.get', text, template: text, tokens: text.split(' '), asking: ['a'] },
  }));
  const language = {
    examples: new Map([['runs.get', utterances.map(({ text, tokens, asking }) => ({ text, tokens, asking }))]]),
    words: new Map([['a', 2]]),
    common: new Set(['b']),
    starters: new Set(['a']),
  };
  const meanings = utterances.map((_, index) => Float32Array.of(index, 1 - index));
  const learnt = learnOperations({ utterances, language }, meanings);
  const file = join(folder, 'learnt.json');
  await writeFile(file, encodeLearnt(learnt));
  const told = { tokens: ['a', 'c'], meaning: Float32Array.of(1, 0) };
  const read = await readLearnt(file);
  expect(read.language).toEqual(language);
  expect(oddsOf(told, read)).toEqual(oddsOf(told, learnt));
  expect(oddsOf({ ...told, meaning: undefined }, read)).toEqual(oddsOf({ ...told, meaning: undefined }, learnt));
});
