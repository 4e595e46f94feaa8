import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { renderRulePages, rulesFolder } from './rule-pages.ts';

it('the pages of the rules say what the rules say; npm run docs writes them anew', () => {
  const written = readdirSync(rulesFolder).map(
    (name) => [name, readFileSync(join(rulesFolder, name), 'utf8')] as const,
  );
  expect(new Map(written.sort())).toEqual(new Map([...renderRulePages()].sort()));
});
