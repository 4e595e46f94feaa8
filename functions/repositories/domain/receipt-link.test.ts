import { expect, test } from 'vitest';
import { openPlace, sealPlace } from './receipt-link.ts';

const place = { tenant: 'acme', repositoryId: 'company-sales', push: 'p-01k9x3f2q7wz1' };
const until = new Date('2026-02-01T00:00:00.000Z');
const before = new Date('2026-01-31T23:59:59.000Z');
const sealed = sealPlace('secret', place, until);

test('a link leads to its receipt until its time is over', () => {
  expect(openPlace('secret', sealed, before)).toEqual(place);
  expect(openPlace('secret', sealed, until)).toBeUndefined();
});

test('the same receipt has the same link, another one another', () => {
  expect(sealPlace('secret', place, until)).toBe(sealed);
  expect(sealPlace('secret', { ...place, push: 'p-2' }, until)).not.toBe(sealed);
});

test('a link tells nothing, is short, and needs no escaping', () => {
  const text = Buffer.from(sealed, 'base64url').toString('latin1');
  expect(Object.values(place).filter((each) => text.includes(each))).toEqual([]);
  expect(sealed).toMatch(/^[\w-]{1,120}$/);
});

test('no bit of a link can be changed, and no other key opens it', () => {
  const bytes = Buffer.from(sealed, 'base64url');
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const changed = Buffer.from(bytes);
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    expect(openPlace('secret', changed.toString('base64url'), before)).toBeUndefined();
  }
  expect(openPlace('another', sealed, before)).toBeUndefined();
});

test.each(['', 'x', 'AAAA', '%00', 'a'.repeat(5_000), sealed.slice(0, 40), `${sealed}.`, `${sealed}x`])(
  '%j leads nowhere',
  (given) => {
    expect(openPlace('secret', given, before)).toBeUndefined();
  },
);
