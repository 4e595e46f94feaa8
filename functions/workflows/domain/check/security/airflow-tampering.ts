import { isRemovedModule } from '../removed-imports.ts';
import { type Call, has, knownText, label, type Store, type Value } from '../trace/values.ts';
import { readCommand, textsOf } from './commands.ts';
import { type Detector, onCalls, type Report } from './detector.ts';

const report = (at: number, message: string): Report => ({ rule: 'airflow-tampering', at, message });

/** A session or engine of Airflow's own database. */
const airflowSession =
  /^airflow\.(settings\.(Session|engine|async_engine)|utils\.session\.(create_session|provide_session|NEW_SESSION)|utils\.db|models\b.*\.get_session)|^airflow\.context\.session/;
const changing = /\.(add|add_all|delete|merge|commit|bulk_\w+|flush|update|truncate|drop|drop_all|resetdb)$/;
const sqlChange =
  /\b(insert\s+into|update\s+\w|delete\s+from|drop\s+(table|schema|database)|truncate|alter\s+(table|user|role)|create\s+(user|role|table)|grant\s)/i;
const metadataTables =
  /\b(dag|dag_run|dag_code|task_instance|connection|variable|ab_user\w*|ab_role|ab_permission\w*|serialized_dag|xcom|slot_pool|log|import_error|dag_version|session|job|callback_request)\b/i;

const settingsCall =
  /^airflow\.(listeners\b.*\.(add_listener|register)|plugins_manager\..*|(dag_processing|models)\b.*\.(sync_to_db|sync_bag_to_db|write_dag|bulk_write_to_db|deactivate_\w+|remove_dag)|utils\.db\.(resetdb|initdb|upgradedb)|api\.common\.(delete_dag\.delete_dag|mark_tasks\.\w+)|models\.(dag\.)?DagModel\b.*\.(update|delete|set_is_paused)|models\.(connection\.)?Connection\(\)\.(delete|set_\w+)|models\.pool\.Pool\.\w*(delete|create)\w*|www\..*|providers\.fab\..*|auth\..*\.(create|add|update|delete)\w*)$/;

const shellChange =
  /\bairflow\s+(db\s+(reset|clean|shell|downgrade|drop-archived)|dags\s+(delete|pause|unpause|backfill|reserialize)|tasks\s+clear|users\s+(create|delete|add-role|import|reset-password)|roles\s+\w+|connections\s+(add|delete|import)|variables\s+(set|delete|import)|pools\s+(set|delete|import)|rotate-fernet-key)/;

const apiChange = /\/api\/v[12]\/(dags|connections|variables|pools|users|roles|config)/;

const connectionNames = ['conn_id', 'postgres_conn_id', 'mysql_conn_id', 'sqlite_conn_id'];
const environmentCalls =
  /\.(create_cli_token|create_web_login_token|update_environment|delete_environment|invoke_rest_api)$/;
const killing = /\b(pkill|killall)\b|\bkill\s+-(9|KILL|STOP|TERM)\s/;

/** The Airflow connections that a call, or what made its receiver, names. */
const connectionsOf = ({ keywords, receiver }: Call): Value[] => [
  ...connectionNames.flatMap((name) => keywords.get(name) ?? receiver?.made?.keywords.get(name) ?? []),
  ...(receiver?.made?.args.slice(0, 1) ?? []),
];

