import type { SyntaxNode } from '@lezer/common';
import { childrenOf, textOf } from '../python-tree.ts';
import { foldCall } from './fold.ts';
import { mentions, vouch } from './guards.ts';
import { lookUp, type Machine, made, partOf } from './machine.ts';
import { fileLabels, namedLabels } from './sources.ts';
import {
  type Call,
  hole,
  label,
  labelsOf,
  type Scope,
  unknown,
  type Value,
  withLabels,
  withoutLabels,
} from './values.ts';

/** What comes back to expressions from here. */
export interface Evaluators {
  readonly evaluate: (machine: Machine, scope: Scope, node: SyntaxNode) => Value;
  readonly evaluateComprehension: (machine: Machine, scope: Scope, parts: readonly SyntaxNode[]) => Value;
  readonly attributeOf: (machine: Machine, base: Value, name: string) => Value;
}

interface Arguments {
  readonly args: readonly Value[];
  readonly keywords: ReadonlyMap<string, Value>;
  /** The positional arguments as they stand in the source. */
  readonly nodes: readonly SyntaxNode[];
}

const splitAtCommas = (nodes: readonly SyntaxNode[]): SyntaxNode[][] => {
  const parts: SyntaxNode[][] = [[]];
  for (const node of nodes) {
    if (node.name === ',') {
      parts.push([]);
    } else {
      parts.at(-1)?.push(node);
    }
  }
  return parts.filter((part) => part.length > 0);
};

/** The arguments of a call, evaluated in order. */
export const evaluateArguments = (
  machine: Machine,
  scope: Scope,
  list: SyntaxNode,
  { evaluate, evaluateComprehension }: Evaluators,
): Arguments => {
  const inside = childrenOf(list).slice(1, -1);
  if (inside.some((node) => node.name === 'for')) {
    return { args: [evaluateComprehension(machine, scope, inside)], keywords: new Map(), nodes: [] };
  }
  const args: Value[] = [];
  const nodes: SyntaxNode[] = [];
  const keywords = new Map<string, Value>();
  for (const [first, second, third] of splitAtCommas(inside)) {
    if (first && second?.name === 'AssignOp' && third) {
      const name = textOf(machine.tree, first);
      const value = evaluate(machine, scope, third);
      keywords.set(name, value);
      machine.emit({ kind: 'naming', of: 'argument', name, value, at: third.from, phase: machine.phase });
    } else if (first?.name === '*' && second) {
      const spread = evaluate(machine, scope, second);
      args.push(...(spread.items ?? [spread]));
    } else if (first?.name === '**' && second) {
      const spread = evaluate(machine, scope, second);
      for (const [key, value] of spread.entries ?? []) {
        keywords.set(key, value);
      }
      if (!spread.entries && labelsOf(spread) !== 0) {
        keywords.set('**', spread);
      }
    } else if (first) {
      args.push(evaluate(machine, scope, first));
      nodes.push(first);
    }
  }
  return { args, keywords, nodes };
};

/** Functions whose result says nothing of what they were given. */
const opaque =
  /^(builtins\.(len|bool|int|float|complex|isinstance|issubclass|hasattr|callable|id|hash|type|range|round|abs|any|all|print|super)|hashlib\..*|hmac\.(?!new$).*|uuid\..*|os\.path\.(exists|isfile|isdir|getsize|getmtime)|shlex\.quote|pipes\.quote|secrets\..*|logging\..*|re\.escape|markupsafe\.escape|html\.escape|urllib\.parse\.quote\w*|ipaddress\..*|decimal\.Decimal|datetime\..*fromisoformat|ast\.literal_eval)$|\.(startswith|endswith|exists|is_file|is_dir|count|index|find|hexdigest|digest|isdigit|set_downstream|set_upstream|commit|close|info|debug|warning|error)$/;

/** Of those, the ones that make a text harmless in a command, but do not hide a secret. */
const quoting = /^(shlex\.quote|pipes\.quote|re\.escape|markupsafe\.escape|html\.escape|urllib\.parse\.quote\w*)$/;

