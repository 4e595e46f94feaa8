/** What a mutation is to break; what it does break is for Python and Airflow to say. */
export type Family = 'syntax' | 'compatibility' | 'definition' | 'harmless';

/** One way to change a file. */
export interface Mutation {
  readonly name: string;
  readonly family: Family;
  /** Nothing where the text has no place for it. `pick` chooses a number below its argument. */
  readonly mutate: (text: string, pick: (below: number) => number) => string | Uint8Array | undefined;
}

type Mutate = Mutation['mutate'];

/** Replaces one of the places where a pattern matches; `$1` stands for its first group. */
const swap =
  (pattern: RegExp, replacement: string): Mutate =>
  (text, pick) => {
    const count = [...text.matchAll(pattern)].length;
    const chosen = pick(count);
    let index = -1;
    const changed = text.replace(pattern, (match: string, ...groups: readonly unknown[]) => {
      index += 1;
      return index === chosen ? replacement.replace(/\$(\d)/g, (_, group) => String(groups[group - 1])) : match;
    });
    return count === 0 ? undefined : changed;
  };

const append =
  (lines: string): Mutate =>
  (text) =>
    `${text.trimEnd()}\n\n\n${lines}\n`;

/** Puts lines before the first import, or after those from the future. */
const prepend =
  (lines: string): Mutate =>
  (text) =>
    text.replace(/^(from __future__ .*\n|(?=import |from ))/m, `$1${lines}\n`);

const all =
  (pattern: RegExp, replacement: string): Mutate =>
  (text) =>
    text.search(pattern) === -1 ? undefined : text.replace(pattern, replacement);

const lineStart = /^(?=\w)/gm;

const twoTasksOfOneName: Mutate = (text) => {
  const [first, second] = [...new Set([...text.matchAll(/task_id="(\w+)"/g)].map(([, id = '']) => id))];
  return first && second ? text.replaceAll(`task_id="${second}"`, `task_id="${first}"`) : undefined;
};

const badBytes: Mutate = (text) => Buffer.concat([Buffer.from(text), Buffer.from([0x23, 0x20, 0xe9, 0x0a])]);

const cutShort: Mutate = (text, pick) => text.slice(0, Math.floor(text.length / 3) + pick(Math.floor(text.length / 2)));

