import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadTextModel, type TextModel } from '../../../functions/knowledge/adapters/text-model.ts';
import { embeddingModel } from '../../../functions/knowledge/domain/embedding-model.ts';
import { hashText } from '../../../functions/knowledge/domain/passage.ts';
import { root, toolsDirectory } from '../../../local/paths.ts';

const file = join(root, '.local', 'evaluation', `vectors-${embeddingModel.name}.bin`);
const hashBytes = 32;
const recordBytes = hashBytes + embeddingModel.dimensions * Float32Array.BYTES_PER_ELEMENT;

const readKept = (): Map<string, Float32Array> => {
  const kept = new Map<string, Float32Array>();
  const bytes = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
  for (let start = 0; start + recordBytes <= bytes.length; start += recordBytes) {
    const record = Uint8Array.from(bytes.subarray(start, start + recordBytes));
    kept.set(Buffer.from(record.subarray(0, hashBytes)).toString('hex'), new Float32Array(record.buffer, hashBytes));
  }
  return kept;
};

/** The real model, which remembers on disk what it has embedded before, so that an evaluation can be run again quickly. */
export const loadRememberedModel = async (): Promise<TextModel> => {
  const model = await loadTextModel(join(toolsDirectory, 'model'));
  const kept = readKept();
  mkdirSync(dirname(file), { recursive: true });
  const embed = async (text: string): Promise<Float32Array> => {
    const hash = hashText(text);
    const known = kept.get(hash);
    if (known) return known;
    const [vector = new Float32Array()] = await model([text]);
    kept.set(hash, vector);
    appendFileSync(file, Buffer.concat([Buffer.from(hash, 'hex'), Buffer.from(vector.buffer)]));
    return vector;
  };
  return async (texts) => {
    const vectors: Float32Array[] = [];
    for (const text of texts) vectors.push(await embed(text));
    return vectors;
  };
};
