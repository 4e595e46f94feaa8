import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readState, writeState } from './install-state.ts';

const now = new Date('2026-11-30T08:00:00Z');
const state = { tenant: 'acme', nonce: 'n1', until: new Date('2026-11-30T08:10:00Z') };

it('is read back until its time is over, with its own secret only', () => {
  const written = writeState('secret', state);
  expect(readState('secret', written, now)).toEqual(state);
  expect(readState('secret', written, state.until)).toBeUndefined();
  expect(readState('other', written, now)).toBeUndefined();
});

it('is taken by nobody who changed or invented it', () => {
  const written = writeState('secret', state);
  const [, signature] = written.split('.');
  const forged = Buffer.from(JSON.stringify([state.until.getTime(), 'other', 'n1'])).toString('base64url');
  expect(readState('secret', `${forged}.${signature}`, now)).toBeUndefined();
  fc.assert(
    fc.property(fc.string(), (invented) => {
      expect(readState('secret', invented, now)).toBeUndefined();
    }),
  );
});
