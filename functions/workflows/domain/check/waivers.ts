import type { Finding } from '../../../repositories/contract.ts';
import { createFinding } from './finding.ts';
import { lineAt, type PythonTree, placeAt, textOf } from './python-tree.ts';
import { type RuleId, rules } from './rules.ts';

interface Waiver {
  readonly rule: string;
  readonly reason: string;
  readonly at: number;
  /** The line it is about: its own, or the one after it where it stands alone. */
  readonly line: number;
}

const written = /#\s*navigator:\s*allow\b\s*([\w-]*)\s*(?:because\b)?\s*(.*)$/i;

const waivable = ['practice', 'dependencies'];

const isRule = (name: string): name is RuleId => Object.hasOwn(rules, name);

const findWaivers = (tree: PythonTree): readonly Waiver[] => {
  if (!tree.text.includes('navigator:')) {
    return [];
  }
  const waivers: Waiver[] = [];
  const cursor = tree.top.cursor();
  do {
    const match = cursor.name === 'Comment' ? written.exec(textOf(tree, cursor.node)) : null;
    if (match) {
      const [, rule = '', reason = ''] = match;
      const line = lineAt(tree, cursor.from);
      const isAlone = tree.text.slice(tree.lineStarts[line - 1] ?? 0, cursor.from).trim() === '';
      waivers.push({ rule, reason: reason.trim(), at: cursor.from, line: isAlone ? line + 1 : line });
    }
  } while (cursor.next());
  return waivers;
};

const whyRefused = ({ rule, reason }: Waiver): string | undefined => {
  if (!isRule(rule)) {
    return `There is no rule ${rule === '' ? 'named here' : rule} of ours to be waived.`;
  }
  if (!waivable.includes(rules[rule].group)) {
    return `${rule} cannot be waived in the file.`;
  }
  return reason === '' ? `The reason for allowing ${rule} is missing.` : undefined;
};

/** Notes the reason on findings that the file asks to leave. */
export type Waive = (finding: Finding) => Finding;

/**
 * What the file itself asks to leave: `# navigator: allow RULE because REASON`, on the line or alone on the one above.
 * What does not count as a waiver is a finding of its own.
 */
export const readWaivers = (tree: PythonTree): { readonly waive: Waive; readonly refused: readonly Finding[] } => {
  const waivers = findWaivers(tree).map((waiver) => ({ ...waiver, refusal: whyRefused(waiver) }));
  return {
    waive: (finding) => {
      const { rule, line } = finding;
      const waiver = waivers.find((each) => each.rule === rule && each.line === line && each.refusal === undefined);
      return waiver ? { ...finding, severity: 'info', waived: waiver.reason } : finding;
    },
    refused: waivers.flatMap(({ at, refusal }) =>
      refusal === undefined ? [] : [createFinding('waiver-refused', placeAt(tree, at), refusal)],
    ),
  };
};
