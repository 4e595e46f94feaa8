import type { SyntaxNode } from '@lezer/common';
import { type Binding, bindingsAt, flowOf, type ModuleScope, readModuleScope } from './module-scope.ts';
import { childrenOf, dottedName, type PythonTree, textOf } from './python-tree.ts';
import { readConstant } from './read-constant.ts';

/** The DAGs of a file as far as its text tells. */
export interface DagIds {
  /** Ids the file registers for sure, in order of appearance. */
  readonly ids: readonly string[];
  /** Whether it may register others, which only Airflow can tell: loops, function calls, environment. */
  readonly dynamic: boolean;
}

type DagMaker = 'class' | 'decorator';

const dagMakers: Readonly<Record<string, DagMaker>> = {
  'airflow.DAG': 'class',
  'airflow.models.DAG': 'class',
  'airflow.models.dag.DAG': 'class',
  'airflow.sdk.DAG': 'class',
  'airflow.sdk.definitions.dag.DAG': 'class',
  'airflow.decorators.dag': 'decorator',
  'airflow.sdk.dag': 'decorator',
  'airflow.sdk.definitions.dag.dag': 'decorator',
  'airflow.models.dag.dag': 'decorator',
};

interface Reading {
  readonly tree: PythonTree;
  readonly scope: ModuleScope;
}

const originOf = ({ imported }: Binding): string => {
  if (!imported) {
    return '';
  }
  if (imported.name !== undefined) {
    return `${'.'.repeat(imported.level)}${imported.module}.${imported.name}`;
  }
  // `import a.b` binds `a`; `import a.b as c` binds `a.b`.
  return imported.bound === imported.module.split('.')[0] ? imported.bound : imported.module;
};

const makerOf = (reading: Reading, name: string, position: number): DagMaker | undefined => {
  const [root = '', ...rest] = name.split('.');
  const makers = bindingsAt(reading.scope, root, position).map((binding) =>
    binding.kind === 'import' ? dagMakers[[originOf(binding), ...rest].join('.')] : undefined,
  );
  return makers.find((maker) => maker !== undefined);
};

interface Argument {
  readonly keyword: string | undefined;
  readonly value: SyntaxNode | undefined;
}

/** The arguments of a call; `*` and `**` are keywords of their own. */
const readArguments = (tree: PythonTree, list: SyntaxNode): readonly Argument[] => {
  const found: Argument[] = [];
  let part: SyntaxNode[] = [];
  for (const child of childrenOf(list).slice(1)) {
    if (child.name !== ',' && child.name !== ')') {
      part.push(child);
      continue;
    }
    const [first, second, third] = part;
    if (first && !second) {
      found.push({ keyword: undefined, value: first });
    } else if (first && second) {
      const isKeyword = second.name === 'AssignOp' && third !== undefined;
      found.push(isKeyword ? { keyword: textOf(tree, first), value: third } : { keyword: '*', value: undefined });
    }
    part = [];
  }
  return found;
};

/** The id given by a call's arguments: `fallback` where none is given, `undefined` where only running it would tell. */
const readId = ({ tree, scope }: Reading, list: SyntaxNode | undefined, fallback?: string): string | undefined => {
  const given = list ? readArguments(tree, list) : [];
  if (given.some(({ keyword }) => keyword === 'auto_register')) {
    return undefined;
  }
  const [first] = given;
  const positional = first?.keyword === undefined ? first : undefined;
  const named = given.find(({ keyword }) => keyword === 'dag_id') ?? positional;
  if (named?.value) {
    const id = readConstant(tree, scope, named.value);
    return typeof id === 'string' && id !== '' ? id : undefined;
  }
  return given.some(({ keyword }) => keyword === '*') ? undefined : fallback;
};

interface Sighting {
  readonly at: number;
  /** Absent where something makes a DAG of which the text does not tell the id. */
  readonly id?: string;
}

/** Whether a DAG made here ends up in the module: `with DAG(…)`, or `name = DAG(…)` with a name never given again. */
const isRegistered = ({ tree, scope }: Reading, call: SyntaxNode): boolean => {
  const parent = call.parent;
  if (parent?.name === 'WithStatement') {
    return true;
  }
  const parts = parent?.name === 'AssignStatement' ? childrenOf(parent).filter((part) => part.name !== 'TypeDef') : [];
  const [target, , value] = parts;
  return (
    parts.length === 3 &&
    target?.name === 'VariableName' &&
    value?.from === call.from &&
    scope.bindings.get(textOf(tree, target))?.length === 1
  );
};

