import type { Edit, Finding } from '../../../repositories/contract.ts';
import { createFinding } from './finding.ts';
import { type PythonTree, placeAt } from './python-tree.ts';
import type { ImportedName } from './read-imports.ts';

const standard = 'airflow.providers.standard';
const sql = 'airflow.providers.common.sql';

/**
 * Modules of Airflow 2 that no Airflow 3 has, with what took their place. Each import was tried with Airflow 3.3.2, and
 * none of the files or redirections exists in 3.0.0, 3.0.6, 3.1.0 or 3.2.0. What is not sure to fail is not here: ruff's
 * AIR rules warn about it, and Airflow decides.
 */
const removedModules: Readonly<Record<string, string>> = {
  'airflow.contrib': 'the package of the provider in question, `airflow.providers.…`',
  'airflow.subdag': 'task groups, `airflow.sdk.TaskGroup`',
  'airflow.operators.bash_operator': `${standard}.operators.bash`,
  'airflow.operators.branch_operator': `${standard}.operators.branch`,
  'airflow.operators.check_operator': `${sql}.operators.sql`,
  'airflow.operators.dagrun_operator': `${standard}.operators.trigger_dagrun`,
  'airflow.operators.docker_operator': 'airflow.providers.docker.operators.docker',
  'airflow.operators.dummy': `EmptyOperator of ${standard}.operators.empty`,
  'airflow.operators.dummy_operator': `EmptyOperator of ${standard}.operators.empty`,
  'airflow.operators.email_operator': 'airflow.providers.smtp.operators.smtp',
  'airflow.operators.hive_operator': 'airflow.providers.apache.hive.operators.hive',
  'airflow.operators.http_operator': 'HttpOperator of airflow.providers.http.operators.http',
  'airflow.operators.jdbc_operator': `SQLExecuteQueryOperator of ${sql}.operators.sql`,
  'airflow.operators.latest_only_operator': `${standard}.operators.latest_only`,
  'airflow.operators.mssql_operator': `SQLExecuteQueryOperator of ${sql}.operators.sql`,
  'airflow.operators.mysql_operator': `SQLExecuteQueryOperator of ${sql}.operators.sql`,
  'airflow.operators.oracle_operator': `SQLExecuteQueryOperator of ${sql}.operators.sql`,
  'airflow.operators.postgres_operator': `SQLExecuteQueryOperator of ${sql}.operators.sql`,
  'airflow.operators.python_operator': `${standard}.operators.python`,
  'airflow.operators.sensors': 'BaseSensorOperator of airflow.sdk',
  'airflow.operators.slack_operator': 'airflow.providers.slack.operators.slack',
  'airflow.operators.sql': `${sql}.operators.sql`,
  'airflow.operators.sqlite_operator': `SQLExecuteQueryOperator of ${sql}.operators.sql`,
  'airflow.operators.subdag': 'task groups, `airflow.sdk.TaskGroup`',
  'airflow.operators.subdag_operator': 'task groups, `airflow.sdk.TaskGroup`',
  'airflow.sensors.base_sensor_operator': 'BaseSensorOperator of airflow.sdk',
  'airflow.sensors.date_time_sensor': `${standard}.sensors.date_time`,
  'airflow.sensors.external_task_sensor': `${standard}.sensors.external_task`,
  'airflow.sensors.http_sensor': 'airflow.providers.http.sensors.http',
  'airflow.sensors.s3_key_sensor': 'airflow.providers.amazon.aws.sensors.s3',
  'airflow.sensors.sql': `${sql}.sensors.sql`,
  'airflow.sensors.sql_sensor': `${sql}.sensors.sql`,
  'airflow.sensors.time_delta_sensor': `${standard}.sensors.time_delta`,
  'airflow.sensors.weekday_sensor': `${standard}.sensors.weekday`,
  'airflow.hooks.S3_hook': 'airflow.providers.amazon.aws.hooks.s3',
  'airflow.hooks.base_hook': 'BaseHook of airflow.sdk',
  'airflow.hooks.dbapi': `${sql}.hooks.sql`,
  'airflow.hooks.dbapi_hook': `${sql}.hooks.sql`,
  'airflow.hooks.docker_hook': 'airflow.providers.docker.hooks.docker',
  'airflow.hooks.hive_hooks': 'airflow.providers.apache.hive.hooks.hive',
  'airflow.hooks.http_hook': 'airflow.providers.http.hooks.http',
  'airflow.hooks.jdbc_hook': 'airflow.providers.jdbc.hooks.jdbc',
  'airflow.hooks.mssql_hook': 'airflow.providers.microsoft.mssql.hooks.mssql',
  'airflow.hooks.mysql_hook': 'airflow.providers.mysql.hooks.mysql',
  'airflow.hooks.oracle_hook': 'airflow.providers.oracle.hooks.oracle',
  'airflow.hooks.postgres_hook': 'airflow.providers.postgres.hooks.postgres',
  'airflow.hooks.slack_hook': 'airflow.providers.slack.hooks.slack',
  'airflow.hooks.sqlite_hook': 'airflow.providers.sqlite.hooks.sqlite',
};

