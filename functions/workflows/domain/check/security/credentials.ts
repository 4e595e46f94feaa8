import { metadataCredentials, secretFile } from '../trace/sources.ts';
import { type Call, has, knownText, label, labelsOf, type Value } from '../trace/values.ts';
import { type Command, readCommand, textsOf } from './commands.ts';
import { allArguments, onCalls, type Report } from './detector.ts';
import { badTarget, readSending, type Sending } from './network.ts';
import { sendsSecret } from './shell-leaks.ts';

const report = (at: number, message: string): Report => ({ rule: 'credentials-sent-out', at, message });

const authenticating =
  /^(authorization|proxy-authorization|x-.*(token|key|auth|secret|session).*|.*api-?key|cookie|private-token|job-token|token)$/i;

/** A header in which a credential has no business. */
const isOddHeader = (headers: Value): boolean =>
  has(headers, label.environment) ||
  [...(headers.entries ?? [])].some(([key, value]) => !authenticating.test(key) && has(value, label.secret));

const loginField =
  /^(grant_type|client_id|client_secret|password|passwd|pass|pwd|user(name)?|login|token|refresh_token|access_token|api_?key|key|secret|assertion|code|scope|auth|aud|jwt|resource|audience|subject_token|apikey|access_key|role_id|secret_id)$/i;
const loginAddress = /oauth|token|log-?in|\bauth|session|signin|identity|\bsts\b/i;

const isOwnAddress = (target: Value | undefined): boolean =>
  has(target, label.connection) || /^(https?:\/\/)?(localhost|127\.0\.0\.1)/.test(knownText(target));

/** The fields of a form, or of what a form was written as. */
const fieldsOf = ({ entries, made }: Value, depth = 0): ReadonlyMap<string, Value> | undefined => {
  const isWritten = /^(json\.dumps|urllib\.parse\.urlencode|io\.(BytesIO|StringIO))$/.test(made?.name ?? '');
  const origin = isWritten ? made?.args[0] : made?.name.endsWith('.encode') ? made.receiver : undefined;
  return entries ?? (origin && depth < 4 ? fieldsOf(origin, depth + 1) : undefined);
};

/** A credential of a connection by itself, which its own address may be told. */
const bareCredential = /get_connection\(\)\.(password|extra\w*|get_password\(\))(\.encode\(\))?(\[\w*\])?$/;

/** Signing in sends a secret on purpose: to the address of its own connection, or to one that is for signing in. */
const isSignIn = ({ target }: Sending, content: readonly Value[]): boolean => {
  const isForm = content.every(
    (value) =>
      !has(value, label.secret) ||
      value.text !== undefined ||
      bareCredential.test(value.path) ||
      [...(fieldsOf(value) ?? [['', value] as const])].every(
        ([key, entry]) => !has(entry, label.secret) || loginField.test(key),
      ),
  );
  const address = knownText(target);
  return !badTarget.test(address) && isForm && (isOwnAddress(target) || loginAddress.test(address));
};

const leaked = (value: Value): boolean =>
  has(value, label.secret | label.environment) ||
  (value.text !== undefined && secretFile.test(value.text) && !/^https?:/.test(value.text));

/** The address itself carries the secret, rather than coming from the connection. */
const leaksByAddress = (target: Value | undefined): boolean =>
  target !== undefined && has(target, label.secret | label.environment) && !has(target, label.connection);

