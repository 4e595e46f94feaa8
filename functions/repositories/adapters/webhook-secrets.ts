import { randomBytes } from 'node:crypto';
import {
  CreateSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';

/** Milliseconds that a worker believes what it read. */
const freshness = 5 * 60_000;
/** Milliseconds between two readings of one secret that a wrong signature may cause. */
const patience = 30_000;

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

interface Remembered {
  readonly secret: Promise<string>;
  readonly readAt: number;
}

/** Reads the secrets of webhooks and remembers them for as long as the worker lives, at most five minutes each. */
export const webhookSecrets = (deps: {
  client: SecretsManagerClient;
  prefix: string;
  now: () => Date;
}): WebhookSecrets => {
  const remembered = new Map<string, Remembered>();

  const load = async (name: string): Promise<string> => {
    const { SecretString } = await deps.client.send(new GetSecretValueCommand({ SecretId: name }));
    if (!SecretString) {
      throw new Error(`the secret ${name} is empty`);
    }
    return SecretString;
  };

  const newerThan = (age: number, name: string): Remembered | undefined => {
    const known = remembered.get(name);
    return known && deps.now().getTime() - known.readAt < age ? known : undefined;
  };

  const read = (name: string): Promise<string> => {
    const secret = load(name).catch((error: unknown) => {
      remembered.delete(name);
      throw error;
    });
    remembered.set(name, { secret, readAt: deps.now().getTime() });
    return secret;
  };

  return {
    find: (tenant, hook) => {
      const name = webhookSecretName(deps.prefix, tenant, hook);
      return newerThan(freshness, name)?.secret ?? read(name);
    },
    findAgain: async (tenant, hook) => {
      const name = webhookSecretName(deps.prefix, tenant, hook);
      return newerThan(patience, name) ? undefined : read(name);
    },
  };
};
