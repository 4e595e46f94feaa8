import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { administratorOf, outputOf } from '../../local/deploy.ts';
import { addressesOf } from '../../local/instance-state.ts';
import { type Cloud, clientOf, eventually } from './cloud.ts';
import { type ShownMessage, slackPeople, startSlack, textOf } from './slack.ts';

/** A Slack beside the cloud, whose app an operator has entered; nothing is installed yet. */
export const openSlack = async (cloud: Cloud) => {
  const { ports, outputs } = addressesOf(cloud.directory);
  const slack = await startSlack({ port: ports.slack });
  const signingSecret = slack.client.secret.split('').reverse().join('');
  const secrets = new SecretsManagerClient(administratorOf(ports));
  const client = JSON.stringify({ clientId: slack.client.id, clientSecret: slack.client.secret });
  const enter = (output: string, SecretString: string) =>
    secrets.send(new PutSecretValueCommand({ SecretId: outputOf(outputs, output), SecretString }));
  await Promise.all([enter('SlackSigningSecretArn', signingSecret), enter('SlackClientSecretArn', client)]);
  const people = slackPeople(slack, cloud.url, signingSecret);

  /** The first message after these that fits. */
  const next = (since: number, fits: (message: ShownMessage) => boolean, seconds = 60): Promise<ShownMessage> =>
    eventually('a message in Slack', seconds, async () => slack.messages.slice(since).find(fits));

  return {
    slack,
    people,
    next,
    /** What an administrator of the tenant and of the workspace do, each in their place; answers the page they end at. */
    install: async (key = cloud.key): Promise<Response> => {
      const { url } = await clientOf(cloud, key).call('slack.install', {});
      return fetch(slack.consent(url));
    },
    /** The code that somebody is shown who is not linked. */
    codeFor: async (user: string): Promise<string> => {
      const since = slack.messages.length;
      await people.command(user, 'help');
      const shown = await next(since, ({ onlyFor }) => onlyFor === user);
      return /navigator slack link (\S+)/.exec(textOf(shown))?.[1] ?? '';
    },
  };
};
export type OpenSlack = Awaited<ReturnType<typeof openSlack>>;
