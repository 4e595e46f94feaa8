import { createHmac, randomBytes } from 'node:crypto';
import { verify } from '@octokit/webhooks-methods';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatOf, takes } from './formats.ts';

const secret = `whsec_${randomBytes(32).toString('base64')}`;
const now = new Date('2026-01-01T00:00:00Z');
const seconds = String(now.getTime() / 1000);
const commit = 'c'.repeat(40);
const push = JSON.stringify({ ref: 'refs/heads/main', after: commit });
const hex = (body: string, key = secret) => createHmac('sha256', key).update(body).digest('hex');

/** As the Standard Webhooks specification has it: the key is what the token encodes. */
const standardSignature = (id: string, timestamp: string, body: string, token = secret) =>
  `v1,${createHmac('sha256', Buffer.from(token.slice('whsec_'.length), 'base64'))
    .update(`${id}.${timestamp}.${body}`)
    .digest('base64')}`;

const bitbucketPush = (changes: unknown) => JSON.stringify({ push: { changes } });

/** What each vendor sends for a push of `main`, signed. */
const deliveries = {
  github: (body = push, key = secret) => ({
    body,
    headers: {
      'x-github-event': 'push',
      'x-github-delivery': 'd-1',
      'x-hub-signature-256': `sha256=${hex(body, key)}`,
    },
  }),
  gitlab: (body = push, key = secret) => ({
    body,
    headers: {
      'x-gitlab-event': 'Push Hook',
      'x-gitlab-event-uuid': 'shared',
      'webhook-id': 'd-1',
      'webhook-timestamp': seconds,
      'webhook-signature': standardSignature('d-1', seconds, body, key),
    },
  }),
  bitbucket: (
    body = bitbucketPush([{ new: { type: 'branch', name: 'main', target: { hash: commit } }, old: null }]),
    key = secret,
  ) => ({
    body,
    headers: { 'x-event-key': 'repo:push', 'x-request-uuid': 'd-1', 'x-hub-signature': `sha256=${hex(body, key)}` },
  }),
  gitea: (body = push, key = secret) => ({
    body,
    headers: {
      'x-gitea-event': 'push',
      'x-gitea-delivery': 'd-1',
      'x-gitea-signature': hex(body, key),
      // Gitea sends those of GitHub as well.
      'x-github-event': 'push',
      'x-github-delivery': 'd-1',
      'x-hub-signature-256': `sha256=${hex(body, key)}`,
    },
  }),
};
type Vendor = keyof typeof deliveries;
const vendors = Object.keys(deliveries) as Vendor[];

const formatFor = (vendor: Vendor) => {
  const told = formatOf(deliveries[vendor]());
  if (!told) {
    throw new Error(`nobody knows ${vendor}`);
  }
  return told.format;
};

const isSigned = (vendor: Vendor, delivery: { body: string; headers: Record<string, string> }, key = secret) =>
  formatFor(vendor).isSigned(delivery, key, now);

describe.each(vendors)('%s', (vendor) => {
  const make = deliveries[vendor];
  const format = formatFor(vendor);

  test('is told by its headers, and by its delivery id', () => {
    expect(formatOf(make())?.vendor).toBe(vendor);
    expect(format.idOf(make())).toBe('d-1');
  });

  test('is believed with its signature, and with no other secret, body or signature', () => {
    expect(isSigned(vendor, make())).toBe(true);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.string(), (body, noise) => {
        fc.pre(body !== make().body);
        expect(isSigned(vendor, make(body))).toBe(true);
        expect(isSigned(vendor, { ...make(), body })).toBe(false);
        expect(isSigned(vendor, make(), `whsec_${Buffer.from(`${noise}x`).toString('base64')}`)).toBe(false);
        const { headers } = make();
        const forged = Object.fromEntries(
          Object.entries(headers).map(([name, value]) => [name, name.includes('signature') ? noise : value]),
        );
        expect(isSigned(vendor, { body, headers: forged })).toBe(false);
        const unsigned = Object.fromEntries(Object.entries(headers).filter(([name]) => !name.includes('signature')));
        expect(isSigned(vendor, { body, headers: unsigned })).toBe(false);
      }),
    );
  });

  test('tells of a push to the ref that is followed, with its commit', () => {
    expect(format.readIntent(make(), 'refs/heads/main')).toEqual({ kind: 'push', commit });
    expect(format.readIntent(make(), 'refs/heads/main2')).toEqual({ kind: 'ignored', reason: 'not a push to main2' });
    expect(format.readIntent(make(), 'refs/tags/main').kind).toBe('ignored');
  });

  test.each(['', '{', 'payload=%7B%7D', '{"ref":1}', 'null'])('refuses %j as no JSON of a push', (body) => {
    expect(() => format.readIntent(make(body), 'refs/heads/main')).toThrow('application/json');
  });

  test('is taken by repositories of its own and of unknown servers', () => {
    expect(vendors.filter((each) => takes(vendor, each))).toEqual([vendor]);
    expect(takes('git', vendor)).toBe(true);
  });
});

