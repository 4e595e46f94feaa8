import type { CheckTarget } from '../../functions/workflows/domain/check/check-file.ts';
import { listPackages } from '../../functions/workflows/domain/check/dependencies/imported-packages.ts';
import { createCompileCheck } from '../../functions/workflows/domain/check/find-compile-errors.ts';
import { findPractices } from '../../functions/workflows/domain/check/find-practices.ts';
import { createSyntaxCheck } from '../../functions/workflows/domain/check/find-syntax-errors.ts';
import { createWarningCheck } from '../../functions/workflows/domain/check/find-warnings.ts';
import { parsePython } from '../../functions/workflows/domain/check/python-tree.ts';
import { readDagIds } from '../../functions/workflows/domain/check/read-dag-ids.ts';
import { readImports } from '../../functions/workflows/domain/check/read-imports.ts';
import { findRemovedArguments } from '../../functions/workflows/domain/check/removed-arguments.ts';
import { findRemovedImports } from '../../functions/workflows/domain/check/removed-imports.ts';
import { findThreats } from '../../functions/workflows/domain/check/security/find-threats.ts';
import { traceProgram } from '../../functions/workflows/domain/check/trace/trace-program.ts';

/** The stages of the static checks, as `createChecker` runs them; security includes following the program. */
export const stages = ['syntax', 'compatibility', 'structure', 'practice', 'security', 'dependencies', 'ruff'] as const;
export type Stage = (typeof stages)[number];

/** Milliseconds that each stage takes for a text. */
export type TimeStages = (text: string) => Readonly<Record<Stage, number>>;

export const createStageTimer = ({ airflowVersion, pythonVersion }: CheckTarget): TimeStages => {
  const findSyntaxErrors = createSyntaxCheck(pythonVersion);
  const findCompileErrors = createCompileCheck(pythonVersion);
  const findWarnings = createWarningCheck(pythonVersion);
  return (text) => {
    const times = { syntax: 0, compatibility: 0, structure: 0, practice: 0, security: 0, dependencies: 0, ruff: 0 };
    const time = <T>(stage: Stage, work: () => T): T => {
      const startedAt = performance.now();
      const result = work();
      times[stage] += performance.now() - startedAt;
      return result;
    };
    const tree = time('syntax', () => {
      findSyntaxErrors(text);
      const parsed = parsePython(text);
      return parsed && findCompileErrors(parsed).length === 0 ? parsed : undefined;
    });
    if (!tree) {
      return times;
    }
    const imports = time('structure', () => {
      readDagIds(tree);
      return readImports(tree);
    });
    const trace = time('security', () => traceProgram(tree));
    time('compatibility', () => {
      findRemovedImports(tree, imports, airflowVersion);
      findRemovedArguments(tree, trace, airflowVersion);
    });
    time('practice', () => [...findPractices(trace, imports, true)]);
    time('security', () => findThreats(text, trace));
    time('dependencies', () => listPackages(tree, imports));
    time('ruff', () => findWarnings(text));
    return times;
  };
};
