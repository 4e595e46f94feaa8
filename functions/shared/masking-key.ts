import { createHmac } from 'node:crypto';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Masking } from './mask-secrets.ts';
import { rememberSecret } from './remember-secret.ts';

/** A tenant's key for the markers of masked texts. */
export type MaskingOf = (tenant: string) => Promise<Masking>;

/** Derives tenants' keys from the deployment's secret, which is read once and remembered for as long as the worker lives. */
export const maskingKeys = ({ client, secret }: { client: SecretsManagerClient; secret: string }): MaskingOf => {
  const read = rememberSecret({ client, secret });
  return async (tenant) => ({
    key: createHmac('sha256', await read())
      .update(tenant)
      .digest(),
  });
};
