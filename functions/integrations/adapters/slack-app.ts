import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { DomainError } from '../../shared/errors.ts';

/** What the deployment's Slack app proves itself with to Slack. */
export const SlackClient = z.object({ clientId: z.string().min(1), clientSecret: z.string().min(1) });
export type SlackClient = z.infer<typeof SlackClient>;

/** Reads it anew each time, which is seldom. Throws `state.unsuitable` where nobody has entered it yet. */
export const readSlackClient =
  ({ client, secret }: { client: SecretsManagerClient; secret: string }) =>
  async (): Promise<SlackClient> => {
    const { SecretString = '{}' } = await client.send(new GetSecretValueCommand({ SecretId: secret }));
    const parsed = SlackClient.safeParse(JSON.parse(SecretString));
    if (!parsed.success) {
      throw new DomainError(
        'state.unsuitable',
        'This deployment has no Slack app yet. Whoever operates it creates one: docs/how-to/connect-slack.md.',
      );
    }
    return parsed.data;
  };
