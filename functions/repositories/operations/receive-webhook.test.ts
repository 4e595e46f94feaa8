import { sign } from '@octokit/webhooks-methods';
import { expect, test } from 'vitest';
import { memoryStore } from '../../../test/support/memory-store.ts';
import { repositoryRecord } from '../../../test/support/repository-record.ts';
import { repositoryTable } from '../adapters/repository-table.ts';
import type { WebhookSecrets } from '../adapters/webhook-secrets.ts';
import type { RepositoryRecord } from '../domain/repository.ts';
import type { Delivery } from '../domain/webhook/delivery.ts';
import { receiveWebhook } from './receive-webhook.ts';

const hook = 'a'.repeat(32);
const at = '2026-01-01T00:00:00.000Z';
const record = repositoryRecord({ reconciled: 1, fence: 1 });

const push = JSON.stringify({ ref: 'refs/heads/main', after: 'c'.repeat(40) });

/** A delivery in GitHub's format, and what of it is otherwise. */
interface Sent extends Partial<Delivery> {
  readonly hook?: string;
  readonly id?: string;
  readonly event?: string;
  readonly signature?: string;
}

const setUp = async (secrets: Partial<WebhookSecrets> = {}, more: Partial<RepositoryRecord> = {}) => {
  const store = memoryStore();
  const table = repositoryTable(store);
  await table.create({ ...record, ...more });
  const started: string[] = [];
  let canStart = true;
  let time = Date.parse(at);
  const receive = receiveWebhook({
    directory: store.directory,
    secrets: { find: async () => 'secret', findAgain: async () => undefined, ...secrets },
    tableOf: () => table,
    startReconciler: async (_tenant, id) => {
      if (!canStart) {
        throw new Error('Step Functions is down');
      }
      started.push(id);
    },
    now: () => new Date(time),
  });
  return {
    started,
    breakStarting: () => {
      canStart = false;
    },
    /** The reconciler on its way settles once the next delivery has looked at the repository. */
    endBeforeMark: () => {
      const { markDelivered } = table;
      table.markDelivered = async (...delivery) => {
        const generation = (await table.find(record.id))?.generation ?? 0;
        await store.update('repository', record.id, { set: { reconciled: generation } });
        return markDelivered(...delivery);
      };
    },
    pass: (milliseconds: number) => {
      time += milliseconds;
    },
    generation: async () => (await table.find(record.id))?.generation,
    pushed: () => table.findPushed(record.id, 'c'),
    receive: async (sent: Sent = {}) => {
      const body = sent.body ?? push;
      const { id, event, signature } = {
        id: 'd-1',
        event: 'push',
        signature: await sign('secret', body || ' '),
        ...sent,
      };
      const headers = { 'x-hub-signature-256': signature, 'x-github-event': event, 'x-github-delivery': id };
      return receive({ hook: sent.hook ?? hook, body, headers: sent.headers ?? headers });
    },
  };
};

test('a push marks its repository dirty and starts the reconciler; the same delivery again does neither', async () => {
  const world = await setUp();
  expect(await world.receive()).toEqual({ delivery: 'd-1', outcome: 'accepted' });
  expect(await world.receive()).toMatchObject({ outcome: 'duplicate' });
  expect(await world.receive({ id: 'd-2' })).toMatchObject({ outcome: 'accepted' });
  expect(await world.generation()).toBe(3);
});

test('what a push ended at is remembered', async () => {
  const world = await setUp();
  await world.receive();
  expect(await world.pushed()).toEqual({ commit: 'c'.repeat(40), at });
});

test('a push to a paused repository is marked, and starts nothing', async () => {
  const world = await setUp({}, { isPaused: true });
  expect(await world.receive()).toMatchObject({ outcome: 'accepted' });
  expect(await world.generation()).toBe(2);
  expect(world.started).toEqual([]);
});