const table: Readonly<Record<Family, Readonly<Record<string, Mutate>>>> = {
  syntax: {
    'a closing bracket is gone': swap(/\)(?=\n)/g, ''),
    'an opening bracket is gone': swap(/(?<=\w)\(/g, ''),
    'a bracket too many': append(')'),
    'a bracket of another kind': swap(/\)(?=\n)/g, ']'),
    'a colon is gone': swap(/:(?=\n)/g, ''),
    'a comma is gone': swap(/,(?=\n)/g, ''),
    'a quote is gone': swap(/"(?=[,)\n])/g, ''),
    'a text is left open': append('"""'),
    'an indentation is lost': swap(/\n {4}(?=\w)/g, '\n'),
    'an indentation of three': swap(/\n {4}(?=\w)/g, '\n   '),
    'a tab among blanks': swap(/\n {8}(?=\w)/g, '\n\t'),
    'no-break spaces': swap(/\n {4}(?=\w)/g, '\n\u00a0\u00a0\u00a0\u00a0'),
    'typographic quotes': swap(/"(?=\w)/g, '“'),
    'cut short': cutShort,
    'a null byte': swap(lineStart, '\0'),
    'bytes that are no text': badBytes,
    'a merge conflict': swap(lineStart, '<<<<<<< HEAD\n'),
    'a keyword as a name': swap(/^(\w+) = /gm, 'class = '),
    'an equals sign without a value': swap(/^(\w+) = .*$/gm, '$1 ='),
    'return outside a function': append('return 1'),
    'yield outside a function': append('yield 1'),
    'await outside a function': append('await x'),
    'break outside a loop': append('break'),
    'continue outside a loop': append('continue'),
    'nonlocal at the top': append('nonlocal x'),
    'global after use': append('def broken():\n    x = 1\n    global x'),
    'a late future import': append('from __future__ import annotations'),
    'a parameter twice': append('def broken(a, a):\n    pass'),
    'an argument twice': append('print(end="", end="")'),
    'a plain argument after a named one': append('print(end="", 1)'),
    'a parameter without a default after one with': append('def broken(a=1, b):\n    pass'),
    'print as a statement': append('print "done"'),
    'exec as a statement': append('exec "x = 1"'),
    'except with a comma': append('try:\n    pass\nexcept ValueError, error:\n    pass'),
    'raise with a comma': append('raise ValueError, "x"'),
    backticks: append('x = `1`'),
    'unequal as in Python 2': append('x = 1 <> 2'),
    'an octal number as in Python 2': append('x = 0755'),
    'a call is given a value': append('print() = 1'),
    'a number is given a value': append('1 = x'),
    'True is given a value': append('True = 1'),
    'assignment in a condition': append('if x = 1:\n    pass'),
    'a walrus as a statement': append('x := 1'),
    'an empty place in an f-string': append('x = f"{}"'),
    'an f-string left open': append('x = f"{1"'),
    'a star by itself': append('*x'),
    'a decorator of nothing': append('@print'),
    'an empty function': append('def broken():'),
    'an empty block': append('if True:\nprint()'),
    'a call is deleted': append('del print()'),
    'else without if': append('else:\n    pass'),
    'a backslash before blanks': append('x = 1 + \\ \n    2'),
    'a generator beside an argument': append('print(x for x in [1], 2)'),
    'a dictionary with a gap': append('x = {"a": }'),
    'a pattern that hides the next': append('match 1:\n    case _:\n        pass\n    case 2:\n        pass'),
    'a type statement of 3.12': append('type Row = dict'),
    'type parameters of 3.12': append('def first[T](items: list[T]) -> T:\n    return items[0]'),
    'quotes in quotes of 3.12': append('x = f"{"a"}"'),
    'a default type of 3.13': append('class Box[T = int]:\n    pass'),
    'a template string of 3.14': append('x = t"{1}"'),
    'except without brackets of 3.14': append('try:\n    pass\nexcept KeyError, ValueError:\n    pass'),
  },
  compatibility: {
    'BashOperator where it was': prepend('from airflow.operators.bash_operator import BashOperator as Old'),
    'PythonOperator where it was': prepend('from airflow.operators.python_operator import PythonOperator as Old'),
    DummyOperator: prepend('from airflow.operators.dummy_operator import DummyOperator'),
    'DummyOperator of 2.x': prepend('from airflow.operators.dummy import DummyOperator'),
    SubDagOperator: prepend('from airflow.operators.subdag import SubDagOperator'),
    days_ago: prepend('from airflow.utils.dates import days_ago'),
    apply_defaults: prepend('from airflow.utils.decorators import apply_defaults'),
    'a contrib hook': prepend('from airflow.contrib.hooks.aws_hook import AwsHook'),
    'a contrib sensor': prepend('from airflow.contrib.sensors.file_sensor import FileSensor'),
    'ExternalTaskSensor where it was': prepend('from airflow.sensors.external_task_sensor import ExternalTaskSensor'),
    'BaseHook where it was': prepend('from airflow.hooks.base_hook import BaseHook'),
    'provide_session where it was': prepend('from airflow.utils.db import provide_session'),
    'TriggerDagRunOperator where it was': prepend('from airflow.operators.trigger_dagrun import TriggerDagRunOperator'),
    schedule_interval: all(/\bschedule=/g, 'schedule_interval='),
    'timetable as an argument': all(/\bschedule=/g, 'timetable='),
    concurrency: swap(/\bDAG\((?=\n)/g, 'DAG(\n    concurrency=1,'),
    default_view: swap(/\bDAG\((?=\n)/g, 'DAG(\n    default_view="graph",'),
    sla_miss_callback: swap(/\bDAG\((?=\n)/g, 'DAG(\n    sla_miss_callback=None,'),
    fail_stop: swap(/\bDAG\((?=\n)/g, 'DAG(\n    fail_stop=True,'),
    'concurrency of a decorator': swap(/@dag\((?=\n)/g, '@dag(\n    concurrency=1,'),
    task_concurrency: swap(/task_id=/g, 'task_concurrency=1, task_id='),
    provide_context: swap(/task_id=/g, 'provide_context=True, task_id='),
  },
  definition: {
    'a name that is not defined': append('no_such_name'),
    'true as in JSON': append('x = true'),
    'a division by zero': append('1 / 0'),
    'a package that is not there': prepend('import no_such_package'),
    'a name that Airflow does not have': prepend('from airflow.sdk import Dagg'),
    'two tasks of one name': twoTasksOfOneName,
    'a cycle': swap(/^( *)(\w+) >> (\w+)$/gm, '$1$2 >> $3 >> $2'),
    'a DAG id with a blank': swap(/dag_id="\w+"/g, 'dag_id="two words!"'),
    'a task id with a blank': swap(/task_id="\w+"/g, 'task_id="two words!"'),
    'minute 61': swap(/schedule="[^"]+"/g, 'schedule="61 * * * *"'),
    'an argument that is not there': swap(/task_id=/g, 'no_such_argument=1, task_id='),
    'a task without an id': swap(/task_id="\w+",? ?/g, ''),
    'a start date that is a text': swap(/start_date=[^,\n]+\([^)]*\)/g, 'start_date="soon"'),
  },
  harmless: {
    unchanged: (text) => text,
    'lines end as on Windows': all(/\n/g, '\r\n'),
    'a byte order mark': (text) => `\ufeff${text}`,
    'blanks at the ends of lines': all(/(?<![\\\n])$/gm, '  '),
    'no newline at the end': (text) => text.trimEnd(),
    'a form feed between': append('\f\nx = 1'),
    'an encoding that is said': (text) => `#!/usr/bin/env python\n# -*- coding: utf-8 -*-\n${text}`,
    'names in Greek': append('μέτρο = 1\nprint(μέτρο)'),
    'names like soft keywords': append('match = case = type = _ = 1'),
    'a match statement': append('match [1, 2]:\n    case [a, *rest] if rest:\n        pass\n    case _:\n        pass'),
    'an exception group': append('try:\n    pass\nexcept* ValueError:\n    pass'),
    'parameters by position only': append('def fine(a, /, b, *, c=1):\n    return a, b, c'),
    'a star in an index': append('x = {(1, 2): 3}[*(1, 2)]'),
    'a walrus in brackets': append('print((x := 1))'),
    'an f-string in an f-string': append('x = f"{f\'{1:>{2}}\'!r:>10}"'),
    'with several in brackets': append(
      'import contextlib\nwith (contextlib.suppress(), contextlib.suppress()):\n    pass',
    ),
    'a package for types only': append(
      'from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import no_such_package',
    ),
    'a package that it can do without': append('try:\n    import no_such_package\nexcept ImportError:\n    pass'),
    'an old name that it can do without': append(
      'try:\n    from airflow.utils.dates import days_ago\nexcept ImportError:\n    pass',
    ),
    'an old name within a function': append(
      'def later():\n    from airflow.utils.dates import days_ago\n    return days_ago',
    ),
    'a raw text full of backslashes': append('x = r"\\d\\s\\"a"'),
    'an escape that Python warns of': append(String.raw`x = "\d"`),
    'a long line': append(`x = [${'1, '.repeat(3000)}]`),
    'eighteen nested lists': append(`x = ${'['.repeat(18)}${']'.repeat(18)}`),
    'statements on one line': append('x = 1; y = 2; print(x, y)'),
    'an async comprehension': append('async def fine(a):\n    return [await b async for b in a if await b]'),
    'a lambda with defaults': append('fine = lambda a=1, *b, c=2, **d: (yield)'),
    'annotations of all kinds': append('x: "list[int]" = []\ny: int\nclass A:\n    z: "A | None" = None'),
  },
};

/** All mutations. */
export const mutations: readonly Mutation[] = (['syntax', 'compatibility', 'definition', 'harmless'] as const).flatMap(
  (family) => Object.entries(table[family]).map(([name, mutate]) => ({ name, family, mutate })),
);
