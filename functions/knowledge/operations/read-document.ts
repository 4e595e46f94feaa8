import { posix } from 'node:path';
import type * as z from 'zod';
import type { PdfText } from '../adapters/pdf.ts';
import type { ReadInput, ReadOutcome } from '../contract.ts';
import { decodeText } from '../domain/decode-text.ts';
import type { Line } from '../domain/outline.ts';
import { outlineHtml } from '../domain/outline-html.ts';
import { outlinePdf } from '../domain/outline-pdf.ts';
import { Unreadable } from '../domain/unreadable.ts';
import { writeMarkdown } from '../domain/write-markdown.ts';

interface Deps {
  readonly readPdf: (bytes: Uint8Array) => Promise<PdfText>;
}

/** Characters of what is read of one document. */
const longestText = 900_000;

const note = (what: string): Line => ({
  kind: 'block',
  text: `The rest of this document was left out: ${what}.`,
  isCode: false,
});

const bounded = (lines: readonly Line[]): readonly Line[] => {
  let left = longestText;
  const fitting = lines.findIndex(({ text }) => {
    left -= text.length + 2;
    return left < 0;
  });
  return fitting < 0 ? lines : [...lines.slice(0, fitting), note(`${longestText} characters of it were read`)];
};

/** Reads what is not text as Markdown. It is told, not thrown, where that cannot be: it is the document's fault. */
export const readDocument = ({ readPdf }: Deps) => {
  const outlineOfPdf = async (bytes: Uint8Array, name: string): Promise<Line[]> => {
    const { title, pages, count } = await readPdf(bytes);
    const hasText = pages.some((runs) => runs.some(({ text }) => text.trim() !== ''));
    if (!hasText) {
      throw new Unreadable('the PDF holds pictures of text and no text. Scan it again with text recognition');
    }
    const lines = outlinePdf(pages, title ?? posix.basename(name));
    return pages.length < count ? [...lines, note(`${pages.length} of its ${count} pages were read`)] : lines;
  };

  return async ({ form, name, bytes }: z.infer<typeof ReadInput>): Promise<z.infer<typeof ReadOutcome>> => {
    const read = Buffer.from(bytes, 'base64');
    try {
      const lines = form === 'pdf' ? await outlineOfPdf(new Uint8Array(read), name) : outlineHtml(decodeText(read));
      return { outcome: 'read', text: writeMarkdown(bounded(lines)) };
    } catch (error) {
      if (error instanceof Unreadable) {
        return { outcome: 'unreadable', why: error.why };
      }
      throw error;
    }
  };
};
