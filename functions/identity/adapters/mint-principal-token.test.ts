import { generateKeyPairSync, sign } from 'node:crypto';
import { GetPublicKeyCommand, KMSClient, SignCommand } from '@aws-sdk/client-kms';
import { mockClient } from 'aws-sdk-client-mock';
import { expect, it } from 'vitest';
import type { Principal } from '../../shared/principal.ts';
import { verifyPrincipalToken } from '../../shared/principal-token.ts';
import { mintPrincipalToken } from './mint-principal-token.ts';

const principal: Principal = {
  tenant: 'acme',
  subject: { kind: 'key', id: 'k1' },
  systems: [{ system: 'automatrix', level: 'write', resources: ['company/*'] }],
  roles: [],
};

it('mints what the verifier accepts for a minute, signed by KMS over the raw message', async () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const mock = mockClient(KMSClient);
  mock
    .on(SignCommand, { KeyId: 'key-1', MessageType: 'RAW', SigningAlgorithm: 'ED25519_SHA_512' })
    .callsFake(({ Message }) => ({ Signature: sign(null, Message, privateKey) }));
  mock.on(GetPublicKeyCommand).resolves({ PublicKey: publicKey.export({ format: 'der', type: 'spki' }) });
  const deps = { kms: new KMSClient({ region: 'eu-central-1' }), keyId: 'key-1' };
  const mint = mintPrincipalToken(deps);
  const verify = verifyPrincipalToken(deps);

  await expect(verify(await mint(principal, new Date()))).resolves.toEqual(principal);
  await expect(verify(await mint(principal, new Date(Date.now() - 70_000)))).rejects.toThrow(/expired/);
});
