import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { Embeddings } from '../knowledge/contract.ts';
import { DomainError } from './errors.ts';
import { decodeVector } from './vector.ts';

/** Vectors of these texts in their order. Throws `upstream.unavailable` where the function does not answer. */
export type Embed = (texts: readonly string[]) => Promise<Float32Array[]>;

/** Texts in one invocation: of the longest ones six seconds of work. */
const batchSize = 32;

const unavailable = (cause?: unknown): DomainError =>
  new DomainError('upstream.unavailable', 'The embedding function does not answer. Try again in a moment.', { cause });

export interface EmbedderContext {
  readonly lambda: LambdaClient;
  readonly functionName: string;
  /** Milliseconds for one invocation. */
  readonly timeout: number;
  /** The model that it must be. @default any */
  readonly model?: string;
}

/** Embeds by invoking `embed-texts`, one batch after the other. */
export const embedder = ({ lambda, functionName, timeout, model }: EmbedderContext): Embed => {
  const embedBatch = async (texts: readonly string[]): Promise<Float32Array[]> => {
    const invoke = new InvokeCommand({ FunctionName: functionName, Payload: Buffer.from(JSON.stringify({ texts })) });
    const { Payload, FunctionError } = await lambda
      .send(invoke, { requestTimeout: timeout })
      .catch((error: unknown) => {
        throw unavailable(error);
      });
    if (FunctionError || !Payload) {
      throw unavailable();
    }
    const answer = Embeddings.parse(JSON.parse(Buffer.from(Payload).toString('utf8')));
    const { vectors } = answer;
    if (answer.model !== (model ?? answer.model) || vectors.length !== texts.length) {
      throw new Error(`${vectors.length} vectors of ${answer.model} instead of ${texts.length} of ${model}`);
    }
    return vectors.map(decodeVector);
  };
  return async (texts) => {
    const vectors: Float32Array[] = [];
    for (let start = 0; start < texts.length; start += batchSize) {
      vectors.push(...(await embedBatch(texts.slice(start, start + batchSize))));
    }
    return vectors;
  };
};
