import type { Finding } from '../../../repositories/contract.ts';
import { decodeSource } from './decode-source.ts';
import { createCompileCheck } from './find-compile-errors.ts';
import { createSyntaxCheck } from './find-syntax-errors.ts';
import { createWarningCheck } from './find-warnings.ts';
import { listImports } from './imports.ts';
import { parsePython } from './python-tree.ts';
import { readDagIds } from './read-dag-ids.ts';
import { readImports } from './read-imports.ts';
import { findRemovedImports } from './removed-imports.ts';

/** What is known of one Python file without running it. */
export interface FileCheck {
  readonly path: string;
  /** `rejected`: importing it surely fails. `undetermined`: the checker cannot tell, Airflow will. */
  readonly verdict: 'accepted' | 'rejected' | 'undetermined';
  readonly findings: readonly Finding[];
  /** Ids that the file registers for sure. */
  readonly dagIds: readonly string[];
  /** Whether it may register others, which only running it tells. */
  readonly dynamicDagIds: boolean;
  /** Whether Airflow looks for DAGs in it at all. */
  readonly isDagCandidate: boolean;
  /** Dotted modules that importing it surely imports; see `resolveImports`. */
  readonly imports: readonly string[];
}

/** The environment that decides what is valid: `3.3.2` and `3.12`. */
export interface CheckTarget {
  readonly airflowVersion: string;
  readonly pythonVersion: string;
}

/** The greatest Python file that is checked and published, in bytes. */
export const greatestSize = 1_000_000;

/** Airflow's safe mode: a file without these words is skipped in silence. Airflow 3 looks for assets as well as DAGs. */
export const isDagCandidate = (bytes: Uint8Array): boolean => {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1').toLowerCase();
  return text.includes('airflow') && (text.includes('dag') || text.includes('asset'));
};

const nothing = { dagIds: [], dynamicDagIds: false, imports: [] } as const;

/** Makes a checker for one environment; it keeps its analysers warm, so make it once. */
export const createChecker = ({
  airflowVersion,
  pythonVersion,
}: CheckTarget): { checkFile(path: string, bytes: Uint8Array): FileCheck } => {
  const findSyntaxErrors = createSyntaxCheck(pythonVersion);
  const findWarnings = createWarningCheck(pythonVersion);
  const findCompileErrors = createCompileCheck(pythonVersion);

  const checkText = (path: string, text: string): Omit<FileCheck, 'path' | 'isDagCandidate'> => {
    const syntaxErrors = findSyntaxErrors(text);
    if (syntaxErrors && syntaxErrors.length > 0) {
      return { verdict: 'rejected', findings: syntaxErrors, ...nothing };
    }
    const tree = parsePython(text);
    const refused = tree ? findCompileErrors(tree) : [];
    if (refused.length > 0) {
      return { verdict: 'rejected', findings: refused, ...nothing };
    }
    if (!syntaxErrors || !tree) {
      const message = 'The source is too deep, too dense or too unusual to be checked; Airflow decides.';
      const finding = { rule: 'too-complex', severity: 'warning', line: 1, message } as const;
      return { verdict: 'undetermined', findings: [finding], ...nothing, dynamicDagIds: true };
    }
    const imports = readImports(tree);
    const removed = findRemovedImports(text, imports, airflowVersion);
    const { ids, dynamic } = readDagIds(tree);
    return {
      verdict: removed.length > 0 ? 'rejected' : 'accepted',
      findings: [...removed, ...findWarnings(text)],
      dagIds: ids,
      dynamicDagIds: dynamic,
      imports: listImports(path, imports),
    };
  };

  return {
    checkFile: (path, bytes) => {
      if (bytes.length > greatestSize) {
        const isCandidate = isDagCandidate(bytes);
        const message = `The file has ${bytes.length} bytes; at most ${greatestSize} are checked.`;
        const fix = 'Move its data into files beside it, or split it.';
        const severity = isCandidate ? 'error' : 'warning';
        return {
          path,
          verdict: isCandidate ? 'rejected' : 'undetermined',
          findings: [{ rule: 'file-size', severity, line: 1, message, fix }],
          ...nothing,
          isDagCandidate: isCandidate,
        };
      }
      const about = { path, isDagCandidate: isDagCandidate(bytes) };
      const decoded = decodeSource(bytes);
      return decoded.outcome === 'text'
        ? { ...about, ...checkText(path, decoded.text) }
        : {
            ...about,
            ...nothing,
            verdict: decoded.outcome,
            findings: [decoded.finding],
            dynamicDagIds: decoded.outcome === 'undetermined',
          };
    },
  };
};