/** Names of modules that remain, verified the same way. */
const removedNames: Readonly<Record<string, string>> = {
  'airflow.utils.dates.days_ago': '`pendulum.today("UTC").add(days=-N)`, or a fixed start date',
  'airflow.utils.dates.round_time': 'a function of your own',
  'airflow.utils.dates.infer_time_unit': 'a function of your own',
  'airflow.utils.dates.scale_time_units': 'a function of your own',
  'airflow.utils.dates.parse_execution_date': '`pendulum.parse`',
  'airflow.utils.decorators.apply_defaults': 'nothing: the decorator is no longer needed',
  'airflow.utils.file.TemporaryDirectory': '`tempfile.TemporaryDirectory`',
  'airflow.utils.file.mkdirs': '`pathlib.Path.mkdir`',
  'airflow.utils.helpers.chain': 'chain of airflow.sdk',
  'airflow.utils.helpers.cross_downstream': 'cross_downstream of airflow.sdk',
};

interface Removed {
  readonly what: string;
  readonly instead: string;
}

const findRemoved = (imported: ImportedName): Removed | undefined => {
  const whole = imported.name === undefined ? imported.module : `${imported.module}.${imported.name}`;
  const names = imported.name === undefined ? undefined : removedNames[whole];
  if (names !== undefined) {
    return { what: whole, instead: names };
  }
  const module = Object.keys(removedModules).find((each) => whole === each || whole.startsWith(`${each}.`));
  const instead = module === undefined ? undefined : removedModules[module];
  return module === undefined || instead === undefined ? undefined : { what: module, instead };
};

/** Characters within which a module's name begins, if it is written as usual. */
const longestLead = 80;

/** `from OLD import x` becomes `from NEW import x` where the new module has the same names. */
const patchOf = (
  tree: PythonTree,
  { module, name, from }: ImportedName,
  { what, instead }: Removed,
): { edits?: Edit[] } => {
  const isSame = /^airflow\.[\w.]+$/.test(instead) && name !== undefined && what === module;
  const start = from + (/^from[ \t]+/.exec(tree.text.slice(from, from + longestLead))?.[0].length ?? 0);
  const { line, column } = placeAt(tree, start);
  return isSame && tree.text.startsWith(module, start)
    ? { edits: [{ line, column, endLine: line, endColumn: column + module.length, text: instead }] }
    : {};
};

/** Whether a module is one that Airflow 3 no longer has. */
export const isRemovedModule = (name: string): boolean =>
  Object.keys(removedModules).some((each) => name === each || name.startsWith(`${each}.`));

/** A file may put modules of its own in place of missing ones. */
const mayReplaceModules = (text: string): boolean => /\bsys\s*\.\s*(modules|meta_path|path_hooks)\b/.test(text);

/** Imports that surely fail in every Airflow 3; guarded and conditional ones do not count. */
export const findRemovedImports = (
  tree: PythonTree,
  imports: readonly ImportedName[],
  airflowVersion: string,
): readonly Finding[] => {
  if (!airflowVersion.startsWith('3.') || mayReplaceModules(tree.text)) {
    return [];
  }
  return imports
    .filter((imported) => imported.certain && imported.level === 0)
    .flatMap((imported) => {
      const removed = findRemoved(imported);
      return removed === undefined
        ? []
        : [
            createFinding(
              'removed-import',
              placeAt(tree, imported.from),
              `${removed.what} does not exist in Airflow ${airflowVersion}: the import fails.`,
              { fix: `Use ${removed.instead}.`, ...patchOf(tree, imported, removed) },
            ),
          ];
    });
};
