import { createHmac } from 'node:crypto';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import type { IpPolicy, Masking } from './mask-secrets.ts';
import { rememberSecret } from './remember-secret.ts';

/** The variables of a function that masks, as `MaskingKey` grants them. */
export const maskingVariables = { MASKING_SECRET_ARN: z.string(), MASKED_IP: z.enum(['keep', 'mask']) };

/** How a tenant's texts are masked. */
export type MaskingOf = (tenant: string) => Promise<Masking>;

/** Derives tenants' keys from the deployment's secret, which is read once and remembered for as long as the worker lives. */
export const maskingKeys = ({
  client,
  secret,
  ip,
}: {
  client: SecretsManagerClient;
  secret: string;
  ip: IpPolicy;
}): MaskingOf => {
  const read = rememberSecret({ client, secret });
  return async (tenant) => ({
    key: createHmac('sha256', await read())
      .update(tenant)
      .digest(),
    ip,
  });
};