const isInside = (node: SyntaxNode, name: string): boolean => {
  for (let each = node.parent; each; each = each.parent) {
    if (each.name === name) {
      return true;
    }
  }
  return false;
};

const isTypeTest = (tree: PythonTree, node: SyntaxNode): boolean => {
  const call = node.parent?.name === 'ArgList' ? node.parent.parent : undefined;
  return /^(isinstance|issubclass|cast)\b/.test(call ? textOf(tree, call) : '');
};

/** What a mention of `DAG` or `dag` outside decorators means. */
const readMention = (reading: Reading, node: SyntaxNode, maker: DagMaker): readonly Sighting[] => {
  const { tree } = reading;
  const flow = flowOf(tree, node);
  if (flow === 'never' || isInside(node, 'TypeDef') || isTypeTest(tree, node)) {
    return [];
  }
  const call = node.parent;
  if (call?.name !== 'CallExpression' || call.firstChild?.from !== node.from || maker !== 'class' || flow !== 'once') {
    return [{ at: node.from }];
  }
  if (call.parent?.name === 'ExpressionStatement') {
    return [];
  }
  const id = readId(reading, call.getChild('ArgList') ?? undefined);
  return [isRegistered(reading, call) && id !== undefined ? { at: node.from, id } : { at: node.from }];
};

const readDecorator = (tree: PythonTree, decorator: SyntaxNode): { name: string; list: SyntaxNode | undefined } => {
  const parts = childrenOf(decorator).slice(1);
  const list = parts.find((part) => part.name === 'ArgList');
  const name = parts.filter((part) => part !== list).map((part) => textOf(tree, part));
  return { name: name.join(''), list };
};

/** A function that makes a DAG when called; without an id the text does not tell which. */
interface DagFunction {
  readonly name: SyntaxNode;
  readonly id: string | undefined;
}

/** What a function with decorators means: only `@dag` alone, outside functions and conditions, tells its id. */
const readDecorated = (reading: Reading, statement: SyntaxNode): Sighting | DagFunction | undefined => {
  const { tree } = reading;
  const decorators = statement.getChildren('Decorator').map((each) => readDecorator(tree, each));
  const maker = decorators.find(({ name }) => makerOf(reading, name, statement.from) !== undefined);
  const isAsset = decorators.some(({ name }) => /(^|\.)asset(\.\w+)?$/.test(name));
  const name = statement.getChild('FunctionDefinition')?.getChild('VariableName');
  const flow = flowOf(tree, statement);
  if (flow === 'never' || (!maker && !isAsset)) {
    return undefined;
  }
  if (!maker || !name || flow !== 'once') {
    return { at: statement.from };
  }
  return { name, id: decorators.length === 1 ? readId(reading, maker.list, textOf(tree, name)) : undefined };
};

/** Each use of a decorated function's name: a call that runs once registers the DAG, any other use may. */
const readUses = (
  { tree, scope }: Reading,
  functions: readonly DagFunction[],
  uses: ReadonlyMap<string, readonly SyntaxNode[]>,
): readonly Sighting[] => {
  const known = new Map(functions.map((each) => [each.name.from, each]));
  const names = new Set(functions.map(({ name }) => textOf(tree, name)));
  const readUse = (use: SyntaxNode, name: string): readonly Sighting[] => {
    const flow = flowOf(tree, use);
    const [binding] = bindingsAt(scope, name, use.from);
    const made = binding && known.get(binding.node.from);
    if (flow === 'never' || scope.places.has(use.from) || (flow === 'once' && !made)) {
      return [];
    }
    const isCall = use.parent?.name === 'CallExpression' && use.parent.firstChild?.from === use.from;
    return [isCall && flow === 'once' ? { at: use.from, id: made?.id } : { at: use.from }];
  };
  return [...names].flatMap((name) => (uses.get(name) ?? []).flatMap((use) => readUse(use, name)));
};

