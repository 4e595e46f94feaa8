import { describe, expect, it } from 'vitest';
import { judge, type Observation } from './imported-file.ts';

const observation: Observation = { path: 'a.py', error: null, dags: [], effects: [], assumptions: [], reads: [] };
const error = {
  kind: 'import',
  type: 'NameError',
  message: 'x',
  line: 1,
  raisedIn: { path: 'a.py', line: 1 },
  isCertain: true,
} as const;

describe('the verdict on an import', () => {
  const cases: readonly (readonly [string, Observation, string])[] = [
    ['went well', observation, 'ok'],
    ['failed for certain', { ...observation, error }, 'broken'],
    ['failed for what may be the sandbox', { ...observation, error: { ...error, isCertain: false } }, 'undetermined'],
    ['went well on an assumption', { ...observation, assumptions: ['the variable x'] }, 'undetermined'],
  ];
  it.each(cases)('%s', (_name, observed, verdict) => {
    expect(judge(observed).verdict).toBe(verdict);
  });
});
