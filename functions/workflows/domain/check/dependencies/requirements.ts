import type { Finding } from '../../../../repositories/contract.ts';
import { createFinding, type Place } from '../finding.ts';
import type { RuleId } from '../rules.ts';
import { type Comment, readWaivers } from '../waivers.ts';
import { type Advice, type Advisories, noAdvisories } from './advisories.ts';
import { misspeltPackage, normalisePackage } from './package-names.ts';
import { type Requirement, readRequirement } from './requirement.ts';

/** Where a repository says which packages its workflows need, in the folder that is published. */
export const requirementsFile = 'requirements.txt';

/** A requirements.txt: what it asks for, and what is wrong with that. */
export interface Requirements {
  /** Names as PEP 503 writes them. */
  readonly packages: ReadonlySet<string>;
  readonly findings: readonly Finding[];
}

const elsewhere =
  /^(-i|-f|--index-url|--extra-index-url|--find-links|--trusted-host)\b|^(-e\s+)?((git|hg|svn|bzr)\+|https?:|file:)|\s@\s*\S+:/;

const commentAt = /(?:^|\s)#.*$/;

/** Lines as pip reads them: a backslash joins two, a comment needs a space before it. */
const readLines = (text: string): readonly (readonly [line: number, content: string])[] => {
  const lines: [number, string][] = [];
  let open: [number, string] | undefined;
  for (const [index, raw] of text.split(/\r\n|\r|\n/).entries()) {
    const content = raw.replace(commentAt, '').trim();
    const joined: [number, string] = open ? [open[0], `${open[1]} ${content}`] : [index + 1, content];
    open = content.endsWith('\\') ? [joined[0], joined[1].slice(0, -1)] : undefined;
    if (!open) {
      lines.push(joined);
    }
  }
  return lines.filter(([, content]) => content !== '');
};

const readComments = (text: string): readonly Comment[] =>
  text.split(/\r\n|\r|\n/).flatMap((raw, index) => {
    const match = commentAt.exec(raw);
    const isAlone = match !== null && raw.slice(0, match.index).trim() === '';
    return match ? [{ text: match[0].trim(), isAlone, line: index + 1, column: match.index + 1 }] : [];
  });

/** What an advisory says of a requirement, as a finding of a rule. */
export const advised = (rule: RuleId, place: Place, { name, version }: Requirement, advice: Advice): Finding => {
  const { id, summary, isMalicious, fixed } = advice;
  const which = version === undefined ? name : `${name} ${version}`;
  const message = `${which} is known ${isMalicious ? 'to do harm' : 'to be unsafe'} (${id})${summary === '' ? '.' : `: ${summary}`}`;
  return createFinding(rule, place, message, {
    ...(fixed !== undefined && !isMalicious && { fix: `Take ${name} ${fixed} or newer.` }),
  });
};

const lookAt = (content: string, place: Place, advisories: Advisories): Finding[] => {
  const found = (rule: RuleId, message: string): Finding => createFinding(rule, place, message);
  const requirement = readRequirement(content);
  const foreign = elsewhere.test(content)
    ? [found('requirement-foreign', `${content} comes from elsewhere than the environment's own index.`)]
    : [];
  if (!requirement) {
    return foreign;
  }
  const { name, version } = requirement;
  const near = misspeltPackage(name);
  return [
    ...foreign,
    ...(near === undefined
      ? []
      : [found('requirement-misspelt', `${name} is not ${near}, which is what people take it for.`)]),
    ...(version === undefined && foreign.length === 0
      ? [found('requirement-unpinned', `${name} may be any version.`)]
      : []),
    ...advisories(requirement).map((advice) => advised('requirement-unsafe', place, requirement, advice)),
  ];
};

/** Reads a requirements.txt: its pins and sources are checked, and its names against well-known ones and advisories. */
export const readRequirements = (text: string, advisories: Advisories = noAdvisories): Requirements => {
  const lines = readLines(text);
  const { waive, refused } = readWaivers(readComments(text));
  const findings = lines.flatMap(([line, content]) => lookAt(content, { line, column: 1 }, advisories));
  const names = lines.flatMap(([, content]) => readRequirement(content)?.name ?? []);
  return { packages: new Set(names.map(normalisePackage)), findings: [...findings.map(waive), ...refused] };
};
