import type { Diagnostic } from '@astral-sh/ruff-wasm-nodejs';
import type { Finding } from '../../../repositories/contract.ts';
import { createFinding } from './finding.ts';
import { type Analyse, createAnalyser, startOf } from './ruff.ts';

/** Lint rules of ruff for what CPython refuses as `SyntaxError` when it compiles; the rest it reports by itself. */
const compileRules = [
  'F404',
  'F406',
  'F407',
  'F621',
  'F622',
  'F701',
  'F702',
  'F704',
  'F706',
  'F707',
  'PLE0115',
  'PLE0117',
  'PLE0118',
  'PLE1142',
  'PLE1700',
];

/** `# noqa` and `# ruff: …` silence lint rules, but no compiler: the words are changed, keeping every position. */
const unsilence = (text: string): string =>
  text.replace(/noqa/gi, 'n0qa').replace(/#[^\n]*/g, (comment) => comment.replace(/ruff(?=\s*:)/gi, 'ruf_'));

const textAt = (text: string, diagnostic: Diagnostic): string => {
  const line = text.split(/\r\n|\r|\n/)[diagnostic.start_location.row - 1] ?? '';
  return line.slice(diagnostic.start_location.column - 1, diagnostic.end_location.column - 1);
};

/** In a class, `__x` is mangled and so not the same name as the comprehension's; ruff takes them for one. */
const isMangled = (text: string, diagnostic: Diagnostic): boolean =>
  diagnostic.message.includes('cannot rebind comprehension variable') && textAt(text, diagnostic).startsWith('__');

/** Python 3.12.0 to 3.12.3 accept a line break in the format of `'…{x:\n}'`, 3.12.4 and 3.11 do not. */
const isDoubtful = (pythonVersion: string, { message }: Diagnostic): boolean =>
  pythonVersion === '3.12' && message.includes('newlines are not allowed in format specifiers');

const toFinding = (diagnostic: Diagnostic): Finding =>
  createFinding('syntax-error', startOf(diagnostic), diagnostic.message);

const mostFindings = 20;

/** Finds what CPython of this version refuses to compile; `undefined` where the source is too deep, too dense or doubtful to tell. */
export const createSyntaxCheck = (pythonVersion: string): ((text: string) => readonly Finding[] | undefined) => {
  const analyse: Analyse = createAnalyser(pythonVersion, compileRules);
  return (text) => {
    const found = analyse(unsilence(text));
    if (found === undefined || found.some((diagnostic) => isDoubtful(pythonVersion, diagnostic))) {
      return undefined;
    }
    return found
      .filter((diagnostic) => !isMangled(text, diagnostic))
      .slice(0, mostFindings)
      .map(toFinding);
  };
};