/** Changing other workflows, Airflow's records or Airflow's own code. */
export const findAirflowChanges = onCalls(function* (call) {
  const owner = call.receiver?.path ?? '';
  const query = knownText(call.args[0]);
  const isSession = airflowSession.test(owner) || airflowSession.test(call.name);
  if (isSession && changing.test(call.name) && !/\.commit$|\.flush$/.test(call.name)) {
    yield report(call.at, "Airflow's own database is changed.");
  }
  if (/\.(execute|executescript|scalar|exec_driver_sql)$/.test(call.name)) {
    const text = call.args[0]?.made?.args[0]?.text ?? query;
    const isOwn =
      isSession ||
      ((call.receiver?.labels ?? 0) !== 0 && has(call.receiver, label.secret) && /create_engine|connect/.test(owner));
    if (isOwn && sqlChange.test(text) && (isSession || metadataTables.test(text))) {
      yield report(call.at, "Airflow's own database is changed.");
    } else if (isSession && /^sqlalchemy\.(update|delete|insert)/.test(call.args[0]?.path ?? '')) {
      yield report(call.at, "Airflow's own database is changed.");
    }
  }
  if (settingsCall.test(call.name)) {
    yield report(call.at, "Airflow's own records are changed.");
  }
  if (
    /^sqlite3\.connect$|^sqlalchemy\.create_engine$/.test(call.name) &&
    (/airflow\.db/.test(query) || /sql_alchemy_conn/i.test(call.args[0]?.path ?? ''))
  ) {
    yield report(call.at, "Airflow's own database is opened past Airflow.");
  }
  const setting = call.args[0]?.made;
  const isOwnAddress = setting?.name.includes('configuration') && /sql_alchemy_conn/.test(knownText(setting?.args[1]));
  if (isOwnAddress && /(^|\.)(connect|create_engine|create_async_engine)$/.test(call.name)) {
    yield report(call.at, "Airflow's own database is opened past Airflow.");
  }
  const sqls = [call.args[0], call.keywords.get('sql')].map(knownText);
  if (
    connectionsOf(call).some((id) => /airflow/.test(knownText(id))) &&
    sqls.some((sql) => sqlChange.test(sql) && metadataTables.test(sql))
  ) {
    yield report(call.at, "Airflow's own database is changed.");
  }
  if (call.receiver?.made?.args[0]?.text === 'mwaa' && environmentCalls.test(call.name)) {
    yield report(call.at, "Airflow's environment is reached with the rights of the worker.");
  }
  const isKill = /^os\.(kill|killpg)$/.test(call.name) && !/^os\.getpid/.test(call.args[0]?.path ?? '');
  if (isKill || /^psutil\..*\.(kill|terminate|suspend)$/.test(call.name)) {
    yield report(call.at, 'Processes of others are ended.');
  }
  const command = readCommand(call);
  if (command?.isLocal && textsOf(command).some((text) => killing.test(knownText(text)))) {
    yield report(call.at, 'Processes of others are ended.');
  }
  if (command && textsOf(command).some((text) => shellChange.test(knownText(text)))) {
    yield report(call.at, "A command changes Airflow's own records.");
  }
  const method =
    /(post|patch|put|delete)$/.exec(call.name)?.[1] ??
    (call.keywords.get('method') ?? call.args[0])?.text?.toLowerCase();
  const urls = [...call.args, ...call.keywords.values()].map(knownText);
  if (method && /^(post|patch|put|delete)$/.test(method) && /requests|httpx|http|urllib|Http/.test(call.name)) {
    const url = urls.find((text) => apiChange.test(text));
    const isPausing = call.keywords.get('json')?.entries?.has('is_paused') ?? false;
    if (isPausing || (url !== undefined && !/dagRuns\/?$/.test(url))) {
      yield report(call.at, "Airflow's records are changed through its API.");
    }
  }
});

const ownCode =
  /^(airflow|builtins|sys\.modules|sys\.meta_path|sys\.path_hooks|importlib|subprocess|socket|ssl|requests|logging\.(Logger|Handler)|json|os)\b/;
const harmlessStores =
  /^(os\.environ|airflow\.context|sys\.(path|stdout|stderr|argv)|.*\(\)|ssl\._create_default_https_context)/;

/** Records and DAGs of others that were taken out of Airflow. */
const records =
  /^airflow\.(settings\.Session|utils\.session\.create_session|dag_processing|models)\b.*(\(\)|\[)|^airflow\.context\.session\./;

const isRecord = ({ name }: Store): boolean => records.test(name) && !/^airflow\.models\.(dag\.)?DAG\(\)\./.test(name);

const isPatch = ({ name }: Store): boolean =>
  !isRemovedModule(/^sys\.modules\[([\w.]+)\]$/.exec(name)?.[1] ?? '') &&
  /^airflow\.|^builtins\.|^sys\.modules\[|^(requests|socket|subprocess|os|json|importlib|logging)\.\w+/.test(name) &&
  ownCode.test(name) &&
  !harmlessStores.test(name) &&
  !name.includes('()');

/** Functions and classes of others that are replaced. */
export const findPatches: Detector = function* (events) {
  for (const event of events) {
    if (event.kind === 'store' && isRecord(event)) {
      yield report(event.at, "Airflow's own records are changed.");
    }
    if (event.kind === 'store' && isPatch(event)) {
      yield report(event.at, `${event.name} is replaced for everything that runs in this process.`);
    }
    if (
      event.kind === 'call' &&
      /^(builtins\.setattr|unittest\.mock\.patch)/.test(event.name) &&
      /^(airflow\.|builtins$|os$|subprocess$|socket$|requests\b|ssl$)/.test(event.args[0]?.path ?? '') &&
      !event.args[0]?.path.includes('()')
    ) {
      yield report(
        event.at,
        `${event.args[0]?.path}.${event.args[1]?.text ?? '…'} is replaced for everything that runs in this process.`,
      );
    }
    if (event.kind === 'call' && /^sys\.(meta_path|path_hooks)\.(insert|append)$/.test(event.name)) {
      yield report(event.at, 'Importing is changed for everything that runs in this process.');
    }
  }
};
