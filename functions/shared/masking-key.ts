import { createHmac } from 'node:crypto';
import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Masking } from './mask-secrets.ts';

/** A tenant's key for the markers of masked texts. */
export type MaskingOf = (tenant: string) => Promise<Masking>;

/** Derives tenants' keys from the deployment's secret, which is read once and remembered for as long as the worker lives. */
export const maskingKeys = ({ client, secret }: { client: SecretsManagerClient; secret: string }): MaskingOf => {
  let remembered: Promise<string> | undefined;

  const load = async (): Promise<string> => {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secret }));
    if (!SecretString) {
      throw new Error(`the secret ${secret} is empty`);
    }
    return SecretString;
  };

  return async (tenant) => {
    remembered ??= load();
    try {
      return {
        key: createHmac('sha256', await remembered)
          .update(tenant)
          .digest(),
      };
    } catch (error) {
      remembered = undefined;
      throw error;
    }
  };
};
