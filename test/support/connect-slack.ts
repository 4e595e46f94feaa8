import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { administratorOf, outputOf } from '../../local/deploy.ts';
import { addressesOf } from '../../local/instance-state.ts';
import { type Cloud, clientOf, eventually } from './cloud.ts';
import type { Door } from './first-day.ts';
import { buttonsOf, type ShownMessage, slackPeople, startSlack, textOf } from './slack.ts';

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
  const next = (since: number, fits: (message: ShownMessage) => boolean, seconds = 90): Promise<ShownMessage> =>
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

/** Somebody who is linked talks in one thread: questions are answered in their form, and a yes is given by its button. */
export const slackDoor = ({ slack, people, next }: OpenSlack, user: string): Door => {
  let thread: string | undefined;
  let heard = 0;
  let last: ShownMessage | undefined;

  const hear = async (seconds?: number): Promise<string> => {
    last = await next(heard, (message) => message.thread === thread, seconds);
    heard = slack.messages.indexOf(last) + 1;
    return textOf(last);
  };

  const answerInForm = async (question: ShownMessage, text: string): Promise<void> => {
    const opened = slack.views.length;
    await people.press(user, question, 'Answer…');
    const view = await eventually('the form', 30, async () => slack.views[opened]);
    await people.submit(user, view, text);
  };

  return {
    say: async (text) => {
      heard = slack.messages.length;
      const labels = last ? buttonsOf(last).map((button) => button.text.text) : [];
      if (last && text === 'yes' && labels.includes('Yes')) {
        await people.press(user, last, 'Yes');
      } else if (last && labels.includes('Answer…')) {
        await answerInForm(last, text);
      } else {
        thread = await people.mention(user, text, thread);
      }
      return hear();
    },
    report: () => hear(180),
    close: () => undefined,
  };
};
