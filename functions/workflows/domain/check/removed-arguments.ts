import type { SyntaxNode } from '@lezer/common';
import type { Edit, Finding } from '../../../repositories/contract.ts';
import { createFinding } from './finding.ts';
import { flowOf } from './module-scope.ts';
import { childrenOf, type PythonTree, placeAt, textOf } from './python-tree.ts';
import type { Trace } from './trace/trace-program.ts';
import type { Call } from './trace/values.ts';

interface Removed {
  /** Whose argument it was. */
  readonly of: RegExp;
  readonly name: string;
  /** What took its place; nothing where it can go. */
  readonly instead?: string;
}

const dag = /^airflow\.(sdk|models|models\.dag|decorators)\.(DAG|dag)$|^airflow\.DAG$/;
const operator = /^airflow\.(providers|operators|sensors|sdk)\.([\w.]+\.)?\w+(Operator|Sensor)$/;

/** Each was tried with Airflow 3.3.2, which raises a TypeError; ruff's AIR301 lists them as removed in 3.0. */
const removed: readonly Removed[] = [
  { of: dag, name: 'schedule_interval', instead: 'schedule' },
  { of: dag, name: 'timetable', instead: 'schedule' },
  { of: dag, name: 'concurrency', instead: 'max_active_tasks' },
  { of: dag, name: 'fail_stop', instead: 'fail_fast' },
  { of: dag, name: 'default_view' },
  { of: operator, name: 'task_concurrency', instead: 'max_active_tis_per_dag' },
  { of: operator, name: 'provide_context' },
];

/** The keyword of a call, in the source. */
const findKeyword = (tree: PythonTree, call: SyntaxNode, name: string): SyntaxNode | undefined =>
  childrenOf(call.getChild('ArgList') ?? call).find(
    (child) => child.nextSibling?.name === 'AssignOp' && textOf(tree, child) === name,
  );

/** The call, or the decorator with arguments, that begins at a place. */
const callAt = (tree: PythonTree, at: number): SyntaxNode | undefined => {
  for (let node: SyntaxNode | null = tree.top.resolve(at, 1); node; node = node.parent) {
    if (/^(CallExpression|Decorator)$/.test(node.name) && node.from === at && node.getChild('ArgList')) {
      return node;
    }
  }
  return undefined;
};

const editOf = (tree: PythonTree, from: number, to: number, text: string): Edit => {
  const [start, end] = [placeAt(tree, from), placeAt(tree, to)];
  return { line: start.line, column: start.column, endLine: end.line, endColumn: end.column, text };
};

/** From the keyword up to the next argument, or from the end of the one before. */
const dropArgument = (tree: PythonTree, keyword: SyntaxNode): Edit => {
  const value = keyword.nextSibling?.nextSibling;
  const comma = value?.nextSibling;
  const next = comma?.name === ',' ? comma.nextSibling : null;
  const before = keyword.prevSibling?.name === ',' ? keyword.prevSibling.from : keyword.from;
  return next && next.name !== ')'
    ? editOf(tree, keyword.from, next.from, '')
    : editOf(tree, before, comma?.name === ',' ? comma.to : (value?.to ?? keyword.to), '');
};

const isSure = (tree: PythonTree, node: SyntaxNode | undefined): boolean =>
  node !== undefined && flowOf(tree, node) === 'once';

/** Where the file's own functions begin that importing it surely calls. */
const findSurelyCalled = (tree: PythonTree, calls: readonly Call[]): ReadonlySet<number> =>
  new Set(
    calls.flatMap(({ callee, at }) =>
      callee.callable && isSure(tree, callAt(tree, at)) ? callee.callable.node.from : [],
    ),
  );

/** Arguments that every Airflow 3 refuses when the file is imported, with the patch that corrects them. */
export const findRemovedArguments = (
  tree: PythonTree,
  { events }: Trace,
  airflowVersion: string,
): readonly Finding[] => {
  if (!airflowVersion.startsWith('3.')) {
    return [];
  }
  const calls = events.filter((event): event is Call => event.kind === 'call' && event.phase === 'import');
  const surelyCalled = findSurelyCalled(tree, calls);
  /** `@dag(…)` makes its DAG when the function below it is called. */
  const isRun = (node: SyntaxNode): boolean =>
    node.name === 'Decorator'
      ? surelyCalled.has(node.parent?.getChild('FunctionDefinition')?.from ?? -1)
      : isSure(tree, node);
  return calls.flatMap((call) =>
    removed.flatMap(({ of, name, instead }): Finding[] => {
      const node = of.test(call.name) && call.keywords.has(name) ? callAt(tree, call.at) : undefined;
      const keyword = node && isRun(node) ? findKeyword(tree, node, name) : undefined;
      if (!keyword) {
        return [];
      }
      const edit =
        instead === undefined ? dropArgument(tree, keyword) : editOf(tree, keyword.from, keyword.to, instead);
      const fix = instead === undefined ? `Remove ${name}.` : `Use ${instead} instead.`;
      const message = `${name} does not exist in Airflow ${airflowVersion}: the file fails to import.`;
      // Which of the two values is meant is not ours to say.
      const isDouble = instead !== undefined && call.keywords.has(instead);
      const patch = isDouble ? {} : { edits: [edit] };
      return [createFinding('removed-argument', placeAt(tree, keyword.from), message, { fix, ...patch })];
    }),
  );
};
