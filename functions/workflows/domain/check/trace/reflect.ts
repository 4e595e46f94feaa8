import { lookUp, partOf } from './machine.ts';
import { namedLabels } from './sources.ts';
import { type Call, label, labelsOf, type Scope, unknown, type Value, withLabels } from './values.ts';

/** Calls whose result is another value of the program rather than something new. */
export const reflect = (scope: Scope, call: Call): Value | undefined => {
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
    case 'operator.attrgetter()': {
      const [attribute] = call.callee.made?.args ?? [];
      return first && attribute?.text !== undefined
        ? obscured(partOf(first, `${first.path}.${attribute.text}`), attribute)
        : undefined;
    }
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

/** What a method of a dictionary gives back. */
export const dictionaryCall = (call: Call): Value | undefined => {
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
