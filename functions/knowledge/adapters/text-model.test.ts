import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadTextModel, type TextModel } from './text-model.ts';

const directory = join(import.meta.dirname, '../../../.local/tools/model');

const dot = (a: Float32Array = new Float32Array(), b: Float32Array = new Float32Array()): number =>
  a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);

// `npm test` fetches the model before; a lone vitest in a fresh checkout has none.
describe.skipIf(!existsSync(directory))('the embedding model', () => {
  let model: TextModel;
  beforeAll(async () => {
    model = await loadTextModel(directory);
  });

  test('gives vectors of length 1, also to nothing and to what is no text', async () => {
    const vectors = await model(['The warehouse refused the connection', '', '\u0000\uFFFD\u{1F680}', 'x'.repeat(1e6)]);
    for (const vector of vectors) {
      expect(vector).toHaveLength(384);
      expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
    }
  });

  test('puts texts that mean the same nearer than others', async () => {
    const [refused, unreachable, pie] = await model([
      'The warehouse refused the connection',
      'could not connect to the database server',
      'a recipe for apple pie',
    ]);
    expect(dot(refused, unreachable)).toBeGreaterThan(0.3);
    expect(dot(refused, pie)).toBeLessThan(0.15);
  });

  test('gives a text the same vector whatever is embedded beside it, in the order of the texts', async () => {
    const texts = Array.from({ length: 20 }, (_, index) => `retry ${'again and '.repeat(index % 7)}${index}`);
    const together = await model(texts);
    for (const [index, text] of texts.entries()) {
      const [alone] = await model([text]);
      expect(dot(together[index], alone)).toBeCloseTo(1, 5);
    }
  });

  test('looks at the beginning of a long text', async () => {
    const beginning = 'the sales table is missing '.repeat(100);
    const [a, b, c] = await model([beginning, `${beginning}${'pie '.repeat(1000)}`, `pie ${beginning}`]);
    expect(dot(a, b)).toBeCloseTo(1, 5);
    expect(dot(a, c)).toBeLessThan(0.9999);
  });
});
