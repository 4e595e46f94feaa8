import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSigned, signatureOf } from './signature.ts';

const secret = '8f742231b10e8888abcd99yyyzzz85a5';
const now = new Date(1_531_420_618_000);
const at = (seconds: number) => String(now.getTime() / 1_000 + seconds);

/** The example of Slack's own documentation. */
const documented =
  'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';

describe('a signature', () => {
  it('is the one that Slack documents', () => {
    const signature = 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503';
    expect(signatureOf(secret, '1531420618', documented)).toBe(signature);
    expect(isSigned({ timestamp: '1531420618', signature, body: documented }, secret, now)).toBe(true);
  });

  it('holds for five minutes, by a clock that may be ahead or behind', () => {
    const isGood = (timestamp: string) =>
      isSigned({ timestamp, signature: signatureOf(secret, timestamp, 'x'), body: 'x' }, secret, now);
    expect([at(0), at(-300), at(300)].map(isGood)).toEqual([true, true, true]);
    expect([at(-301), at(301), '', 'soon', '-1', `${at(0)}.0`, ` ${at(0)}`, '1e9'].map(isGood)).not.toContain(true);
  });

  it('is good for any body, and for no other body, time or secret', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string({ minLength: 1 }), (body, other, key) => {
        const timestamp = at(-1);
        const signature = signatureOf(key, timestamp, body);
        const good = { timestamp, signature, body };
        expect(isSigned(good, key, now)).toBe(true);
        expect(isSigned({ ...good, body: other }, key, now)).toBe(other === body);
        expect(isSigned({ ...good, timestamp: at(-2) }, key, now)).toBe(false);
        expect(isSigned(good, `${key}x`, now)).toBe(false);
      }),
    );
  });

  it('is refused whatever else it is', () => {
    fc.assert(
      fc.property(fc.option(fc.string(), { nil: undefined }), (signature) => {
        expect(isSigned({ timestamp: at(0), signature, body: 'x' }, secret, now)).toBe(false);
      }),
    );
    expect(isSigned({ timestamp: undefined, signature: undefined, body: '' }, secret, now)).toBe(false);
  });
});
