import type { SyntaxNode } from '@lezer/common';
import type { Finding } from '../../../repositories/contract.ts';
import { createFinding } from './finding.ts';
import { childrenOf, lineAt, type PythonTree, placeAt, textOf } from './python-tree.ts';

/** CPython's `MAXLEVEL`: brackets within brackets. */
const deepestBrackets = 200;
/** CPython's `MAXINDENT`, one of which is the module's own. */
const deepestIndentation = 99;
/** CPython's `CO_MAXBLOCKS`: loops, `with` and `try` within one another. */
const deepestBlocks = 20;
/** Python's `sys.int_info.default_max_str_digits`. */
const mostDigits = 4300;

type Rule = (tree: PythonTree, node: SyntaxNode) => string | undefined;

const enclosing = (node: SyntaxNode, names: readonly string[]): SyntaxNode | undefined => {
  for (let each = node.parent; each; each = each.parent) {
    if (names.includes(each.name)) {
      return each;
    }
  }
  return undefined;
};

const scopes = ['FunctionDefinition', 'ClassDefinition', 'LambdaExpression'];
const blocks = ['ForStatement', 'WhileStatement', 'WithStatement', 'TryStatement'];

const comprehensions = [
  'ArrayComprehensionExpression',
  'SetComprehensionExpression',
  'DictionaryComprehensionExpression',
  'ComprehensionExpression',
  'ParamList',
];

const isOwn = (scope: SyntaxNode, node: SyntaxNode): boolean => enclosing(node, scopes)?.from === scope.from;

/** Whether a node within the scope, but of no scope inside it, fulfils the condition. */
const hasOwn = (scope: SyntaxNode, condition: (node: SyntaxNode) => boolean): boolean => {
  const cursor = scope.cursor();
  while (cursor.next() && cursor.from < scope.to) {
    if (condition(cursor.node) && isOwn(scope, cursor.node)) {
      return true;
    }
  }
  return false;
};

const isYield = (node: SyntaxNode): boolean => node.name === 'YieldStatement' || node.name === 'YieldExpression';

const findReturnInAsyncGenerator: Rule = (_tree, node) => {
  const isAsync = node.name === 'FunctionDefinition' && childrenOf(node)[0]?.name === 'async';
  const returnsValue = (each: SyntaxNode) => each.name === 'ReturnStatement' && childrenOf(each).length > 1;
  return isAsync && hasOwn(node, isYield) && hasOwn(node, returnsValue)
    ? "'return' with value in async generator"
    : undefined;
};

const findLoneStar: Rule = (_tree, node) => {
  const children = childrenOf(node).filter((child) => child.name !== '{');
  const isPlace = node.name === 'ExpressionStatement' || node.name === 'FormatReplacement';
  return isPlace && children[0]?.name === '*' && children.every((child) => child.name !== ',')
    ? "can't use starred expression here"
    : undefined;
};

const findLongNumber: Rule = (tree, node) => {
  const digits = node.name === 'Number' ? textOf(tree, node).replaceAll('_', '') : '';
  return digits.length > mostDigits && /^\d+$/.test(digits)
    ? `Exceeds the limit (${mostDigits} digits) for integer string conversion`
    : undefined;
};

const isExceptStar = (tree: PythonTree, body: SyntaxNode): boolean => {
  const owner = body.parent?.name === 'TryStatement' ? childrenOf(body.parent) : [];
  const keyword = owner.filter((child) => child.name === 'except' && child.from < body.from).at(-1);
  const later = owner.some((child) => ['else', 'finally'].includes(child.name) && child.from < body.from);
  return keyword !== undefined && !later && /^\s*\*/.test(tree.text.slice(keyword.to, body.from));
};

/** `break` and `continue` may leave a loop inside the block, `return` a function inside it. */
const findLeavingExceptStar: Rule = (tree, node) => {
  const isReturn = node.name === 'ReturnStatement';
  if (!isReturn && node.name !== 'BreakStatement' && node.name !== 'ContinueStatement') {
    return undefined;
  }
  for (let each = node.parent; each && !scopes.includes(each.name); each = each.parent) {
    if (!isReturn && (each.name === 'ForStatement' || each.name === 'WhileStatement')) {
      return undefined;
    }
    if (each.name === 'Body' && isExceptStar(tree, each)) {
      return "'break', 'continue' and 'return' cannot appear in an except* block";
    }
  }
  return undefined;
};

const findDeepBlocks: Rule = (_tree, node) => {
  if (!blocks.includes(node.name)) {
    return undefined;
  }
  let depth = 1;
  for (let each = node.parent; each && !scopes.includes(each.name); each = each.parent) {
    depth += blocks.includes(each.name) ? 1 : 0;
  }
  return depth > deepestBlocks ? 'too many statically nested blocks' : undefined;
};

/** The name that a pattern always matches as, through `(…)`, `as` and alternatives; `undefined` where it may not match. */
const capturedName = (tree: PythonTree, pattern: SyntaxNode): string | undefined => {
  const children = childrenOf(pattern);
  const inner = children.filter((child) => !['(', ')', 'LogicOp'].includes(child.name));
  switch (pattern.name) {
    case 'CapturePattern':
      return textOf(tree, pattern);
    case 'AsPattern':
      return inner[0] && capturedName(tree, inner[0]);
    case 'OrPattern':
      return inner.map((each) => capturedName(tree, each)).find((name) => name !== undefined);
    case 'SequencePattern':
      return children[0]?.name === '(' && inner.length === 1 && inner[0] ? capturedName(tree, inner[0]) : undefined;
    default:
      return undefined;
  }
};