test("GitHub's own library makes the same of a signature, and so does the example of its documentation", async () => {
  const { body, headers } = deliveries.github();
  expect(await verify(secret, body, headers['x-hub-signature-256'])).toBe(true);
  const example = {
    body: 'Hello, World!',
    headers: {
      'x-github-event': 'push',
      'x-hub-signature-256': 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17',
    },
  };
  expect(isSigned('github', example, "It's a Secret to Everybody")).toBe(true);
});

test('the example of the Standard Webhooks specification is believed', () => {
  const headers = {
    'x-gitlab-event': 'Push Hook',
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,AAAA v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  };
  const delivery = { headers, body: '{"test": 2432232314}' };
  const told = formatOf(delivery)?.format;
  const at = new Date(1614265330_000);
  expect(told?.isSigned(delivery, 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', at)).toBe(true);
  expect(told?.isSigned(delivery, 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', new Date(at.getTime() + 301_000))).toBe(
    false,
  );
});

test('a GitLab that cannot sign is believed with the secret token, one that signs wrongly is not', () => {
  const plain = { body: push, headers: { 'x-gitlab-event': 'Push Hook', 'x-gitlab-token': secret } };
  expect(isSigned('gitlab', plain)).toBe(true);
  expect(isSigned('gitlab', plain, `${secret}x`)).toBe(false);
  const both = { ...plain, headers: { ...plain.headers, 'webhook-signature': 'v1,AAAA' } };
  expect(isSigned('gitlab', both)).toBe(false);
});

test('a GitLab delivery without a signature has the id of its request before that of its event', () => {
  const headers = { 'x-gitlab-event': 'Push Hook', 'x-gitlab-event-uuid': 'event' };
  expect(formatFor('gitlab').idOf({ body: '', headers: { ...headers, 'idempotency-key': 'request' } })).toBe('request');
  expect(formatFor('gitlab').idOf({ body: '', headers })).toBe('event');
});

test('tags and branches that are gone are told of as well', () => {
  const tag = JSON.stringify({ ref: 'refs/tags/v1', after: '0'.repeat(40) });
  expect(formatFor('github').readIntent(deliveries.github(tag), 'refs/tags/v1')).toEqual({ kind: 'push' });
  const tagHook = { ...deliveries.gitlab(tag), headers: { 'x-gitlab-event': 'Tag Push Hook' } };
  expect(formatFor('gitlab').readIntent(tagHook, 'refs/tags/v1')).toEqual({ kind: 'push' });
  const changes = [
    { new: { type: 'tag', name: 'v1', target: { hash: commit } }, old: null },
    { new: null, old: { type: 'branch', name: 'main', target: { hash: commit } } },
  ];
  const bitbucket = deliveries.bitbucket(bitbucketPush(changes));
  expect(formatFor('bitbucket').readIntent(bitbucket, 'refs/tags/v1')).toEqual({ kind: 'push', commit });
  expect(formatFor('bitbucket').readIntent(bitbucket, 'refs/heads/main')).toEqual({ kind: 'push' });
});

test.each(['tag', 'annotated_tag'])('Bitbucket’s type %s is a tag', (type) => {
  const delivery = deliveries.bitbucket(bitbucketPush([{ new: { type, name: 'v1', target: { hash: commit } } }]));
  expect(formatFor('bitbucket').readIntent(delivery, 'refs/tags/v1')).toEqual({ kind: 'push', commit });
});

test('a ping is answered and other events are ignored, whatever they hold', () => {
  const ping = { body: 'not even JSON', headers: { 'x-github-event': 'ping' } };
  expect(formatFor('github').readIntent(ping, 'refs/heads/main')).toEqual({ kind: 'ping' });
  const others = [
    { 'x-github-event': 'issues' },
    { 'x-gitlab-event': 'Issue Hook' },
    { 'x-event-key': 'repo:fork' },
    { 'x-gitea-event': 'create' },
  ].map((headers) => ({ body: '{', headers }));
  for (const other of others) {
    expect(formatOf(other)?.format.readIntent(other, 'refs/heads/main').kind).toBe('ignored');
  }
  expect(formatOf({ body: '', headers: {} })).toBeUndefined();
});
