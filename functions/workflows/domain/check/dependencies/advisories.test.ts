import { describe, expect, it } from 'vitest';
import { advisories } from '../../../../../test/support/advisory-feed.ts';
import { compareVersions } from './compare-versions.ts';

const ids = (name: string, version?: string) => advisories({ name, version }).map(({ id }) => id);

describe('advisories', () => {
  it.each([
    ['1.1.9', false],
    ['1.2', true],
    ['v1.2.0', true],
    ['1.5rc1', true],
    ['1.5', false],
    ['1.9', false],
    ['2.0rc1', true],
    ['2.0', true],
    ['2.0.post1', true],
    ['2.0.post2', false],
    ['0.9.beta.1', true],
    ['1!1.3', false],
    ['trunk', false],
  ])('name the versions between which a weakness was there: %s', (version, isNamed) => {
    expect(ids('Acme_Parser', version)).toEqual(isNamed ? ['PYSEC-2026-2'] : []);
  });

  it('name the next version without it, and what does harm', () => {
    expect(advisories({ name: 'acme-parser', version: '1.4' })).toMatchObject([{ isMalicious: false, fixed: '1.5' }]);
    expect(advisories({ name: 'acme-stealer', version: '3' })).toMatchObject([{ isMalicious: true, fixed: undefined }]);
  });

  it('say nothing of a package without a version, unless no version is well', () => {
    expect(ids('acme-parser')).toEqual([]);
    expect(ids('acme-stealer')).toEqual(['MAL-2026-1']);
  });

  it('do not count where they were withdrawn or are about another language', () => {
    expect(ids('acme-tools', '1.0')).toEqual([]);
  });
});

describe('versions', () => {
  it('are in the order of PEP 440', () => {
    const ordered = '1.0.dev1 1.0a1 1.0a2.dev3 1.0a2 1.0b1 1.0rc1 1.0 1.0.post1 1.0.1.dev1 1.0.1 1.10 2.0 1!0.1'.split(
      ' ',
    );
    for (const [index, version] of ordered.entries()) {
      const next = ordered[index + 1];
      expect(next === undefined ? -1 : compareVersions(version, next), `${version} < ${next}`).toBe(-1);
    }
  });

  it.each([
    ['1.0', '1'],
    ['1.0-1', '1.0.post1'],
    ['1.0alpha1', '1.0a1'],
    ['1.0c1', '1.0rc1'],
    ['1.0+local', '1.0'],
  ])('%s is %s', (first, second) => {
    expect(compareVersions(first, second)).toBe(0);
  });
});
