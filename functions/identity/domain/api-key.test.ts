import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Grant, Principal } from '../../shared/principal.ts';
import {
  grantsFor,
  hashKey,
  isSameHash,
  isTenantAdmin,
  isWithin,
  makeKey,
  parseBearer,
  principalOf,
  type StoredKey,
  whyRefused,
} from './api-key.ts';

const now = new Date('2026-01-02T00:00:00Z');

const stored = (systems: Grant[], more: { expiresAt?: string; revokedAt?: string } = {}): StoredKey => ({
  apiKey: {
    id: 'k1',
    name: 'n',
    person: 'kim@example.com',
    systems,
    createdAt: '2026-01-01T00:00:00Z',
    expiresAt: more.expiresAt,
  },
  hash: hashKey('nav_k1'),
  revokedAt: more.revokedAt,
});

describe('a new key', () => {
  it('is read back from its header, whatever the random bytes were', () => {
    const bytes = (size: number) => fc.uint8Array({ minLength: size, maxLength: size });
    fc.assert(
      fc.property(bytes(12), bytes(32), (idBytes, secretBytes) => {
        const made = makeKey((size) => (size === idBytes.length ? idBytes : secretBytes));
        expect(parseBearer(`Bearer ${made.key}`)).toEqual(made);
      }),
    );
  });

  it('is another each time', () => {
    const keys = Array.from({ length: 100 }, () => makeKey(randomBytes));
    expect(new Set(keys.map(({ id }) => id)).size).toBe(100);
    expect(new Set(keys.map(({ key }) => key)).size).toBe(100);
  });

  it('differs in its hash wherever it differs', () => {
    const { key } = makeKey(randomBytes);
    const changed = key.slice(0, -1) + (key.endsWith('A') ? 'B' : 'A');
    expect(hashKey(key)).toMatch(/^[0-9a-f]{64}$/);
    expect(isSameHash(hashKey(key), hashKey(key))).toBe(true);
    expect(isSameHash(hashKey(key), hashKey(changed))).toBe(false);
    expect(isSameHash(hashKey(key), '')).toBe(false);
  });
});

const { key: good } = makeKey(randomBytes);

it.each([
  undefined,
  '',
  good,
  `Basic ${good}`,
  `Bearer ${good}x`,
  `Bearer ${good} ${good}`,
  'Bearer nav_k1_',
  `Bearer ${good.toUpperCase()}`,
])('the header %s holds no key', (header) => {
  expect(parseBearer(header)).toBeUndefined();
});

it('a key opens until it is revoked or its time is over', () => {
  expect(whyRefused(stored([]), now)).toBeUndefined();
  expect(whyRefused(stored([], { expiresAt: '2026-01-02T00:00:01Z' }), now)).toBeUndefined();
  expect(whyRefused(stored([], { expiresAt: '2026-01-02T00:00:00Z' }), now)).toBe('expired');
  expect(whyRefused(stored([], { expiresAt: '2026-01-02T02:00:00+03:00' }), now)).toBe('expired');
  expect(whyRefused(stored([], { revokedAt: '2026-01-01T00:00:00Z' }), now)).toBe('revoked');
});

it('administrators get all three systems, others automatrix and relaycore', () => {
  expect(grantsFor('write', ['company/*'])).toEqual([
    { system: 'automatrix', level: 'write', resources: ['company/*'] },
    { system: 'relaycore', level: 'write', resources: ['company/*'] },
  ]);
  expect(grantsFor('admin', ['*']).map(({ system }) => system)).toEqual(['automatrix', 'relaycore', 'neuroweaver']);
});

describe('a grant is within', () => {
  const holder: Principal = {
    tenant: 'acme',
    subject: { kind: 'key', person: 'kim@example.com', id: 'k1' },
    systems: [{ system: 'automatrix', level: 'write', resources: ['company/*', 'community/etl'] }],
    roles: [],
  };
  it.each<[Grant, boolean]>([
    [{ system: 'automatrix', level: 'read', resources: ['company/sales'] }, true],
    [{ system: 'automatrix', level: 'write', resources: ['company/*', 'community/etl'] }, true],
    [{ system: 'automatrix', level: 'admin', resources: ['company/sales'] }, false],
    [{ system: 'automatrix', level: 'read', resources: ['*'] }, false],
    [{ system: 'automatrix', level: 'read', resources: ['company/sales', 'community/*'] }, false],
    [{ system: 'automatrix', level: 'read', resources: ['companyx/sales'] }, false],
    [{ system: 'relaycore', level: 'read', resources: ['company/sales'] }, false],
  ])('%j: %s', (grant, expected) => {
    expect(isWithin(holder, grant)).toBe(expected);
  });
});

it('a tenant administrator has admin on everything of automatrix, now', () => {
  expect(isTenantAdmin(stored(grantsFor('admin', ['*'])), now)).toBe(true);
  expect(isTenantAdmin(stored(grantsFor('admin', ['company/*'])), now)).toBe(false);
  expect(isTenantAdmin(stored(grantsFor('write', ['*'])), now)).toBe(false);
  expect(isTenantAdmin(stored(grantsFor('admin', ['*']), { revokedAt: '2026-01-01T00:00:00Z' }), now)).toBe(false);
  expect(isTenantAdmin(stored(grantsFor('admin', ['*']), { expiresAt: '2026-01-01T00:00:00Z' }), now)).toBe(false);
});

it('a key acts as itself', () => {
  const systems = grantsFor('read', ['*']);
  expect(principalOf('acme', stored(systems))).toEqual({
    tenant: 'acme',
    subject: { kind: 'key', person: 'kim@example.com', id: 'k1', since: '2026-01-01T00:00:00Z' },
    systems,
    roles: [],
  });
});
