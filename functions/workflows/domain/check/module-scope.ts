import type { SyntaxNode } from '@lezer/common';
import { childrenOf, type PythonTree, textOf } from './python-tree.ts';
import { type ImportedName, readImports } from './read-imports.ts';

/** Whether importing the module runs a place exactly once, perhaps (or more often), or never. */
export type Flow = 'once' | 'perhaps' | 'never';

/** Something that gives a module-level name a value. */
export interface Binding {
  readonly kind: 'import' | 'assignment' | 'function' | 'other';
  /** From here on the name has that value. */
  readonly at: number;
  readonly flow: Flow;
  readonly node: SyntaxNode;
  readonly imported?: ImportedName;
}

/** The names of a module, and what each has been given. */
export interface ModuleScope {
  /** In order of `at`. */
  readonly bindings: ReadonlyMap<string, readonly Binding[]>;
  /** Where the names stand that are given values. */
  readonly places: ReadonlySet<number>;
}

const mostAlternatives = 8;

/** The binding a name has at a place, with the imports it competes with there (`try: import … except: import …`). */
export const bindingsAt = (scope: ModuleScope, name: string, position: number): readonly Binding[] => {
  const bindings = scope.bindings.get(name) ?? [];
  let low = 0;
  let high = bindings.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((bindings[middle]?.at ?? 0) <= position) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  const latest = bindings.slice(Math.max(0, low - mostAlternatives), low);
  const imports = latest.slice(latest.findLastIndex((binding) => binding.kind !== 'import') + 1);
  return imports.length > 0 ? imports : latest.slice(-1);
};