/** A wildcard or a capture before the last alternative of `case a | b`. */
const findUnreachablePattern: Rule = (tree, node) => {
  const alternatives = node.name === 'OrPattern' ? childrenOf(node).filter((child) => child.name !== 'LogicOp') : [];
  const name = alternatives
    .slice(0, -1)
    .map((each) => capturedName(tree, each))
    .find((each) => each !== undefined);
  return name === undefined ? undefined : `'${name}' makes remaining patterns unreachable`;
};

const findAssignedDebug: Rule = (tree, node) => {
  if (textOf(tree, node) !== '__debug__') {
    return undefined;
  }
  const isTarget = node.nextSibling?.name === 'AssignOp' || node.nextSibling?.name === 'TypeDef';
  const member = node.name === 'PropertyName' ? node.parent : undefined;
  const isMemberTarget = member?.nextSibling?.name === 'AssignOp' || member?.nextSibling?.name === 'TypeDef';
  return isTarget || isMemberTarget ? 'cannot assign to __debug__' : undefined;
};

const findLateNonlocal: Rule = (tree, node) => {
  if (node.name !== 'ScopeStatement' || childrenOf(node)[0]?.name !== 'nonlocal') {
    return undefined;
  }
  const scope = enclosing(node, scopes);
  const names = childrenOf(node)
    .slice(1)
    .map((each) => textOf(tree, each));
  const isKeyword = (each: SyntaxNode) => each.parent?.name === 'ArgList' && each.nextSibling?.name === 'AssignOp';
  const isEarlier = (each: SyntaxNode) =>
    each.name === 'VariableName' &&
    !isKeyword(each) &&
    enclosing(each, comprehensions) === undefined &&
    each.from < node.from &&
    names.includes(textOf(tree, each));
  const late = scope?.getChild('Body');
  return late && hasOwn(scope ?? node, (each) => each.from > late.from && isEarlier(each))
    ? 'name is used prior to nonlocal declaration'
    : undefined;
};

const createNestedFormatRule = (pythonVersion: string): Rule => {
  const deepest = Number(pythonVersion.split('.')[1]) < 12 ? 2 : 3;
  return (_tree, node) => {
    if (node.name !== 'FormatReplacement') {
      return undefined;
    }
    let depth = 1;
    for (let each = node.parent; each && each.name !== 'FormatString'; each = each.parent) {
      depth += each.name === 'FormatReplacement' ? 1 : 0;
    }
    return depth > deepest ? 'f-string: expressions nested too deeply' : undefined;
  };
};

const opening = ['(', '[', '{'];
const closing = [')', ']', '}'];

const startsOnNewLine = (tree: PythonTree, body: SyntaxNode): boolean => {
  const [, first] = childrenOf(body);
  return first !== undefined && lineAt(tree, first.from) > lineAt(tree, body.from);
};

/** Finds where brackets or indentation are deeper than CPython's tokenizer goes, without recursion. */
const findDeepNesting = (tree: PythonTree): { position: number; message: string } | undefined => {
  const indented: number[] = [];
  let brackets = 0;
  const cursor = tree.top.cursor();
  do {
    brackets += opening.includes(cursor.name) ? 1 : 0;
    brackets -= closing.includes(cursor.name) ? 1 : 0;
    if (brackets > deepestBrackets) {
      return { position: cursor.from, message: 'too many nested parentheses' };
    }
    if (cursor.name === 'Body' || cursor.name === 'MatchBody') {
      while ((indented.at(-1) ?? Number.POSITIVE_INFINITY) <= cursor.from) {
        indented.pop();
      }
      if (startsOnNewLine(tree, cursor.node)) {
        indented.push(cursor.to);
      }
      if (indented.length >= deepestIndentation + 1) {
        return { position: cursor.from, message: 'too many levels of indentation' };
      }
    }
  } while (cursor.next());
  return undefined;
};

/**
 * Finds what CPython refuses to compile and ruff does not report: limits of its tokenizer and compiler, and some of the
 * checks of its symbol table. The list comes from comparing the two over the sources in CPython's own tests.
 */
export const createCompileCheck = (pythonVersion: string): ((tree: PythonTree) => readonly Finding[]) => {
  const rules: readonly Rule[] = [
    findReturnInAsyncGenerator,
    findLoneStar,
    findLongNumber,
    findLeavingExceptStar,
    findDeepBlocks,
    findUnreachablePattern,
    findAssignedDebug,
    findLateNonlocal,
    createNestedFormatRule(pythonVersion),
  ];
  const toFinding = (tree: PythonTree, position: number, message: string): Finding =>
    createFinding('syntax-error', placeAt(tree, position), message);
  return (tree) => {
    const deep = findDeepNesting(tree);
    if (deep) {
      return [toFinding(tree, deep.position, deep.message)];
    }
    if (tree.uncertain) {
      return [];
    }
    const cursor = tree.top.cursor();
    do {
      for (const rule of rules) {
        const message = rule(tree, cursor.node);
        if (message !== undefined) {
          return [toFinding(tree, cursor.from, message)];
        }
      }
    } while (cursor.next());
    return [];
  };
};
