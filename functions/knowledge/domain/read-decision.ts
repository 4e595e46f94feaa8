import type { Decision } from '../contract.ts';

/** `docs/adr/0004-queues.md`, `decisions/adr-12.md`, as adr-tools, MADR and most teams name them. */
const decisionPath =
  /(?:^|\/)(?:adrs?|decisions?|decision-records?|architecture-decisions?)\/(?:adr[-_ ]?)?0*(\d{1,5})(?![\d])[^/]*$/i;

/** Lines in which a record says what it is, before it says anything else. */
const linesOfHead = 40;

/** By what is written; the first that occurs counts, since adr-tools adds the newer below the older. */
const states: readonly (readonly [RegExp, Decision['status']])[] = [
  [/\b(?:superseded|replaced)\b/i, 'superseded'],
  [/\bdeprecated\b/i, 'deprecated'],
  [/\brejected\b/i, 'rejected'],
  [/\b(?:accepted|approved|decided)\b/i, 'accepted'],
  [/\b(?:proposed|draft|pending)\b/i, 'proposed'],
];

/** `Status: accepted`, alone in its line, in front matter, in a list or among others. */
const statusLine = /(?:^|[·|*-])[ \t]*\**status\**[ \t]*[::][ \t]*\**([^·|\n]+)/im;
/** What stands below a heading `Status`. */
const statusSection =
  /^(?:#{1,6}[ \t]*status[ \t]*#*|status[ \t]*\n[-=~^]{4,})[ \t]*\n([\s\S]{0,600}?)(?=\n#|\n\S[^\n]*\n[-=~^]{4,}|$(?![\s\S]))/im;
/** `date: 2026-01-31`. */
const dateLine = /(?:^|[·|*-])[ \t]*\**date\**[ \t]*[::][ \t]*\**["']?(\d{4}-\d{2}-\d{2})/im;
/** What may stand between the word and the number: `by`, a link, `ADR-`. */
const numberAfter = (word: string): RegExp => new RegExp(`\\b(?:${word})\\b[^\\d\\n]{0,40}?0*(\\d{1,5})\\b`, 'i');

/** `Supersedes: [ADR 2](…)`, in a line of its own. */
const supersedesLine = new RegExp(`^\\W{0,8}${numberAfter('supersedes').source}`, 'im');

const numberIn = (text: string, pattern: RegExp): number | undefined => {
  const number = pattern.exec(text)?.[1];
  return number === undefined ? undefined : Number(number);
};

/** What an architecture decision record says it is; undefined for any other document. */
export const readDecision = (path: string, text: string): Decision | undefined => {
  const number = decisionPath.exec(path)?.[1];
  if (number === undefined) {
    return undefined;
  }
  const head = text.split('\n', linesOfHead).join('\n');
  const said = statusLine.exec(head)?.[1] ?? statusSection.exec(text)?.[1] ?? '';
  return {
    number: Number(number),
    status: states.find(([pattern]) => pattern.test(said))?.[1],
    date: dateLine.exec(head)?.[1],
    supersededBy: numberIn(said, numberAfter('(?:superseded|replaced)[ \\t]+by')),
    supersedes: numberIn(said, numberAfter('supersedes|replaces')) ?? numberIn(head, supersedesLine),
  };
};

/** The decision in a few words: `ADR 4, superseded by ADR 9`. */
export const describeDecision = ({ number, status, supersededBy, supersedes }: Decision): string =>
  [
    `ADR ${number}`,
    status === 'superseded' && supersededBy !== undefined ? `superseded by ADR ${supersededBy}` : status,
    supersedes !== undefined && `supersedes ADR ${supersedes}`,
  ]
    .filter(Boolean)
    .join(', ');