/** Modules whose functions give back what they were given in another form. */
const passing =
  /^(builtins|json|base64|binascii|codecs|zlib|gzip|bz2|lzma|urllib\.parse|io|os\.path|os\.fs|pathlib|re|itertools|functools|collections|copy|struct|pickle|cPickle|dill|yaml|marshal|string|textwrap|operator|html|csv|pandas|numpy|orjson|ujson|toml|tomllib|configparser|types|contextlib|shlex|jinja2|sqlalchemy\.text|dataclasses|asyncio|cryptography|hmac\.new|email|zipfile|tarfile|tempfile|airflow\.models\.xcom_arg|airflow\.sdk\.XComArg)\b/;

const mutators = [
  'append',
  'extend',
  'add',
  'update',
  'insert',
  'setdefault',
  'appendleft',
  'write',
  'writelines',
  'attach',
  'set_content',
  'put',
  'read',
];

const openers =
  /^(builtins\.open|io\.open|codecs\.open|gzip\.open|bz2\.open|lzma\.open|tarfile\.(open|TarFile|TarFile\.open)|zipfile\.ZipFile|shelve\.open|os\.fdopen)$/;

/** Functions that put what comes over the network into the file named by an argument, by position or keyword. */
const downloads: readonly (readonly [RegExp, number, string])[] = [
  [/^urllib\.request\.urlretrieve$|^wget\.download$|^gdown\.download$/, 1, 'filename'],
  [/\.download_file$/, 2, 'Filename'],
  [/\.(retrieve_file|get_file|download|fget_object)$/, 1, 'filename'],
  [/^(paramiko|pysftp)\..*\.get$/, 1, 'localpath'],
  [/^git\.Repo\.clone_from$|^dulwich\.porcelain\.clone$/, 1, 'to_path'],
  [/^huggingface_hub\.\w+download$/, 9, 'local_dir'],
];

const recordWrite = (machine: Machine, path: string | undefined, labels: number): void => {
  if (path !== undefined && path.replaceAll(hole, '') !== '') {
    machine.files.set(path, (machine.files.get(path) ?? 0) | labels);
  }
};

const followWrites = (machine: Machine, call: Call): void => {
  const { name, receiver, args, keywords } = call;
  const [first, second] = args;
  if (receiver && /\.write(lines)?$/.test(name) && receiver.made && openers.test(receiver.made.name)) {
    recordWrite(machine, receiver.made.args[0]?.text, first ? labelsOf(first) : 0);
  } else if (receiver && /\.write_(text|bytes)$/.test(name)) {
    recordWrite(machine, receiver.text, first ? labelsOf(first) : 0);
  } else if (name === 'shutil.copyfileobj') {
    recordWrite(machine, second?.made?.args[0]?.text, first ? labelsOf(first) : 0);
  } else if (/^shutil\.(copy\w*|move)$|^os\.(rename|replace|link|symlink)$/.test(name)) {
    recordWrite(machine, second?.text, first ? labelsOf(first) | fileLabels(first.text) : 0);
  }
  if (/\.(extractall|extract)$/.test(name) && receiver) {
    recordWrite(
      machine,
      (keywords.get('path') ?? args[name.endsWith('all') ? 0 : 1])?.text,
      labelsOf(receiver) & label.network,
    );
  } else if (name === 'shutil.unpack_archive') {
    recordWrite(machine, (keywords.get('extract_dir') ?? second)?.text, first ? labelsOf(first) & label.network : 0);
  }
  for (const [pattern, index, keyword] of downloads) {
    if (pattern.test(name)) {
      recordWrite(machine, (keywords.get(keyword) ?? args[index])?.text, label.network);
    }
  }
};

/** What was written to a file, or to a folder above it. */
const writtenTo = (machine: Machine, path: string | undefined): number => {
  let labels = 0;
  for (const [written, more] of path === undefined ? [] : machine.files) {
    labels |= path === written || path?.startsWith(`${written}/`) ? more : 0;
  }
  return labels;
};

/** A path that something was written to carries what was written. */
const withFile = (machine: Machine, value: Value): Value => {
  if (machine.files.size === 0) {
    return value;
  }
  const { items, text } = value;
  const isConcerned = items?.some((item) => writtenTo(machine, item.text) !== 0);
  return items && isConcerned
    ? { ...value, items: items.map((item) => withLabels(item, writtenTo(machine, item.text))) }
    : withLabels(value, writtenTo(machine, text));
};

