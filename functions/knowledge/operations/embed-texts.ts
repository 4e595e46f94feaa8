import type * as z from 'zod';
import { encodeVector } from '../../shared/vector.ts';
import type { TextModel } from '../adapters/text-model.ts';
import type { Embeddings, EmbedInput } from '../contract.ts';
import { embeddingModel } from '../domain/embedding-model.ts';
import { hashText } from '../domain/passage.ts';

/** Vectors kept for texts that come again, as most lines of logs do; 2 KB each. */
const mostKept = 2_000;

/** Embeds texts, each different one once. Keeps the latest vectors in memory. */
export const embedTexts = ({ model }: { model: TextModel }) => {
  const kept = new Map<string, string>();
  const keep = (hash: string, vector: string): void => {
    kept.delete(hash);
    kept.set(hash, vector);
  };
  return async ({ texts }: z.infer<typeof EmbedInput>): Promise<z.infer<typeof Embeddings>> => {
    const byHash = new Map(texts.map((text) => [hashText(text), text]));
    const missing = [...byHash].filter(([hash]) => !kept.has(hash));
    const vectors = await model(missing.map(([, text]) => text));
    for (const [index, [hash]] of missing.entries()) {
      keep(hash, encodeVector(vectors[index] ?? new Float32Array()));
    }
    const answer = texts.map((text) => {
      const hash = hashText(text);
      const vector = kept.get(hash) ?? '';
      keep(hash, vector);
      return vector;
    });
    for (const hash of [...kept.keys()].slice(0, Math.max(0, kept.size - mostKept))) {
      kept.delete(hash);
    }
    return { model: embeddingModel.name, vectors: answer };
  };
};
