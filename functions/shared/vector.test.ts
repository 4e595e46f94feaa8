import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeVector, encodeVector } from './vector.ts';

test('a vector comes back as it was', () => {
  fc.assert(
    fc.property(fc.float32Array({ noNaN: true }), (vector) => {
      expect(decodeVector(encodeVector(vector))).toEqual(vector);
    }),
  );
});

test('is little-endian, whatever part of a buffer it is', () => {
  const part = new Float32Array([9, 1, 9]).subarray(1, 2);
  expect(Buffer.from(encodeVector(part), 'base64').toString('hex')).toBe('0000803f');
});
