import { securityRules } from './security/rules.ts';

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

const practice = { group: 'practice', severity: 'warning' } as const;
/** Found in requirements.txt rather than in Python. */
const requirement = { group: 'dependencies', severity: 'warning', file: 'requirements.txt' } as const;

/** To be raised where a rule finds more than before, or a check holds more, so that files are looked at again. */
export const rulesVersion = 2;

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
  'import-broken': {
    group: 'structure',
    severity: 'error',
    title: 'Its import fails',
    why: 'It was imported with Airflow’s own SDK, and failed for a reason that is in the file: Airflow would fail alike.',
  },
  'dag-cycle': {
    group: 'structure',
    severity: 'error',
    title: 'Tasks that wait for one another',
    why: 'Airflow refuses a DAG in which a task depends on itself, through whichever others.',
    fix: 'Take one of the dependencies away.',
  },
  'task-id-duplicate': {
    group: 'structure',
    severity: 'error',
    title: 'Task id used twice in a DAG',
    why: 'Airflow refuses the DAG: logs and dependencies could not be told apart.',
    fix: 'Choose another task_id.',
  },
  'import-side-effect': {
    group: 'structure',
    severity: 'warning',
    title: 'More than a definition at import',
    why: 'Airflow reads the file every few seconds and before each task; whatever it does then is done as often.',
    fix: 'Do it within a task.',
  },
  'import-unfinished': {
    group: 'structure',
    severity: 'warning',
    title: 'Its import did not end',
    why: 'Airflow gives up after 30 seconds, and holds up other files until then.',
    fix: 'Leave work to tasks, and make fewer of them.',
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
  ...securityRules,
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
    fix: 'Ask for it in the environment: `navigator environment change`; or import it in a `@task.virtualenv`.',
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
