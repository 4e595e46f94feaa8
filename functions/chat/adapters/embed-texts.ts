import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { Embeddings } from '../../knowledge/contract.ts';

/** Texts in one invocation: few enough for it to answer within its time after a cold start. */
const batchSize = 64;

const decode = (vector: string): Float32Array => {
  const bytes = Buffer.from(vector, 'base64');
  return Float32Array.from({ length: bytes.length / 4 }, (_, index) => bytes.readFloatLE(index * 4));
};

/** Embeds texts by invoking knowledge's `embed-texts`, in their order. Throws where it does not answer in time. */
export const embedTexts =
  ({ lambda, functionName }: { lambda: LambdaClient; functionName: string }) =>
  async (texts: readonly string[]): Promise<Float32Array[]> => {
    const vectors: Float32Array[] = [];
    for (let start = 0; start < texts.length; start += batchSize) {
      const { Payload, FunctionError } = await lambda.send(
        new InvokeCommand({
          FunctionName: functionName,
          Payload: Buffer.from(JSON.stringify({ texts: texts.slice(start, start + batchSize) })),
        }),
      );
      if (FunctionError || !Payload) {
        throw new Error(`${functionName} did not embed: ${FunctionError}`);
      }
      const answer = Embeddings.parse(JSON.parse(Buffer.from(Payload).toString('utf8')));
      vectors.push(...answer.vectors.map(decode));
    }
    return vectors;
  };
