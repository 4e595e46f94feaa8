import { describe, expect, it } from 'vitest';
import { createChecker } from './check-file.ts';
import { type Rule, rules } from './rules.ts';

const { checkFile } = createChecker({ airflowVersion: '3.3.2', pythonVersion: '3.12' });
const check = (source: string) => checkFile('x.py', Buffer.from(source));

const all: readonly (readonly [string, Rule])[] = Object.entries(rules);
const withExamples = all.filter(([, { bad, good }]) => bad !== undefined && good !== undefined);

describe('each rule finds what its page shows, and leaves its twin alone', () => {
  it.each(withExamples)('%s', (id, { bad = '', good = '', severity }) => {
    expect(check(bad).findings).toContainEqual(expect.objectContaining({ rule: id, severity }));
    const twin = check(good);
    expect(twin.findings.map(({ rule }) => rule)).not.toContain(id);
    expect(twin.verdict).toBe('accepted');
  });
});

it('every security rule has such a pair', () => {
  const bare = all.filter(([, { group, bad, good }]) => group === 'security' && !(bad && good));
  expect(bare).toEqual([]);
});
