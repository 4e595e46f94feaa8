import type { SyntaxNode } from '@lezer/common';
import { childrenOf, textOf } from '../python-tree.ts';
import type { ImportedName } from '../read-imports.ts';
import { type Branches, openBranches } from './branches.ts';
import { define, readDecorator } from './define.ts';
import { bind, evaluate, evaluateList } from './evaluate.ts';
import { isComparison, leaves, mentions, vouch } from './guards.ts';
import { invokeMethod } from './implicit-calls.ts';
import { assign, type Machine } from './machine.ts';
import { elementOf } from './members.ts';
import { either, type Scope, unknown, type Value, withLabels } from './values.ts';

type Execute = (machine: Machine, scope: Scope, statement: SyntaxNode) => void;

/** Rounds above which a loop at import is as bad as one without an end. */
const longLoop = 10_000_000;
/** Items of a list that a loop goes through one by one. */
const mostUnrolled = 6;
const longestText = 50_000;
const neverAtImport = /^\(?\s*(__name__\s*==\s*(['"])__main__\2|(['"])__main__\3\s*==\s*__name__)\s*\)?$/;

const readImported = (scope: Scope, imported: readonly ImportedName[]): void => {
  for (const { module, level, name, bound } of imported) {
    if (name === '*') {
      continue;
    }
    const base = `${'.'.repeat(level)}${module}`;
    const path =
      name === undefined
        ? bound === module.split('.')[0]
          ? bound
          : module
        : level > 0 && module === ''
          ? `${base}${name}`
          : `${base}.${name}`;
    assign(
      scope,
      bound,
      either(scope.names.get(bound), { path: path.replace(/^builtins\.builtins/, 'builtins'), labels: 0 }),
    );
  }
};

const executeAssignment = (machine: Machine, scope: Scope, statement: SyntaxNode): void => {
  const segments: SyntaxNode[][] = [[]];
  for (const child of childrenOf(statement)) {
    if (child.name === 'AssignOp') {
      segments.push([]);
    } else if (child.name !== 'TypeDef') {
      segments.at(-1)?.push(child);
    }
  }
  const written = segments.at(-1) ?? [];
  if (segments.length < 2) {
    return;
  }
  const value = evaluateList(machine, scope, written);
  const sources = new Set(written.flatMap((each) => [...mentions(machine.tree, each)]));
  for (const targets of segments.slice(0, -1)) {
    bind(
      machine,
      scope,
      targets.filter((each) => each.name !== ',' && each.name !== '*'),
      value,
      sources,
    );
  }
};

const executeUpdate = (machine: Machine, scope: Scope, statement: SyntaxNode): void => {
  const [target, , value] = childrenOf(statement);
  if (!target || !value) {
    return;
  }
  const before = evaluate(machine, scope, target);
  const more = evaluate(machine, scope, value);
  const text = before.text !== undefined && more.text !== undefined ? before.text + more.text : undefined;
  const items = before.items && more.items ? [...before.items, ...more.items].slice(0, 500) : before.items;
  const { isLiteral: _, ...rest } = before;
  bind(machine, scope, [target], {
    ...withLabels(rest, more.labels),
    ...(text !== undefined && { text: text.slice(0, longestText) }),
    ...(items && { items }),
  });
};

/** `if … elif … else`: each condition vouches within its body, and after it where the body leaves. */
const executeIf = (machine: Machine, scope: Scope, statement: SyntaxNode): void => {
  const children = childrenOf(statement);
  const branches = openBranches(scope);
  let condition: SyntaxNode | undefined;
  let skipped: Set<string> | undefined = new Set();
  for (const child of children) {
    if (child.name === 'if' || child.name === 'elif' || child.name === 'else') {
      condition = undefined;
      branches.enter();
      skipped = child.name === 'else' ? undefined : skipped;
    } else if (child.name !== 'Body') {
      condition = child;
      evaluate(machine, scope, child);
      branches.keep();
    } else {
      const written = condition ? textOf(machine.tree, condition) : '';
      const before = machine.phase;
      machine.phase = neverAtImport.test(written) && !scope.names.has('__name__') ? 'task' : before;
      const expressions =
        condition && isComparison(machine.tree, condition) ? mentions(machine.tree, condition) : new Set<string>();
      const isNegative = /\bnot\b|!=/.test(written);
      const fresh = isNegative ? [] : vouch(scope, expressions);
      for (const each of expressions) {
        skipped?.add(each);
      }
      run(machine, scope, child);
      if (!leaves(child)) {
        branches.leave();
      }
      machine.phase = before;
      for (const each of fresh) {
        scope.vouched.delete(each);
      }
      if (leaves(child)) {
        vouch(scope, expressions);
      }
    }
  }
  branches.close(skipped);
};

const executeLoop = (machine: Machine, scope: Scope, statement: SyntaxNode): void => {
  const children = childrenOf(statement);
  const bodies = children.filter((child) => child.name === 'Body');
  if (statement.name === 'ForStatement' || children.some((child) => child.name === 'in')) {
    const forAt = children.findIndex((child) => child.name === 'for');
    const inAt = children.findIndex((child) => child.name === 'in');
    const iterated = evaluateList(
      machine,
      scope,
      children.slice(inAt + 1).filter((child) => !['Body', 'else'].includes(child.name)),
    );
    invokeMethod(machine, iterated, '__iter__');
    invokeMethod(machine, iterated, '__next__');
    const isEndless = /^itertools\.(count|cycle|repeat)\(\)$/.test(iterated.path);
    const targets = children.slice(forAt + 1, inAt).filter((child) => ![',', '*', '(', ')'].includes(child.name));
    const element = iterated.entries ? unknown : elementOf(iterated);
    const isLong = iterated.path === 'builtins.range()' && (iterated.made?.args.at(-1)?.number ?? 0) >= longLoop;
    if (isLong) {
      machine.emit({ kind: 'endless-loop', at: statement.from, phase: machine.phase });
    }
    const [body] = bodies;
    const items = iterated.items ?? [];
    if (body && machine.unrolled === 0 && items.length <= mostUnrolled) {
      machine.unrolled += 1;
      for (const item of items.slice(0, -1)) {
        bind(machine, scope, targets, withLabels(item, iterated.labels));
        run(machine, scope, body);
      }
      machine.unrolled -= 1;
    }
    const last = items.length <= mostUnrolled ? items.at(-1) : undefined;
    bind(machine, scope, targets, withLabels(last ?? element, iterated.labels));
    if (isEndless && bodies[0] && !/\b(break|return|raise)\b/.test(textOf(machine.tree, bodies[0]))) {
      machine.emit({ kind: 'endless-loop', at: statement.from, phase: machine.phase });
    }
  } else {
    const [, condition] = children;
    if (condition) {
      evaluate(machine, scope, condition);
      const isEndless = /^\(?\s*(True|1|not False|not 0)\s*\)?$/.test(textOf(machine.tree, condition));
      if (isEndless && bodies[0] && !/\b(break|return|raise)\b/.test(textOf(machine.tree, bodies[0]))) {
        machine.emit({ kind: 'endless-loop', at: statement.from, phase: machine.phase });
      }
    }
  }
  for (const body of bodies) {
    run(machine, scope, body);
  }
};

const executeWith = (machine: Machine, scope: Scope, statement: SyntaxNode): void => {
  let value: Value = unknown;
  let isTarget = false;
  for (const child of childrenOf(statement)) {
    if (child.name === 'as') {
      isTarget = true;
    } else if (child.name === 'Body') {
      run(machine, scope, child);
    } else if (isTarget) {
      bind(machine, scope, [child], value);
      isTarget = false;
    } else if (!['with', 'async', ',', '(', ')'].includes(child.name)) {
      value = evaluate(machine, scope, child);
      for (const method of ['__enter__', '__exit__', '__aenter__']) {
        const entered = value.entries?.get(method)?.callable;
        if (entered) {
          machine.invoke({ ...entered, self: value }, [], new Map());
        }
      }
    }
  }
};

/** What a handler or `else` leaves is one of several things; it begins with what was tried, and `finally` with all of them. */
const executeTry = (machine: Machine, scope: Scope, statement: SyntaxNode): void => {
  let branches: Branches | undefined;
  for (const child of childrenOf(statement)) {
    if (child.name === 'except' || child.name === 'else') {
      branches ??= openBranches(scope);
      branches.enter();
    } else if (child.name === 'finally') {
      branches?.close(new Set());
      branches = undefined;
    } else if (child.name === 'Body') {
      run(machine, scope, child);
      if (!leaves(child)) {
        branches?.leave();
      }
    } else if (child.prevSibling?.name === 'as' && child.name === 'VariableName') {
      assign(scope, textOf(machine.tree, child), unknown);
    }
  }
  branches?.close(new Set());
};

const executeMatch = (machine: Machine, scope: Scope, statement: SyntaxNode): void => {
  const [, subject] = childrenOf(statement);
  const value = subject ? evaluate(machine, scope, subject) : unknown;
  const branches = openBranches(scope);
  const cursor = statement.cursor();
  while (cursor.next() && cursor.from < statement.to) {
    if (cursor.name === 'CapturePattern') {
      assign(scope, textOf(machine.tree, cursor.node), withLabels(unknown, value.labels));
    } else if (cursor.name === 'MatchClause') {
      branches.enter();
    } else if (cursor.name === 'Body' && cursor.node.parent?.name === 'MatchClause') {
      run(machine, scope, cursor.node);
      if (!leaves(cursor.node)) {
        branches.leave();
      }
    }
  }
  branches.close(new Set());
};

const executeExpressions = (machine: Machine, scope: Scope, statement: SyntaxNode): Value =>
  evaluateList(
    machine,
    scope,
    childrenOf(statement).filter(
      (child) => !['return', 'raise', 'from', 'assert', 'del', 'await'].includes(child.name),
    ),
  );

const statements: Readonly<Record<string, Execute>> = {
  ImportStatement: (machine, scope, statement) => readImported(scope, machine.imports.get(statement.from) ?? []),
  AssignStatement: executeAssignment,
  UpdateStatement: executeUpdate,
  IfStatement: executeIf,
  ForStatement: executeLoop,
  WhileStatement: executeLoop,
  WithStatement: executeWith,
  TryStatement: executeTry,
  MatchStatement: executeMatch,
  StatementGroup: (machine, scope, statement) => run(machine, scope, statement),
  FunctionDefinition: (machine, scope, statement) => define(machine, scope, statement, [], run),
  ClassDefinition: (machine, scope, statement) => define(machine, scope, statement, [], run),
  DecoratedStatement: (machine, scope, statement) => {
    const decorators = statement.getChildren('Decorator').map((each) => readDecorator(machine, scope, each));
    const inner = statement.getChild('FunctionDefinition') ?? statement.getChild('ClassDefinition');
    if (inner) {
      define(machine, scope, inner, decorators, run);
    }
  },
  ReturnStatement: (machine, scope, statement) => {
    if (childrenOf(statement).length > 1) {
      scope.returned.push(executeExpressions(machine, scope, statement));
    }
  },
  AssertStatement: (machine, scope, statement) => {
    executeExpressions(machine, scope, statement);
    const [, condition] = childrenOf(statement);
    if (condition && isComparison(machine.tree, condition)) {
      vouch(scope, mentions(machine.tree, condition));
    }
  },
  ExpressionStatement: executeExpressions,
  YieldStatement: (machine, scope, statement) => evaluate(machine, scope, statement),
  RaiseStatement: executeExpressions,
  DeleteStatement: executeExpressions,
};

/** Runs the statements of a module, function or block, one after the other. */
export const run = (machine: Machine, scope: Scope, body: SyntaxNode): void => {
  for (const statement of childrenOf(body)) {
    if (machine.takeStep()) {
      statements[statement.name]?.(machine, scope, statement);
      machine.leave();
    }
  }
};
