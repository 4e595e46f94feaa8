import { type PythonTree, parsePython, textOf } from '../python-tree.ts';
import { readImports } from '../read-imports.ts';
import { evaluate } from './evaluate.ts';
import { run } from './execute.ts';
import { type DefinedFunction, type Machine, type Outcome, openScope } from './machine.ts';
import { bindParameters, readRestricted } from './parameters.ts';
import { type Callable, type Event, either, labelsOf, type Phase, unknown, type Value } from './values.ts';

/** What running a program may do, in the order in which its text says so. */
export interface Trace {
  readonly events: readonly Event[];
  /** Whether all of it was followed. */
  readonly isComplete: boolean;
}

/**
 * Steps that are a repetition (within functions that others call, and loops gone through item by item) for what the module calls and for what each function calls. What stands in a
 * module or function itself is always followed, so that nothing can be put out of sight behind a lot of other things.
 */
const mostSteps = { module: 150_000, function: 40_000 } as const;
const deepest = 400;
const deepestCalls = 6;
const longestText = 50_000;

const lateDecorator = /^airflow\.(sdk|decorators)\.(task(?!_group)|asset|setup|teardown)\b/;
const commandDecorator = /\.task\.(bash|docker|kubernetes)(_cmd)?\b/;

const nothing: Outcome = { value: unknown, vouched: [] };

/** Texts that are executed within each other. */
interface Nesting {
  readonly depth: number;
  /** Where the outermost text is executed. */
  readonly at?: number;
  readonly phase: Phase;
  readonly events: Event[];
}

const construct = (
  machine: Machine,
  callable: Callable,
  args: readonly Value[],
  keywords: ReadonlyMap<string, Value>,
): Value => {
  const [base = ''] = callable.decorators;
  const object: Value = { path: base === '' ? '' : `${base}()`, labels: 0, entries: new Map(callable.members ?? []) };
  const initialise = callable.members?.get('__init__')?.callable ?? callable.members?.get('__post_init__')?.callable;
  if (initialise) {
    machine.invoke({ ...initialise, self: object }, args, keywords);
  } else {
    for (const [name, value] of keywords) {
      object.entries?.set(name, value);
    }
  }
  return object;
};

/** Runs a function's body with its arguments. */
const runFunction = (
  machine: Machine,
  callable: Callable,
  args: readonly Value[],
  keywords: ReadonlyMap<string, Value>,
): Outcome => {
  const { node, decorators, self } = callable;
  const scope = openScope(callable.scope);
  const order = bindParameters(machine, callable, scope, args, keywords);
  const body = node.getChild('Body');
  if (body) {
    run(machine, scope, body);
  } else if (node.lastChild) {
    scope.returned.push(evaluate(machine, scope, node.lastChild));
  }
  const value = scope.returned.reduce<Value>((sum, each) => either(sum, each), unknown);
  const name = node.getChild('VariableName');
  if (name) {
    machine.returned.set(textOf(machine.tree, name), labelsOf(value));
  }
  const decorator = decorators.find((each) => commandDecorator.test(each));
  if (decorator !== undefined) {
    const about = { name: `${decorator}.command`, callee: unknown, receiver: undefined, keywords: new Map() };
    machine.emit({ kind: 'call', ...about, args: [value], at: node.from, phase: 'task' });
  }
  const vouched = order.flatMap((each, index) => (scope.vouched.has(each) ? [index - (self ? 1 : 0)] : []));
  return { value, vouched };
};

const trace = (tree: PythonTree, { depth: nested, at: place, phase, events }: Nesting): boolean => {
  const functions: DefinedFunction[] = [];
  const invoked = new Set<number>();
  const active: number[] = [];
  let own = 0;
  let steps = 0;
  let limit: number = mostSteps.module;
  let isComplete = true;
  let depth = 0;

  const machine: Machine = {
    tree,
    imports: Map.groupBy(readImports(tree), ({ from }) => from),
    restricted: readRestricted(tree),
    files: new Map(),
    returned: new Map(),
    functions,
    phase,
    unrolled: 0,
    emit: (event) => {
      events.push(place === undefined ? event : { ...event, at: place });
    },
    takeStep: () => {
      const isRepeated = active.length > own || machine.unrolled > 0;
      steps += isRepeated ? 1 : 0;
      const mayGo = (!isRepeated || steps <= limit) && depth < deepest;
      isComplete &&= mayGo;
      depth += mayGo ? 1 : 0;
      return mayGo;
    },
    isTooDeep: () => depth >= deepest,
    leave: () => {
      depth -= 1;
    },
    invoke: (callable, args, keywords) => {
      const key = callable.node.from;
      if (active.includes(key) || active.length >= deepestCalls || steps > limit) {
        return nothing;
      }
      if (callable.kind === 'class') {
        return { value: construct(machine, callable, args, keywords), vouched: [] };
      }
      const before = machine.phase;
      machine.phase = callable.decorators.some((each) => lateDecorator.test(each)) ? 'task' : before;
      active.push(key);
      const outcome = runFunction(machine, callable, args, keywords);
      active.pop();
      machine.phase = before;
      if (steps <= limit) {
        invoked.add(key);
      }
      return outcome;
    },
    runText: (text, at) => {
      const inner = nested < 2 && text.length <= longestText ? parsePython(text) : undefined;
      if (inner && !inner.uncertain) {
        trace(inner, { depth: nested + 1, at: place ?? at, phase: machine.phase, events });
      }
    },
  };

  run(machine, openScope(undefined), tree.top);
  machine.phase = 'task';
  own = 1;
  // Functions may define more.
  for (let index = 0; index < functions.length; index++) {
    const { callable, owner } = functions[index] ?? {};
    if (callable && !invoked.has(callable.node.from)) {
      steps = 0;
      limit = mostSteps.function;
      machine.invoke(owner ? { ...callable, self: owner } : callable, [], new Map());
    }
  }
  return isComplete;
};

/** Follows a program from its first statement, then each function that nothing called, without running it. */
export const traceProgram = (tree: PythonTree): Trace => {
  const events: Event[] = [];
  const isComplete = trace(tree, { depth: 0, phase: 'import', events });
  return { events, isComplete };
};
