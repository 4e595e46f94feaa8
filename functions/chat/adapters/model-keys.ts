import { randomUUID } from 'node:crypto';
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { rememberSecret } from '../../shared/remember-secret.ts';

/** Keys a worker remembers. */
const remembered = 200;

/** Keys of tenants' models in Secrets Manager, each under a new name: what is kept is never changed. */
export const modelKeys = ({ client, prefix }: { client: SecretsManagerClient; prefix: string }) => {
  const known = new Map<string, () => Promise<string>>();
  return {
    /** Gives the name it can be read by. */
    store: async (tenant: string, key: string): Promise<string> => {
      const name = `${prefix}/${tenant}/models/${randomUUID()}`;
      await client.send(new CreateSecretCommand({ Name: name, Description: 'Signs in at a model', SecretString: key }));
      return name;
    },

    /** Deletes it at once; one that is gone is gone. */
    remove: async (name: string): Promise<void> => {
      try {
        await client.send(new DeleteSecretCommand({ SecretId: name, ForceDeleteWithoutRecovery: true }));
      } catch (error) {
        if (!(error instanceof ResourceNotFoundException)) {
          throw error;
        }
      }
    },

    /** Since a key is never changed, a worker need not ask for it twice. */
    load: (name: string): Promise<string> => {
      const before = known.get(name);
      if (before) {
        return before();
      }
      if (known.size >= remembered) {
        known.clear();
      }
      const read = rememberSecret({ client, secret: name });
      known.set(name, read);
      return read();
    },
  };
};
export type ModelKeys = ReturnType<typeof modelKeys>;
