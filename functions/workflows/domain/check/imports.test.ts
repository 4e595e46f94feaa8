import { expect, it } from 'vitest';
import { listImports, resolveImports } from './imports.ts';
import { parsePython } from './python-tree.ts';
import { readImports } from './read-imports.ts';

const list = (path: string, source: string) => {
  const tree = parsePython(source);
  return tree && listImports(path, readImports(tree));
};

it.each([
  ['a module', 'x.py', 'import a.b as c, d', ['a.b', 'd']],
  ['names', 'x.py', 'from a import (\n  b as c,  # why\n  d,\n)', ['a', 'a.b', 'a.d']],
  ['everything', 'x.py', 'from a import *', ['a']],
  ['a sibling', 'p/x.py', 'from . import y', ['p', 'p.y']],
  ['a cousin', 'p/q/x.py', 'from ..r import y', ['p.r', 'p.r.y']],
  ['what lies outside', 'x.py', 'from . import y', []],
  [
    'else and finally',
    'x.py',
    'try:\n  import a\nexcept KeyError:\n  import b\nelse:\n  import c\nfinally:\n  import d',
    ['a', 'd'],
  ],
  ['with and class', 'x.py', 'with y:\n  import a\nclass B:\n  import c', ['a', 'c']],
  ['nothing that may not run', 'x.py', 'if y:\n  import a\ndef f():\n  import b\nfor i in y:\n  import c', []],
])('lists %s', (_name, path, source, expected) => {
  expect(list(path, source)).toEqual(expected);
});

it('resolves packages on the way, cycles, and nothing that Airflow has imported before', () => {
  const graph = resolveImports([
    { path: 'dag.py', imports: ['p.q', 'os', 'airflow.sdk'] },
    { path: 'p/__init__.py', imports: [] },
    { path: 'p/q.py', imports: ['r'] },
    { path: 'r.py', imports: ['p.q', 'dag'] },
    { path: 'airflow/__init__.py', imports: [] },
  ]);
  expect(graph.get('dag.py')).toEqual(new Set(['p/__init__.py', 'p/q.py', 'r.py']));
  expect(graph.get('p/__init__.py')).toEqual(new Set());
});
