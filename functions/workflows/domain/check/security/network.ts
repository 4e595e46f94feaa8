import type { Call, Value } from '../trace/values.ts';
import { allArguments, argument, lastName } from './detector.ts';

/** Something sent to somebody. */
export interface Sending {
  /** Where to, as far as known. */
  readonly target: Value | undefined;
  /** What is said: bodies, queries, names looked up. */
  readonly content: readonly Value[];
  /** Headers and the like, in which a credential is at home. */
  readonly headers: readonly Value[];
}

const http =
  /^((requests|httpx|niquests)\.(.*\(\)\.)?|aiohttp\.ClientSession\(\)\.|urllib3\.(.*\(\)\.)?|.*HttpHook\(\)\.)(get|post|put|patch|delete|head|options|request|stream|send|run|urlopen|get_conn)$/;
const urlopen = /^(urllib\.request\.(urlopen|Request|urlretrieve|build_opener\(\)\.open)|urllib2\.urlopen)$/;
const lowLevel =
  /^(http\.client\.HTTPS?Connection\(\)\.request|.*socket\.(socket|create_connection)\(\)(\.\w+\(\))?\.(send|sendall|sendto|makefile\(\)\.write)|ssl\..*\.(send|sendall|write)|smtplib\.SMTP\w*\(\)\.(sendmail|send_message)|ftplib\.FTP\w*\(\)\.(stor\w+)|telnetlib\..*\.write|websockets?\..*\.send|paramiko\..*\.(put|putfo|write)|.*\.(putfo|basic_publish)|(kafka|confluent_kafka|redis|pymongo|nats|paho|zmq|websocket|sentry_sdk|twilio|slack_sdk|slack|telegram|git)\b.*\.(send|produce|publish|set|lpush|rpush|insert_one|insert_many|send_string|send_json|capture_message|create|chat_postMessage|files_upload\w*|send_message|push|hset|xadd))$/;
const lookups = /^(socket\.(gethostbyname\w*|getaddrinfo)|dns\.resolver\.(resolve|query)|dns\..*\.(resolve|query))$/;
const stores =
  /^(boto3|botocore)\..*\.(put_object|upload_file|upload_fileobj|send_message|publish|put_record\w*|invoke|put_log_events|put_item|put_parameter|put_events|copy_object)$|\.(S3Hook|GCSHook|WasbHook)\(\)\.(load_\w+|upload\w*)$|^google\.cloud\.storage\..*\.upload_from_\w+$/;
const messengers =
  /(^|\.)(send_email\w*|EmailOperator|SmtpHook\(\)\.send_email_smtp|SlackAPIPostOperator|SlackWebhookOperator|SlackWebhookHook\(\)\.send\w*|SlackHook\(\)\.call|SimpleHttpOperator|HttpOperator|TelegramHook\(\)\.send_message|TelegramOperator|DiscordWebhookOperator|DiscordWebhookHook\(\)\.execute|S3CreateObjectOperator|SnsPublishOperator|SqsPublishOperator)$/;

/** What a call sends over the network, or nothing where it sends nothing. */
export const readSending = (call: Call): Sending | undefined => {
  const { name, args, keywords } = call;
  const headers = ['headers', 'auth', 'cookies', 'cert', 'user', 'password'].flatMap((key) => keywords.get(key) ?? []);
  const rest = [...keywords]
    .filter(([key]) => !['headers', 'auth', 'cookies', 'cert', 'timeout', 'verify', 'context'].includes(key))
    .map(([, value]) => value);
  if (http.test(name)) {
    const isRequest = /^(request|stream)$/.test(lastName(call));
    const target = argument(call, isRequest ? 1 : 0, 'url', 'endpoint');
    return { target, content: [...args, ...rest], headers };
  }
  if (urlopen.test(name)) {
    return { target: argument(call, 0, 'url'), content: [...args.slice(0, 2), ...rest], headers };
  }
  if (lookups.test(name)) {
    return { target: args[0], content: args, headers: [] };
  }
  if (lowLevel.test(name) || stores.test(name)) {
    return {
      target: call.receiver?.made?.args[0],
      content: name.includes('HTTP') ? [...args.slice(0, 3), ...rest] : [...args, ...rest],
      headers,
    };
  }
  return messengers.test(name)
    ? { target: argument(call, 9, 'endpoint', 'to'), content: allArguments(call), headers: [] }
    : undefined;
};

/** Opens a connection or asks somebody over the network, whether anything is sent or not. */
export const reachesOut = (call: Call): boolean =>
  readSending(call) !== undefined ||
  /^(socket\.(create_connection|socket\(\)\.(connect|connect_ex|bind|listen|accept))|smtplib\.SMTP\w*|ftplib\.FTP\w*|paramiko\..*\.connect|telnetlib\.Telnet|psycopg2?\.connect|pymysql\.connect|mysql\.connector\.connect|pymongo\.MongoClient\(\)\..*|redis\..*\(\)\.\w+|sqlalchemy\.create_engine\(\)\.(connect|execute|begin)|boto3\.(client|resource|Session\(\)\.(client|resource))\(\)\.(?!get_paginator|meta|exceptions|Bucket|Table|Object|Queue|Topic)\w+(\(\)\.\w+)*|.*Hook\(\)\.(get_conn|get_records|get_first|get_pandas_df|get_df|run|read_key|list_keys|check_for_key|get_key|load_\w+))$/.test(
    call.name,
  );

/** Places that nobody's workflow has a reason to talk to: request bins, paste sites, tunnels, bare addresses. */
export const badTarget =
  /webhook\.site|requestbin|pipedream\.net|hookbin|beeceptor|burpcollaborator|oastify|interact\.?sh|\boast\.|canarytokens|dnslog|ngrok|serveo|trycloudflare|localtunnel|\.onion\b|pastebin\.com|hastebin|paste\.ee|ghostbin|dpaste|transfer\.sh|file\.io|anonfiles|gofile\.io|0x0\.st|catbox\.moe|termbin|api\.telegram\.org|discord(app)?\.com\/api\/webhooks|\.(tk|top|xyz|ru|su|cc|pw)(\/|:|$)|:\/\/\d{1,3}(\.\d{1,3}){3}/i;
