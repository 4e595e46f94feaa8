import type { Finding } from '../../repositories/contract.ts';
import { createFinding } from './check/finding.ts';

/** Characters of Airflow's message that a finding shows. */
const messageShown = 1_000;

interface Where {
  /** The release's folder, relative to the bundle's root. */
  readonly folder: string;
  /** The DAG file's path in the release. */
  readonly path: string;
}

/** The last line that is not indented: the exception itself, with what follows it. */
const exceptionOf = (stackTrace: string): string => {
  const lines = stackTrace.trimEnd().split('\n');
  const start = lines.findLastIndex((line) => /^[A-Za-z_][\w.]*(:|$)/.test(line));
  return lines.slice(Math.max(start, 0)).join('\n');
};

/** What Airflow says of a file it could not import, with paths and lines as the author knows them. */
export const readImportError = (stackTrace: string, { folder, path }: Where): Finding => {
  // A folder's name is of slugs and hashes, so it means nothing else in a pattern.
  const frame = new RegExp(`File "[^"\\n]*${folder}/([^"\\n]+)", line (\\d+)`, 'g');
  const frames = [...stackTrace.matchAll(frame)].map(([, file = '', line = '']) => ({ file, line: Number(line) }));
  const own = frames.findLast(({ file }) => file === path);
  const deepest = frames.at(-1);
  const where = deepest && deepest.file !== path ? ` (${deepest.file}, line ${deepest.line})` : '';
  const message = exceptionOf(stackTrace)
    .replace(new RegExp(`[^"'\\s]*${folder}/`, 'g'), '')
    .slice(0, messageShown);
  return createFinding('airflow-import', { line: Math.max(own?.line ?? 1, 1), column: 1 }, `${message}${where}`);
};
