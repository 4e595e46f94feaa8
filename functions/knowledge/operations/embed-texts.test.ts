import { expect, test } from 'vitest';
import { decodeVector } from '../../shared/vector.ts';
import { embedTexts } from './embed-texts.ts';

/** A model that answers the length of a text, and what it was asked. */
const measuring = () => {
  const asked: string[][] = [];
  const embed = embedTexts({
    model: async (texts) => {
      asked.push([...texts]);
      return texts.map((text) => new Float32Array([text.length]));
    },
  });
  const lengths = async (...texts: string[]) =>
    (await embed({ texts })).vectors.map((vector) => decodeVector(vector)[0]);
  return { embed, lengths, asked };
};

test('answers in the order of the texts and names the model', async () => {
  const { embed, lengths } = measuring();
  expect(await lengths('ccc', 'a', 'bb')).toEqual([3, 1, 2]);
  expect((await embed({ texts: [] })).model).toBe('minilm-l6-v2-int8');
});

test('asks the model once for a text that comes again, at once or later', async () => {
  const { lengths, asked } = measuring();
  await lengths('a', 'bb', 'a');
  expect(await lengths('bb', 'ccc')).toEqual([2, 3]);
  expect(asked).toEqual([['a', 'bb'], ['ccc']]);
});

test('forgets the texts that have not come for long, not those that have', async () => {
  const { lengths, asked } = measuring();
  await lengths('kept', 'forgotten');
  for (let batch = 0; batch < 8; batch += 1) {
    await lengths('kept', ...Array.from({ length: 255 }, (_, index) => `${batch} ${index}`));
  }
  asked.length = 0;
  expect(await lengths('kept', 'forgotten')).toEqual([4, 9]);
  expect(asked).toEqual([['forgotten']]);
});
