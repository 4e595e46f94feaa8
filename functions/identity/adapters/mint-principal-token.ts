import { type KMSClient, SignCommand } from '@aws-sdk/client-kms';
import type { Principal } from '../../shared/principal.ts';
import { principalToken } from '../../shared/principal-token.ts';

const encode = (part: unknown): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** Signs a principal as a JWS (RFC 7515, EdDSA by RFC 8037) with a key that never leaves KMS. */
export const mintPrincipalToken =
  ({ kms, keyId }: { kms: KMSClient; keyId: string }) =>
  async (principal: Principal, now: Date): Promise<string> => {
    const issuedAt = Math.floor(now.getTime() / 1000);
    const claims = {
      iss: principalToken.issuer,
      aud: principalToken.audience,
      sub: `${principal.subject.kind}:${principal.subject.id}`,
      iat: issuedAt,
      exp: issuedAt + principalToken.lifetime,
      principal,
    };
    const signed = `${encode({ alg: principalToken.algorithm, typ: 'JWT' })}.${encode(claims)}`;
    const { Signature } = await kms.send(
      new SignCommand({
        KeyId: keyId,
        Message: Buffer.from(signed),
        MessageType: 'RAW',
        SigningAlgorithm: 'ED25519_SHA_512',
      }),
    );
    if (!Signature) {
      throw new Error(`KMS gave no signature by ${keyId}`);
    }
    return `${signed}.${Buffer.from(Signature).toString('base64url')}`;
  };
