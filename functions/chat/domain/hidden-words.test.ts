import fc from 'fast-check';
import { expect, it } from 'vitest';
import { maskText } from '../../shared/mask-secrets.ts';
import { hiddenWords, withHiddenWords } from './hidden-words.ts';

const masking = { key: Buffer.alloc(32, 1) };

it('gives a plan back what was hidden from whoever made it', () => {
  const said = 'create a key called ci for sam@example.com, then one for lee@example.com';
  const masked = maskText(said, masking);
  expect(masked).not.toContain('sam@');
  const [sam = '', lee = ''] = masked.match(/‹[^›]+›/g) ?? [];
  const plan = { operation: 'keys.create', input: { name: 'ci', person: sam, more: [{ person: lee }] }, confidence: 1 };
  expect(withHiddenWords(plan, hiddenWords(said, masked)).input).toEqual({
    name: 'ci',
    person: 'sam@example.com',
    more: [{ person: 'lee@example.com' }],
  });
});

it('never fails, and changes nothing where nothing was hidden', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (said, masked) => {
      hiddenWords(said, masked);
      expect(hiddenWords(said, said)).toEqual(new Map());
    }),
  );
});
