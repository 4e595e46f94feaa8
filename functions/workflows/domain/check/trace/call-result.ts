import { combineCall } from './combine.ts';
import { openers, openFile, writtenTo } from './files.ts';
import { foldCall } from './fold.ts';
import { type Machine, made, partOf } from './machine.ts';
import { dictionaryCall, reflect } from './reflect.ts';
import { fileLabels, namedLabels } from './sources.ts';
import { type Call, has, label, labelsOf, type Scope, type Value, withLabels, withoutLabels } from './values.ts';

/** Functions whose result says nothing of what they were given. */
const opaque =
  /^(builtins\.(len|bool|int|float|complex|isinstance|issubclass|hasattr|callable|id|hash|type|range|round|abs|any|all|print|super)|hashlib\..*|hmac\.(?!new$).*|uuid\..*|os\.path\.(exists|isfile|isdir|getsize|getmtime)|shlex\.quote|pipes\.quote|secrets\..*|logging\..*|re\.escape|markupsafe\.escape|html\.escape|urllib\.parse\.quote\w*|ipaddress\..*|decimal\.Decimal|datetime\..*fromisoformat|ast\.literal_eval)$|\.(startswith|endswith|exists|is_file|is_dir|count|index|find|hexdigest|digest|isdigit|set_downstream|set_upstream|commit|close|info|debug|warning|error)$/;

/** Of those, the ones that make a text harmless in a command, but do not hide a secret. */
const quoting = /^(shlex\.quote|pipes\.quote|re\.escape|markupsafe\.escape|html\.escape|urllib\.parse\.quote\w*)$/;

/** Modules whose functions give back what they were given in another form. */
const passing =
  /^(builtins|json|base64|binascii|codecs|zlib|gzip|bz2|lzma|urllib\.parse|io|os\.path|os\.fs|pathlib|re|itertools|functools|collections|copy|struct|pickle|cPickle|dill|yaml|marshal|string|textwrap|operator|html|csv|pandas|numpy|orjson|ujson|toml|tomllib|configparser|types|contextlib|shlex|jinja2|sqlalchemy\.text|dataclasses|asyncio|cryptography|hmac\.new|email|zipfile|tarfile|tempfile|airflow\.models\.xcom_arg|airflow\.sdk\.XComArg)\b/;

const encoders =
  /^(base64\.\w+encode\w*|binascii\.(hexlify|b2a_\w+)|zlib\.compress|gzip\.compress|bz2\.compress|codecs\.encode)$|\.hex$/;
const variableGet = /^airflow\.(sdk|models|models\.variable)\.Variable(\(\))?\.get$|(^|\.)get_variable$/;
const configurationGet = /^airflow\.configuration\.(conf\.)?get\w*$/;
const sessionQuery = /\.(query|select|scalars|execute)$|^sqlalchemy\.(select|future\.select)$/;

/** Labels by what is asked for: a variable, setting or file by name. */
const askedLabels = ({ name, args }: Call): number => {
  const [first, second] = args;
  if (variableGet.test(name)) {
    return namedLabels(first?.text);
  }
  if (configurationGet.test(name)) {
    return namedLabels(second?.text);
  }
  if (
    sessionQuery.test(name) &&
    args.some((arg) => /^airflow\.(models|sdk)\b.*\.(Connection|Variable)\b/.test(arg.path))
  ) {
    return label.secret;
  }
  if (encoders.test(name)) {
    return label.encoded;
  }
  return 0;
};

/** Labels of what a method is called on; what a connection gives is no connection. */
const receivedLabels = ({ receiver, callee }: Call): number =>
  receiver && has(receiver, label.connection) && has(receiver, label.secret)
    ? labelsOf(callee)
    : receiver
      ? labelsOf(receiver)
      : 0;

/** What the tasks gave back that a call asks for by their ids. */
const pulledLabels = (machine: Machine, { args, keywords }: Call): number => {
  const ids = keywords.get('task_ids') ?? args[0];
  const names = ids?.items ?? (ids ? [ids] : []);
  return names.reduce((sum, { text }) => sum | (machine.returned.get(text ?? '') ?? 0), 0);
};

/** What a call of something that is not the file's own gives back. */
export const resultOf = (machine: Machine, scope: Scope, call: Call): Value => {
  const { name, receiver, args, keywords } = call;
  if (openers.test(name) || (/\.open$/.test(name) && receiver?.path.startsWith('pathlib.'))) {
    const opened = receiver?.path.startsWith('pathlib.')
      ? { ...call, name: 'builtins.open', args: [receiver, ...args] }
      : call;
    return openFile(machine, opened);
  }
  if (receiver?.path === 'airflow.context' && /\.(get|pop)$/.test(name) && args[0]?.text !== undefined) {
    return partOf(receiver, `airflow.context[${args[0].text}]`);
  }
  const known =
    dictionaryCall(call) ?? reflect(scope, call) ?? combineCall(name, args) ?? foldCall(name, receiver, args, keywords);
  if (known) {
    return { ...known, made: known.made ?? call };
  }
  if (opaque.test(name)) {
    const given = args.reduce((sum, arg) => sum | labelsOf(arg), 0);
    const kept = quoting.test(name) ? given & (label.secret | label.environment) : 0;
    return {
      path: `${name}()`,
      labels: kept,
      made: call,
      ...(quoting.test(name) && args[0]?.text !== undefined && { text: args[0].text }),
    };
  }
  const isPassing = name === '' || passing.test(name);
  const given = isPassing ? [...args, ...keywords.values()].reduce((sum, value) => sum | labelsOf(value), 0) : 0;
  const fromFile = /\.read_(text|bytes)$/.test(name)
    ? fileLabels(receiver?.text) | writtenTo(machine, receiver?.text)
    : 0;
  const value = made(name === '' ? '' : `${name}()`, given | fromFile | askedLabels(call) | receivedLabels(call));
  const key = args[0]?.text;
  const isRestricted = name.startsWith('airflow.context') && key !== undefined && machine.restricted.has(key);
  const isNetwork = (value.labels & label.network) !== 0 && !isPassing;
  const settled = isNetwork ? { ...value, labels: value.labels & ~(label.secret | label.environment) } : value;
  const pulled = name.endsWith('.xcom_pull') ? pulledLabels(machine, call) : 0;
  return { ...withLabels(isRestricted ? withoutLabels(settled, label.input) : settled, pulled), made: call };
};
