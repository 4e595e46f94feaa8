import { createRequire } from 'node:module';
import type { Diagnostic, Workspace } from '@astral-sh/ruff-wasm-nodejs';

type RuffModule = typeof import('@astral-sh/ruff-wasm-nodejs');

// Not a plain import: after a WebAssembly trap the instance is unusable and a fresh one must be loaded. The package
// finds its .wasm file beside itself, so it stays a package of its own beside a bundle too.
const load = createRequire(import.meta.url);
const packageName = '@astral-sh/ruff-wasm-nodejs';

const discardInstance = (): void => {
  delete load.cache[load.resolve(packageName)];
};

/** Where a diagnostic begins; for an empty file ruff counts from 0. */
export const startOf = ({ start_location: { row, column } }: Diagnostic): { line: number; column: number } => ({
  line: Math.max(1, row),
  column: Math.max(1, column),
});

/** Runs rules over a source; `undefined` where it is too deep or too dense for the analyser. */
export type Analyse = (text: string) => readonly Diagnostic[] | undefined;

/** The work, in characters scanned, above which a line is too dense: about two seconds. */
const greatestWork = 1e10;

/** Ruff's work grows with strings × characters within one line; a megabyte of strings in one line takes it 20 seconds. */
const hasDenseLines = (text: string): boolean => {
  let work = 0;
  let start = 0;
  while (start < text.length) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    if (end - start > 10_000) {
      const quotes = text.slice(start, end).match(/["']/g)?.length ?? 0;
      work += (quotes / 2) * (end - start);
    }
    start = end + 1;
  }
  return work > greatestWork;
};

/** Ruff's work grows with the square of how often one name is given and used; 80,000 times take it more than a minute. */
const mostUses = 20_000;

const hasWornNames = (text: string): boolean => {
  if (text.length < mostUses * 2) {
    return false;
  }
  const uses = new Map<string, number>();
  for (const [name] of text.matchAll(/[\p{L}_][\p{L}\p{N}_]*/gu)) {
    const count = (uses.get(name) ?? 0) + 1;
    if (count > mostUses) {
      return true;
    }
    uses.set(name, count);
  }
  return false;
};

/**
 * Ruff with a choice of rules for a Python version such as `3.12`, loaded on first use and kept.
 * @see https://docs.astral.sh/ruff/settings/
 */
export const createAnalyser = (pythonVersion: string, rules: readonly string[]): Analyse => {
  let workspace: Workspace | undefined;
  const open = (): Workspace => {
    const ruff = load(packageName) as RuffModule;
    const options = { 'target-version': `py${pythonVersion.replace('.', '')}`, lint: { select: rules } };
    return new ruff.Workspace(options, ruff.PositionEncoding.Utf16);
  };
  return (text) => {
    if (hasDenseLines(text) || hasWornNames(text)) {
      return undefined;
    }
    workspace ??= open();
    try {
      return workspace.check(text) as Diagnostic[];
    } catch {
      workspace = undefined;
      discardInstance();
      return undefined;
    }
  };
};
