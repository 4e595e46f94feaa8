import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { encodeVector } from '../../shared/vector.ts';
import { withKnownVectors } from './known-vectors.ts';

let file = '';
beforeAll(async () => {
  file = join(await mkdtemp(join(tmpdir(), 'navigator-vectors-')), 'vectors.json');
  const vectors = { 'run it': encodeVector(Float32Array.of(1, 0)), 'stop it': encodeVector(Float32Array.of(0, 1)) };
  await writeFile(file, JSON.stringify({ model: 'x', vectors }));
});
afterAll(() => rm(join(file, '..'), { recursive: true }));

it('asks only for what is not known, once, and answers in order', async () => {
  const asked: string[][] = [];
  const embed = withKnownVectors(file, async (texts) => {
    asked.push([...texts]);
    return texts.map(() => Float32Array.of(2, 2));
  });
  const vectors = await embed(['stop it', 'why', 'run it', 'why']);
  expect(vectors.map((vector) => [...vector])).toEqual([
    [0, 1],
    [2, 2],
    [1, 0],
    [2, 2],
  ]);
  expect(asked).toEqual([['why']]);
  await embed(['run it', 'stop it']);
  expect(asked).toHaveLength(1);
});
