import { label, type Value } from './values.ts';

type Source = readonly [pattern: RegExp, labels: number];

/** Names of variables, environment variables and settings that hold a secret. */
export const secretName =
  /pass(word|wd|phrase)?$|pass(word|wd|phrase)|secret|token|api_?key|access_?key|private_?key|credential|fernet|sql_alchemy_conn|\bconn_|_dsn$|webhook_url/i;

/** Files whose content is a secret. */
export const secretFile =
  /(^|\/)\.(aws|ssh|kube|docker|gnupg|netrc|pgpass|git-credentials|npmrc|pypirc|config\/gcloud)(\/|$)|\/proc\/(self|[^/]+)\/environ|serviceaccount\/token|\/run\/secrets|(^|\/)airflow\.cfg$|\/etc\/shadow|id_(rsa|ed25519|ecdsa)\b|(^|\/)\.env$|webserver_config\.py$|credentials(\.json|\.csv)?$|service[-_]account.*\.json$/i;

/** Where a cloud hands out credentials. */
export const metadataCredentials =
  /169\.254\.(169\.254|170\.\d+)|\binstance-data(\.ec2\.internal)?\/|fd00:ec2::254|metadata\.google\.internal|\[?::ffff:a9fe:a9fe|2852039166|0xa9fea9fe|metadata\.azure|100\.100\.100\.200/i;

const httpVerb = '(get|post|put|patch|delete|head|options|request|stream|send)';

const connection =
  /^airflow\.(hooks\.base\.BaseHook|sdk\.BaseHook|sdk\.bases\.hook\.BaseHook|hooks\.base_hook\.BaseHook|sdk\.Connection|models\.Connection|models\.connection\.Connection|sdk\.definitions\.connection\.Connection)(\(\))?\.get(_connection(_from_secrets|s)?)?\(\)(\[\]?)?$|\.get_connection\(\)$|^airflow\.context\.conn\b/;

const sources: readonly Source[] = [
  [
    new RegExp(
      `^(requests|httpx|niquests)\\.(Session\\(\\)\\.|session\\(\\)\\.|Client\\(\\)\\.|AsyncClient\\(\\)\\.|api\\.)?${httpVerb}\\(\\)$`,
    ),
    label.network,
  ],
  [
    /^urllib3?\.(request\.)?(urlopen|urlretrieve|PoolManager\(\)\.request|request|build_opener\(\)\.open)\(\)$/,
    label.network,
  ],
  [/^aiohttp\.ClientSession\(\)\.(get|post|request|put)\(\)$/, label.network],
  [/^http\.client\.HTTPS?Connection\(\)\.getresponse\(\)$/, label.network],
  [
    /^(ssl\..*\.wrap_socket\(\)|socket\.(socket|create_connection)\(\))(\[\])?\.(recv|recvfrom|recv_into|makefile|read)\(\)$/,
    label.network,
  ],
  [/^socket\.socket\(\)\.accept\(\)/, label.network],
  [/^(ftplib|telnetlib|imaplib|poplib|nntplib)\..*\(\)$/, label.network],
  [/^(websocket|websockets)\..*\.(recv|connect)\(\)$/, label.network],
  [/^(paramiko|pysftp|asyncssh|zmq)\..*\.(getfo|open|get|exec_command|recv\w*|read\w*|makefile)\(\)$/, label.network],
  [/^(boto3|botocore)\..*\.(get_object|receive_message|get_records|download_fileobj)\(\)$/, label.network],
  [
    /\.(S3Hook|GCSHook|WasbHook|SFTPHook|FTPHook|HttpHook)\(\)\.(read_key|get_key|download|download_file|download_as_byte_array|download_fileobj|read_file|get_file|retrieve_file|run|select_key)\(\)$/,
    label.network,
  ],
  [/^asyncio\.open_connection\(\)(\[\])?\.read\w*\(\)$/, label.network],
  [/^dns\.resolver\.(resolve|query)\(\)$/, label.network],
  [
    /^(redis|kafka|pika|confluent_kafka|nats|pulsar)\..*\(\)\.(get|lpop|rpop|blpop|brpop|poll|basic_get|consume|receive)\(\)/,
    label.network,
  ],
  [/^feedparser\.parse\(\)$/, label.network],
  [
    /^(socketserver\.\w+Handler\(\)\.(request\.recv|rfile\.\w+)|http\.server\.\w+Handler\(\)\.(path|headers|rfile)|flask\.request\.\w+)/,
    label.network,
  ],
  [/^multiprocessing\.connection\..*\.recv\(\)$/, label.network],
  [/^os\.environb?$/, label.environment],
  [connection, label.connection | label.secret],
  [
    /^airflow\.(sdk|models|models\.dag)\.DAG\(\)\.params\b|^airflow\.context\.(dag\.params|ti\.get_dagrun\(\)\.conf)\b/,
    label.input,
  ],
  [
    /\.(get_secret\w*|read_secret\w*|access_secret_version|list_secret_for_all_namespaces|read_namespaced_secret|list_namespaced_secret)\(\)$/,
    label.secret,
  ],
  [/^airflow\.([\w.]*\.)?secrets\..*\.get_\w+\(\)$|^dotenv\.dotenv_values\(\)$/, label.secret],
  [
    /^airflow\.(sdk|models|models\.variable)\.Variable\.get\(\)$|^os\.(getenv\(\)|environ\[)|\.xcom_pull\(\)$|\.(get_first|get_records|fetchone|fetchall)\(\)$/,
    label.elsewhere,
  ],
  [/^airflow\.context\.(dag_run\.conf|params)\b/, label.input],
  [/^airflow\.configuration\.(conf\.)?(as_dict|getsection)\(\)$/, label.secret],
  [
    /^(boto3|botocore|aiobotocore)\..*(get_secret_value|get_credentials|get_frozen_credentials|get_parameter|assume_role|get_session_token|generate_db_auth_token)\(\)$/,
    label.secret,
  ],
  [
    /\.(AwsBaseHook|S3Hook|BaseSessionFactory)\(\)\.(get_credentials|get_session)\(\)(\.get_credentials\(\))?$/,
    label.secret,
  ],
  [/^google\.auth\.(default|_default\..*)\(\)$|^google\.auth\..*\.token$/, label.secret],
  [/^(keyring\.get_password|getpass\.getpass)\(\)$/, label.secret],
  [
    /^(datetime\.(datetime|date)\.(now|utcnow|today)|pendulum\.(now|today|yesterday|tomorrow)|time\.time|airflow\.utils\.timezone\.utcnow)\(\)$/,
    label.clock,
  ],
];

/** Attributes of a connection that are no secret. */
const openAttributes = /\.(host|port|schema|conn_type|conn_id|login|description)$/;

/** Labels that a value has by the way it came to be. */
export const sourceLabels = (path: string): number => {
  let labels = 0;
  for (const [pattern, more] of sources) {
    if (pattern.test(path)) {
      labels |= more;
    }
  }
  return labels;
};

/** What is left of a value's labels when one of its attributes is taken. */
export const attributeLabels = (base: Value, path: string): number =>
  (base.labels & label.connection) === 0
    ? base.labels
    : base.labels & ~(openAttributes.test(path) ? label.secret : label.connection);

/** Labels of a setting, variable or environment variable that is asked for by name. */
export const namedLabels = (name: string | undefined): number =>
  name !== undefined && secretName.test(name) ? label.secret : 0;

const sharedFolder =
  /^\/(tmp|var\/tmp|dev\/shm|mnt|media|srv|shared|nfs|efs|net|data\/(in|inbox|incoming|upload|shared|exchange|drop|partner)\w*)(\/|$)|(^|[/_-])(incoming|inbox|uploads?|dropzone|dropbox|drop|landing|exchange|shared|partners?|vendor)([/_-]|$)/i;

/** Folders of the repository and of the task itself. */
const ownFolder = /^‹dags›|‹own›/;

/** Labels of the content of a file. */
export const fileLabels = (path: string | undefined): number => {
  if (path === undefined) {
    return 0;
  }
  return (
    (secretFile.test(path) ? label.secret : 0) |
    (path.startsWith('‹dags›') ? label.elsewhere : 0) |
    (sharedFolder.test(path) && !ownFolder.test(path) ? label.shared : 0)
  );
};

const templateInput = /\{[{%][^}]*?\b(dag_run\.conf|params)\b/;
/** A template that puts a password or token into a text. */
export const templateSecret =
  /\{[{%][^}]*?\b(conn(\.\w+|\[[^\]]*\]|\.get\([^)]*\))\.(password|extra\w*|get_uri|get_password)|var\.(value|json)[.[(get'"]+\w*(secret|token|password|key))/i;

const harmlessFilter = /\|\s*(int|float|length|tojson|ds|quote|shlex_quote)\b/;
const template = /\{[{%].*?[%}]\}/gs;

/** Labels of a literal: a Jinja template may put the run's configuration into it. Parameters named are restricted ones. */
export const literalLabels = (text: string, restricted: ReadonlySet<string>): number => {
  if (!text.includes('{')) {
    return 0;
  }
  const secret = templateSecret.test(text) ? label.secret : 0;
  const isOpen = (piece: string): boolean => {
    const name = /\bparams(?:\.|\[\s*['"])(\w+)/.exec(piece)?.[1];
    return templateInput.test(piece) && !harmlessFilter.test(piece) && !(name && restricted.has(name));
  };
  return templateInput.test(text) && (text.match(template) ?? []).some(isOpen) ? secret | label.input : secret;
};
