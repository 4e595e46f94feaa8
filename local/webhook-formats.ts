import { createHmac, randomUUID } from 'node:crypto';
import { type Delivery, noCommit, type PushEvent, pushEvent, signDelivery } from './webhook.ts';

/** Whose webhooks are sent; `gitlab-token` is a GitLab without signing tokens. */
export type WebhookFormat = 'github' | 'gitlab' | 'gitlab-token' | 'bitbucket' | 'gitea';

const hmac = (secret: string | Buffer, text: string, encoding: 'hex' | 'base64'): string =>
  createHmac('sha256', secret).update(text).digest(encoding);

const json = { 'Content-Type': 'application/json' };

const kindOf = (ref: string): 'tag' | 'branch' => (ref.startsWith('refs/tags/') ? 'tag' : 'branch');

/** https://docs.gitlab.com/user/project/integrations/webhook_events/#push-events */
const gitlabEvent = ({ repository: { name, url }, update, commits }: PushEvent) => ({
  object_kind: kindOf(update.ref) === 'tag' ? 'tag_push' : 'push',
  event_name: kindOf(update.ref) === 'tag' ? 'tag_push' : 'push',
  before: update.before,
  after: update.after,
  ref: update.ref,
  checkout_sha: update.after === noCommit ? null : update.after,
  project: { id: 1, name, git_http_url: `${url}.git`, path_with_namespace: `local/${name}`, default_branch: 'main' },
  commits: commits.map(({ tree: _tree, committer: _committer, ...commit }) => commit),
  total_commits_count: commits.length,
});

/** https://support.atlassian.com/bitbucket-cloud/docs/event-payloads/#Push */
const bitbucketEvent = ({ repository: { name }, update, commits }: PushEvent) => {
  const named = (hash: string) =>
    hash === noCommit
      ? null
      : {
          type: kindOf(update.ref),
          name: update.ref.replace(/^refs\/(heads|tags)\//, ''),
          target: { type: 'commit', hash },
        };
  const change = {
    old: named(update.before),
    new: named(update.after),
    created: update.before === noCommit,
    closed: update.after === noCommit,
    forced: update.forced,
    truncated: false,
    commits: commits.map(({ id, message }) => ({ type: 'commit', hash: id, message })),
  };
  return { repository: { type: 'repository', name, full_name: `local/${name}` }, push: { changes: [change] } };
};

const gitlabHeaders = (event: PushEvent, id: string) => ({
  ...json,
  'User-Agent': 'GitLab/18.11',
  'X-Gitlab-Event': kindOf(event.update.ref) === 'tag' ? 'Tag Push Hook' : 'Push Hook',
  'X-Gitlab-Event-UUID': randomUUID(),
  'Idempotency-Key': id,
});

const formats: Readonly<Record<WebhookFormat, (event: PushEvent, secret: string, id: string) => Delivery>> = {
  github: (event, secret, id) => signDelivery('push', pushEvent(event), secret, id),
  // https://docs.gitlab.com/user/project/integrations/webhooks/, by the Standard Webhooks specification
  gitlab: (event, secret, id) => {
    const body = JSON.stringify(gitlabEvent(event));
    const timestamp = String(Math.floor(Date.now() / 1000));
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
    const signature = `v1,${hmac(key, `${id}.${timestamp}.${body}`, 'base64')}`;
    const signed = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature };
    return { body, headers: { ...gitlabHeaders(event, id), ...signed } };
  },
  'gitlab-token': (event, secret, id) => ({
    body: JSON.stringify(gitlabEvent(event)),
    headers: { ...gitlabHeaders(event, id), 'X-Gitlab-Token': secret },
  }),
  // https://support.atlassian.com/bitbucket-cloud/docs/manage-webhooks/
  bitbucket: (event, secret, id) => {
    const body = JSON.stringify(bitbucketEvent(event));
    return {
      body,
      headers: {
        ...json,
        'User-Agent': 'Bitbucket-Webhooks/2.0',
        'X-Event-Key': 'repo:push',
        'X-Hook-UUID': randomUUID(),
        'X-Request-UUID': id,
        'X-Attempt-Number': '1',
        'X-Hub-Signature': `sha256=${hmac(secret, body, 'hex')}`,
      },
    };
  },
  // https://docs.gitea.com/usage/repository/webhooks, and `addDefaultHeaders` in services/webhook/deliver.go
  gitea: (event, secret, id) => {
    const body = JSON.stringify(pushEvent(event), null, 2);
    const named = (vendor: string) => ({ [`X-${vendor}-Delivery`]: id, [`X-${vendor}-Event`]: 'push' });
    const signature = hmac(secret, body, 'hex');
    return {
      body,
      headers: {
        ...json,
        ...named('Gitea'),
        ...named('Gogs'),
        ...named('GitHub'),
        'X-Gitea-Signature': signature,
        'X-Gogs-Signature': signature,
        'X-Hub-Signature-256': `sha256=${signature}`,
      },
    };
  },
};

/** A push as this vendor would tell of it, signed; each has an id of its own. */
export const deliveryOf = (format: WebhookFormat, event: PushEvent, secret: string): Delivery =>
  formats[format](event, secret, randomUUID());
