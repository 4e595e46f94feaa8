import { describe, expect, it } from 'vitest';
import { parsePython } from './python-tree.ts';
import { readDagIds } from './read-dag-ids.ts';

const read = (source: string) => {
  const tree = parsePython(source);
  if (!tree) {
    throw new Error('the source is too long');
  }
  return readDagIds(tree);
};

const head = 'from airflow.sdk import DAG, dag, task\n';

/** Each was compared with what the DagBag of Airflow 3.3.2 finds in that file. */
describe('DAG ids that the text tells', () => {
  it.each<readonly [string, string, readonly string[]]>([
    ['positional', 'd = DAG("x")', ['x']],
    ['keyword', 'd = DAG(schedule=None, dag_id="x")', ['x']],
    ['annotated', 'd: DAG = DAG("x")', ['x']],
    ['beside other keywords', 'kw = {}\nd = DAG("x", **kw)', ['x']],
    ['with', 'with DAG("x"): pass', ['x']],
    ['with and one name twice', 'with DAG("x") as d: pass\nwith DAG("y") as d: pass', ['x', 'y']],
    ['with among others', 'import contextlib\nwith contextlib.nullcontext(), DAG("x") as d: pass', ['x']],
    ['one inside another', 'with DAG("x"):\n  with DAG("y"): pass', ['x', 'y']],
    ['decorator', '@dag\ndef x(): pass\nx()', ['x']],
    ['decorator with arguments', '@dag(schedule=None)\ndef x(): pass\ny = x()', ['x']],
    ['decorator with an id', '@dag("x", schedule=None)\ndef f(): pass\nf()', ['x']],
    ['decorator with a named id', '@dag(dag_id="x")\ndef f(): pass\nf = f()', ['x']],
    ['decorator whose name is given away', '@dag(dag_id="x")\ndef f(): pass\ndag = f()', ['x']],
    ['the later of two functions', '@dag\ndef f(): pass\n@dag("x")\ndef f(): pass\nf()', ['x']],
    ['constant', 'ID = "x"\nd = DAG(ID)', ['x']],
    ['constant behind a parameter of that name', 'ID = "x"\ndef f(ID): return ID\nd = DAG(ID)', ['x']],
    ['constants put together', 'A = "a"\nB = A + "_b"\nd = DAG(B + f"_{A}_{3}" "_c")', ['a_b_a_3_c']],
    ['raw and triple quotes', 'd = DAG(r"x")\ne = DAG("""y""")', ['x', 'y']],
    ['never called', '@dag\ndef f(): pass', []],
    ['called as a script only', '@dag\ndef f(): pass\nif __name__ == "__main__":\n  f()', []],
    ['for type checkers only', 'from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n  d = DAG("x")', []],
    ['made and dropped', 'DAG("x")', []],
    ['a name that is something else by then', 'def DAG(x): return x\nd = DAG("x")', []],
    [
      'types are not DAGs',
      'def f(d: DAG) -> DAG: return d\nwith DAG("x") as d: pass\nassert isinstance(d, DAG)',
      ['x'],
    ],
  ])('%s', (_name, source, ids) => {
    expect(read(head + source)).toEqual({ ids, dynamic: false });
  });

  it.each([
    ['import airflow.sdk as a', 'a.DAG'],
    ['import airflow.sdk', 'airflow.sdk.DAG'],
    ['from airflow import sdk', 'sdk.DAG'],
    ['from airflow import DAG as D', 'D'],
    ['from airflow.models import DAG', 'DAG'],
    ['from airflow.models.dag import DAG', 'DAG'],
    ['from airflow.sdk import *', 'DAG'],
    ['try:\n  from airflow.sdk import DAG\nexcept ImportError:\n  from airflow import DAG', 'DAG'],
  ])('under the name of: %s', (statement, name) => {
    expect(read(`${statement}\nd = ${name}("x")\n`)).toEqual({ ids: ['x'], dynamic: false });
  });
});

describe('DAG ids that only Airflow can tell', () => {
  it.each([
    ['loop', 'for n in ["a", "b"]:\n  with DAG(f"loop_{n}"): pass'],
    ['function', 'def make(n): return DAG(n)\nd = make("x")'],
    ['condition', 'if x:\n  d = DAG("x")'],
    ['conditional expression', '@dag\ndef f(): pass\nx = f() if y else None'],
    ['short circuit', '@dag\ndef f(): pass\nFalse and f()'],
    ['rescued', 'try:\n  d = DAG("x")\nexcept Exception: pass'],
    ['suppressed', 'import contextlib\nwith contextlib.suppress(Exception):\n  d = DAG("x")'],
    ['name given twice', 'd = DAG("x")\nd = DAG("y")'],
    ['name taken away', 'd = DAG("x")\ndel d'],
    ['renamed', 'd = DAG("x")\nd.dag_id = "y"'],
    ['constant given twice', 'X = "a"\nX = "b"\nd = DAG(X)'],
    ['constant given by a function', 'X = "a"\ndef f():\n  global X\n  X = "b"\nf()\nd = DAG(X)'],
    ['constant added to', 'X = "a"\nX += "b"\nd = DAG(X)'],
    ['constant of a loop', 'X = "a"\nfor X in ["b"]: pass\nd = DAG(X)'],
    ['imported constant', 'from os import name as X\nd = DAG(X)'],
    ['environment', 'import os\nd = DAG(os.environ["X"])'],
    ['format', 'N = 7\nd = DAG(f"n_{N:03d}")'],
    ['escape', 'd = DAG("a\\x5fb")'],
    ['arguments from a dictionary', 'kw = {}\nd = DAG(**kw)'],
    ['decorator arguments from a dictionary', 'kw = {}\n@dag(**kw)\ndef f(): pass\nf()'],
    ['not registered by itself', 'with DAG("x", auto_register=False): pass'],
    ['globals', 'globals()["z"] = DAG("x")'],
    ['list', 'ds = [DAG("x")]'],
    ['tuple', 'a, b = DAG("x"), DAG("y")'],
    ['subclass', 'class M(DAG): pass\nd = M("x")'],
    ['alias', 'D = DAG\nd = D("x")'],
    ['second decorator', 'def o(f): return f\n@dag(schedule=None)\n@o\ndef f(): pass\nf()'],
    ['asset', 'from airflow.sdk import asset\n@asset(schedule=None)\ndef f(): pass'],
    ['factory of another module', 'from factory import build\nd = build("x")'],
    ['DAG of another module', 'from other import my_dag'],
  ])('%s', (_name, source) => {
    expect(read(head + source)).toEqual({ ids: [], dynamic: true });
  });

  it('keeps the ids that are sure', () => {
    const source = `${head}with DAG("x"): pass\nfor n in y:\n  with DAG(n): pass\n`;
    expect(read(source)).toEqual({ ids: ['x'], dynamic: true });
  });

  it('takes a module with helpers for what it is', () => {
    const source =
      'import logging\nfrom airflow.sdk import task\nlog = logging.getLogger("dag")\n@task\ndef f(): pass\n';
    expect(read(source)).toEqual({ ids: [], dynamic: false });
  });
});
