import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RepositoryName, Slug } from '../../shared/fields.ts';
import { checkUrl, isLinkLocal, repositoryIdOf } from './repository.ts';

const slug = (maxLength: number) =>
  fc.stringMatching(new RegExp(`^[ab0][ab0-]{0,${maxLength - 1}}$`)).filter((text) => text.length <= maxLength);
const name = fc
  .oneof(
    fc.tuple(fc.constantFrom('company', 'community'), slug(63)).map((parts) => parts.join('/')),
    fc.tuple(slug(39), slug(63)).map(([user, last]) => `personal/${user}/${last}`),
  )
  .filter((each) => RepositoryName.safeParse(each).success);

test('the id of any name is a slug', () => {
  fc.assert(fc.property(name, (each) => Slug.safeParse(repositoryIdOf(each)).success));
  expect(repositoryIdOf('company/sales')).toBe('company-sales');
});

test('no two names share an id', () => {
  fc.assert(
    fc.property(name, name, (one, other) => one === other || repositoryIdOf(one) !== repositoryIdOf(other)),
    { numRuns: 2_000 },
  );
  const alike = ['personal/a-b/c', 'personal/a/b-c'];
  expect(new Set(alike.map(repositoryIdOf)).size).toBe(2);
  const long = 'x'.repeat(62);
  expect(repositoryIdOf(`company/${long}a`)).not.toBe(repositoryIdOf(`company/${long}b`));
});

test.each([
  ['http://169.254.169.254/latest', 'link-local'],
  ['http://0xa9fea9fe/', 'link-local'],
  ['http://2852039166/', 'link-local'],
  ['http://[fe80::1]/x.git', 'link-local'],
  ['http://[fd00:ec2::254]/x.git', 'link-local'],
  ['http://[64:ff9b::169.254.169.254]/x.git', 'link-local'],
  ['http://[::ffff:169.254.169.254]/x.git', 'link-local'],
  ['https://kim:secret@example.com/x.git', 'password'],
  ['https://token@example.com/x.git', 'password'],
  ['https://example.com/x.git?token=secret', 'follows ?'],
])('%s is refused', (url, reason) => {
  expect(() => checkUrl(url)).toThrow(reason);
});

test('an ordinary address is kept, without a slash at its end', () => {
  expect(checkUrl('https://github.com/acme/sales.git/')).toBe('https://github.com/acme/sales.git');
  expect(checkUrl('http://127.0.0.1:3000/sales.git')).toBe('http://127.0.0.1:3000/sales.git');
  expect(isLinkLocal('2001:db8::1')).toBe(false);
});
