import {
  CreateSecretCommand,
  DeleteSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceExistsException,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';

interface SecretPlace {
  readonly client: SecretsManagerClient;
  /** First part of every secret's name. */
  readonly prefix: string;
}

const nameOf = (prefix: string, tenant: string, team: string): string => `${prefix}/${tenant}/slack/${team}`;

/** Keeps the bot token of a workspace, in the place of the one before. */
export const storeToken =
  ({ client, prefix }: SecretPlace) =>
  async (tenant: string, team: string, token: string): Promise<void> => {
    const name = nameOf(prefix, tenant, team);
    try {
      await client.send(
        new CreateSecretCommand({ Name: name, Description: 'The bot token of a Slack workspace', SecretString: token }),
      );
    } catch (error) {
      if (!(error instanceof ResourceExistsException)) {
        throw error;
      }
      await client.send(new PutSecretValueCommand({ SecretId: name, SecretString: token }));
    }
  };

/** Reads the bot token of a workspace; undefined where there is none. */
export const loadToken =
  ({ client, prefix }: SecretPlace) =>
  async (tenant: string, team: string): Promise<string | undefined> => {
    try {
      const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: nameOf(prefix, tenant, team) }));
      return SecretString;
    } catch (error) {
      if (error instanceof ResourceNotFoundException) {
        return undefined;
      }
      throw error;
    }
  };

/** Deletes the bot token of a workspace at once; one that is gone is gone. */
export const removeToken =
  ({ client, prefix }: SecretPlace) =>
  async (tenant: string, team: string): Promise<void> => {
    try {
      await client.send(
        new DeleteSecretCommand({ SecretId: nameOf(prefix, tenant, team), ForceDeleteWithoutRecovery: true }),
      );
    } catch (error) {
      if (!(error instanceof ResourceNotFoundException)) {
        throw error;
      }
    }
  };
