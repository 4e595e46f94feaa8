import { describe, expect, it } from 'vitest';
import { advisories } from '../../../../test/support/advisory-feed.ts';
import { createChecker } from './check-file.ts';
import { checkDependencies } from './dependencies/check-dependencies.ts';
import { readRequirements } from './dependencies/requirements.ts';
import { type Rule, rules } from './rules.ts';

const { checkFile } = createChecker({ airflowVersion: '3.3.2', pythonVersion: '3.12' });
const nothingElse = { paths: ['x.py'], packages: new Set<string>(), advisories };

const check = (source: string, { file }: Rule) => {
  if (file === 'requirements.txt') {
    return { verdict: 'accepted', ...readRequirements(source, advisories) };
  }
  const checked = checkFile('x.py', Buffer.from(source));
  return checkDependencies([checked], nothingElse)[0] ?? checked;
};

const all: readonly (readonly [string, Rule])[] = Object.entries(rules);
const withExamples = all.filter(([, { bad, good }]) => bad !== undefined && good !== undefined);

describe('each rule finds what its page shows, and leaves its twin alone', () => {
  it.each(withExamples)('%s', (id, rule) => {
    const { bad = '', good = '', severity } = rule;
    expect(check(bad, rule).findings).toContainEqual(expect.objectContaining({ rule: id, severity }));
    const twin = check(good, rule);
    expect(twin.findings.map((finding) => finding.rule)).not.toContain(id);
    expect(twin.verdict).toBe('accepted');
  });
});

it('every rule that reads sources has such a pair', () => {
  const bare = all.filter(([, { group, bad, good }]) => group !== 'structure' && !(bad && good)).map(([id]) => id);
  expect(bare).toEqual(['too-complex']);
});
