import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Tokenizer } from '@huggingface/tokenizers';

// Not a plain import: it finds its native library beside itself, so it stays a package of its own beside a bundle too.
const runtime: typeof import('onnxruntime-node') = createRequire(import.meta.url)('onnxruntime-node');

/** Tokens that the model looks at, its own first and last one included. */
const windowTokens = 256;
/** Characters beyond which no text is tokenised; words of logs and prose need far fewer to fill the window. */
const windowCharacters = 8_192;

/** Turns texts into vectors of length 1, in their order. */
export type TextModel = (texts: readonly string[]) => Promise<Float32Array[]>;

/** The mean of a text's token states, of length 1. */
const pool = (states: Float32Array, dimensions: number): Float32Array => {
  const sum = new Float32Array(dimensions);
  for (const [index, value] of states.entries()) {
    const dimension = index % dimensions;
    sum[dimension] = (sum[dimension] ?? 0) + value;
  }
  const length = Math.hypot(...sum);
  return sum.map((value) => value / length);
};

const readJson = async (file: string): Promise<object> => JSON.parse(await readFile(file, 'utf8')) as object;

/** Loads a sentence-transformers model (mean pooling) from a folder with its `model.onnx` and tokenizer, for some of the cores. */
export const loadTextModel = async (directory: string, { threads = 1 } = {}): Promise<TextModel> => {
  const tokenizer = new Tokenizer(
    await readJson(join(directory, 'tokenizer.json')),
    await readJson(join(directory, 'tokenizer_config.json')),
  );
  const session = await runtime.InferenceSession.create(join(directory, 'model.onnx'), { intraOpNumThreads: threads });

  const tokensOf = (text: string): readonly number[] => {
    const { ids } = tokenizer.encode(text.slice(0, windowCharacters));
    return ids.length <= windowTokens ? ids : [...ids.slice(0, windowTokens - 1), ...ids.slice(-1)];
  };

  /** Vectors of texts that have the same number of tokens. */
  const embedAlike = async (rows: readonly (readonly number[])[]): Promise<Float32Array[]> => {
    const length = rows[0]?.length ?? 0;
    const tensor = (data: BigInt64Array) => new runtime.Tensor('int64', data, [rows.length, length]);
    const { last_hidden_state: states } = await session.run({
      input_ids: tensor(BigInt64Array.from(rows.flat(), BigInt)),
      attention_mask: tensor(new BigInt64Array(rows.length * length).fill(1n)),
      token_type_ids: tensor(new BigInt64Array(rows.length * length)),
    });
    if (!states) {
      throw new Error(`${directory} holds a model without last_hidden_state`);
    }
    const [data, dimensions] = [states.data as Float32Array, states.dims.at(-1) ?? 0];
    const size = length * dimensions;
    return rows.map((_, row) => pool(data.subarray(row * size, (row + 1) * size), dimensions));
  };

  // Short texts together take half the time; one that fills the window takes longer beside another.
  return async (texts) => {
    const vectors: Float32Array[] = [];
    const tokens = texts.map(tokensOf);
    const byLength = Map.groupBy(tokens.keys(), (index) => tokens[index]?.length ?? 0);
    for (const [length, indices] of byLength) {
      const atOnce = Math.max(1, Math.floor(windowTokens / length));
      for (let start = 0; start < indices.length; start += atOnce) {
        const some = indices.slice(start, start + atOnce);
        const found = await embedAlike(some.map((index) => tokens[index] ?? []));
        for (const [place, index] of some.entries()) {
          vectors[index] = found[place] as Float32Array;
        }
      }
    }
    return vectors;
  };
};
