import { describe, expect, it } from 'vitest';
import { advisories } from '../../../../../test/support/advisory-feed.ts';
import { misspeltPackage } from './package-names.ts';
import { readRequirements } from './requirements.ts';

describe('requirements.txt', () => {
  it.each([
    ['pandas==2.2.3', []],
    ['pandas[excel]==2.2.3 ; python_version > "3.9"  # tables', []],
    ['pandas==2.2.3 \\\n  --hash=sha256:00', []],
    ['# pandas', []],
    ['pandas', ['requirement-unpinned']],
    ['pandas>=2', ['requirement-unpinned']],
    ['pandas==2.*', ['requirement-unpinned']],
    ['pandsa==2.2.3', ['requirement-misspelt']],
    ['--extra-index-url https://x.example/simple', ['requirement-foreign']],
    ['git+https://x.example/a.git', ['requirement-foreign']],
    ['a @ https://x.example/a.whl', ['requirement-foreign']],
    ['acme-parser==1.4', ['requirement-unsafe']],
    ['acme-parser==1.5', []],
    ['acme-stealer', ['requirement-unpinned', 'requirement-unsafe']],
  ])('%s', (text, rules) => {
    expect(readRequirements(text, advisories).findings.map(({ rule }) => rule)).toEqual(rules);
  });

  it('names the line and every package', () => {
    const { packages, findings } = readRequirements('Acme_Tools==1.0\n\nrequests\n');
    expect([...packages]).toEqual(['acme-tools', 'requests']);
    expect(findings).toMatchObject([{ line: 3 }]);
  });

  it('notes the reason why a line is left', () => {
    const reason = '# navigator: allow requirement-unpinned because the newest is wanted';
    for (const text of [`requests  ${reason}\n`, `${reason}\nrequests\n`]) {
      expect(readRequirements(text).findings).toMatchObject([{ severity: 'info', waived: 'the newest is wanted' }]);
    }
    expect(readRequirements('requests # navigator: allow requirement-unpinned\n').findings).toMatchObject([
      { severity: 'warning' },
      { rule: 'waiver-refused', line: 1, column: 9 },
    ]);
  });
});

describe('names that are taken for others', () => {
  it.each([
    ['reqeusts', 'requests'],
    ['request5', 'requests'],
    ['python-requests', 'requests'],
    ['beautifulsoup', 'beautifulsoup4'],
    ['scikitlearn', 'scikit-learn'],
    ['Scikit_Learn', undefined],
    ['acme-tools', undefined],
    ['boto', undefined],
  ])('%s', (name, expected) => {
    expect(misspeltPackage(name)).toBe(expected);
  });
});
