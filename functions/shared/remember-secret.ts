import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

/** Reads a secret once and remembers it for as long as the worker lives; what failed is asked for again. */
export const rememberSecret = ({ client, secret }: { client: SecretsManagerClient; secret: string }) => {
  let remembered: Promise<string> | undefined;

  const load = async (): Promise<string> => {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secret }));
    if (!SecretString) {
      throw new Error(`the secret ${secret} is empty`);
    }
    return SecretString;
  };

  return async (): Promise<string> => {
    remembered ??= load();
    try {
      return await remembered;
    } catch (error) {
      remembered = undefined;
      throw error;
    }
  };
};
