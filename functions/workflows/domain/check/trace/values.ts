import type { SyntaxNode } from '@lezer/common';

/** Where a value came from or what was done to it; a value has a sum of them. */
export const label = {
  /** Came over the network or out of an object store. */
  network: 1,
  /** A password, token or key, or something that holds one. */
  secret: 2,
  /** The whole process environment. */
  environment: 4,
  /** What whoever triggers a run may choose. */
  input: 8,
  /** Was encoded, compressed or reversed in the source. */
  decoded: 16,
  /** Was looked up by a name put together at run time. */
  obscured: 32,
  /** An Airflow connection, or its address. */
  connection: 64,
  /** Lies where others may write. */
  shared: 128,
  /** Changes from one moment to the next. */
  clock: 256,
  /** Was encoded while the program runs, so that nobody recognises it. */
  encoded: 512,
  /** Comes from outside the repository, where no review sees it: a variable, another file, a row. */
  elsewhere: 1024,
} as const;

/** A function or class that the file defines. */
export interface Callable {
  readonly kind: 'function' | 'class';
  readonly node: SyntaxNode;
  readonly scope: Scope;
  /** Qualified names of its decorators; of a class, of the one it is made from. */
  readonly decorators: readonly string[];
  /** Of a class: its methods and attributes. */
  readonly members?: Map<string, Value>;
  /** Of a method: what it is called on. */
  readonly self?: Value;
}

/**
 * What is known of a value without running the program. `path` says how it came to be, in names resolved through imports:
 * `requests.get().text`, `os.environ[HOME]`; empty where that is not known.
 */
export interface Value {
  readonly path: string;
  readonly labels: number;
  /** Of a string or a file's path; `hole` stands for each part that is not known. */
  readonly text?: string;
  readonly number?: number;
  /** Of a list, tuple or set. */
  readonly items?: readonly Value[];
  /** Of a dictionary, or the attributes of an object. */
  readonly entries?: Map<string, Value>;
  readonly callable?: Callable;
  /** Arguments that it will be called with, besides those of the call. */
  readonly bound?: Pick<Call, 'args' | 'keywords'>;
  /** What else it may be, where that depends on what is not known. */
  readonly others?: readonly Value[];
  /** The call that made it. */
  readonly made?: Call;
  /** Whether it stands in the source as a plain literal. */
  readonly isLiteral?: boolean;
}

/** Names within a function, class or module. */
export interface Scope {
  readonly names: Map<string, Value>;
  readonly parent: Scope | undefined;
  /** What each name's value was computed from, as written. */
  readonly sources: Map<string, ReadonlySet<string>>;
  /** Expressions, as written, that a guard has vouched for. */
  readonly vouched: Set<string>;
  readonly returned: Value[];
}

/** When a place runs: while Airflow imports the file, or when a task does. */
export type Phase = 'import' | 'task';

/** Something is called. */
export interface Call {
  readonly kind: 'call';
  /** The callee's `path`. */
  readonly name: string;
  readonly callee: Value;
  readonly receiver: Value | undefined;
  readonly args: readonly Value[];
  readonly keywords: ReadonlyMap<string, Value>;
  readonly at: number;
  readonly phase: Phase;
}

/** An attribute or item of something that is not the file's own is given a value. */
export interface Store {
  readonly kind: 'store';
  readonly name: string;
  readonly value: Value;
  readonly at: number;
  readonly phase: Phase;
}

/** A name, argument or key is given a value. */
export interface Naming {
  readonly kind: 'naming';
  readonly of: 'name' | 'argument' | 'key';
  readonly name: string;
  readonly value: Value;
  readonly at: number;
  readonly phase: Phase;
}

/** A loop without an end. */
export interface EndlessLoop {
  readonly kind: 'endless-loop';
  readonly at: number;
  readonly phase: Phase;
}

export type Event = Call | Store | Naming | EndlessLoop;

/** Stands for what is not known within a text. */
export const hole = '\ufffc';

export const unknown: Value = { path: '', labels: 0 };

export const textValue = (text: string, labels = 0): Value => ({ path: '', labels, text });

/** Lists never change once they are made, so what is in them is counted once. */
const countedLists = new WeakMap<readonly Value[], number>();
const mostParts = 2000;

const partsOf = ({ items, entries }: Value): readonly Value[] => [...(items ?? []), ...(entries?.values() ?? [])];

/** All labels of a value, of its parts too; each part once, as lists of lists of the same lists are cheap to write. */
export const labelsOf = (value: Value): number => {
  if (!value.items && !value.entries) {
    return value.labels;
  }
  const counted = value.items && countedLists.get(value.items);
  if (counted !== undefined && !value.entries) {
    return counted | value.labels;
  }
  const seen = new Set<Value>([value]);
  let labels = 0;
  let hasEntries = false;
  for (const each of seen) {
    labels |= each.labels;
    hasEntries ||= each.entries !== undefined;
    for (const part of seen.size < mostParts ? partsOf(each) : []) {
      seen.add(part);
    }
  }
  if (value.items && !hasEntries) {
    countedLists.set(value.items, labels);
  }
  return labels;
};

export const has = (value: Value | undefined, labels: number): boolean =>
  value !== undefined && (labelsOf(value) & labels) !== 0;

/** A value with labels added. */
export const withLabels = (value: Value, labels: number): Value =>
  (value.labels & labels) === labels ? value : { ...value, labels: value.labels | labels };

/** A value without labels, in all its parts; a part that is in it twice stays one. */
export const withoutLabels = (value: Value, labels: number, done = new Map<Value, Value>()): Value => {
  const known = done.get(value);
  if (known || done.size > mostParts || (labelsOf(value) & labels) === 0) {
    return known ?? value;
  }
  const { items, entries, others, ...rest } = value;
  const strip = (part: Value): Value => withoutLabels(part, labels, done);
  const stripped: Value = {
    ...rest,
    labels: value.labels & ~labels,
    ...(items && { items: items.map(strip) }),
    ...(others && { others: others.map(strip) }),
    ...(entries && { entries: new Map([...entries].map(([key, entry]) => [key, strip(entry)])) }),
  };
  done.set(value, stripped);
  return stripped;
};

const tellsNothing = ({ path, text, number, callable, items, entries }: Value): boolean =>
  path === '' && text === undefined && number === undefined && !callable && !items && !entries;

const mostOthers = 8;

/** Either of two values: what the later one tells, the earlier one beside it, and the labels of both. */
export const either = (earlier: Value | undefined, later: Value): Value => {
  if (earlier === undefined || earlier === later) {
    return later;
  }
  const labels = earlier.labels | later.labels;
  if (tellsNothing(later) || tellsNothing(earlier)) {
    return { ...(tellsNothing(later) ? earlier : later), labels };
  }
  const { others = [], ...first } = earlier;
  return { ...later, labels, others: [...(later.others ?? []), first, ...others].slice(0, mostOthers) };
};

/** A text as far as it is known, for patterns. */
export const knownText = (value: Value | undefined): string => value?.text ?? hole;
