import { posix } from 'node:path';
import { decodeText } from './decode-text.ts';
import { formOf } from './document-form.ts';
import { type DocumentName, keyOf } from './document-name.ts';
import { dropNearDuplicates } from './near-duplicates.ts';
import { type Line, toSections } from './outline.ts';
import { isTame, outlineMarkdown } from './outline-markdown.ts';
import { outlineRestructuredText } from './outline-restructured-text.ts';
import { type Part, packSections } from './pack-blocks.ts';
import { makePassage } from './passage.ts';
import { clipToWindow, type Piece } from './piece.ts';
import { describeDecision, readDecision } from './read-decision.ts';

/** A document that people wrote, as it is in the bucket. */
export interface WrittenDocument {
  readonly name: DocumentName;
  readonly bytes: Uint8Array;
  readonly commit?: string;
  readonly changedAt?: string;
}

/** Passages of one document. */
const passagesOfDocument = 1_000;

const frontMatter = /^---[ \t]*\r?\n(?<fields>[\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/;

interface Written {
  readonly title: string | undefined;
  readonly lines: readonly Line[];
}

const paragraphs = (text: string): Line[] =>
  text
    .split(/\n[ \t]*\r?\n/)
    .flatMap((block) => (block.trim() === '' ? [] : [{ kind: 'block', text: block, isCode: false }]));

const readMarkdown = (text: string): Written => {
  const found = frontMatter.exec(text);
  const fields = found?.groups?.fields ?? '';
  const body = text.slice(found?.[0].length ?? 0);
  const title = /^title:[ \t]*["']?(.+?)["']?[ \t]*$/m.exec(fields)?.[1];
  const head: Line[] = fields.trim() === '' ? [] : [{ kind: 'block', text: fields, isCode: true }];
  return { title, lines: [...head, ...(isTame(body) ? outlineMarkdown(body) : paragraphs(body))] };
};

const readers: Record<string, (text: string) => Written> = {
  '.md': readMarkdown,
  '.markdown': readMarkdown,
  '.rst': (text) => ({ title: undefined, lines: outlineRestructuredText(text) }),
};
const readPlainText = (text: string): Written => ({ title: undefined, lines: paragraphs(text) });

/** What came as HTML or PDF is Markdown by now: whoever put it has read it, as it could not be masked otherwise. */
const readerOf = (path: string): ((text: string) => Written) =>
  formOf(path) ? readMarkdown : (readers[posix.extname(path).toLowerCase()] ?? readPlainText);

/** A title or heading of a sensible length. */
const shorten = (words: string): string => words.slice(0, 200).toWellFormed();

const bounded = (parts: readonly Part[]): readonly Part[] =>
  parts.length <= passagesOfDocument
    ? parts
    : [
        ...parts.slice(0, passagesOfDocument - 1),
        {
          headings: [],
          text: `The rest of this document was left out: ${passagesOfDocument} passages of it are searchable.`,
        },
      ];

const accessOf = ({ kind, source }: DocumentName) => ({
  system: kind === 'documents' ? ('relaycore' as const) : ('automatrix' as const),
  resource: source,
});

/**
 * Splits a document by its structure: Markdown, as which HTML and PDF come too, reStructuredText or plain text, by the end
 * of its name. Each passage
 * knows the headings above it; a block of code is whole where it fits the model's window. Throws `Unreadable` for what is not text.
 */
export const splitDocument = ({ name, bytes, commit, changedAt }: WrittenDocument): Piece[] => {
  const text = decodeText(bytes);
  const written = readerOf(name.path)(text);
  const sections = toSections(written.lines);
  const ownTitle = shorten(written.title ?? sections[1]?.headings[0] ?? posix.basename(name.path));
  const decision = readDecision(name.path, text);
  const title = decision ? `${ownTitle} · ${describeDecision(decision)}` : ownTitle;
  const contextOf = (headings: readonly string[]): string => {
    const below = headings.map(shorten);
    const isTitled = below[0] === ownTitle;
    return [title, ...(isTitled ? below.slice(1) : below)].join(' › ');
  };
  const parts = dropNearDuplicates(
    packSections(sections, contextOf),
    ({ text: part }) => part,
    ({ headings }) => headings.at(-1) ?? '',
  );
  const seen = new Map<string, number>();
  return bounded(parts).map(({ headings, text: part }) => {
    const heading = headings.map(shorten).join(' › ');
    const place = JSON.stringify([title, heading, part]);
    const times = (seen.get(place) ?? 0) + 1;
    seen.set(place, times);
    const passage = makePassage({
      tenant: name.tenant,
      document: keyOf(name),
      kind: name.kind,
      source: name.source,
      access: accessOf(name),
      position: JSON.stringify([title, heading, times, ...(decision?.date ? [decision.date] : [])]),
      title,
      text: part,
      provenance: { path: name.path, heading: heading || undefined, commit, at: changedAt, decision },
    });
    return { passage, meaning: clipToWindow(`${contextOf(headings)}\n${part}`) };
  });
};
