import { expect, it } from 'vitest';
import { createChecker } from './check-file.ts';
import { checkTree } from './check-tree.ts';

const { checkFile } = createChecker({ airflowVersion: '3.3.2', pythonVersion: '3.12' });

const verdicts = (files: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    checkTree(Object.entries(files).map(([path, source]) => checkFile(path, Buffer.from(source)))).map((check) => [
      check.path,
      check.verdict === 'accepted' ? 'accepted' : check.findings[0]?.message,
    ]),
  );

const dag = (id: string, before = ''): string =>
  `from airflow.sdk import DAG\n${before}\nd = DAG("${id}", schedule=None)\n`;

it('leaves a DAG id to the first file by path and names it to the others', () => {
  expect(verdicts({ 'b.py': dag('x'), 'a.py': dag('x'), 'c.py': dag('y') })).toEqual({
    'a.py': 'accepted',
    'b.py': 'a.py defines the DAG id x too',
    'c.py': 'accepted',
  });
});

it('does not let a broken file keep a DAG id', () => {
  const files = { 'a.py': dag('x', 'import airflow.operators.dummy'), 'b.py': dag('x') };
  expect(verdicts(files)).toMatchObject({ 'b.py': 'accepted' });
});

it('holds back exactly the DAG files that import a broken module, however far away', () => {
  const files = {
    'pkg/__init__.py': '',
    'pkg/broken.py': 'x = (\n',
    'pkg/middle.py': 'from .broken import x\n',
    'direct.py': dag('direct', 'import pkg.broken'),
    'far.py': dag('far', 'from pkg import middle'),
    'near.py': dag('near', 'import pkg'),
    'lazy.py': dag('lazy', 'def f():\n  import pkg.broken\n'),
    'rescued.py': dag('rescued', 'try:\n  import pkg.broken\nexcept Exception:\n  pass\n'),
    'alone.py': dag('alone'),
  };
  const held = expect.stringMatching(/^It imports pkg\/broken\.py, which cannot be published: line \d/);
  expect(verdicts(files)).toMatchObject({
    'direct.py': held,
    'far.py': held,
    'near.py': 'accepted',
    'lazy.py': 'accepted',
    'rescued.py': 'accepted',
    'alone.py': 'accepted',
    'pkg/middle.py': 'accepted',
  });
});
