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

  const embed = async (text: string): Promise<Float32Array> => {
    const tokens = tokensOf(text);
    const tensor = (data: BigInt64Array) => new runtime.Tensor('int64', data, [1, tokens.length]);
    const { last_hidden_state: states } = await session.run({
      input_ids: tensor(BigInt64Array.from(tokens, BigInt)),
      attention_mask: tensor(new BigInt64Array(tokens.length).fill(1n)),
      token_type_ids: tensor(new BigInt64Array(tokens.length)),
    });
    if (!states) {
      throw new Error(`${directory} holds a model without last_hidden_state`);
    }
    return pool(states.data as Float32Array, states.dims.at(-1) ?? 0);
  };

  // One after the other: on one core a batch saves a third of the time of the shortest texts, and costs the longest more.
  return async (texts) => {
    const vectors: Float32Array[] = [];
    for (const text of texts) {
      vectors.push(await embed(text));
    }
    return vectors;
  };
};
