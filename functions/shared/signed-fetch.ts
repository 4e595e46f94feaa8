import { Sha256 } from '@aws-crypto/sha256-js';
import { defaultProvider } from '@aws-sdk/credential-provider-node';
import { SignatureV4 } from '@smithy/signature-v4';

/** Which service is asked, and as whom. */
export interface SignedFetchOptions {
  readonly service: string;
  readonly region: string;
  readonly fetch?: typeof fetch | undefined;
  readonly credentials?: ConstructorParameters<typeof SignatureV4>[0]['credentials'] | undefined;
}

/** A request of JSON; `timeout` is in milliseconds. */
interface JsonRequest {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly url: URL;
  readonly body?: string;
  readonly timeout: number;
}

/** Asks an AWS service whose client in the SDK is not among our packages, signed with SigV4. */
export const signedFetch = ({
  service,
  region,
  fetch: request = fetch,
  credentials = defaultProvider(),
}: SignedFetchOptions) => {
  const signer = new SignatureV4({ service, region, credentials, sha256: Sha256 });
  return async ({ method, url, body, timeout }: JsonRequest): Promise<Response> => {
    const signed = await signer.sign({
      method,
      protocol: url.protocol,
      hostname: url.hostname,
      ...(url.port && { port: Number(url.port) }),
      path: url.pathname,
      headers: { host: url.host, 'content-type': 'application/json' },
      body,
    });
    const { host: _host, ...headers } = signed.headers;
    return request(url, { method, headers, body, signal: AbortSignal.timeout(timeout) });
  };
};
