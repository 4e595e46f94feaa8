import { addRepository, type Provider, setWebhook } from '../functions/repositories/contract.ts';
import { renderRecord } from './render.ts';
import { note, paint, print } from './terminal.ts';

interface Entry {
  readonly provider: Provider;
  readonly url: string;
  readonly secret: string;
}

/** Where each provider has its form, and what goes into it. */
const forms: Readonly<Record<Provider, (entry: Entry) => readonly [place: string, ...fields: [string, string][]]>> = {
  github: ({ url, secret }) => [
    'On GitHub: Settings → Webhooks → Add webhook',
    ['Payload URL', url],
    ['Content type', 'application/json'],
    ['Secret', secret],
    ['Events', 'Just the push event'],
  ],
  gitlab: ({ url, secret }) => [
    'On GitLab: Settings → Webhooks → Add new webhook',
    ['URL', url],
    ['Signing token', `${secret} (as Secret token where there is none)`],
    ['Trigger', 'Push events, and Tag push events where a tag is followed'],
  ],
  bitbucket: ({ url, secret }) => [
    'On Bitbucket: Repository settings → Webhooks → Add webhook',
    ['URL', url],
    ['Secret', secret],
    ['Status', 'Active'],
    ['Triggers', 'Repository → Push'],
  ],
  gitea: ({ url, secret }) => [
    'On Gitea: Settings → Webhooks → Add webhook → Gitea',
    ['Target URL', url],
    ['HTTP method', 'POST'],
    ['POST content type', 'application/json'],
    ['Secret', secret],
    ['Trigger on', 'Push events'],
  ],
  git: ({ url, secret }) => [
    "In the repository's settings on its server: add a webhook",
    ['URL', url],
    ['Content type', 'application/json'],
    ['Secret', `${secret} (GitLab: as Signing token)`],
    ['Events', 'just pushes'],
  ],
};

const showForm = (entry: Entry): void => {
  const [place, ...fields] = forms[entry.provider](entry);
  print(paint('bold', place));
  const width = Math.max(...fields.map(([name]) => name.length));
  for (const [name, value] of fields) {
    print(`  ${name.padEnd(width)}  ${value}`);
  }
  note('The secret is shown this once. Without a webhook, pushes are noticed within a minute or so.');
};

/** Shows a repository that was added, and how to set up the webhook, as the secret is shown this once. */
export const showAddedRepository = (answer: unknown): void => {
  const { webhookSecret, ...repository } = addRepository.output.parse(answer);
  const { name, provider, webhookUrl } = repository;
  print(renderRecord(repository));
  print('');
  showForm({ provider, url: webhookUrl, secret: webhookSecret });
  note(`Or have it set for you: navigator repo webhook ${name} --token-stdin`);
};

/** Shows that a webhook is set, or what to enter where. */
export const showWebhook = (answer: unknown): void => {
  const { repository, provider, webhookUrl, webhookSecret } = setWebhook.output.parse(answer);
  if (webhookSecret === undefined) {
    print(`${paint('green', '✔')} ${repository} has its webhook on ${provider}`);
  } else {
    showForm({ provider, url: webhookUrl, secret: webhookSecret });
  }
};
