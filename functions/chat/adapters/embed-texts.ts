import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { Embeddings } from '../../knowledge/contract.ts';
import { logger } from '../../shared/observability.ts';

/** Texts in one invocation: few enough for it to answer within its time after a cold start. */
const batchSize = 64;

const decode = (vector: string): Float32Array => {
  const bytes = Buffer.from(vector, 'base64');
  return Float32Array.from({ length: bytes.length / 4 }, (_, index) => bytes.readFloatLE(index * 4));
};

/** Embeds texts by invoking knowledge's `embed-texts`, in their order. Throws where it does not answer in time. */
export const embedTexts = ({ lambda, functionName }: { lambda: LambdaClient; functionName: string }) => {
  const embedBatch = async (texts: readonly string[]): Promise<Float32Array[]> => {
    const { Payload, FunctionError } = await lambda.send(
      new InvokeCommand({ FunctionName: functionName, Payload: Buffer.from(JSON.stringify({ texts })) }),
    );
    if (FunctionError || !Payload) {
      throw new Error(`${functionName} did not embed: ${FunctionError}`);
    }
    return Embeddings.parse(JSON.parse(Buffer.from(Payload).toString('utf8'))).vectors.map(decode);
  };
  return async (texts: readonly string[]): Promise<Float32Array[]> => {
    const vectors: Float32Array[] = [];
    try {
      for (let start = 0; start < texts.length; start += batchSize) {
        vectors.push(...(await embedBatch(texts.slice(start, start + batchSize))));
      }
    } catch (error) {
      logger.warn('plan.without-meaning', { error: error as Error });
      throw error;
    }
    return vectors;
  };
};
