import type { SyntaxNode } from '@lezer/common';
import { childrenOf, lineAt, type PythonTree, textOf } from './python-tree.ts';

/** One name that an import statement binds. */
export interface ImportedName {
  /** The module as written, without leading dots: `airflow.sdk`; empty in `from . import x`. */
  readonly module: string;
  /** Leading dots. */
  readonly level: number;
  /** What is taken out of the module: a name, `*`, or `undefined` in `import module`. */
  readonly name: string | undefined;
  /** The name it has in this file. */
  readonly bound: string;
  readonly line: number;
  readonly from: number;
  /** Whether importing this file surely runs this statement and fails with it. */
  readonly certain: boolean;
}

/** `a.b.c as d, …`: the tokens between commas. */
const splitAtCommas = (tokens: readonly SyntaxNode[]): SyntaxNode[][] => {
  const parts: SyntaxNode[][] = [[]];
  for (const token of tokens) {
    if (token.name === ',') {
      parts.push([]);
    } else if (token.name !== '(' && token.name !== ')') {
      parts.at(-1)?.push(token);
    }
  }
  return parts.filter((part) => part.length > 0);
};

const readStatement = (tree: PythonTree, statement: SyntaxNode, certain: boolean): ImportedName[] => {
  const tokens = childrenOf(statement);
  const importAt = tokens.findIndex((token) => token.name === 'import');
  const written = (part: readonly SyntaxNode[]): string => part.map((token) => textOf(tree, token)).join('');
  const place = { line: lineAt(tree, statement.from), from: statement.from, certain };
  const readAlias = (part: readonly SyntaxNode[]): { name: string; alias: string | undefined } => {
    const asAt = part.findIndex((token) => token.name === 'as');
    return asAt === -1
      ? { name: written(part), alias: undefined }
      : { name: written(part.slice(0, asAt)), alias: written(part.slice(asAt + 1)) };
  };
  const parts = splitAtCommas(tokens.slice(importAt + 1)).map(readAlias);
  if (tokens[0]?.name === 'import') {
    return parts.map(({ name, alias }) => ({
      module: name,
      level: 0,
      name: undefined,
      bound: alias ?? name.split('.')[0] ?? name,
      ...place,
    }));
  }
  const from = written(tokens.slice(1, importAt));
  const module = from.replace(/^\.+/, '');
  const level = from.length - module.length;
  return parts.map(({ name, alias }) => ({ module, level, name, bound: alias ?? name, ...place }));
};

/** Handlers of these let a file survive the failure of what its `try` imports. */
const catchesImportFailures = /\b(ImportError|ModuleNotFoundError|SyntaxError|Exception|BaseException)\b/;

/** Anything but a list of plain built-in names may turn out to be one of those. */
const isOtherError = (caught: string): boolean =>
  !catchesImportFailures.test(caught) &&
  /^\(?\s*[A-Z]\w*Error\s*(,\s*[A-Z]\w*Error\s*)*,?\s*\)?(\s+as\s+\w+)?$/.test(caught);

/** Whether one of a `try`'s handlers may rescue an import that fails; kept, as one `try` may have thousands of both. */
const rememberRescue = (tree: PythonTree) => {
  const known = new Map<number, boolean>();
  const mayRescue = (statement: SyntaxNode): boolean => {
    let handler: SyntaxNode | undefined;
    for (let child = statement.firstChild; child; child = child.nextSibling) {
      if (child.name === 'except') {
        handler = child;
      } else if (child.name === 'Body' && handler) {
        if (!isOtherError(tree.text.slice(handler.to, child.from).trim())) {
          return true;
        }
        handler = undefined;
      }
    }
    return false;
  };
  return (statement: SyntaxNode): boolean => {
    const answer = known.get(statement.from) ?? mayRescue(statement);
    known.set(statement.from, answer);
    return answer;
  };
};

type MayRescue = ReturnType<typeof rememberRescue>;

const tryKeywords = ['try', 'except', 'else', 'finally'];

/** Bodies that importing the file runs once and for sure: `with`, `class`, and what of a `try` nothing rescues. */
const isCertainBody = (mayRescue: MayRescue, body: SyntaxNode): boolean => {
  const owner = body.parent;
  if (owner?.name === 'WithStatement' || owner?.name === 'ClassDefinition') {
    return true;
  }
  if (owner?.name !== 'TryStatement') {
    return false;
  }
  let keyword = body.prevSibling;
  while (keyword && !tryKeywords.includes(keyword.name)) {
    keyword = keyword.prevSibling;
  }
  return keyword?.name === 'finally' || (keyword?.name === 'try' && !mayRescue(owner));
};

const isCertain = (mayRescue: MayRescue, statement: SyntaxNode): boolean => {
  for (let node = statement.parent; node; node = node.parent) {
    if (node.name === 'Body' && !isCertainBody(mayRescue, node)) {
      return false;
    }
  }
  return true;
};

/** Every name that the import statements of a file bind, wherever they stand. */
export const readImports = (tree: PythonTree): readonly ImportedName[] => {
  const imports: ImportedName[] = [];
  const mayRescue = rememberRescue(tree);
  const cursor = tree.top.cursor();
  do {
    if (cursor.name === 'ImportStatement') {
      imports.push(...readStatement(tree, cursor.node, isCertain(mayRescue, cursor.node)));
    }
  } while (cursor.next());
  return imports;
};
