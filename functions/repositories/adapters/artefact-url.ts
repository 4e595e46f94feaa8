import { Sha256 } from '@aws-crypto/sha256-js';
import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { SignatureV4 } from '@smithy/signature-v4';

/** What the SDK is about to send, as far as its signature covers it. */
interface Unsigned {
  readonly method: string;
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly path: string;
  readonly query?: Record<string, string | string[] | null>;
}

/** The request that the client would send, without sending it: where the bucket is, is for the client to know. */
const requestOf = async (s3: S3Client, command: GetObjectCommand): Promise<Unsigned> => {
  let request: unknown;
  command.middlewareStack.add(
    () => async (args) => {
      request = args.request;
      return { response: undefined, output: { $metadata: {} } };
    },
    { step: 'finalizeRequest', priority: 'high', name: 'keepTheRequest' },
  );
  await s3.send(command);
  return request as Unsigned;
};

/**
 * An address under which whoever has it may read one artefact for some seconds (a presigned URL):
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
 */
export const artefactUrl =
  ({ s3, bucket }: { s3: S3Client; bucket: string }) =>
  async (key: string, seconds: number): Promise<string> => {
    const { method, protocol, hostname, port, path } = await requestOf(
      s3,
      new GetObjectCommand({ Bucket: bucket, Key: key }),
    );
    const signer = new SignatureV4({
      service: 's3',
      region: s3.config.region,
      credentials: s3.config.credentials,
      sha256: Sha256,
      uriEscapePath: false,
    });
    const host = port === undefined ? hostname : `${hostname}:${port}`;
    const headers = { host, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' };
    const signed = await signer.presign(
      { method, protocol, hostname, port, path, query: {}, headers },
      { expiresIn: seconds },
    );
    const query = new URLSearchParams(signed.query as Record<string, string>);
    return `${protocol}//${host}${path}?${query}`;
  };
