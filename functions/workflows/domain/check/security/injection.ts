import { has, knownText, label, type Value } from '../trace/values.ts';
import { programOf, readCommand } from './commands.ts';
import { argument, onCalls, type Report } from './detector.ts';
import { codeFunctions } from './downloaded-code.ts';

const sqlCalls =
  /(^|\.)(execute|executemany|executescript|execute_async|run|get_records|get_first|get_pandas_df|get_df|read_sql|read_sql_query|query|sql|bulk_dump|insert_rows|run_query|exec_driver_sql|text|get_df_by_chunks|copy_expert)$/;
const sqlOwners =
  /Hook\(\)|cursor\(\)|connect\(\)|create_engine\(\)|Session\(\)|session|^(pandas|polars|sqlalchemy|duckdb|spark|pyspark|awswrangler)\b|begin\(\)|get_conn\(\)|Client\(\)|sqlite3/;
const sqlOperators =
  /(^|\.)\w*(SQL\w*|Postgres|MySql|Snowflake|BigQuery|Athena|Redshift|Sqlite|MsSql|Oracle|Trino|Presto|Hive|Databricks|Jdbc)\w*(Operator|Sensor)$/;

const sqlWords = /\b(select|insert\s+into|update|delete\s+from|drop|truncate|alter|create|merge|copy|grant)\b/i;
const evaluators = /\.(eval|format|format_map)$|^numexpr\.evaluate$|^sympy\.(sympify|parse_expr)$/;

const isInput = (value: Value | undefined): boolean => has(value, label.input);

const report = (rule: Report['rule'], at: number, message: string): Report => ({ rule, at, message });

const sqlOf = (name: string, first: Value | undefined, sql: Value | undefined): Value | undefined =>
  sqlOperators.test(name) ? (sql ?? first) : first;

/** What whoever triggers a run may choose, and ends up as a command, code, SQL or a template. */
export const findInjections = onCalls(function* (call) {
  const { name, at } = call;
  const command = readCommand(call);
  if (command && ([...command.shell].some(isInput) || isInput(programOf(command)))) {
    yield report('shell-injection', at, 'A command is put together from what whoever triggers the run may choose.');
  }
  if (command && /(^|\/)ssh$/.test(knownText(command.words[0])) && command.words.slice(2).some(isInput)) {
    yield report('shell-injection', at, 'Another machine runs what whoever triggers the run may choose.');
  }
  const isCodeElsewhere =
    /^builtins\.(exec|eval|compile)$|^marshal\.loads$/.test(name) && has(call.args[0], label.elsewhere);
  const isCommandElsewhere = command?.shell.some(
    (text) => has(text, label.elsewhere) && !/[^\s\ufffc]/.test(knownText(text)),
  );
  if ((isCodeElsewhere && !call.args.some(isInput)) || isCommandElsewhere) {
    yield report('code-injection', at, 'Code is run that does not stand in the source, where nobody reviews it.');
  }
  const isCode = codeFunctions.test(name) || command?.code.some(isInput);
  if (isCode && (call.args.some(isInput) || command?.code.some(isInput))) {
    yield report('code-injection', at, 'What whoever triggers the run may choose is run as code.');
  }
  if (name === 'builtins.getattr' && isInput(call.args[1]) && !/^(airflow\.context|)$/.test(call.args[0]?.path ?? '')) {
    yield report('code-injection', at, 'Whoever triggers the run chooses which function is called.');
  }
  const owner = call.receiver?.path ?? name;
  const isSql = (sqlCalls.test(name) && sqlOwners.test(owner) && !command) || sqlOperators.test(name);
  const sql = argument(call, 0, 'sql', 'query', 'hql', 'statement', 'configuration');
  if (isSql && isInput(sqlOf(name, sql, call.keywords.get('sql')))) {
    yield report('sql-injection', at, 'A query is put together from what whoever triggers the run may choose.');
  }
  if (!isSql && !command && sqlWords.test(knownText(sql)) && isInput(sql) && sqlCalls.test(name)) {
    yield report('sql-injection', at, 'A query is put together from what whoever triggers the run may choose.');
  }
  const evaluated = /\.format(_map)?$/.test(name) ? call.receiver : call.args[0];
  if (evaluators.test(name) && isInput(evaluated) && evaluated?.text === undefined) {
    yield report('template-injection', at, 'What whoever triggers the run may choose is evaluated.');
  }
  const isTemplate =
    /(^|\.)(Template|from_string|render_template|render_template_string)$/.test(name) &&
    /jinja2|mako|django|airflow|Environment|^\.|render/.test(name);
  if (isTemplate && isInput(call.args[0]) && !call.args[0]?.isLiteral) {
    yield report('template-injection', at, 'What whoever triggers the run may choose is rendered as a template.');
  }
});
