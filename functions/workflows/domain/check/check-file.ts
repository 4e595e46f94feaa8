import { type Finding, keepsBack } from '../../../repositories/contract.ts';
import { decodeSource } from './decode-source.ts';
import { type ImportedPackage, listPackages, missingPackage } from './dependencies/imported-packages.ts';
import { listTaskRequirements, type TaskRequirement } from './dependencies/task-requirements.ts';
import { createCompileCheck } from './find-compile-errors.ts';
import { findPractices } from './find-practices.ts';
import { createSyntaxCheck } from './find-syntax-errors.ts';
import { createWarningCheck } from './find-warnings.ts';
import { createFinding, report, wholeFile } from './finding.ts';
import { listImports } from './imports.ts';
import { type PythonTree, parsePython } from './python-tree.ts';
import { readDagIds } from './read-dag-ids.ts';
import { readImports } from './read-imports.ts';
import { findRemovedArguments } from './removed-arguments.ts';
import { findRemovedImports } from './removed-imports.ts';
import { findThreats } from './security/find-threats.ts';
import { traceProgram } from './trace/trace-program.ts';
import { commentsOf, readWaivers } from './waivers.ts';

/** What is known of one Python file without running it. */
export interface FileCheck {
  readonly path: string;
  /** `rejected`: importing it surely fails, or it is a threat. `undetermined`: the checker cannot tell, Airflow will. */
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
  /** Packages it surely imports that are not part of Python or Airflow; some may be modules of its tree. */
  readonly packages: readonly ImportedPackage[];
  /** What its tasks have installed in environments of their own. */
  readonly requirements: readonly TaskRequirement[];
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

type Judgement = Omit<FileCheck, 'path' | 'isDagCandidate'>;

const nothing = { dagIds: [], dynamicDagIds: false, imports: [], packages: [], requirements: [] } as const;

/** Makes a checker for one environment; it keeps its analysers warm, so make it once. */
export const createChecker = ({
  airflowVersion,
  pythonVersion,
}: CheckTarget): { checkFile(path: string, bytes: Uint8Array): FileCheck } => {
  const findSyntaxErrors = createSyntaxCheck(pythonVersion);
  const findWarnings = createWarningCheck(pythonVersion);
  const findCompileErrors = createCompileCheck(pythonVersion);

  /** What the text tells once it is known to be Python. */
  const inspect = (path: string, tree: PythonTree, isCandidate: boolean) => {
    const imports = readImports(tree);
    const trace = traceProgram(tree);
    const { waive, refused } = readWaivers(commentsOf(tree));
    const packages = listPackages(tree, imports).map((each) => ({ ...each, finding: waive(missingPackage(each)) }));
    const reports = [...findThreats(tree.text, trace), ...findPractices(trace, imports, isCandidate)];
    const found = [
      ...findRemovedImports(tree, imports, airflowVersion),
      ...findRemovedArguments(tree, trace, airflowVersion),
      ...report(tree, reports),
      ...(trace.isComplete ? [] : [createFinding('too-complex', wholeFile, 'Not all of the file could be followed.')]),
    ].map(waive);
    const { ids, dynamic } = readDagIds(tree);
    return {
      findings: [
        ...found,
        ...refused,
        ...packages.flatMap(({ finding }) => (finding.waived === undefined ? [] : [finding])),
      ],
      dagIds: ids,
      dynamicDagIds: dynamic,
      imports: listImports(path, imports),
      packages: packages.flatMap(({ finding, ...each }) => (finding.waived === undefined ? [each] : [])),
      requirements: listTaskRequirements(tree, trace),
    };
  };

  /** Where it is not certain what Python makes of a text, it is left to Airflow, unless what can be read is a threat. */
  const leaveOpen = (path: string, text: string, finding: Finding, isCandidate: boolean): Judgement => {
    const tree = parsePython(text);
    const threats = tree
      ? inspect(path, tree, isCandidate).findings.filter(({ severity }) => severity === 'critical')
      : [];
    const verdict = threats.length > 0 ? 'rejected' : 'undetermined';
    return { ...nothing, verdict, findings: [...threats, finding], dynamicDagIds: true };
  };

  const checkText = (path: string, text: string, isCandidate: boolean): Judgement => {
    const syntaxErrors = findSyntaxErrors(text);
    if (syntaxErrors && syntaxErrors.length > 0) {
      return { ...nothing, verdict: 'rejected', findings: syntaxErrors };
    }
    const tree = parsePython(text);
    const refused = tree ? findCompileErrors(tree) : [];
    if (refused.length > 0) {
      return { ...nothing, verdict: 'rejected', findings: refused };
    }
    if (!syntaxErrors || !tree) {
      const message = 'The source is too deep, too dense or too unusual to be checked; Airflow decides.';
      return leaveOpen(path, text, createFinding('too-complex', wholeFile, message), isCandidate);
    }
    const inspected = inspect(path, tree, isCandidate);
    const told = new Set(inspected.findings.flatMap(({ rule, line }) => (rule.startsWith('removed-') ? [line] : [])));
    const warnings = findWarnings(text).filter(({ rule, line }) => !(rule.startsWith('AIR30') && told.has(line)));
    const findings = [...inspected.findings, ...warnings];
    return { ...inspected, findings, verdict: findings.some(keepsBack) ? 'rejected' : 'accepted' };
  };

  return {
    checkFile: (path, bytes) => {
      if (bytes.length > greatestSize) {
        const isCandidate = isDagCandidate(bytes);
        const message = `The file has ${bytes.length} bytes; at most ${greatestSize} are checked.`;
        const severity = isCandidate ? 'error' : 'warning';
        return {
          path,
          verdict: isCandidate ? 'rejected' : 'undetermined',
          findings: [createFinding('file-size', wholeFile, message, { severity })],
          ...nothing,
          isDagCandidate: isCandidate,
        };
      }
      const about = { path, isDagCandidate: isDagCandidate(bytes) };
      const decoded = decodeSource(bytes);
      switch (decoded.outcome) {
        case 'text':
          return { ...about, ...checkText(path, decoded.text, about.isDagCandidate) };
        case 'rejected':
          return { ...about, ...nothing, verdict: 'rejected', findings: [decoded.finding] };
        case 'undetermined':
          return { ...about, ...leaveOpen(path, decoded.text, decoded.finding, about.isDagCandidate) };
      }
    },
  };
};
