import type { Finding } from '../../../repositories/contract.ts';
import { createFinding, type Place } from './finding.ts';
import { lineAt, type PythonTree, placeAt, textOf } from './python-tree.ts';
import { type RuleId, rules } from './rules.ts';

/** A comment of a file. */
export interface Comment extends Place {
  readonly text: string;
  /** Whether nothing else is on its line. */
  readonly isAlone: boolean;
}

interface Waiver extends Place {
  readonly rule: string;
  readonly reason: string;
  /** The line it is about: its own, or the one after it where it stands alone. */
  readonly about: number;
}

const written = /#\s*navigator:\s*allow\b\s*([\w-]*)\s*(?:because\b)?\s*(.*)$/i;

const waivable = ['practice', 'dependencies'];

const isRule = (name: string): name is RuleId => Object.hasOwn(rules, name);

/** The comments of a Python file that may ask for something. */
export const commentsOf = (tree: PythonTree): readonly Comment[] => {
  if (!tree.text.includes('navigator:')) {
    return [];
  }
  const comments: Comment[] = [];
  const cursor = tree.top.cursor();
  do {
    if (cursor.name === 'Comment') {
      const before = tree.text.slice(tree.lineStarts[lineAt(tree, cursor.from) - 1] ?? 0, cursor.from);
      comments.push({
        ...placeAt(tree, cursor.from),
        text: textOf(tree, cursor.node),
        isAlone: before.trim() === '',
      });
    }
  } while (cursor.next());
  return comments;
};

const toWaiver = ({ text, isAlone, line, column }: Comment): Waiver[] => {
  const match = written.exec(text);
  const [, rule = '', reason = ''] = match ?? [];
  return match ? [{ rule, reason: reason.trim(), line, column, about: isAlone ? line + 1 : line }] : [];
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
export const readWaivers = (
  comments: readonly Comment[],
): { readonly waive: Waive; readonly refused: readonly Finding[] } => {
  const waivers = comments.flatMap(toWaiver).map((waiver) => ({ ...waiver, refusal: whyRefused(waiver) }));
  return {
    waive: (finding) => {
      const { rule, line } = finding;
      const waiver = waivers.find((each) => each.rule === rule && each.about === line && each.refusal === undefined);
      return waiver ? { ...finding, severity: 'info', waived: waiver.reason } : finding;
    },
    refused: waivers.flatMap(({ line, column, refusal }) =>
      refusal === undefined ? [] : [createFinding('waiver-refused', { line, column }, refusal)],
    ),
  };
};
