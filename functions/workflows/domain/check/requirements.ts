import type { Finding } from '../../../repositories/contract.ts';
import { createFinding } from './finding.ts';
import { misspeltPackage, normalisePackage } from './packages.ts';
import type { RuleId } from './rules.ts';

/** A requirements.txt: what it asks for, and what is wrong with that. */
export interface Requirements {
  /** Names as PEP 503 writes them. */
  readonly packages: ReadonlySet<string>;
  readonly findings: readonly Finding[];
}

const named = /^([A-Za-z0-9][\w.-]*)\s*(\[[^\]]*\])?\s*([^;#]*)/;
const elsewhere =
  /^(-i|-f|--index-url|--extra-index-url|--find-links|--trusted-host)\b|^(-e\s+)?((git|hg|svn|bzr)\+|https?:|file:)|\s@\s*\S+:/;

const report = (rule: RuleId, line: number, message: string): Finding =>
  createFinding(rule, { line, column: 1 }, message);

/** Lines as pip reads them: a backslash joins two, a comment needs a space before it. */
const readLines = (text: string): readonly (readonly [line: number, content: string])[] => {
  const lines: [number, string][] = [];
  let open: [number, string] | undefined;
  for (const [index, raw] of text.split(/\r\n|\r|\n/).entries()) {
    const content = raw.replace(/(^|\s)#.*$/, '').trim();
    const joined: [number, string] = open ? [open[0], `${open[1]} ${content}`] : [index + 1, content];
    open = content.endsWith('\\') ? [joined[0], joined[1].slice(0, -1)] : undefined;
    if (!open) {
      lines.push(joined);
    }
  }
  return lines.filter(([, content]) => content !== '');
};

/** Reads a requirements.txt: pins, sources and names are checked; nothing is looked up. */
export const readRequirements = (text: string): Requirements => {
  const packages = new Set<string>();
  const findings: Finding[] = [];
  for (const [line, content] of readLines(text)) {
    if (elsewhere.test(content)) {
      findings.push(
        report('requirement-foreign', line, `${content} comes from elsewhere than the environment's own index.`),
      );
    }
    const [, name, , version = ''] =
      content.startsWith('-') || /^\w+(\+\w+)?:/.test(content) ? [] : (named.exec(content) ?? []);
    if (name === undefined) {
      continue;
    }
    packages.add(normalisePackage(name));
    const near = misspeltPackage(name);
    if (near !== undefined) {
      findings.push(report('requirement-misspelt', line, `${name} is not ${near}, which is what people take it for.`));
    }
    if (!/===?\s*[^*\s]+(?!\S*\*)/.test(version) && !version.trim().startsWith('@')) {
      findings.push(report('requirement-unpinned', line, `${name} may be any version.`));
    }
  }
  return { packages, findings };
};
