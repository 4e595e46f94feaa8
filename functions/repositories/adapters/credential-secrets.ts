import { randomUUID } from 'node:crypto';
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  GetSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { Credentials } from '../domain/credentials.ts';

/** Keeps credentials of a repository and gives the secret's name, a new one each time: what is kept is never changed. */
export const storeCredentials =
  ({ client, prefix }: { client: SecretsManagerClient; prefix: string }) =>
  async (tenant: string, repositoryId: string, credentials: Credentials): Promise<string> => {
    const name = `${prefix}/${tenant}/credentials/${repositoryId}/${randomUUID()}`;
    await client.send(
      new CreateSecretCommand({
        Name: name,
        Description: 'Signs in to a Git repository',
        SecretString: JSON.stringify(credentials),
      }),
    );
    return name;
  };

/** Deletes a secret at once, without the days in which it could be had back; one that is gone is gone. */
export const removeSecret =
  ({ client }: { client: SecretsManagerClient }) =>
  async (name: string): Promise<void> => {
    try {
      await client.send(new DeleteSecretCommand({ SecretId: name, ForceDeleteWithoutRecovery: true }));
    } catch (error) {
      if (!(error instanceof ResourceNotFoundException)) {
        throw error;
      }
    }
  };

/** Secrets a worker remembers. */
const remembered = 200;

/** Reads credentials. Since a secret is never changed, a worker need not ask for it twice. */
export const loadCredentials = ({ client }: { client: SecretsManagerClient }) => {
  const known = new Map<string, Credentials>();
  return async (name: string): Promise<Credentials> => {
    const before = known.get(name);
    if (before) {
      return before;
    }
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: name }));
    const credentials = Credentials.parse(JSON.parse(SecretString ?? ''));
    if (known.size >= remembered) {
      known.clear();
    }
    known.set(name, credentials);
    return credentials;
  };
};
