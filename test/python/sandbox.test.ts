import { beforeAll, describe, expect, test } from 'vitest';
import type { ImportedFile } from '../../functions/workflows/domain/imported-file.ts';
import { type Imported, importInSandbox } from '../support/sandbox.ts';

type Files = Readonly<Record<string, string>>;

/** Imports each of these for itself, beside modules and data; answers what came of the one asked for. */
const importEach = (sources: Files, beside: Files = {}, limit = 60_000): ((path: string) => ImportedFile) => {
  let found: ReadonlyMap<string, Imported> = new Map();
  beforeAll(async () => {
    const files = { ...sources, ...beside };
    found = await importInSandbox({ files, missing: ['left-out.csv'], check: Object.keys(sources), limit });
  }, 240_000);
  return (path) => {
    const imported = found.get(path);
    if (!imported) throw new Error(`there is no answer for ${path}`);
    return imported.file;
  };
};

const good = `from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator
with DAG("good") as dag:
    a = EmptyOperator(task_id="a")
    b = EmptyOperator(task_id="b")
    a >> b
`;

describe('Airflow itself says what a file defines', () => {
  const imported = importEach(
    {
      'shapes.py': `
from airflow.sdk import DAG, task, task_group
for region in ('eu', 'us'):
    with DAG(f'sales_{region}') as dag:
        @task
        def extract(): return [1, 2]
        @task
        def load(x): ...
        @task.branch
        def choose(): return 'group.clean'
        @task_group
        def group():
            @task
            def clean(): ...
            clean()
        choose() >> group()
        load.expand(x=extract())
`,
      'reads.py': `import json, pathlib
from airflow.sdk import DAG
from lib.names import name
for i in json.loads(pathlib.Path(__file__).with_name("ids.json").read_text()):
    globals()[i] = DAG(name(i))
`,
      'other.py': 'import reads\nfrom airflow.sdk import DAG\nwith DAG("other"): pass\n',
    },
    { 'lib/names.py': 'def name(i): return "x_" + i\n', 'ids.json': '["a", "b"]' },
  );

  test('loops, TaskFlow, groups, mapping and branches', () => {
    const file = imported('shapes.py');
    expect(file).toMatchObject({ verdict: 'ok', error: null, assumptions: [], effects: [] });
    expect(file.dags.map(({ dagId }) => dagId)).toEqual(['sales_eu', 'sales_us']);
    const task = { operator: expect.any(String), isMapped: false };
    expect(file.dags[0]?.tasks).toEqual([
      { ...task, id: 'choose', downstream: ['group.clean'] },
      { ...task, id: 'extract', downstream: ['load'] },
      { ...task, id: 'group.clean', downstream: [], group: 'group' },
      { ...task, id: 'load', downstream: [], isMapped: true },
    ]);
  });

  test('modules and data of its tree, and which it looked for', () => {
    const file = imported('reads.py');
    expect(file).toMatchObject({ verdict: 'ok', assumptions: [] });
    expect(file.dags.map(({ dagId }) => dagId)).toEqual(['x_a', 'x_b']);
    expect(file.reads).toEqual(expect.arrayContaining(['reads.py', 'ids.json', 'lib/names.py']));
  });

  test('a DAG file that another imports keeps its DAGs', () => {
    expect(imported('other.py').dags.map(({ dagId }) => dagId)).toEqual(['other']);
  });
});

describe('a file is broken where any Python with this Airflow fails alike', () => {
  const cases = {
    'name.py': [`${good}nope()\n`, { type: 'NameError', line: 7, kind: 'import' }],
    'argument.py': [`${good}EmptyOperator(task_id="c", nope=1)\n`, { line: 7 }],
    'cycle.py': [`${good}b >> a\n`, { kind: 'cycle' }],
    'duplicate.py': [good.replace('"b"', '"a"'), { kind: 'duplicate-task', line: 5 }],
    'airflow.py': ['from airflow.sdk import Nope\n', { type: 'ImportError' }],
    'module.py': ['from lib.nope import x\n', { type: 'ModuleNotFoundError' }],
    'below.py': ['from lib import bad\n', { line: 1, raisedIn: { path: 'lib/bad.py', line: 1 } }],
  } as const;
  const sources = Object.fromEntries(Object.entries(cases).map(([path, [text]]) => [path, text]));
  const imported = importEach(sources, { 'lib/__init__.py': '', 'lib/bad.py': '1 / 0\n' });

  test.each(Object.entries(cases))('%s', (path, [, error]) => {
    expect(imported(path)).toMatchObject({ verdict: 'broken', error });
  });
});