const openFile = (machine: Machine, call: Call): Value => {
  const [path] = call.args;
  const mode = (call.keywords.get('mode') ?? call.args[1])?.text ?? 'r';
  const isWritten = /[wax]/.test(mode) && !call.name.startsWith('codecs');
  const content = isWritten ? 0 : fileLabels(path?.text) | writtenTo(machine, path?.text);
  const wrapped =
    path?.path === 'builtins.open()' || /fileobj/.test([...call.keywords.keys()].join())
      ? labelsOf(path ?? unknown)
      : 0;
  const labels = content | wrapped | ((path?.labels ?? 0) & ~label.input);
  const fileobj = call.keywords.get('fileobj');
  return { path: `${call.name}()`, labels: labels | (fileobj ? labelsOf(fileobj) : 0), made: call };
};

/** Calls whose result is another value of the program rather than something new. */
const reflect = (scope: Scope, call: Call): Value | undefined => {
  const { name, args, keywords } = call;
  const [first, second, third] = args;
  const obscured = (value: Value, key: Value): Value => (key.isLiteral ? value : withLabels(value, label.obscured));
  switch (name) {
    case 'builtins.getattr':
      return first && second?.text !== undefined
        ? obscured(partOf(first, `${first.path}.${second.text}`), second)
        : withLabels(third ?? unknown, label.obscured);
    case 'builtins.__import__': {
      const root = first?.text?.split('.')[0];
      return first && root !== undefined
        ? obscured({ path: root, labels: 0 }, first)
        : withLabels(unknown, label.obscured);
    }
    case 'importlib.import_module':
    case 'importlib.__import__':
      return first?.text === undefined
        ? withLabels(unknown, label.obscured)
        : obscured({ path: first.text, labels: 0 }, first);
    case 'builtins.vars':
      return first
        ? { path: `builtins.vars()=${first.path}`, labels: first.labels }
        : { path: 'builtins.locals()', labels: 0 };
    case 'operator.attrgetter':
    case 'operator.methodcaller':
      return unknown;
    case 'os.getenv':
    case 'os.environ.get':
    case 'os.environ.pop':
    case 'os.environ.setdefault':
      return {
        path: 'os.getenv()',
        labels: label.elsewhere | namedLabels(first?.text) | ((first?.labels ?? 0) & label.environment),
        ...(first?.text === 'HOME' && { text: '~' }),
        ...(first?.text === 'AIRFLOW_HOME' && { text: '$AIRFLOW_HOME' }),
        ...(second?.text !== undefined && { text: second.text }),
      };
    case 'contextlib.closing':
    case 'contextlib.nullcontext':
    case 'builtins.iter':
    case 'typing.cast':
      return (name === 'typing.cast' ? second : first) ?? unknown;
    case 'builtins.list':
    case 'builtins.tuple':
    case 'builtins.set':
    case 'builtins.sorted':
      return first?.items ? first : undefined;
    case 'builtins.dict':
      return keywords.size > 0 || first?.entries
        ? { path: '', labels: first?.labels ?? 0, entries: new Map([...(first?.entries ?? []), ...keywords]) }
        : undefined;
    case 'builtins.globals':
      return { path: 'builtins.globals()', labels: 0 };
    case 'builtins.setattr':
      return unknown;
    case 'builtins.eval':
      return first?.text !== undefined && /^\w+$/.test(first.text)
        ? withLabels(lookUp(scope, first.text), label.obscured)
        : undefined;
    default:
      return undefined;
  }
};

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