const neverRuns =
  /^\(?\s*(__name__\s*==\s*(['"])__main__\2|(['"])__main__\3\s*==\s*__name__|(\w+\.)?TYPE_CHECKING)\s*\)?$/;

const flowOfBody = (tree: PythonTree, body: SyntaxNode): Flow => {
  const owner = body.parent;
  if (owner?.name === 'WithStatement') {
    return /\bsuppress\b/.test(tree.text.slice(owner.from, body.from)) ? 'perhaps' : 'once';
  }
  if (owner?.name !== 'IfStatement') {
    return 'perhaps';
  }
  const [keyword, condition, ...rest] = childrenOf(owner);
  const isFirst = rest[0]?.from === body.from;
  return keyword && condition && isFirst && neverRuns.test(textOf(tree, condition)) ? 'never' : 'perhaps';
};

const repeated = ['LambdaExpression', 'ConditionalExpression', 'FunctionDefinition', 'ClassDefinition', 'MatchClause'];

const isShortCircuit = (node: SyntaxNode): boolean =>
  node.name === 'BinaryExpression' && (node.getChild('and') ?? node.getChild('or')) !== null;

const mayNotRun = (node: SyntaxNode): boolean =>
  repeated.includes(node.name) || node.name.includes('Comprehension') || isShortCircuit(node);

/** How often importing the module runs the place of a node. */
export const flowOf = (tree: PythonTree, node: SyntaxNode): Flow => {
  let flow: Flow = 'once';
  for (let each: SyntaxNode | null = node; each; each = each.parent) {
    const here = each.name === 'Body' ? flowOfBody(tree, each) : 'once';
    if (here === 'never') {
      return 'never';
    }
    if (here === 'perhaps' || (each !== node && mayNotRun(each))) {
      flow = 'perhaps';
    }
  }
  return flow;
};

const isLocal = (node: SyntaxNode): boolean => {
  for (let each = node.parent; each; each = each.parent) {
    if (each.name.includes('Comprehension') || each.name === 'LambdaExpression' || each.name === 'ParamList') {
      return true;
    }
    const isBody = each.name === 'Body';
    if (isBody && (each.parent?.name === 'FunctionDefinition' || each.parent?.name === 'ClassDefinition')) {
      return true;
    }
  }
  return false;
};

/** Where the targets of an assignment or `for` end; kept, as one statement may have a hundred thousand names. */
const rememberTargetsEnd = () => {
  const ends = new Map<number, number>();
  return (statement: SyntaxNode, operator: 'AssignOp' | 'in'): number => {
    const known = ends.get(statement.from);
    if (known !== undefined) {
      return known;
    }
    const operators = childrenOf(statement).filter((child) => child.name === operator);
    const end = (operator === 'in' ? operators[0] : operators.at(-1))?.from ?? -1;
    ends.set(statement.from, end);
    return end;
  };
};

/** Whether a name stands where its statement gives it a value. */
const isTarget = (node: SyntaxNode, targetsEnd: ReturnType<typeof rememberTargetsEnd>): boolean => {
  let inner = node;
  let parent = node.parent;
  while (parent && ['TupleExpression', 'ArrayExpression', 'ParenthesizedExpression'].includes(parent.name)) {
    inner = parent;
    parent = parent.parent;
  }
  switch (parent?.name) {
    case 'AssignStatement':
      return inner.to <= targetsEnd(parent, 'AssignOp');
    case 'UpdateStatement':
    case 'NamedExpression':
      return parent.firstChild?.from === inner.from;
    case 'ForStatement':
      return inner.to <= targetsEnd(parent, 'in');
    case 'DeleteStatement':
    case 'ScopeStatement':
    case 'CapturePattern':
    case 'AsPattern':
    case 'TypeDefinition':
    case 'FunctionDefinition':
    case 'ClassDefinition':
      return true;
    case 'WithStatement':
    case 'TryStatement':
      return inner.prevSibling?.name === 'as';
    default:
      return false;
  }
};

const kindOf = (node: SyntaxNode): Binding['kind'] => {
  if (node.parent?.name === 'FunctionDefinition') {
    return 'function';
  }
  return node.parent?.name === 'AssignStatement' ? 'assignment' : 'other';
};

const isDefinitionName = (node: SyntaxNode): boolean =>
  node.prevSibling?.name === 'def' || node.prevSibling?.name === 'class' || node.prevSibling?.name === 'type';

const isDefinition = (node: SyntaxNode): boolean =>
  ['FunctionDefinition', 'ClassDefinition', 'TypeDefinition'].includes(node.parent?.name ?? '');

const starNames: Readonly<Record<string, readonly string[]>> = {
  airflow: ['DAG'],
  'airflow.models': ['DAG'],
  'airflow.decorators': ['dag'],
  'airflow.sdk': ['DAG', 'dag'],
};

/** Collects what gives the module's names their values; a `global` in a function counts as one that runs perhaps. */
export const readModuleScope = (tree: PythonTree): ModuleScope => {
  const bindings = new Map<string, Binding[]>();
  const places = new Set<number>();
  const bind = (name: string, binding: Binding): void => {
    places.add(binding.node.from);
    const known = bindings.get(name);
    if (known) {
      known.push(binding);
    } else {
      bindings.set(name, [binding]);
    }
  };
  for (const imported of readImports(tree)) {
    const node = tree.top.resolve(imported.from, 1);
    if (isLocal(node)) {
      continue;
    }
    const names = imported.name === '*' ? (starNames[imported.module] ?? []) : [imported.bound];
    for (const name of names) {
      const each = imported.name === '*' ? { ...imported, name, bound: name } : imported;
      bind(name, { kind: 'import', at: imported.from, flow: flowOf(tree, node), node, imported: each });
    }
  }
  const targetsEnd = rememberTargetsEnd();
  const cursor = tree.top.cursor();
  do {
    if (cursor.name !== 'VariableName' && cursor.name !== 'CapturePattern') {
      continue;
    }
    const node = cursor.node;
    if (isDefinition(node) && !isDefinitionName(node)) {
      continue;
    }
    const isGlobal = node.parent?.name === 'ScopeStatement';
    if ((isTarget(node, targetsEnd) || node.name === 'CapturePattern') && (isGlobal || !isLocal(node))) {
      const at = isDefinition(node) ? (node.parent?.from ?? node.from) : (node.parent?.to ?? node.to);
      bind(textOf(tree, node), { kind: kindOf(node), at, flow: isGlobal ? 'perhaps' : flowOf(tree, node), node });
    }
  } while (cursor.next());
  for (const each of bindings.values()) {
    each.sort((a, b) => a.at - b.at);
  }
  return { bindings, places };
};
