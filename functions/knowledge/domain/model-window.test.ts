import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Tokenizer } from '@huggingface/tokenizers';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { countPieces, longestFitting, windowSize } from './model-window.ts';
import { clipToWindow } from './piece.ts';
import { readRunLog } from './read-run-log.ts';
import { splitDocument } from './split-document.ts';
import { splitRunLog } from './split-run-log.ts';

const root = join(import.meta.dirname, '../../..');
const model = join(root, '.local/tools/model');
const readJson = (name: string): object => JSON.parse(readFileSync(join(model, name), 'utf8'));
const window = 256;

const documents = execFileSync('git', ['ls-files', '*.md'], { cwd: root, encoding: 'utf8' }).trim().split('\n');
const logs = join(root, 'test/evaluation/knowledge/runs');

// `npm test` fetches the model before; a lone vitest in a fresh checkout has none.
describe.skipIf(!existsSync(model))('what the model is given fits its window', () => {
  let tokenizer: Tokenizer;
  beforeAll(() => {
    tokenizer = new Tokenizer(readJson('tokenizer.json'), readJson('tokenizer_config.json'));
  });
  /** As the model has them, its own first and last one included. */
  const tokensOf = (text: string): number => tokenizer.encode(text).ids.length;

  it('of our own documents', () => {
    const pieces = documents.flatMap((path) =>
      splitDocument({
        name: { tenant: 'acme', kind: 'documents', source: 'runbooks', path },
        bytes: readFileSync(join(root, path)),
      }),
    );
    expect(pieces.length).toBeGreaterThan(300);
    expect(pieces.filter(({ meaning }) => tokensOf(meaning) > window)).toEqual([]);
  });

  it('of logs of failed runs, stack traces and all', () => {
    const pieces = readdirSync(logs).flatMap((name) =>
      splitRunLog(readRunLog(readFileSync(join(logs, name))), { tenant: 'acme', document: name }),
    );
    expect(pieces.length).toBeGreaterThan(100);
    expect(pieces.filter(({ meaning }) => tokensOf(meaning) > window)).toEqual([]);
  });

  it.each([
    ['prose', 'The warehouse is loaded every night by a workflow that nobody looks at. '],
    ['names', 'airflow.providers.amazon.aws.operators.redshift_cluster RedshiftCreateClusterOperator '],
    ['numbers', '1234567 89.5 2026-11-21T10:15:00.123456+00:00 '],
    ['hashes', `${'3f2a9c1d04be'.repeat(4)} `],
    ['signs', '{"a": [1, 2], "b": {"c": "-"}} '],
    ['another script', 'Склад загружается каждую ночь '],
  ])('of %s, however much there is', (_name, text) => {
    expect(tokensOf(clipToWindow(text.repeat(100)))).toBeLessThanOrEqual(window);
  });
});

it('the longest that fits does, and one that fits is left whole', () => {
  const limits = fc.record({ pieces: fc.integer({ min: 1, max: 60 }), characters: fc.integer({ min: 1, max: 200 }) });
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), limits, (text, limit) => {
      const length = longestFitting(text, limit);
      expect(countPieces(text.slice(0, length))).toBeLessThanOrEqual(limit.pieces);
      expect(length).toBeLessThanOrEqual(limit.characters);
      if (countPieces(text) <= limit.pieces && text.length <= limit.characters) {
        expect(length).toBe(text.length);
      }
      expect(countPieces(clipToWindow(text))).toBeLessThanOrEqual(windowSize);
    }),
  );
});