const dictionaryCall = (call: Call): Value | undefined => {
  const { receiver, args } = call;
  const entries = receiver?.entries;
  const method = /\.?(\w+)$/.exec(call.name)?.[1];
  if (!entries) {
    return undefined;
  }
  switch (method) {
    case 'get':
    case 'pop': {
      const key = args[0]?.text;
      const entry = key === undefined ? undefined : entries.get(key);
      const all = [...entries.values()].reduce((sum, value) => sum | labelsOf(value), receiver.labels);
      return (
        entry ??
        (key === undefined && entries.size > 0
          ? { path: '', labels: all }
          : (args[1] ?? withLabels(unknown, receiver.labels)))
      );
    }
    case 'items':
      return {
        path: '',
        labels: receiver.labels,
        items: [...entries].map(([key, value]) => ({
          path: '',
          labels: 0,
          items: [{ path: '', labels: 0, text: key }, value],
        })),
      };
    case 'values':
      return { path: '', labels: receiver.labels, items: [...entries.values()] };
    case 'keys':
      return { path: '', labels: receiver.labels };
    default:
      return undefined;
  }
};

/** A list, dictionary or file that is given something holds it from now on. */
const mutate = (machine: Machine, scope: Scope, callee: SyntaxNode, call: Call): void => {
  const [owner, , method] = childrenOf(callee);
  if (!owner || !method || !mutators.includes(textOf(machine.tree, method)) || owner.name !== 'VariableName') {
    return;
  }
  const name = textOf(machine.tree, owner);
  const known = scope.names.get(name);
  if (!known) {
    return;
  }
  const isRead = textOf(machine.tree, method) === 'read';
  const labels = [...call.args, ...call.keywords.values()].reduce(
    (sum, value) => sum | labelsOf(value) | (isRead ? fileLabels(value.text) : 0),
    0,
  );
  const [first] = call.args;
  const grown =
    known.items && first && known.items.length < 200
      ? {
          ...known,
          items:
            textOf(machine.tree, method) === 'extend' && first.items
              ? [...known.items, ...first.items]
              : [...known.items, first],
        }
      : known;
  for (const [key, value] of [...(first?.entries ?? []), ...(known.entries ? call.keywords : [])]) {
    known.entries?.set(key, value);
  }
  scope.names.set(name, withLabels(grown, labels));
};

/** A function that another one is told to call, with the arguments it will get. */
interface HandedOver {
  readonly value: Value;
  readonly args: readonly Value[];
  readonly keywords: ReadonlyMap<string, Value>;
}

const handedOver = ({ name, args, keywords }: Call): HandedOver | undefined => {
  const target = keywords.get('python_callable') ?? keywords.get('target');
  if (target?.callable) {
    const given = keywords.get('op_args') ?? keywords.get('args');
    const named = keywords.get('op_kwargs') ?? keywords.get('kwargs');
    return { value: target, args: given?.items ?? [], keywords: named?.entries ?? new Map() };
  }
  const isRunner =
    /(^|\.)(map|filter|submit|partial|register|run_in_executor|starmap|apply|apply_async|Timer|to_thread|start_new_thread|call_soon)$/;
  const index = args.findIndex((arg) => arg.callable?.kind === 'function');
  const value = args[index];
  if (!value || !isRunner.test(name)) {
    return undefined;
  }
  const rest = args
    .slice(index + 1)
    .map((arg) => (/(map|filter|starmap)$/.test(name) ? partOf(arg, `${arg.path}[]`) : arg));
  return { value, args: rest, keywords };
};

/** Follows a function that another one calls; an operator calls it as a task. */
const followHandedOver = (machine: Machine, call: Call, { value, args, keywords }: HandedOver): Value => {
  const before = machine.phase;
  machine.phase = call.keywords.has('python_callable') ? 'task' : before;
  const outcome = value.callable && machine.invoke(value.callable, args, keywords);
  machine.phase = before;
  return outcome?.value ?? unknown;
};

/** What the tasks gave back that a call asks for by their ids. */
const pulledLabels = (machine: Machine, { args, keywords }: Call): number => {
  const ids = keywords.get('task_ids') ?? args[0];
  const names = ids?.items ?? (ids ? [ids] : []);
  return names.reduce((sum, { text }) => sum | (machine.returned.get(text ?? '') ?? 0), 0);
};