test('a tag is followed where the repository follows one', async () => {
  const world = await setUp({}, { tag: 'v1' });
  expect(await world.receive()).toMatchObject({ outcome: 'ignored', reason: 'not a push to v1' });
  expect(await world.receive({ body: JSON.stringify({ ref: 'refs/tags/v1' }) })).toMatchObject({ outcome: 'accepted' });
});

test('the webhook of another vendor than the repository is of is refused, however well it is signed', async () => {
  const headers = { 'x-gitlab-event': 'Push Hook', 'x-gitlab-token': 'secret', 'idempotency-key': 'd-1' };
  const known = await setUp({}, { provider: 'github' });
  await expect(known.receive({ headers })).rejects.toMatchObject({ code: 'signature.invalid' });
  const unknown = await setUp({}, { provider: 'git' });
  expect(await unknown.receive({ headers })).toEqual({ delivery: 'd-1', outcome: 'accepted' });
});

test('a burst of pushes starts one reconciler; should that one not come about, a later push starts another', async () => {
  const world = await setUp();
  await world.receive({ id: 'd-1' });
  await world.receive({ id: 'd-2' });
  expect(world.started).toHaveLength(1);
  world.pass(6_000);
  await world.receive({ id: 'd-3' });
  expect(world.started).toHaveLength(2);
});

test('a push starts a reconciler where the one on its way ends before the mark is made', async () => {
  const world = await setUp();
  await world.receive({ id: 'd-1' });
  world.endBeforeMark();
  await world.receive({ id: 'd-2' });
  expect(world.started).toHaveLength(2);
});

test('where the reconciler cannot be started the push is not lost', async () => {
  const world = await setUp();
  world.breakStarting();
  expect(await world.receive()).toMatchObject({ outcome: 'accepted' });
  expect(await world.generation()).toBe(2);
});

test('an unknown hook, a wrong signature and a missing one are refused with the same words', async () => {
  const world = await setUp();
  const refusals = await Promise.allSettled([
    world.receive({ hook: 'b'.repeat(32) }),
    world.receive({ hook: '../x' }),
    world.receive({ signature: `sha256=${'0'.repeat(64)}` }),
    world.receive({ signature: undefined }),
    world.receive({ body: '' }),
    world.receive({ body: '{', signature: 'sha256=x' }),
    world.receive({ headers: {} }),
  ]);
  expect(refusals.map((each) => each.status === 'rejected' && each.reason.code)).toEqual(
    refusals.map(() => 'signature.invalid'),
  );
  expect(new Set(refusals.map((each) => each.status === 'rejected' && each.reason.message)).size).toBe(1);
  expect(await world.generation()).toBe(1);
});

test('a secret that was changed a moment ago is read anew', async () => {
  const world = await setUp({ find: async () => 'old', findAgain: async () => 'secret' });
  expect(await world.receive()).toMatchObject({ outcome: 'accepted' });
});

test('pings are answered, other branches and events are ignored with a reason', async () => {
  const world = await setUp();
  expect(await world.receive({ event: 'ping', body: '{}' })).toEqual({ delivery: 'd-1', outcome: 'pong' });
  const other = JSON.stringify({ ref: 'refs/heads/other' });
  expect(await world.receive({ body: other })).toMatchObject({ outcome: 'ignored', reason: 'not a push to main' });
  expect(await world.receive({ event: 'issues' })).toMatchObject({ outcome: 'ignored' });
  expect(await world.generation()).toBe(1);
});

test('a body over 6 MB, one that is no JSON and a delivery without an id are told apart', async () => {
  const world = await setUp();
  await expect(world.receive({ body: 'x'.repeat(6 * 1024 * 1024 + 1) })).rejects.toMatchObject({
    code: 'payload.too-large',
  });
  await expect(world.receive({ body: '{' })).rejects.toMatchObject({ code: 'input.invalid' });
  await expect(world.receive({ id: undefined })).rejects.toMatchObject({ code: 'input.invalid' });
});
