import { createPublicKey, type KeyObject } from 'node:crypto';
import { GetPublicKeyCommand, type KMSClient } from '@aws-sdk/client-kms';
import { errors, jwtVerify } from 'jose';
import { DomainError } from './errors.ts';
import { Principal } from './principal.ts';

/** What minter and verifier of principal tokens agree on: a JWS (RFC 7515) by Ed25519 that lives for a minute. */
export const principalToken = {
  issuer: 'navigator',
  audience: 'navigator',
  algorithm: 'EdDSA',
  /** Seconds. */
  lifetime: 60,
  /** Seconds that the clocks of two workers may be apart. */
  clockTolerance: 5,
} as const;

const fetchPublicKey = async (kms: KMSClient, keyId: string): Promise<KeyObject> => {
  const { PublicKey } = await kms.send(new GetPublicKeyCommand({ KeyId: keyId }));
  if (!PublicKey) {
    throw new Error(`KMS gave no public key for ${keyId}`);
  }
  return createPublicKey({ key: Buffer.from(PublicKey), format: 'der', type: 'spki' });
};

const refused = (cause: unknown): DomainError =>
  new DomainError(
    'key.missing',
    cause instanceof errors.JWTExpired
      ? 'The principal token has expired. Ask again with your API key.'
      : 'The principal token is not valid. Ask with an API key: `Authorization: Bearer nav_…`.',
    { cause },
  );

/**
 * Verifies a principal token and gives its principal. The public key is fetched once per worker.
 * Throws `key.missing` where the token is forged, expired or not ours.
 */
export const verifyPrincipalToken = ({ kms, keyId }: { kms: KMSClient; keyId: string }) => {
  let publicKey: Promise<KeyObject> | undefined;
  const cachedPublicKey = (): Promise<KeyObject> => {
    publicKey ??= fetchPublicKey(kms, keyId).catch((error: unknown) => {
      publicKey = undefined;
      throw error;
    });
    return publicKey;
  };
  return async (token: string): Promise<Principal> => {
    const key = await cachedPublicKey();
    try {
      const { payload } = await jwtVerify(token, key, {
        algorithms: [principalToken.algorithm],
        issuer: principalToken.issuer,
        audience: principalToken.audience,
        requiredClaims: ['exp'],
        maxTokenAge: principalToken.lifetime,
        clockTolerance: principalToken.clockTolerance,
      });
      return Principal.parse(payload.principal);
    } catch (error) {
      throw refused(error);
    }
  };
};
