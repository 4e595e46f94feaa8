import type { Report } from './finding.ts';
import type { ImportedName } from './read-imports.ts';
import type { Trace } from './trace/trace-program.ts';
import { type Call, has, knownText, label, type Value } from './trace/values.ts';

const dagMakers = /^airflow\.(sdk|models|models\.dag|sdk\.definitions\.dag|decorators)\.(DAG|dag)$|^airflow\.DAG$/;
const settings =
  /^airflow\.(sdk|models|models\.variable)\.Variable\.get$|(^|\.)BaseHook\.get_connection$|^airflow\.(sdk|models|models\.connection)\.Connection\.get$/;

const heavy = new Set(
  'catboost dask keras lightgbm matplotlib mlflow nltk numpy pandas plotly polars prophet pyspark scipy seaborn sklearn spacy statsmodels tensorflow torch transformers xgboost'.split(
    ' ',
  ),
);

const insertsOnly = /\binsert\s+into\b/i;
const undoes =
  /\b(on\s+conflict|on\s+duplicate|merge\s+into|insert\s+(or\s+(replace|ignore)|overwrite)|not\s+exists|delete\s+from|truncate|create\s+or\s+replace)\b/i;
const insertMethods =
  /\.(run|execute|executemany|get_records)$|(^|\.)\w*(SQL|Postgres|MySql|Snowflake|Redshift)\w*Operator$/;

const defaultsOf = ({ keywords }: Call): ReadonlyMap<string, Value> | undefined => {
  const given = keywords.get('default_args');
  return given === undefined ? new Map() : given.entries;
};

const lookAtDag = function* (call: Call, said: ReadonlySet<string>): Iterable<Report> {
  const { keywords, at } = call;
  const defaults = defaultsOf(call);
  const start = keywords.get('start_date') ?? defaults?.get('start_date');
  if (has(start, label.clock)) {
    yield { rule: 'moving-start-date', at, message: 'start_date is worked out from the current time.' };
  }
  if (keywords.has('**') || !defaults) {
    return;
  }
  if (!defaults.has('retries') && !said.has('retries')) {
    yield { rule: 'no-retries', at, message: 'No task of this DAG is tried again.' };
  }
  if (!keywords.has('dagrun_timeout') && !defaults.has('execution_timeout') && !said.has('execution_timeout')) {
    yield { rule: 'no-timeout', at, message: 'Nothing ends a run of this DAG that hangs.' };
  }
  const schedule = keywords.get('schedule');
  if (schedule && schedule.path !== 'builtins.None' && !keywords.has('catchup')) {
    yield { rule: 'catchup-unsaid', at, message: 'Whether missed runs are made up for is left to the environment.' };
  }
};

/** What works, but not for long or not well. */
export const findPractices = function* (
  { events }: Trace,
  imports: readonly ImportedName[],
  isDagFile: boolean,
): Iterable<Report> {
  const said = new Set(events.flatMap((event) => (event.kind === 'naming' ? [event.name] : [])));
  const calls = events.filter((event) => event.kind === 'call');
  for (const call of calls) {
    if (dagMakers.test(call.name)) {
      yield* lookAtDag(call, said);
    }
    if (call.phase === 'import' && settings.test(call.name)) {
      yield {
        rule: 'settings-at-import',
        at: call.at,
        message: `${/\w+\.\w+$/.exec(call.name)?.[0]} is called whenever Airflow reads this file.`,
      };
    }
  }
  const texts = calls.flatMap((call) =>
    insertMethods.test(call.name) ? [{ call, sql: knownText(call.keywords.get('sql') ?? call.args[0]) }] : [],
  );
  if (!texts.some(({ sql }) => undoes.test(sql))) {
    for (const { call } of texts.filter(({ sql }) => insertsOnly.test(sql))) {
      yield { rule: 'not-repeatable', at: call.at, message: 'Rows are added, and never replaced or removed.' };
    }
  }
  for (const { module, certain, from, level } of isDagFile ? imports : []) {
    const root = module.split('.')[0] ?? '';
    if (certain && level === 0 && heavy.has(root)) {
      yield { rule: 'heavy-import', at: from, message: `${root} is imported whenever Airflow reads this file.` };
    }
  }
};
