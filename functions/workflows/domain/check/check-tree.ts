import type { Finding } from '../../../repositories/contract.ts';
import type { FileCheck } from './check-file.ts';
import { resolveImports } from './imports.ts';

const reject = (check: FileCheck, findings: readonly Finding[]): FileCheck => ({
  ...check,
  verdict: 'rejected',
  findings: [...findings, ...check.findings],
});

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** Airflow silently keeps whichever file it parsed last, so of two files with one DAG id the first in order keeps it. */
export const rejectDuplicates = (checks: readonly FileCheck[]): readonly FileCheck[] => {
  const owners = new Map<string, string>();
  return checks.map((check) => {
    if (check.verdict === 'rejected' || !check.isDagCandidate) {
      return check;
    }
    const taken = check.dagIds.filter((dagId) => owners.has(dagId));
    if (taken.length === 0) {
      for (const dagId of check.dagIds) {
        owners.set(dagId, check.path);
      }
      return check;
    }
    return reject(
      check,
      taken.map((dagId) => ({
        rule: 'duplicate-dag-id',
        severity: 'error',
        line: 1,
        message: `The DAG id "${dagId}" is already used by ${owners.get(dagId)}.`,
        fix: 'Give one of the two another dag_id.',
      })),
    );
  });
};

/** A module that cannot be imported holds back exactly the DAG files whose import surely reaches it. */
export const rejectBrokenImports = (checks: readonly FileCheck[]): readonly FileCheck[] => {
  const graph = resolveImports(checks);
  const broken = new Map(checks.filter(({ verdict }) => verdict === 'rejected').map((check) => [check.path, check]));
  return checks.map((check) => {
    const reached = [...(graph.get(check.path) ?? [])].filter((path) => broken.has(path)).sort(compare);
    if (check.verdict === 'rejected' || !check.isDagCandidate || reached.length === 0) {
      return check;
    }
    return reject(
      check,
      reached.map((path) => {
        const cause = broken.get(path)?.findings.find(({ severity }) => severity === 'error');
        const message = `It imports ${path}, which cannot be imported: line ${cause?.line ?? 1}: ${cause?.message ?? ''}`;
        return { rule: 'broken-import', severity: 'error', line: 1, message, fix: `Correct ${path}.` };
      }),
    );
  });
};

/**
 * What the files of one tree mean to each other, given the check of each: duplicate DAG ids, and modules that cannot be
 * imported. Paths are relative to the root of imports; the answer is in path order.
 */
export const checkTree = (checks: readonly FileCheck[]): readonly FileCheck[] =>
  rejectDuplicates(rejectBrokenImports(checks.toSorted((a, b) => compare(a.path, b.path))));
