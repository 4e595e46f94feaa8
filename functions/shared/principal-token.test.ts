import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { GetPublicKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { mockClient } from 'aws-sdk-client-mock';
import { SignJWT } from 'jose';
import { beforeEach, expect, it } from 'vitest';
import type { Principal } from './principal.ts';
import { verifyPrincipalToken } from './principal-token.ts';

const kms = mockClient(KMSClient);
const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const principal: Principal = {
  tenant: 'acme',
  subject: { kind: 'key', id: 'k1' },
  systems: [{ system: 'automatrix', level: 'read', resources: ['*'] }],
  roles: [],
};
const now = Math.floor(Date.now() / 1000);

interface Claims {
  readonly principal?: unknown;
  readonly issuer?: string;
  readonly audience?: string;
  readonly issuedAt?: number;
  readonly expires?: number;
}

const sign = (claims: Claims = {}, key: KeyObject = privateKey): Promise<string> =>
  new SignJWT({ principal: claims.principal ?? { ...principal } })
    .setProtectedHeader({ alg: 'EdDSA' })
    .setIssuer(claims.issuer ?? 'navigator')
    .setAudience(claims.audience ?? 'navigator')
    .setIssuedAt(claims.issuedAt ?? now)
    .setExpirationTime(claims.expires ?? now + 60)
    .sign(key);

const makeVerifier = () => verifyPrincipalToken({ kms: new KMSClient({ region: 'eu-central-1' }), keyId: 'key-1' });

beforeEach(() => {
  kms.reset();
  kms
    .on(GetPublicKeyCommand, { KeyId: 'key-1' })
    .resolves({ PublicKey: publicKey.export({ format: 'der', type: 'spki' }) });
});

it('gives the principal of a good token, and asks KMS once per worker', async () => {
  const verify = makeVerifier();
  await expect(verify(await sign())).resolves.toEqual(principal);
  await expect(verify(await sign())).resolves.toEqual(principal);
  expect(kms.calls()).toHaveLength(1);
});

it.each<[string, () => Promise<string>]>([
  ['by another key', () => sign({}, generateKeyPairSync('ed25519').privateKey)],
  ['of another issuer', () => sign({ issuer: 'other' })],
  ['for another audience', () => sign({ audience: 'other' })],
  ['that has expired', () => sign({ issuedAt: now - 120, expires: now - 60 })],
  ['that would live too long', () => sign({ issuedAt: now - 120, expires: now + 3600 })],
  ['with a tenant that cannot be', () => sign({ principal: { ...principal, tenant: 'acme#key' } })],
  [
    'with a level that cannot be',
    () => sign({ principal: { ...principal, systems: [{ system: 'x', level: 'root' }] } }),
  ],
  ['that is none', async () => 'nonsense'],
  [
    'without a signature',
    async () => {
      const [, claims] = (await sign()).split('.');
      return `${Buffer.from('{"alg":"none"}').toString('base64url')}.${claims}.`;
    },
  ],
  [
    'whose principal was changed',
    async () => {
      const [header, , signature] = (await sign()).split('.');
      const [, claims] = (await sign({ principal: { ...principal, tenant: 'other' } })).split('.');
      return `${header}.${claims}.${signature}`;
    },
  ],
])('refuses a token %s', async (_name, token) => {
  await expect(makeVerifier()(await token())).rejects.toMatchObject({ code: 'key.missing' });
});

it('says that a token has expired', async () => {
  await expect(makeVerifier()(await sign({ issuedAt: now - 120, expires: now - 60 }))).rejects.toThrow(/expired/);
});

it('asks KMS again after KMS failed, and blames no key for it', async () => {
  kms.reset();
  kms
    .on(GetPublicKeyCommand)
    .rejectsOnce(new Error('throttled'))
    .resolves({ PublicKey: publicKey.export({ format: 'der', type: 'spki' }) });
  const verify = makeVerifier();
  await expect(verify(await sign())).rejects.toThrow('throttled');
  await expect(verify(await sign())).resolves.toEqual(principal);
});
