import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSigned, readIntent } from './webhook.ts';

const sign = (secret: string, body: string) => `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 200 });

test('a body is believed with the signature that GitHub would give it', async () => {
  // The example of GitHub's documentation.
  const signature = 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17';
  expect(await isSigned("It's a Secret to Everybody", 'Hello, World!', signature)).toBe(true);
  await fc.assert(fc.asyncProperty(text, text, (secret, body) => isSigned(secret, body, sign(secret, body))));
});

test('no other secret, body or signature is believed', async () => {
  await fc.assert(
    fc.asyncProperty(text, text, text, fc.string(), async (secret, body, other, noise) => {
      fc.pre(
        Buffer.from(other).compare(Buffer.from(body)) !== 0 && Buffer.from(other).compare(Buffer.from(secret)) !== 0,
      );
      const signature = sign(secret, body);
      expect(await isSigned(secret, other, signature)).toBe(false);
      expect(await isSigned(secret, body, noise)).toBe(false);
      expect(await isSigned(secret, body, signature.slice(0, -1))).toBe(false);
      expect(await isSigned(secret, body, `${signature}0`)).toBe(false);
      expect(await isSigned(secret, body, undefined)).toBe(false);
    }),
  );
});

test('another secret does not sign', async () => {
  expect(await isSigned('one', 'body', sign('two', 'body'))).toBe(false);
  expect(await isSigned('one', '', sign('one', ''))).toBe(false);
});

test('only a push to the branch itself counts', () => {
  const push = (ref: unknown) => readIntent('push', JSON.stringify({ ref }), 'main').kind;
  expect(push('refs/heads/main')).toBe('push');
  expect(push('refs/heads/main2')).toBe('ignored');
  expect(push('refs/tags/main')).toBe('ignored');
  expect(readIntent('ping', 'not even JSON', 'main')).toEqual({ kind: 'ping' });
  expect(readIntent('issues', '{}', 'main').kind).toBe('ignored');
  expect(readIntent(undefined, '{}', 'main').kind).toBe('ignored');
});

test.each(['', '{', 'payload=%7B%7D', '{"ref":1}', 'null'])('the push %j is refused as no JSON of a push', (body) => {
  expect(() => readIntent('push', body, 'main')).toThrow('application/json');
});
