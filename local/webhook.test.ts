import { verify } from '@octokit/webhooks-methods';
import { expect, test } from 'vitest';
import { noCommit, pushEvent, signDelivery } from './webhook.ts';

const repository = { name: 'sales', url: 'http://127.0.0.1:4564/sales' };
const commit = {
  id: 'a'.repeat(40),
  tree: 'b'.repeat(40),
  message: 'a change with ü and 🚀',
  timestamp: '2026-01-01T00:00:00+01:00',
  author: { name: 'Kim', email: 'kim@example.com' },
  committer: { name: 'Lee', email: 'lee@example.com' },
  added: [],
  removed: [],
  modified: ['a.py'],
};
const update = { ref: 'refs/heads/main', before: noCommit, after: commit.id, forced: false };

test("GitHub's own library accepts the signature, and refuses it for another secret or body", async () => {
  const { headers, body } = signDelivery('push', pushEvent({ repository, update, commits: [commit] }), 'secret');
  const signature = headers['X-Hub-Signature-256'] ?? '';
  expect(await verify('secret', body, signature)).toBe(true);
  expect(await verify('other', body, signature)).toBe(false);
  expect(await verify('secret', `${body} `, signature)).toBe(false);
});

test('the event names the newest commit and who pushed it', () => {
  expect(pushEvent({ repository, update, commits: [{ ...commit, id: 'c'.repeat(40) }, commit] })).toMatchObject({
    created: true,
    deleted: false,
    pusher: { name: 'Lee', email: 'lee@example.com' },
    head_commit: { id: commit.id, tree_id: commit.tree, url: `${repository.url}/commit/${commit.id}` },
  });
});

test('a deleted branch has no newest commit', () => {
  const deletion = { ...update, before: commit.id, after: noCommit };
  expect(pushEvent({ repository, update: deletion, commits: [] })).toMatchObject({ deleted: true, head_commit: null });
});

test('each delivery has an id of its own', () => {
  const ids = [1, 2].map(() => signDelivery('push', {}, 'secret').headers['X-GitHub-Delivery']);
  expect(ids[0]).not.toBe(ids[1]);
});
