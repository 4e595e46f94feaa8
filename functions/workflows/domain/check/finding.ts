import type { Finding } from '../../../repositories/contract.ts';
import { type PythonTree, placeAt } from './python-tree.ts';
import { type RuleId, ruleOf } from './rules.ts';

/** Where a finding is; both count from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Where a finding is that is about a file as a whole. */
export const wholeFile: Place = { line: 1, column: 1 };

type Particulars = Partial<Pick<Finding, 'severity' | 'fix' | 'edits'>>;

/** The page of a rule, in this repository. */
export const docsOf = (rule: RuleId): string => `docs/reference/rules/${rule}.md`;

/** A finding of a rule, with what the rule itself says unless the particular case says it better. */
export const createFinding = (
  rule: RuleId,
  { line, column }: Place,
  message: string,
  particulars: Particulars = {},
): Finding => {
  const { severity, why, fix } = ruleOf(rule);
  return {
    rule,
    severity,
    line,
    column,
    message,
    why,
    ...(fix !== undefined && { fix }),
    ...particulars,
    docs: docsOf(rule),
  };
};

/** A rule is broken at a place in the source. */
export interface Report {
  readonly rule: RuleId;
  readonly at: number;
  readonly message: string;
  readonly fix?: string;
}

/** Findings for reports: each rule once a line, in the order of the source. */
export const report = (tree: PythonTree, reports: readonly Report[]): Finding[] => {
  const seen = new Set<string>();
  return reports
    .toSorted((a, b) => a.at - b.at)
    .flatMap(({ rule, at, message, fix }) => {
      const place = placeAt(tree, at);
      const key = `${rule} ${place.line}`;
      if (seen.has(key)) {
        return [];
      }
      seen.add(key);
      return [createFinding(rule, place, message, { ...(fix !== undefined && { fix }) })];
    });
};
