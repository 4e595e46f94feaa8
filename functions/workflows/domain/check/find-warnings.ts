import type { Diagnostic } from '@astral-sh/ruff-wasm-nodejs';
import type { Finding } from '../../../repositories/contract.ts';
import { createAnalyser } from './ruff.ts';

/** Airflow's and flake8-bandit's rules. They never reject: only a file that surely cannot be imported is held back. */
const rules = ['AIR', 'S'];

/** AIR301 and AIR302 name what Airflow 3 removed or moved; AIR31x and AIR0xx are advice. */
const isAdvice = (code: string): boolean => code.startsWith('AIR') && !code.startsWith('AIR30');

const readFix = (diagnostic: Diagnostic): string | undefined =>
  diagnostic.subDiagnostics.find((each) => each.severity === 'help')?.message ?? diagnostic.fix?.message ?? undefined;

const toFinding = (diagnostic: Diagnostic): Finding => {
  const fix = readFix(diagnostic);
  return {
    rule: diagnostic.code ?? 'note',
    severity: isAdvice(diagnostic.code ?? '') ? 'info' : 'warning',
    line: Math.max(1, diagnostic.start_location.row),
    message: diagnostic.message,
    ...(fix !== undefined && { fix }),
  };
};

const mostFindings = 50;

/** Finds what is unwise, insecure or on its way out; `# noqa` silences a line as usual. */
export const createWarningCheck = (pythonVersion: string): ((text: string) => readonly Finding[]) => {
  const analyse = createAnalyser(pythonVersion, rules);
  return (text) => (analyse(text) ?? []).slice(0, mostFindings).map(toFinding);
};