describe('where the sandbox cannot know, Airflow decides', () => {
  const pod = 'from airflow.providers.cncf.kubernetes.operators.pod import KubernetesPodOperator';
  const cases = {
    'package.py': ['import pandas\npandas.nope\n1 / 0\n', 'the package pandas'],
    'provider.py': [
      `${pod}\n${good}    KubernetesPodOperator(task_id="c", image="x") >> a\n`,
      'the package airflow.providers.cncf.kubernetes.operators.pod',
    ],
    'variable.py': ['from airflow.sdk import Variable\nx = Variable.get("x")\n1 / 0\n', 'the variable x'],
    'environment.py': ['import os\nint(os.environ.get("HOW_MANY"))\n', 'the environment variable HOW_MANY'],
    'elsewhere.py': ['import os\nif not os.path.exists("/opt/config"): 1 / 0\n', 'the file /opt/config'],
    'left-out.py': ['import os\nif not os.path.exists(__file__[:-3] + ".csv"): 1 / 0\n', 'the file left-out.csv'],
    'setting.py': [
      'from airflow.configuration import conf\nif not conf.get("a", "b", fallback=None): 1 / 0\n',
      'the setting [a] b',
    ],
    'network.py': [
      'import socket\ntry: socket.create_connection(("example.com", 80))\nexcept OSError: 1 / 0\n',
      'the network',
    ],
  } as const;
  const imported = importEach(Object.fromEntries(Object.entries(cases).map(([path, [text]]) => [path, text])));

  test.each(Object.entries(cases))('%s', (path, [, assumption]) => {
    expect(imported(path)).toMatchObject({
      verdict: 'undetermined',
      assumptions: expect.arrayContaining([assumption]),
    });
  });

  test('the graph comes out all the same', () => {
    expect(imported('provider.py').dags).toMatchObject([
      { dagId: 'good', tasks: [{ id: 'a' }, { id: 'b' }, { id: 'c', downstream: ['a'] }] },
    ]);
  });
});

describe('what an import tries', () => {
  const attempts = `import os, socket, subprocess, threading, time, ctypes
from lib import writer
def attempt(act):
    try: act()
    except Exception: pass
attempt(lambda: socket.create_connection(('example.com', 80)))
attempt(lambda: subprocess.run(['id']))
attempt(lambda: threading.Thread(target=print).start())
time.sleep(60)
os.environ['X'] = '1'
`;
  const imported = importEach(
    { 'attempts.py': attempts },
    { 'lib/__init__.py': '', 'lib/writer.py': 'open("/tmp/x", "w").write("x")\n' },
  );

  test('is put down with its place', () => {
    expect(imported('attempts.py').effects.map(({ kind, path, line }) => `${kind} ${path}:${line}`)).toEqual([
      'native code attempts.py:1',
      'write lib/writer.py:1',
      'network attempts.py:6',
      'process attempts.py:7',
      'thread attempts.py:8',
      'sleep attempts.py:9',
      'environment attempts.py:10',
    ]);
  });
});

/** Each names the DAG for what it got hold of. */
const tell = `
def tell(act):
    from airflow.sdk import DAG
    try: got = str(act())
    except BaseException as error: got = 'kept-' + type(error).__name__
    import re
    globals()['dag'] = DAG(re.sub('[^A-Za-z0-9_.-]', '_', got)[:200])
`;