/** Ways in which a file makes DAGs that its text does not show: other modules' functions and objects, its own names. */
const mayMakeMore = ({ tree, scope }: Reading): boolean => {
  const foreign = [...scope.bindings].some(([name, bindings]) =>
    bindings.some(
      (binding) =>
        binding.kind === 'import' &&
        binding.flow !== 'never' &&
        !/^airflow(\.|$)/.test(originOf(binding)) &&
        /dag/i.test(name),
    ),
  );
  return foreign || /\b(globals|exec|vars|locals|setattr)\s*\(|\bsys\s*\.\s*modules\b/.test(tree.text);
};

/** `dag.dag_id = …` makes every id read here doubtful. */
const renamesDags = (text: string): boolean => /\.\s*_?dag_id\s*=[^=]/.test(text);

/** Modules whose functions make no DAGs, so that a helper module that calls them is not taken for a DAG file. */
const harmlessModules = new Set(
  (
    'abc argparse ast asyncio base64 boto3 botocore collections concurrent contextlib copy csv dataclasses datetime ' +
    'dateutil decimal enum fractions functools glob hashlib inspect io itertools json logging math numpy operator os ' +
    'pandas pathlib pendulum pickle platform pprint pydantic pytz random re requests shutil smtplib sqlalchemy ' +
    'sqlite3 statistics string structlog subprocess sys tempfile textwrap threading time traceback typing ' +
    'typing_extensions urllib uuid warnings yaml zoneinfo airflow'
  ).split(' '),
);

const isForeign = (binding: Binding): boolean =>
  binding.kind === 'import' && !harmlessModules.has(originOf(binding).split('.')[0] ?? '');

/** A file without any DAG of its own that calls what other modules gave it may get its DAGs from there. */
const callsForeign = ({ tree, scope }: Reading, node: SyntaxNode): boolean => {
  const callee = node.firstChild;
  const [root = ''] = (callee && /^\w+/.exec(tree.text.slice(callee.from, callee.from + 100))) ?? [];
  return (
    (scope.bindings.get(root) ?? []).slice(-10).some(isForeign) &&
    flowOf(tree, node) !== 'never' &&
    !isInside(node, 'FunctionDefinition')
  );
};

/** Reads which DAGs importing this file registers in Airflow, without running it; a wrong id is worse than `dynamic`. */
export const readDagIds = (tree: PythonTree): DagIds => {
  const reading: Reading = { tree, scope: readModuleScope(tree) };
  const uses = new Map<string, SyntaxNode[]>();
  const mentions: Sighting[] = [];
  const decorated: SyntaxNode[] = [];
  let foreignCalls = false;
  const cursor = tree.top.cursor();
  do {
    if (cursor.name === 'DecoratedStatement') {
      decorated.push(cursor.node);
    } else if (cursor.name === 'CallExpression') {
      foreignCalls ||= callsForeign(reading, cursor.node);
    } else if (
      cursor.name === 'VariableName' ||
      (cursor.name === 'MemberExpression' && cursor.to - cursor.from < 200)
    ) {
      const node = cursor.node;
      const name = dottedName(tree, node);
      const isElsewhere = node.parent?.name === 'ImportStatement' || node.parent?.name === 'Decorator';
      if (name === undefined || isElsewhere) {
        continue;
      }
      const known = uses.get(name);
      if (known) {
        known.push(node);
      } else {
        uses.set(name, [node]);
      }
      const maker = makerOf(reading, name, node.from);
      if (maker && !reading.scope.places.has(node.from)) {
        mentions.push(...readMention(reading, node, maker));
      }
    }
  } while (cursor.next());
  const decorations = decorated.flatMap((statement) => readDecorated(reading, statement) ?? []);
  const functions = decorations.filter((each) => 'name' in each);
  const assets = decorations.filter((each) => 'at' in each);
  const sightings = [...mentions, ...assets, ...readUses(reading, functions, uses)];
  sightings.sort((a, b) => a.at - b.at);
  const ids = [...new Set(sightings.flatMap(({ id }) => id ?? []))];
  if (renamesDags(tree.text)) {
    return { ids: [], dynamic: true };
  }
  const isOpen = tree.uncertain || sightings.some(({ id }) => id === undefined) || mayMakeMore(reading);
  return { ids, dynamic: isOpen || (ids.length === 0 && foreignCalls) };
};