const shellLeaks =
  /\b(env|printenv|set|export\s+-p|declare\s+-[xp]+)\b[^\n;]*\|[^\n]*\b(curl|wget|nc|ncat|netcat|socat|openssl\s+s_client|mail|sendmail|telnet|ssh)\b|\b(curl|wget|http)\b[^\n]*(\$\(\s*(env|printenv|cat\s+\S*(credential|\.ssh|\.aws|environ|\.env|secret|token|shadow|airflow\.cfg|kube)|airflow\s+(connections|variables|config))|`\s*(env|printenv|cat\s)|@\S*(credential|id_rsa|\.ssh|\.aws|environ|\.env\b|shadow|airflow\.cfg|kube\/config|serviceaccount)|(-d|--data\S*|-F|--form|--post-data\S*)[= ]?\s*\S*\$\{?\w*(SECRET|TOKEN|PASSWORD|PASSWD|KEY|CREDENTIAL|SQL_ALCHEMY|FERNET|CONN_)|[?&]\w+=\$\{?\w*(SECRET|TOKEN|PASSWORD|KEY|CONN_))|\b(cat|tar|base64|gzip)\b[^\n;]*(credential|id_rsa|\.ssh|\.aws|\/environ|\.env\b|shadow|airflow\.cfg|kube\/config|serviceaccount|fernet)[^\n;]*\|[^\n]*\b(curl|wget|nc|ncat|netcat|socat|ssh|openssl\s+s_client)\b|airflow\s+(connections|variables|config)\s+(export|list|get)\b[^\n;]*\|[^\n]*\b(curl|wget|nc|ncat|netcat|socat|aws)\b|(nslookup|dig|host|ping)\b[^\n]*(\$\(|`|\$\{?\w*(SECRET|TOKEN|PASSWORD|KEY))|\/dev\/(tcp|udp)\/[^\n]*\b(env|printenv|passwd|credential)/i;

/** Where what is written can be read by everybody who may see the run. */
const logs =
  /^(builtins\.print|logging\.(\w+\(\)\.)?(debug|info|warning|error|critical|exception)|.*\.log\.(info|debug|warning|error))$/;

const sendingTool = /\b(curl|wget|nc|ncat|socat|mail|ssh)\b/;
const shellExport = /airflow\s+connections\s+export|airflow\s+variables\s+export/;
const shellFetch = /\b(curl|wget|nc|socat|aws\s+s3|scp|gsutil)\b/;

/** Environment variables of a command that are given a credential. */
const secretVariables = ({ keywords }: Call): readonly string[] =>
  ['env', 'environment', 'env_vars'].flatMap((key) =>
    [...(keywords.get(key)?.entries ?? [])].filter(([, value]) => has(value, label.secret)).map(([name]) => name),
  );

/** Credentials that leave for somewhere they do not belong. */
export const findCredentialLeaks = onCalls(function* (call) {
  const isHidden = call.args.some((arg) => has(arg, label.encoded) && has(arg, label.secret | label.environment));
  if (isHidden && logs.test(call.name)) {
    yield report(call.at, 'A credential is written to the log, encoded so that it is not masked.');
  }
  const sending = readSending(call);
  if (sending) {
    const content = sending.content.filter((value) => value !== sending.target);
    const hasEnvironment = [...content, ...(sending.target ? [sending.target] : [])].some((value) =>
      has(value, label.environment),
    );
    if (hasEnvironment) {
      yield report(call.at, 'The process environment is sent out.');
    } else if (content.some(leaked) && !isSignIn(sending, content)) {
      yield report(call.at, 'A credential is sent out.');
    } else if (
      leaksByAddress(sending.target) &&
      !/^https:\/\/hooks\./.test(knownText(sending.target)) &&
      knownText(sending.target).startsWith('http')
    ) {
      yield report(call.at, 'A credential is sent out within an address.');
    } else if (leaksByAddress(sending.target) && /gethostby|getaddrinfo|resolve|query/.test(call.name)) {
      yield report(call.at, 'A credential is sent out within a name that is looked up.');
    } else if (sending.headers.some(isOddHeader)) {
      yield report(call.at, 'A credential is sent out in a header that is not for signing in.');
    } else if (badTarget.test(knownText(sending.target)) && sending.headers.some((value) => has(value, label.secret))) {
      yield report(call.at, 'A credential is sent to an address that collects them.');
    }
  }
  const command = readCommand(call);
  const input = call.keywords.get('input') ?? call.keywords.get('stdin');
  const isFed = input && leaked(input) && command && textsOf(command).some((text) => sendingTool.test(knownText(text)));
  if (command && (handsOver(command) || isFed)) {
    yield report(call.at, 'A command is given credentials to send.');
  }
  const variables = command ? secretVariables(call) : [];
  for (const text of command ? textsOf(command) : []) {
    const line = knownText(text);
    if (shellLeaks.test(line) || sendsSecret(line, variables) || (shellExport.test(line) && shellFetch.test(line))) {
      yield report(call.at, 'A command sends credentials out.');
    } else if (/\b(curl|wget|nc|ncat|socat)\b/.test(line) && (labelsOf(text) & label.environment) !== 0) {
      yield report(call.at, 'A command sends the process environment out.');
    }
  }
});

const senders =
  /^(.*\/)?(curl|wget|nc|ncat|netcat|socat|ssh|scp|rsync|aws|gsutil|az|mail|mailx|sendmail|nslookup|dig|host|ping|telnet|ftp|lftp|http|https|openssl)$/;
const signInOptions =
  /^(-H|--header|-u|--user|--password|-p|-i|--netrc-file|--cert|--key|-E|--oauth2-bearer|--proxy-user)$/;

/** A program that sends is given a credential otherwise than to sign in. */
const handsOver = ({ words }: Command): boolean =>
  senders.test(words[0]?.text ?? '') &&
  words.some(
    (word, index) =>
      index > 0 &&
      leaked(word) &&
      !signInOptions.test(words[index - 1]?.text ?? '') &&
      !/^(-H|--header|-u)/.test(word.text ?? ''),
  );

const credentialPath =
  /security-credentials|\/identity\b|service-accounts|\/token\b|oauth2|user-data|169\.254\.170\.2|AWS_CONTAINER_CREDENTIALS/i;

/** Addresses in a text in their usual form, whichever way their hosts are written. */
const withPlainHosts = (text: string): string =>
  text.replace(/https?:\/\/[^\s'"\ufffc]+/g, (address) => (URL.canParse(address) ? new URL(address).href : address));

/** Credentials that are taken from a cloud's metadata service. */
export const findMetadataAccess = onCalls(function* (call) {
  if (readSending(call) === undefined && readCommand(call) === undefined) {
    return;
  }
  const given = [...(call.receiver?.made?.args ?? []), ...allArguments(call), ...(readCommand(call)?.shell ?? [])];
  const text = withPlainHosts(given.map(knownText).join(' '));
  if (metadataCredentials.test(text) && credentialPath.test(text.replace(/latest\/api\/token\b/g, ''))) {
    yield {
      rule: 'metadata-credentials',
      at: call.at,
      message: 'Credentials of the machine are taken from the metadata service.',
    };
  }
});
