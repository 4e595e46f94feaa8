import type { PythonTree } from '../python-tree.ts';
import type { ImportedName } from '../read-imports.ts';
import { attributeLabels, sourceLabels } from './sources.ts';
import type { Callable, Event, Phase, Scope, Value } from './values.ts';

/** What calling one of the file's own functions led to. */
export interface Outcome {
  readonly value: Value;
  /** Positions of the arguments that the function refuses unless they are as they should be. */
  readonly vouched: readonly number[];
}

/** A function of the file, and the object it is a method of. */
export interface DefinedFunction {
  readonly callable: Callable;
  readonly owner: Value | undefined;
}

/** The state of one trace. */
export interface Machine {
  readonly tree: PythonTree;
  readonly imports: ReadonlyMap<number, readonly ImportedName[]>;
  /** Parameters of the DAG that only take certain values. */
  readonly restricted: Set<string>;
  /** What was written to files, by path. */
  readonly files: Map<string, number>;
  /** What tasks gave back, by their ids or their functions' names. */
  readonly returned: Map<string, number>;
  /** What the file defines, in order. */
  readonly functions: DefinedFunction[];
  phase: Phase;
  /** Loops that are gone through item by item at this moment. */
  unrolled: number;
  emit(event: Event): void;
  /** Goes one level deeper; false where that is too deep, or there have been too many steps. */
  takeStep(): boolean;
  /** Whether it was the depth. */
  isTooDeep(): boolean;
  /** Comes back from what `takeStep` allowed. */
  leave(): void;
  invoke(callable: Callable, args: readonly Value[], keywords: ReadonlyMap<string, Value>): Outcome;
  /** Traces a text that is executed as Python; what happens there happens at this place. */
  runText(text: string, at: number): void;
}

const longestPath = 300;

/** What Airflow hands to a task is the same however the task gets hold of it. */
const canonical = (path: string): string =>
  path
    .replace(/^airflow\.[\w.]*\bget_current_context\(\)/, 'airflow.context')
    .replace(
      /^airflow\.context(\[|\.)(ti|task_instance)\]?\.(get_template_context\(\)|dag_run\b)/,
      (_whole, _opener, _name, rest) => (rest === 'dag_run' ? 'airflow.context.dag_run' : 'airflow.context'),
    )
    .replace(/^airflow\.context\[(\w+)\]$/, 'airflow.context.$1')
    .replace(/^airflow\.context\.(get|pop)\(\)$/, 'airflow.context');

/** A value that came to be this way, with the labels which that gives it. */
export const made = (path: string, labels: number): Value => {
  const name = path.length > longestPath ? '' : canonical(path);
  return { path: name, labels: labels | sourceLabels(name) };
};

/** The attribute or item of a value, by the path it gets. */
export const partOf = (base: Value, path: string): Value => {
  const value = made(base.path === '' || base.path === 'builtins.None' ? '' : path, 0);
  return { ...value, labels: value.labels | attributeLabels(base, path) };
};

/** The value of a name here, or of Python's own of that name. */
export const lookUp = (scope: Scope, name: string): Value => {
  for (let each: Scope | undefined = scope; each; each = each.parent) {
    const value = each.names.get(name);
    if (value) {
      return value;
    }
  }
  if (name === '__builtins__') {
    return { path: 'builtins', labels: 0 };
  }
  if (name === '__file__') {
    return { path: '__file__', labels: 0, text: '‹dags›/this.py' };
  }
  return { path: `builtins.${name}`, labels: 0 };
};

/** Gives a name a value; what vouched for the one before no longer counts. */
export const assign = (scope: Scope, name: string, value: Value, sources: ReadonlySet<string> = new Set()): void => {
  scope.names.set(name, value);
  scope.sources.set(name, sources);
  for (const each of scope.vouched) {
    if (each === name || each.startsWith(`${name}.`) || each.startsWith(`${name}[`)) {
      scope.vouched.delete(each);
    }
  }
};

/** A scope within another. */
export const openScope = (parent: Scope | undefined): Scope => ({
  names: new Map(),
  parent,
  sources: new Map(),
  vouched: new Set(),
  returned: [],
});

/** Whether a guard has vouched for an expression as written. */
export const isVouched = (scope: Scope, written: string): boolean => {
  for (let each: Scope | undefined = scope; each; each = each.parent) {
    if (each.vouched.has(written)) {
      return true;
    }
  }
  return false;
};
