import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderPointer } from './render-pointer.ts';

const pointer = {
  repository: 'company/sales',
  repositoryId: 'sales-1',
  release: 'a'.repeat(64),
  lastPath: 'z.sql',
  path: 'nightly.py',
  commit: 'c'.repeat(40),
  sequence: 1,
  proof: `${'a'.repeat(64)}#1`,
  source: 'from airflow.sdk import dag\n',
};

/** What Python makes of each rendered pointer: the arguments of its only call, if it consists of nothing else. */
const readByPython = (texts: readonly string[]): unknown => {
  const program = `
import ast, json, sys
def read(text):
    first, second = ast.parse(text.encode()).body
    assert ast.unparse(first) == "from navigator_release import load"
    (call,) = second.value.args
    assert ast.unparse(second.value.func) == "globals().update" and ast.unparse(call.func) == "load"
    return [argument.value for argument in call.args[2:]]
json.dump([read(text) for text in json.load(sys.stdin)], sys.stdout)
`;
  const { stdout, stderr } = spawnSync('python3', ['-c', program], { input: JSON.stringify(texts), encoding: 'utf8' });
  expect(stderr).toBe('');
  return JSON.parse(stdout);
};

describe('the pointer of a DAG file', () => {
  it('has the words that Airflow looks for, what it was made of, and the proof', () => {
    const text = renderPointer(pointer);
    expect(text).toMatch(/airflow/i);
    expect(text).toMatch(/dag/i);
    expect(text).toContain(`move: ${pointer.proof}`);
    expect(text).toContain('# from airflow.sdk import dag');
  });

  it('is one call and comments to Python, whatever path and source hold', () => {
    const hostile = fc.string({
      unit: fc.oneof(
        fc.constantFrom(
          '"',
          "'",
          '\\',
          '\n',
          '\r',
          '\0',
          '\f',
          '\u0085',
          '\u2028',
          '#',
          ')',
          '"""',
          '-*- coding: utf-7 -*-',
        ),
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
      ),
    });
    const path = hostile.map((text) => text.replaceAll('\0', '').toWellFormed());
    const cases = fc.sample(fc.record({ path, lastPath: path, source: hostile }), 300);
    const texts = cases.map((each) => renderPointer({ ...pointer, ...each }));
    expect(readByPython(texts)).toEqual(
      cases.map(({ path, lastPath }) => [`sales-1/${pointer.release}`, path, lastPath]),
    );
  });

  it('never has the length of the move before', () => {
    fc.assert(
      fc.property(fc.nat(), fc.string(), fc.string(), (sequence, before, after) => {
        const size = (source: string, of: number) =>
          Buffer.byteLength(renderPointer({ ...pointer, source, sequence: of }));
        expect(size(after, sequence + 1)).not.toBe(size(before, sequence));
      }),
    );
  });

  it('shows no more than 200,000 characters of the source', () => {
    expect(renderPointer({ ...pointer, source: 'x'.repeat(1_000_000) }).length).toBeLessThan(201_000);
  });
});
