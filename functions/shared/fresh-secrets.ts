import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

/** Milliseconds that a worker believes what it read. */
const freshness = 5 * 60_000;
/** Milliseconds between two readings of one secret that a wrong signature may cause. */
const patience = 30_000;

/** Secrets that others change, as a worker remembers them. */
export interface FreshSecrets {
  /** At most five minutes old. */
  find(name: string): Promise<string>;
  /** Read anew after a signature did not match; undefined where that was done a moment ago. */
  findAgain(name: string): Promise<string | undefined>;
}

interface Remembered {
  readonly secret: Promise<string>;
  readonly readAt: number;
}

/** Reads secrets and remembers them for as long as the worker lives, at most five minutes each. */
export const freshSecrets = (deps: { client: SecretsManagerClient; now: () => Date }): FreshSecrets => {
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
    find: (name) => newerThan(freshness, name)?.secret ?? read(name),
    findAgain: async (name) => (newerThan(patience, name) ? undefined : read(name)),
  };
};
