import { randomBytes } from 'node:crypto';
import { CreateSecretCommand, PutSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { freshSecrets } from '../../shared/fresh-secrets.ts';

/** The secret's name in Secrets Manager. */
export const webhookSecretName = (prefix: string, tenant: string, hook: string): string =>
  `${prefix}/${tenant}/repositories/${hook}`;

/** A new secret, as GitLab wants it for a signing token; the others take any text. */
export const newWebhookSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

/** Creates the secret of a new hook and gives it. Named by the hook, so what a failed attempt left stands in nobody's way. */
export const createWebhookSecret =
  ({ client, prefix }: { client: SecretsManagerClient; prefix: string }) =>
  async (tenant: string, hook: string): Promise<string> => {
    const secret = newWebhookSecret();
    await client.send(
      new CreateSecretCommand({
        Name: webhookSecretName(prefix, tenant, hook),
        Description: 'Signs the webhooks of a repository',
        SecretString: secret,
      }),
    );
    return secret;
  };

/** Puts another secret in the place of a hook's. */
export const changeWebhookSecret =
  ({ client, prefix }: { client: SecretsManagerClient; prefix: string }) =>
  async (tenant: string, hook: string, secret: string): Promise<void> => {
    const SecretId = webhookSecretName(prefix, tenant, hook);
    await client.send(new PutSecretValueCommand({ SecretId, SecretString: secret }));
  };

/** Secrets of webhooks, as a worker remembers them. */
export interface WebhookSecrets {
  /** At most five minutes old. */
  find(tenant: string, hook: string): Promise<string>;
  /** Read anew after a signature did not match; undefined where that was done a moment ago. */
  findAgain(tenant: string, hook: string): Promise<string | undefined>;
}

/** Reads the secrets of webhooks and remembers them for a while. */
export const webhookSecrets = ({
  prefix,
  ...deps
}: {
  client: SecretsManagerClient;
  prefix: string;
  now: () => Date;
}): WebhookSecrets => {
  const { find, findAgain } = freshSecrets(deps);
  return {
    find: (tenant, hook) => find(webhookSecretName(prefix, tenant, hook)),
    findAgain: (tenant, hook) => findAgain(webhookSecretName(prefix, tenant, hook)),
  };
};
