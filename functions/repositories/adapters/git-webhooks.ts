import * as z from 'zod';
import type { Provider } from '../contract.ts';
import {
  askRest,
  bitbucketRepositoryOf,
  giteaRepositoryOf,
  githubHeaders,
  githubRepositoryOf,
  gitlabProjectOf,
} from './git-rest.ts';

/** The webhook a repository shall have at its provider. */
export interface WantedWebhook {
  readonly url: string;
  readonly secret: string;
}

/** Gives a repository the webhook, in place of the one of the same address where there is one. */
export type SetWebhook = (repositoryUrl: string, token: string, wanted: WantedWebhook) => Promise<void>;

interface Existing {
  readonly id: string;
  readonly url: string | undefined;
}

const anything = z.unknown();

const idOf = (existing: readonly Existing[], { url }: WantedWebhook): string | undefined =>
  existing.find((each) => each.url === url)?.id;

const Configured = z.array(z.object({ id: z.number(), config: z.object({ url: z.string().optional() }) }));

const toExisting = (hooks: z.infer<typeof Configured>): Existing[] =>
  hooks.map(({ id, config }) => ({ id: String(id), url: config.url }));

/** https://docs.github.com/en/rest/repos/webhooks */
const github: SetWebhook = async (repositoryUrl, token, wanted) => {
  const hooks = `${githubRepositoryOf(repositoryUrl)}/hooks`;
  const headers = githubHeaders(token);
  const existing = await askRest({ method: 'GET', url: `${hooks}?per_page=100`, headers, answer: Configured });
  const id = idOf(toExisting(existing), wanted);
  const config = { url: wanted.url, content_type: 'json', secret: wanted.secret, insecure_ssl: '0' };
  const body = { active: true, events: ['push'], config };
  await (id === undefined
    ? askRest({ method: 'POST', url: hooks, headers, body: { name: 'web', ...body }, answer: anything })
    : askRest({ method: 'PATCH', url: `${hooks}/${id}`, headers, body, answer: anything }));
};

const GitlabHook = z.object({ id: z.number(), url: z.string(), signing_token_present: z.boolean().default(false) });

/**
 * https://docs.gitlab.com/api/project_webhooks/. A GitLab that knows no signing tokens passes it over and says so; it gets
 * the secret as a secret token instead, which one that signs never sends.
 */
const gitlab: SetWebhook = async (repositoryUrl, token, wanted) => {
  const hooks = `${gitlabProjectOf(repositoryUrl)}/hooks`;
  const headers = { 'private-token': token };
  const existing = await askRest({
    method: 'GET',
    url: `${hooks}?per_page=100`,
    headers,
    answer: z.array(GitlabHook),
  });
  const known = existing.find((each) => each.url === wanted.url);
  const body = { url: wanted.url, push_events: true, tag_push_events: true, enable_ssl_verification: true };
  const signed = { ...body, signing_token: wanted.secret, ...(known && { token: '' }) };
  const made = known
    ? await askRest({ method: 'PUT', url: `${hooks}/${known.id}`, headers, body: signed, answer: GitlabHook })
    : await askRest({ method: 'POST', url: hooks, headers, body: signed, answer: GitlabHook });
  if (!made.signing_token_present) {
    const plain = { ...body, token: wanted.secret };
    await askRest({ method: 'PUT', url: `${hooks}/${made.id}`, headers, body: plain, answer: anything });
  }
};

const BitbucketHooks = z.object({ values: z.array(z.object({ uuid: z.string(), url: z.string() })) });

/** https://developer.atlassian.com/cloud/bitbucket/rest/api-group-repositories/ */
const bitbucket: SetWebhook = async (repositoryUrl, token, wanted) => {
  const hooks = `${bitbucketRepositoryOf(repositoryUrl)}/hooks`;
  const headers = { authorization: `Bearer ${token}` };
  const { values } = await askRest({ method: 'GET', url: `${hooks}?pagelen=100`, headers, answer: BitbucketHooks });
  const id = idOf(
    values.map(({ uuid, url }) => ({ id: uuid, url })),
    wanted,
  );
  const body = { description: 'Navigator', ...wanted, active: true, events: ['repo:push'] };
  await (id === undefined
    ? askRest({ method: 'POST', url: hooks, headers, body, answer: anything })
    : askRest({ method: 'PUT', url: `${hooks}/${encodeURIComponent(id)}`, headers, body, answer: anything }));
};

/** https://docs.gitea.com/api, `repoCreateHook` and `repoEditHook` */
const gitea: SetWebhook = async (repositoryUrl, token, wanted) => {
  const hooks = `${giteaRepositoryOf(repositoryUrl)}/hooks`;
  const headers = { authorization: `token ${token}` };
  const existing = await askRest({ method: 'GET', url: `${hooks}?limit=50`, headers, answer: Configured });
  const id = idOf(toExisting(existing), wanted);
  const config = { url: wanted.url, content_type: 'json', secret: wanted.secret };
  const body = { active: true, events: ['push'], config };
  await (id === undefined
    ? askRest({ method: 'POST', url: hooks, headers, body: { type: 'gitea', ...body }, answer: anything })
    : askRest({ method: 'PATCH', url: `${hooks}/${id}`, headers, body, answer: anything }));
};

/** How each vendor's API sets a webhook. */
export const webhookApis: Readonly<Record<Exclude<Provider, 'git'>, SetWebhook>> = {
  github,
  gitlab,
  bitbucket,
  gitea,
};