describe('nothing gets out', () => {
  const ways: Files = {
    'js.py':
      'def act():\n    import js\n    return "out" if hasattr(js, "__class__") and type(js).__module__ == "pyodide.ffi" else "kept-stand-in"\ntell(act)\n',
    'again.py': `import sys
def act():
    for name in [name for name in sys.modules if 'pyodide' in name]: del sys.modules[name]
    from pyodide.ffi import to_js
    return 'out', to_js([1]).constructor.constructor('return process')()
tell(act)
`,
    'run-js.py': 'def act():\n    from pyodide.code import run_js\n    return "out", run_js("1")\ntell(act)\n',
    'core.py': `def act():
    import importlib.machinery
    spec = importlib.machinery.ModuleSpec('_pyodide_core', importlib.machinery.BuiltinImporter, origin='built-in')
    return 'out', importlib.machinery.BuiltinImporter.create_module(spec)
tell(act)
`,
    'memory.py': `def act():
    import gc
    return 'out', [each for each in gc.get_objects() if type(each).__module__ == 'pyodide.ffi']
tell(act)
`,
    'extension.py': `def act():
    import importlib.machinery, importlib.util
    open('/tmp/x.so', 'wb').write(b'\\0asm')
    spec = importlib.util.spec_from_file_location('x', '/tmp/x.so')
    return 'out', importlib.util.module_from_spec(spec)
tell(act)
`,
    'fork.py': 'import os\ntell(lambda: ("out", os.fork()))\n',
    'system.py': 'import os\ntell(lambda: ("out", os.system("id")))\n',
    'thread.py': 'import _thread\ntell(lambda: ("out", _thread.start_new_thread(print, ())))\n',
    'socket.py': `import _socket
def act():
    made = _socket.socket(_socket.AF_INET, _socket.SOCK_STREAM)
    made.settimeout(2)
    return 'out', made.connect(('127.0.0.1', 80))
tell(act)
`,
    'host-file.py': 'tell(lambda: ("out", open("/etc/passwd").read()))\n',
    'host-process.py': 'tell(lambda: ("out", open("/proc/self/environ").read()))\n',
    'host-folder.py': `import os\ntell(lambda: ("out", os.listdir("${process.cwd()}")))\n`,
    'write-outside.py': 'tell(lambda: ("out", open("/usr/local/airflow/x", "w")))\n',
    'write-tree.py': 'tell(lambda: ("out", open(__file__, "w")))\n',
    'link-tree.py': 'import os\ntell(lambda: ("out", os.symlink(__file__, "/tmp/x"), open("/tmp/x", "w")))\n',
    'make-writable.py': 'import os\ntell(lambda: ("out", os.chmod(__file__, 0o777)))\n',
  };
  const imported = importEach({
    ...Object.fromEntries(Object.entries(ways).map(([path, text]) => [path, tell + text])),
    'native.py': `${tell}import ctypes\ntell(lambda: 'kept-' + str(ctypes.CDLL(None).emscripten_run_script(b'1')))\n`,
    'variables.py': `${tell}import os\ntell(lambda: 'kept-' + '-'.join(sorted(os.environ)))\n`,
  });

  test.each([...Object.keys(ways), 'native.py'])('%s', (path) => {
    expect(imported(path).dags.map(({ dagId }) => dagId)).toEqual([expect.stringMatching(/^kept-/)]);
  });

  test('the environment is empty but for what Python and Airflow need', () => {
    expect(imported('variables.py').dags.map(({ dagId }) => dagId)).toEqual(['kept-AIRFLOW_HOME-HOME-LANG-PATH']);
  });
});

describe('whatever an import does, the next file is imported as if it were the first', () => {
  const stalls: Files = {
    'loop.py': 'while True:\n  try:\n    while True: pass\n  except BaseException: pass\n',
    'number.py': 'x = 10 ** 10 ** 8\n',
    'tasks.py': `${good}    for i in range(10 ** 6): EmptyOperator(task_id=f"t{i}")\n`,
  };
  const dirt: Files = {
    'hooks.py': `import builtins, sys, airflow.sdk, airflow.sdk.definitions.dag as dags
class Finder:
    def find_spec(self, name, path, target=None): raise RuntimeError('hooked')
sys.meta_path.insert(0, Finder())
sys.path[:] = []
dags.DAG.validate = lambda self: 1 / 0
airflow.sdk.DAG = None
builtins.isinstance = lambda *each: False
`,
    'tracing.py': 'import sys\nsys.settrace(lambda *each: 1 / 0)\n',
    'files.py':
      'import os\nopen("/tmp/airflow.py", "w").write("1 / 0")\nos.chdir("/tmp")\nkept = open("/tmp/x", "w")\n',
    'exit.py': 'import os\nos._exit(0)\n',
    'abort.py': 'import os\nos.abort()\n',
    'memory-bomb.py': 'x = []\nwhile True: x.append(bytearray(10 ** 7))\n',
    'disk-bomb.py': 'f = open("/tmp/x", "wb")\nwhile True: f.write(b"x" * 10 ** 6)\n',
    'recursion.py': 'import sys\nsys.setrecursionlimit(10 ** 9)\ndef f(n): return f(n + 1)\nf(0)\n',
    'output.py': `import os, sys
for i in range(2000): print("x" * 1000)
os.write(1, b'{"observed": {"path": "good-output.py"}}\\n')
sys.__stdout__.write('{"ready": true}\\n')
`,
    'message.py': 'class E(Exception):\n  def __str__(self): return "z" * 10 ** 7\nraise E()\n',
  };
  const bad = { ...stalls, ...dirt };
  const imported = importEach(
    Object.fromEntries(
      Object.entries(bad).flatMap(([path, text]) => [
        [path, text],
        [`good-${path}`, good],
      ]),
    ),
    {},
    4_000,
  );

  test.each(Object.keys(stalls))('%s is stopped', (path) => {
    expect(imported(path)).toMatchObject({ verdict: 'undetermined', isUnfinished: true });
  });

  test.each(Object.keys(bad))('%s', (path) => {
    expect(['broken', 'undetermined', 'ok']).toContain(imported(path).verdict);
    expect(imported(`good-${path}`)).toMatchObject({
      verdict: 'ok',
      dags: [{ dagId: 'good', tasks: [{ id: 'a', downstream: ['b'] }, { id: 'b' }] }],
    });
  });
});
