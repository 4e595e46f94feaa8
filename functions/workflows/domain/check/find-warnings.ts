import type { Diagnostic } from '@astral-sh/ruff-wasm-nodejs';
import type { Edit, Finding } from '../../../repositories/contract.ts';
import { createAnalyser, startOf } from './ruff.ts';

/** Airflow's and flake8-bandit's rules. They never reject: what does is in rules of our own, which know more of the file. */
const rules = ['AIR', 'S'];

/** AIR301 and AIR302 name what Airflow 3 removed or moved; AIR31x and AIR0xx are advice. */
const isAdvice = (code: string): boolean => code.startsWith('AIR') && !code.startsWith('AIR30');

/** Why ruff looks at it, by the first letters of its rule. */
const reasons: readonly (readonly [start: string, why: string])[] = [
  ['AIR30', 'Airflow 3 has moved or removed it: it fails when it is used, if not at import.'],
  ['AIR', 'Airflow works without it as well, but the next version may not.'],
  ['', 'By itself it is no fault, but attackers use it; look whether it has to be.'],
];

const readFix = (diagnostic: Diagnostic): string | undefined =>
  diagnostic.subDiagnostics.find((each) => each.severity === 'help')?.message ?? diagnostic.fix?.message ?? undefined;

const readEdits = ({ fix }: Diagnostic): Edit[] =>
  (fix?.edits ?? []).map(({ content, location, end_location: end }) => ({
    line: location.row,
    column: location.column,
    endLine: end.row,
    endColumn: end.column,
    text: content ?? '',
  }));

const toFinding = (diagnostic: Diagnostic): Finding => {
  const code = diagnostic.code ?? '';
  const fix = readFix(diagnostic);
  const edits = code.startsWith('AIR') ? readEdits(diagnostic) : [];
  return {
    rule: code,
    severity: isAdvice(code) ? 'info' : 'warning',
    ...startOf(diagnostic),
    message: diagnostic.message,
    why: reasons.find(([start]) => code.startsWith(start))?.[1] ?? '',
    ...(fix !== undefined && { fix }),
    ...(edits.length > 0 && { edits }),
    docs: `https://docs.astral.sh/ruff/rules/${code}/`,
  };
};

const mostFindings = 50;

/** Finds what is unwise, insecure or on its way out; `# noqa` silences a line as usual. */
export const createWarningCheck = (pythonVersion: string): ((text: string) => readonly Finding[]) => {
  const analyse = createAnalyser(pythonVersion, rules);
  return (text) =>
    (analyse(text) ?? [])
      .filter(({ code }) => code !== null)
      .slice(0, mostFindings)
      .map(toFinding);
};
