import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Rule, type RuleGroup, rules } from '../../functions/workflows/domain/check/rules.ts';
import { root } from '../../local/paths.ts';

/** Where the pages are. */
export const rulesFolder = join(root, 'docs/reference/rules');

const generated = '<!-- Written by `npm run docs` from functions/workflows/domain/check/rules.ts. -->';

const groups: Readonly<Record<RuleGroup, string>> = {
  syntax: 'Syntax',
  compatibility: 'Airflow compatibility',
  structure: 'Structure',
  security: 'Security',
  practice: 'Practice',
  dependencies: 'Dependencies',
};

const consequences: Readonly<Record<Rule['severity'], string>> = {
  critical: 'keeps the file back, and every file that imports it; the version before stays live',
  error: 'keeps the file back; the version before stays live',
  warning: 'is shown, and keeps nothing back',
  info: 'is shown, and keeps nothing back',
};

const isWaivable = ({ group }: Rule): boolean => group === 'practice' || group === 'dependencies';

const waiverOf = (id: string, rule: Rule): string[] =>
  isWaivable(rule)
    ? [`To leave it: \`# navigator: allow ${id} because …\` on the line, or alone on the one above.`, '']
    : [];

const example = (title: string, { file }: Rule, source: string | undefined): string[] =>
  source === undefined
    ? []
    : [
        `## ${title}`,
        '',
        file === undefined ? '```python' : '```text',
        source.replaceAll('\0', '␀').trimEnd(),
        '```',
        '',
      ];

const renderRule = (id: string, rule: Rule): string =>
  [
    generated,
    '',
    `# ${rule.title}`,
    '',
    `\`${id}\` · ${groups[rule.group]} · ${rule.severity}: ${consequences[rule.severity]}.`,
    '',
    `**Why it matters.** ${rule.why}`,
    '',
    ...(rule.fix === undefined ? [] : [`**What to do.** ${rule.fix}`, '']),
    ...waiverOf(id, rule),
    ...example('Found', rule, rule.bad),
    ...example('Not found', rule, rule.good),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');

const renderIndex = (all: readonly (readonly [string, Rule])[]): string =>
  [
    generated,
    '',
    '# What a file is checked for',
    '',
    'The same rules hold for a push and for `navigator check`. Only `critical` and `error` keep a file back. Beside them',
    'ruff’s rules for [Airflow](https://docs.astral.sh/ruff/rules/#airflow-air) and',
    '[security](https://docs.astral.sh/ruff/rules/#flake8-bandit-s) warn; `# noqa` silences those.',
    '',
    ...Object.entries(groups).flatMap(([group, title]) => [
      `## ${title}`,
      '',
      '| rule | severity | |',
      '|---|---|---|',
      ...all
        .filter(([, rule]) => rule.group === group)
        .map(([id, rule]) => `| [${id}](${id}.md) | ${rule.severity} | ${rule.title} |`),
      '',
    ]),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');

/** Each page's file name and text: one for each rule, and the list of all. */
export const renderRulePages = (): ReadonlyMap<string, string> => {
  const all: (readonly [string, Rule])[] = Object.entries(rules);
  return new Map([
    ['README.md', renderIndex(all)],
    ...all.map(([id, rule]) => [`${id}.md`, renderRule(id, rule)] as const),
  ]);
};

if (import.meta.main) {
  mkdirSync(rulesFolder, { recursive: true });
  const pages = renderRulePages();
  for (const old of readdirSync(rulesFolder).filter((name) => !pages.has(name))) {
    rmSync(join(rulesFolder, old));
  }
  for (const [name, text] of pages) {
    writeFileSync(join(rulesFolder, name), text);
  }
}
