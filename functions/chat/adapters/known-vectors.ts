import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import type { Embed } from '../../shared/embedder.ts';
import { decodeVector } from '../../shared/vector.ts';

const KnownVectors = z.object({ vectors: z.record(z.string(), z.string()) });

/**
 * Embeds with vectors that were made when this was built, read once, and asks for those of other texts. A thousand
 * utterances would otherwise be embedded while somebody waits for an answer to a worker's first message.
 */
export const withKnownVectors = (file: string, embed: Embed): Embed => {
  let reading: Promise<ReadonlyMap<string, string>> | undefined;
  const read = (): Promise<ReadonlyMap<string, string>> => {
    reading ??= readFile(file, 'utf8').then(
      (json) => new Map(Object.entries(KnownVectors.parse(JSON.parse(json)).vectors)),
    );
    return reading;
  };
  return async (texts) => {
    const known = await read();
    const others = [...new Set(texts.filter((text) => !known.has(text)))];
    const made = new Map(
      (others.length > 0 ? await embed(others) : []).map((vector, index) => [others[index], vector]),
    );
    return texts.map((text) => {
      const vector = known.get(text);
      return vector === undefined ? (made.get(text) ?? new Float32Array()) : decodeVector(vector);
    });
  };
};
