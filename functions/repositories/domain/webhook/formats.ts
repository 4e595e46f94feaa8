import type { Provider } from '../../contract.ts';
import { bitbucket } from './bitbucket.ts';
import type { Delivery, WebhookFormat } from './delivery.ts';
import { gitea } from './gitea.ts';
import { github } from './github.ts';
import { gitlab } from './gitlab.ts';

/** Bytes of a webhook's body; API Gateway itself takes 10 MB, Lambda 6. */
export const webhookLimit = 6 * 1024 * 1024;

type Vendor = Exclude<Provider, 'git'>;

const formats: Readonly<Record<Vendor, WebhookFormat>> = { github, gitlab, bitbucket, gitea };

/** The header that only one vendor sends, but for Gitea, which sends GitHub's as well and so comes first. */
const telling: readonly (readonly [header: string, vendor: Vendor])[] = [
  ['x-gitea-event', 'gitea'],
  ['x-gitlab-event', 'gitlab'],
  ['x-github-event', 'github'],
  ['x-event-key', 'bitbucket'],
];

/** The format that a delivery's headers tell of; undefined where it is none we know. */
export const formatOf = ({ headers }: Delivery): { vendor: Vendor; format: WebhookFormat } | undefined => {
  const vendor = telling.find(([header]) => headers[header] !== undefined)?.[1];
  return vendor && { vendor, format: formats[vendor] };
};

/** Whether a repository takes the webhooks of this vendor. */
export const takes = (provider: Provider, vendor: Vendor): boolean => provider === 'git' || provider === vendor;
