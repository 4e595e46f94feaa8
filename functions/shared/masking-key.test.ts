import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, it } from 'vitest';
import { maskingKeys } from './masking-key.ts';

const client = mockClient(SecretsManagerClient);
const keys = () => maskingKeys({ client: new SecretsManagerClient({}), secret: 'arn:masking', ip: 'mask' });

beforeEach(() => client.reset());

it('gives each tenant a key of its own, the same each time, and reads the secret once', async () => {
  client.on(GetSecretValueCommand, { SecretId: 'arn:masking' }).resolves({ SecretString: 'x'.repeat(64) });
  const maskingOf = keys();
  const [acme, globex, again] = [await maskingOf('acme'), await maskingOf('globex'), await maskingOf('acme')];
  expect(acme.key).toHaveLength(32);
  expect(acme.ip).toBe('mask');
  expect(acme).not.toEqual(globex);
  expect(acme).toEqual(again);
  expect(client.commandCalls(GetSecretValueCommand)).toHaveLength(1);
});

it('reads again after it could not, and never masks with an empty secret', async () => {
  client.on(GetSecretValueCommand).rejectsOnce(new Error('throttled')).resolvesOnce({}).resolves({ SecretString: 'x' });
  const maskingOf = keys();
  await expect(maskingOf('acme')).rejects.toThrow('throttled');
  await expect(maskingOf('acme')).rejects.toThrow('arn:masking is empty');
  expect((await maskingOf('acme')).key).toHaveLength(32);
});
