import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { addedPackages } from './added-packages.ts';
import { assumedRole } from './aws-profile.ts';
import { type Outputs, outputOf } from './deploy.ts';
import { account, region, serverEnvironment } from './environment.ts';
import { airflowCommand, airflowPython } from './install.ts';
import { awsUrl } from './ministack.ts';
import { root } from './paths.ts';
import type { Ports } from './ports.ts';
import { databaseUrl } from './postgres.ts';
import { getJson, type Server } from './server.ts';

/** Where people and the API reach an instance's Airflow. */
export const airflowUrl = (ports: Ports): string => `http://127.0.0.1:${ports.airflow}`;

/** The Python version tasks run on, such as `3.12`. */
export const airflowPythonVersion = (): string =>
  execFileSync(airflowPython, ['-c', 'import sys; print("%d.%d" % sys.version_info[:2])'], { encoding: 'utf8' }).trim();

interface Options {
  readonly directory: string;
  readonly ports: Ports;
  readonly outputs: Outputs;
  /** Signs Airflow's own sessions and tokens. */
  readonly secret: string;
}

const airflowEnvironment = ({ directory, ports, outputs, secret }: Options): NodeJS.ProcessEnv => {
  const home = join(directory, 'airflow');
  const url = airflowUrl(ports);
  mkdirSync(home, { recursive: true });
  const name = outputOf(outputs, 'AirflowEnvironmentName');
  const bundle = {
    name: 'navigator',
    classpath: 'navigator_bundle.SharedS3DagBundle',
    kwargs: { bucket_name: outputOf(outputs, 'DagBucketName'), prefix: 'dags', aws_conn_id: 'aws_default' },
  };
  return serverEnvironment({
    PATH: `${join(airflowCommand, '..')}:${process.env.PATH ?? ''}`,
    PYTHONPATH: [join(root, 'local', 'airflow'), addedPackages(directory)].join(delimiter),
    PYTHONUNBUFFERED: '1',
    TMPDIR: join(directory, 'tmp'),
    // As on MWAA, Airflow acts as its execution role.
    ...assumedRole(join(home, 'aws-config'), 'airflow', outputOf(outputs, 'AirflowExecutionRoleArn')),
    AWS_DEFAULT_REGION: region,
    AWS_ENDPOINT_URL: awsUrl(ports),
    AIRFLOW_CONN_AWS_DEFAULT: JSON.stringify({ conn_type: 'aws', extra: { region_name: region } }),
    NAVIGATOR_BUS_NAME: outputOf(outputs, 'BusName'),
    NAVIGATOR_ENVIRONMENT: name,
    AIRFLOW_HOME: home,
    AIRFLOW__DATABASE__SQL_ALCHEMY_CONN: databaseUrl(directory, ports.postgres),
    AIRFLOW__CORE__EXECUTOR: 'LocalExecutor',
    AIRFLOW__CORE__PARALLELISM: '4',
    AIRFLOW__CORE__LOAD_EXAMPLES: 'False',
    AIRFLOW__CORE__PLUGINS_FOLDER: join(root, 'airflow', 'plugins'),
    AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION: 'False',
    AIRFLOW__CORE__MIN_SERIALIZED_DAG_UPDATE_INTERVAL: '0',
    AIRFLOW__CORE__MIN_SERIALIZED_DAG_FETCH_INTERVAL: '0',
    // InvokeRestApi of the local AWS sends no token; the server listens on this machine only.
    AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS: 'True',
    AIRFLOW__CORE__EXECUTION_API_SERVER_URL: `${url}/execution/`,
    AIRFLOW__API__HOST: '127.0.0.1',
    AIRFLOW__API__PORT: String(ports.airflow),
    AIRFLOW__API__BASE_URL: url,
    AIRFLOW__API__WORKERS: '1',
    AIRFLOW__API__SECRET_KEY: secret,
    AIRFLOW__API_AUTH__JWT_SECRET: secret,
    AIRFLOW__SCHEDULER__SCHEDULER_IDLE_SLEEP_TIME: '0.4',
    // A task whose process died is failed after this many seconds, not five minutes.
    AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT: '45',
    // Otherwise a worker is held for five seconds after its task.
    AIRFLOW__WORKERS__MIN_HEARTBEAT_INTERVAL: '1',
    AIRFLOW__DAG_PROCESSOR__REFRESH_INTERVAL: '1',
    AIRFLOW__DAG_PROCESSOR__BUNDLE_REFRESH_CHECK_INTERVAL: '1',
    // A changed file is parsed again at once anyway.
    AIRFLOW__DAG_PROCESSOR__MIN_FILE_PROCESS_INTERVAL: '3600',
    AIRFLOW__DAG_PROCESSOR__PARSING_PROCESSES: '2',
    AIRFLOW__DAG_PROCESSOR__DAG_BUNDLE_STORAGE_PATH: join(home, 'bundles'),
    AIRFLOW__DAG_PROCESSOR__DAG_BUNDLE_CONFIG_LIST: JSON.stringify([bundle]),
    AIRFLOW__LOGGING__REMOTE_LOGGING: 'True',
    AIRFLOW__LOGGING__REMOTE_BASE_LOG_FOLDER: `cloudwatch://arn:aws:logs:${region}:${account}:log-group:airflow-${name}-Task`,
    AIRFLOW__LOGGING__REMOTE_LOG_CONN_ID: 'aws_default',
  });
};

interface Health {
  readonly metadatabase: { readonly status: string };
  readonly scheduler: { readonly latest_scheduler_heartbeat: string | null };
  readonly dag_processor: { readonly latest_dag_processor_heartbeat: string | null };
}

/** The three processes of an instance's Airflow; the API server first, because the others report to it. */
export const airflowServers = (options: Options): Server[] => {
  const env = airflowEnvironment(options);
  const health = () => getJson<Health>(`${airflowUrl(options.ports)}/api/v2/monitor/health`);
  /** The API that tasks speak to is built at its first request, which takes seconds: no task is to wait for it. */
  const isApiReady = async (): Promise<boolean> => {
    const tasks = await getJson<{ status: string }>(`${airflowUrl(options.ports)}/execution/health`, 20);
    return tasks.status === 'healthy' && (await health()).metadatabase.status === 'healthy';
  };
  /** Airflow calls a heartbeat of the process before healthy for half a minute. */
  const isSince = (started: number, heartbeat: string | null): boolean =>
    heartbeat !== null && Date.parse(heartbeat) >= started;
  const server = (name: string, args: readonly string[], isReady: Server['isReady']): Server => ({
    name,
    command: airflowCommand,
    args,
    env,
    isReady,
    secondsToReady: 120,
  });
  return [
    server('airflow-api', ['api-server'], isApiReady),
    server('airflow-scheduler', ['scheduler', '--skip-serve-logs'], async (started) =>
      isSince(started, (await health()).scheduler.latest_scheduler_heartbeat),
    ),
    server('airflow-processor', ['dag-processor'], async (started) =>
      isSince(started, (await health()).dag_processor.latest_dag_processor_heartbeat),
    ),
  ];
};