const resultOf = (machine: Machine, scope: Scope, call: Call): Value => {
  const { name, receiver, args, keywords } = call;
  if (openers.test(name) || (/\.open$/.test(name) && receiver?.path.startsWith('pathlib.'))) {
    const opened = receiver?.path.startsWith('pathlib.')
      ? { ...call, name: 'builtins.open', args: [receiver, ...args] }
      : call;
    return openFile(machine, opened);
  }
  const known = dictionaryCall(call) ?? reflect(scope, call) ?? foldCall(name, receiver, args, keywords);
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
  const value = made(
    name === '' ? '' : `${name}()`,
    given | fromFile | askedLabels(call) | (receiver ? labelsOf(receiver) : 0),
  );
  const key = args[0]?.text;
  const isRestricted = name.startsWith('airflow.context') && key !== undefined && machine.restricted.has(key);
  const isNetwork = (value.labels & label.network) !== 0 && !isPassing;
  const settled = isNetwork ? { ...value, labels: value.labels & ~(label.secret | label.environment) } : value;
  const pulled = name.endsWith('.xcom_pull') ? pulledLabels(machine, call) : 0;
  return { ...withLabels(isRestricted ? withoutLabels(settled, label.input) : settled, pulled), made: call };
};

/** A mapped operator is given its arguments in two calls: `X.partial(…).expand(…)`. */
const operatorName = (name: string): string =>
  name.replace(/((?:Operator|Sensor))\.partial(\(\)\.expand(_kwargs)?)?$/, '$1');

/** The value of a call; what it calls is reported, and followed where it is the file's own. */
export const evaluateCall = (machine: Machine, scope: Scope, node: SyntaxNode, evaluators: Evaluators): Value => {
  const calleeNode = node.firstChild;
  const list = node.getChild('ArgList');
  if (!calleeNode || !list) {
    return unknown;
  }
  const owner =
    calleeNode.name === 'MemberExpression' && calleeNode.lastChild?.name === 'PropertyName'
      ? calleeNode.firstChild
      : undefined;
  const method = owner && calleeNode.lastChild ? textOf(machine.tree, calleeNode.lastChild) : '';
  // Once only: a chain of calls would double the work with each.
  const receiver = owner ? evaluators.evaluate(machine, scope, owner) : undefined;
  const callee = receiver
    ? evaluators.attributeOf(machine, receiver, method)
    : evaluators.evaluate(machine, scope, calleeNode);
  const given = evaluateArguments(machine, scope, list, evaluators);
  const call: Call = {
    kind: 'call',
    name: operatorName(callee.path === '' && method !== '' ? `.${method}` : callee.path),
    callee,
    receiver,
    args: given.args.map((arg) => withFile(machine, arg)),
    keywords: new Map([...given.keywords].map(([key, value]) => [key, withFile(machine, value)])),
    at: node.from,
    phase: machine.phase,
  };
  machine.emit(call);
  followWrites(machine, call);
  mutate(machine, scope, calleeNode, call);
  const handed = handedOver(call);
  if (handed) {
    const value = followHandedOver(machine, call, handed);
    const id = call.keywords.get('task_id')?.text;
    if (id !== undefined) {
      machine.returned.set(id, labelsOf(value));
    }
    const isMade = call.keywords.has('python_callable') || /(^|\.)partial$/.test(call.name);
    if (/(^|\.)partial$/.test(call.name)) {
      return handed.value;
    }
    return isMade ? { path: `${call.name}()`, labels: 0, made: call, entries: new Map([['output', value]]) } : value;
  }
  if (callee.callable) {
    if (method === 'override') {
      return callee;
    }
    const outcome = machine.invoke(callee.callable, call.args, call.keywords);
    for (const index of outcome.vouched) {
      const argument = given.nodes[index];
      if (argument) {
        vouch(scope, mentions(machine.tree, argument));
      }
    }
    return method === 'partial' ? callee : outcome.value;
  }
  const itself = callee.entries?.get('__call__');
  if (itself?.callable) {
    return machine.invoke({ ...itself.callable, self: callee }, call.args, call.keywords).value;
  }
  if (
    (call.name === 'builtins.exec' || call.name === 'builtins.eval') &&
    call.args[0]?.text &&
    !call.args[0].text.includes(hole)
  ) {
    machine.runText(call.args[0].text, node.from);
  }
  return resultOf(machine, scope, call);
};
