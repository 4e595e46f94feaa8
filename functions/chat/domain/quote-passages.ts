import type { Hit } from '../../knowledge/contract.ts';
import type { Citation } from '../contract.ts';
import { quotedText } from './plain-text.ts';
import { isFiller, isPointer, stem, wordsOf } from './plan-offline/words.ts';

/** Passages quoted in one answer, and characters of each. */
const quotedPassages = 3;
const longestQuote = 400;

/** Share of a question's words that a passage must have to count as an answer. */
const enough = 0.6;

/** Words of questions that say nothing of what is asked about. */
const questionWords = new Set(
  'what why how when where who which is are was were do does did has have had should may must can could our my your of in on at about with by or and to from be been not there say says said tell explain document documents documentation docs adr runbook runbooks log logs find search look'
    .split(' ')
    .map(stem),
);

/** A piece of a passage, word for word, and what it answers of the question. */
export interface Quote {
  readonly hit: Hit;
  readonly text: string;
  readonly coverage: number;
  /** Of that, what the piece itself says, without the headings above it. */
  readonly own: number;
}

const asked = (question: string): Set<string> =>
  new Set(
    wordsOf(question)
      .filter(({ text }) => !(isFiller(text) || isPointer(text)))
      .map(({ text }) => stem(text))
      .filter((word) => !questionWords.has(word)),
  );

/** Lines of a log, paragraphs of a document; what is long in sentences. */
const piecesOf = ({ kind, text }: Hit): string[] =>
  text
    .split(kind === 'runs' ? /\n/ : /\n{2,}/)
    .flatMap((piece) => (piece.length > longestQuote ? piece.split(/(?<=[.!?])\s+|\n/) : [piece]))
    .map((piece) => piece.trim().slice(0, longestQuote))
    .filter((piece) => piece !== '');

/** Whether a piece of Markdown or reStructuredText only says what follows it. */
const isHeading = (piece: string): boolean => /^#{1,6} [^\n]*$|^[^\n]+\n([=\-~^"'#*+])\1{2,}$/.test(piece);

const coverageOf = (wanted: ReadonlySet<string>, text: string): number => {
  const words = new Set(
    wordsOf(text)
      .flatMap((word) => [word.text, ...word.text.split(/[^\p{L}\p{N}]+/u)])
      .map(stem),
  );
  return wanted.size === 0 ? 0 : [...wanted].filter((word) => words.has(word)).length / wanted.size;
};

const bestPiece = (wanted: ReadonlySet<string>, hit: Hit): Quote | undefined => {
  // A heading is part of what its section says.
  const heading = [hit.title, hit.provenance.heading, hit.provenance.path]
    .filter((each) => each !== undefined)
    .join(' ');
  const pieces = piecesOf(hit);
  const said = pieces.filter((piece) => !(hit.kind !== 'runs' && isHeading(piece)));
  const [best] = (said.length > 0 ? said : pieces)
    .map((text) => ({ hit, text, coverage: coverageOf(wanted, `${heading} ${text}`), own: coverageOf(wanted, text) }))
    .sort((one, other) => other.own - one.own || other.coverage - one.coverage);
  // What is quoted must be there, word for word.
  return best && hit.text.includes(best.text) ? best : undefined;
};

/** The pieces of these passages that answer a question, best first; none where none does. */
export const quotePassages = (question: string, hits: readonly Hit[]): Quote[] => {
  const wanted = asked(question);
  const quotes = hits
    .map((hit) => bestPiece(wanted, hit))
    .filter((quote) => quote !== undefined)
    .filter(({ coverage }) => coverage >= enough)
    .sort((one, other) => other.own - one.own || other.coverage - one.coverage || other.hit.score - one.hit.score);
  // Where something says it itself, what only stands below such a heading is not needed.
  const best = quotes.filter(({ own }) => own > 0);
  return (best.length > 0 ? best : quotes).slice(0, quotedPassages);
};

/** Where a quote stands. */
export const citationOf = ({ hit, text }: Quote): Citation => {
  const { run, task, mapIndex = -1, try: attempt, line, path, heading } = hit.provenance;
  if (run !== undefined && task !== undefined && attempt !== undefined && line !== undefined) {
    const above = hit.text.slice(0, hit.text.indexOf(text)).split('\n').length - 1;
    return { kind: 'log', run, task, mapIndex, try: attempt, line: line + above, at: hit.provenance.at, text };
  }
  return { kind: 'document', source: hit.source, path: path ?? hit.title, heading, text };
};

/** Where a citation stands, in words. */
export const placeOf = (citation: Citation): string =>
  citation.kind === 'log'
    ? `run ${citation.run}, task ${citation.task}, try ${citation.try}, line ${citation.line}`
    : [citation.source, citation.path, ...(citation.heading === undefined ? [] : [quotedText(citation.heading)])].join(
        ' › ',
      );
