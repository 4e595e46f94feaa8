import { createHmac, randomUUID } from 'node:crypto';

/** A branch or tag that a push moved; an all-zero id stands for none. */
export interface RefUpdate {
  readonly ref: string;
  readonly before: string;
  readonly after: string;
  /** Whether commits were dropped from the branch. */
  readonly forced: boolean;
}

/** A commit as a push event names it. */
export interface PushedCommit {
  readonly id: string;
  readonly tree: string;
  readonly message: string;
  readonly timestamp: string;
  readonly author: { readonly name: string; readonly email: string };
  readonly committer: { readonly name: string; readonly email: string };
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly modified: readonly string[];
}

/** The id Git uses for "there is none". */
export const noCommit = '0'.repeat(40);

/** Events name the newest commits only, as many as GitHub does. */
export const commitsPerEvent = 2048;

/** What happened to one ref of a repository, for an event to tell. */
export interface PushEvent {
  readonly repository: { readonly name: string; readonly url: string };
  readonly update: RefUpdate;
  /** Oldest first. */
  readonly commits: readonly PushedCommit[];
}

const describeCommit = (url: string, { tree, ...commit }: PushedCommit) => ({
  ...commit,
  tree_id: tree,
  distinct: true,
  url: `${url}/commit/${commit.id}`,
});

/** The body of GitHub's `push` event (docs.github.com/webhooks/webhook-events-and-payloads#push), of the fields it documents. */
export const pushEvent = ({ repository: { name, url }, update, commits }: PushEvent) => {
  const described = commits.map((commit) => describeCommit(url, commit));
  const pusher = commits.at(-1)?.committer ?? { name: 'local', email: 'local@localhost' };
  return {
    ref: update.ref,
    before: update.before,
    after: update.after,
    created: update.before === noCommit,
    deleted: update.after === noCommit,
    forced: update.forced,
    base_ref: null,
    compare: `${url}/compare/${update.before.slice(0, 12)}...${update.after.slice(0, 12)}`,
    commits: described,
    head_commit: described.at(-1) ?? null,
    repository: {
      id: 1,
      name,
      full_name: `local/${name}`,
      private: true,
      owner: { name: 'local', login: 'local', id: 1, type: 'User' },
      html_url: url,
      url,
      clone_url: `${url}.git`,
      default_branch: 'main',
    },
    pusher,
    sender: { login: 'local', id: 1, type: 'User' },
  };
};

/** A request as GitHub would send it. */
export interface Delivery {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Signs the body with the hook's secret, in GitHub's `X-Hub-Signature-256`; each delivery has an id of its own. */
export const signDelivery = (event: string, payload: unknown, secret: string, id: string = randomUUID()): Delivery => {
  const body = JSON.stringify(payload);
  return {
    body,
    headers: {
      'Content-Type': 'application/json',
      'User-Agent': 'GitHub-Hookshot/0000000',
      'X-GitHub-Event': event,
      'X-GitHub-Delivery': id,
      'X-GitHub-Hook-ID': '1',
      'X-GitHub-Hook-Installation-Target-Type': 'repository',
      'X-GitHub-Hook-Installation-Target-ID': '1',
      'X-Hub-Signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
    },
  };
};
