import { describe, expect, it } from 'vitest';
import { addImport, findingsOfImport, type ImportOutcome } from './import-findings.ts';

const outcome: ImportOutcome = {
  path: 'a.py',
  verdict: 'ok',
  isUnfinished: false,
  error: null,
  effects: [],
  dagIds: ['real'],
};
const raised = { type: 'E', message: 'why', line: 4, isCertain: true } as const;
const check = { isDagFile: true, isRejected: false, findings: [], dagIds: ['guessed'], imports: [] };

describe('what is said of an import', () => {
  it.each([
    ['import', 'import-broken'],
    ['cycle', 'dag-cycle'],
    ['duplicate-task', 'task-id-duplicate'],
  ] as const)('an error of kind %s has a rule of its own', (kind, rule) => {
    const error = { ...raised, kind, raisedIn: { path: 'a.py', line: 4 } };
    const findings = findingsOfImport({ ...outcome, verdict: 'broken', error });
    expect(findings).toMatchObject([{ rule, severity: 'error', line: 4, message: 'E: why' }]);
  });

  it('an error in a module is told at the line of the import, with where it was raised', () => {
    const error = { ...raised, kind: 'import', raisedIn: { path: 'lib/b.py', line: 7 } } as const;
    const [finding] = findingsOfImport({ ...outcome, verdict: 'broken', error });
    expect(finding).toMatchObject({ line: 4, message: 'E: why, raised in lib/b.py:7' });
  });

  it('an import that ended its interpreter is a warning', () => {
    const unfinished = { ...outcome, verdict: 'undetermined', isUnfinished: true, reason: 'it took too long' } as const;
    expect(findingsOfImport(unfinished)).toMatchObject([{ rule: 'import-unfinished', severity: 'warning' }]);
  });

  it('effects are warnings; a variable in the file itself is left to the rule that reads the source', () => {
    const effects = [
      { kind: 'write', what: '/x', path: 'a.py', line: 2 },
      { kind: 'variable', what: 'x', path: 'a.py', line: 3 },
      { kind: 'variable', what: 'y', path: 'lib/b.py', line: 9 },
    ] as const;
    expect(findingsOfImport({ ...outcome, effects: [...effects] })).toMatchObject([
      { line: 2, message: 'It changes files: /x' },
      { line: 1, message: 'It asks Airflow for the variable y, in lib/b.py:9' },
    ]);
  });
});

describe('what an import adds to a check', () => {
  it('the DAG ids of an import that went through are the real ones', () => {
    expect(addImport(check, outcome).dagIds).toEqual(['real']);
  });

  it('those of an import that was given answers are not', () => {
    expect(addImport(check, { ...outcome, verdict: 'undetermined' }).dagIds).toEqual(['guessed']);
  });
});
