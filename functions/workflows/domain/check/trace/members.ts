import { lookUp, type Machine, partOf } from './machine.ts';
import { namedLabels } from './sources.ts';
import {
  either,
  hole,
  label,
  type Scope,
  textValue,
  unknown,
  type Value,
  withLabels,
  withoutLabels,
} from './values.ts';

/** One item of what is gone through. */
export const elementOf = (value: Value): Value => {
  if (value.items && value.items.length > 0) {
    return value.items.reduce<Value>((sum, item) => either(sum, item), withLabels(unknown, value.labels));
  }
  if (value.entries) {
    return withLabels(unknown, value.labels);
  }
  return partOf(value, `${value.path}[]`);
};

/** A part of a text or list, by how the slice is written. */
export const sliceOf = (base: Value, written: string): Value => {
  if (written === '::-1' && base.text !== undefined) {
    return textValue([...base.text].reverse().join(''), base.labels | label.decoded);
  }
  if (written === '::-1' && base.items) {
    return { ...base, items: base.items.toReversed() };
  }
  const [from, to] = /^(\d*):(\d*)$/.exec(written)?.slice(1) ?? [];
  if (base.text !== undefined && from !== undefined) {
    return textValue(base.text.slice(Number(from), to ? Number(to) : undefined), base.labels);
  }
  if (base.items && from !== undefined) {
    return { ...base, items: base.items.slice(Number(from), to ? Number(to) : undefined) };
  }
  return { path: base.path, labels: base.labels };
};

/** Folders of which code asks the environment. */
const knownFolders: Readonly<Record<string, string>> = {
  HOME: '~',
  AIRFLOW_HOME: '$AIRFLOW_HOME',
  AIRFLOW__CORE__DAGS_FOLDER: '‹dags›',
};

const environmentVariable = (name: string): Value => {
  const value = partOf(unknownPart, `os.environ[${name}]`);
  const text = knownFolders[name];
  return { ...value, labels: label.elsewhere | namedLabels(name), ...(text !== undefined && { text }) };
};

const unknownPart: Value = { path: 'os', labels: 0 };

/** Places of files that are attributes of modules. */
const fileAttribute = (path: string): string | undefined => {
  if (/^airflow\.settings\.(DAGS_FOLDER|PLUGINS_FOLDER)$/.test(path)) {
    return '‹dags›';
  }
  if (path === 'airflow.settings.AIRFLOW_HOME') {
    return '$AIRFLOW_HOME';
  }
  return /^\w[\w.]*\.__(file|path)__$/.test(path)
    ? `site-packages/${path.replace(/\.__\w+$/, '').replaceAll('.', '/')}/__init__.py`
    : undefined;
};

const memberByName = (base: Value, name: string, scope: Scope): Value | undefined => {
  const computed = (value: Value) => withLabels(value, label.obscured);
  if (base.path === 'sys.modules') {
    return computed({ path: name, labels: 0 });
  }
  if (base.path === 'builtins' || base.path.endsWith('.__dict__')) {
    const owner = base.path.replace(/\.__dict__$/, '');
    return computed(partOf({ ...base, path: owner }, `${owner}.${name}`));
  }
  if (base.path.startsWith('builtins.vars()=')) {
    const owner = base.path.slice('builtins.vars()='.length);
    return computed(partOf(base, `${owner}.${name}`));
  }
  if (base.path === 'builtins.globals()' || base.path === 'builtins.locals()') {
    return computed(lookUp(scope, name));
  }
  return undefined;
};

/** What stands in a list, dictionary or text under a key. */
export const itemOf = (machine: Machine, scope: Scope, base: Value, key: Value): Value => {
  if (key.text !== undefined) {
    const named = memberByName(base, key.text, scope);
    if (named) {
      return named;
    }
    if (/^os\.environb?$/.test(base.path)) {
      return environmentVariable(key.text);
    }
  }
  if (base.entries) {
    const entry = key.text === undefined ? undefined : base.entries.get(key.text);
    const any = [...base.entries.values()].reduce<Value>(
      (sum, each) => either(sum, each),
      withLabels(unknown, base.labels),
    );
    return entry ? withLabels(entry, base.labels) : any;
  }
  if (base.items) {
    const item = key.number === undefined ? undefined : base.items.at(key.number);
    return item ? withLabels(item, base.labels) : elementOf(base);
  }
  if (base.text !== undefined && key.number !== undefined) {
    return textValue(base.text.charAt(key.number), base.labels | label.decoded);
  }
  if (/^os\.environb?$/.test(base.path)) {
    return { path: 'os.environ[]', labels: key.labels & label.environment };
  }
  const part = partOf(base, `${base.path}[${key.text === undefined || key.text.includes(hole) ? '' : key.text}]`);
  const isRestricted =
    base.path.startsWith('airflow.context') && key.text !== undefined && machine.restricted.has(key.text);
  return isRestricted ? withoutLabels(part, label.input) : part;
};

/** An attribute of a value. */
export const attributeOf = (machine: Machine, base: Value, name: string): Value => {
  const entry = base.entries?.get(name) ?? base.callable?.members?.get(name);
  if (entry) {
    return entry.callable ? { ...entry, callable: { ...entry.callable, self: base } } : entry;
  }
  if (
    base.callable &&
    ['override', 'partial', 'expand', 'expand_kwargs', 'submit', 'function', 'options'].includes(name)
  ) {
    return base;
  }
  if (base.path.startsWith('pathlib.') && base.text !== undefined) {
    if (name === 'parent') {
      const parent = base.text.replace(/\/?[^/]*$/, '');
      return { ...base, text: parent === '' ? '.' : parent };
    }
    if (name === 'name' || name === 'stem') {
      return textValue(base.text.split('/').at(-1) ?? '', base.labels & ~label.input);
    }
  }
  if (/^__(base|bases|mro)__$/.test(name)) {
    return { path: `builtins.type.${name}`, labels: base.labels };
  }
  const text = fileAttribute(`${base.path}.${name}`);
  if (text !== undefined) {
    return textValue(text);
  }
  const part = partOf(base, `${base.path}.${name}`);
  return machine.restricted.has(name) && base.path.endsWith('.params') ? withoutLabels(part, label.input) : part;
};
