import type { TextRun } from '../domain/outline-pdf.ts';
import { Unreadable } from '../domain/unreadable.ts';

/** The text of a PDF. */
export interface PdfText {
  /** As its properties have it; absent where they have none. */
  readonly title?: string;
  readonly pages: readonly (readonly TextRun[])[];
  /** Pages that there are. */
  readonly count: number;
}

interface Limits {
  readonly pages: number;
  /** Milliseconds, looked at between two pages. */
  readonly time: number;
}

/** A page of pdf.js: https://github.com/mozilla/pdf.js/blob/master/src/display/api.js, `TextContent`. */
type Page = Awaited<ReturnType<Awaited<ReturnType<typeof open>>['getPage']>>;

/** Only now is pdf.js loaded: a quarter of a second, and for pages without end of no use. */
const open = async (bytes: Uint8Array) => {
  const { getDocumentProxy } = await import('unpdf');
  return getDocumentProxy(bytes, { isEvalSupported: false, useSystemFonts: false, verbosity: 0 });
};

const whyNot = (error: unknown): string | undefined => {
  const name = error instanceof Error ? error.name : '';
  if (name === 'PasswordException') {
    return 'the PDF is encrypted. Put one that opens without a password';
  }
  return name.endsWith('Exception') ? 'the PDF is damaged, or is none' : undefined;
};

const reading = async <T>(read: () => Promise<T>): Promise<T> => {
  try {
    return await read();
  } catch (cause) {
    const why = whyNot(cause);
    throw why === undefined ? cause : new Unreadable(why, { cause });
  }
};

const runsOf = async (page: Page): Promise<TextRun[]> => {
  const { items, styles } = await page.getTextContent();
  return items.flatMap((item) =>
    'str' in item
      ? {
          text: item.str,
          y: item.transform[5] ?? 0,
          size: item.height || Math.hypot(item.transform[2] ?? 0, item.transform[3] ?? 0),
          isMonospaced: styles[item.fontName]?.fontFamily === 'monospace',
          endsLine: item.hasEOL,
        }
      : [],
  );
};

/** Reads the text of a PDF as far as the limits let it. Throws `Unreadable` where it is encrypted or damaged. */
export const readPdf = (bytes: Uint8Array, limits: Limits, now: () => Date): Promise<PdfText> =>
  reading(async () => {
    const deadline = now().getTime() + limits.time;
    const document = await open(bytes);
    try {
      const { info } = await document.getMetadata();
      const title = Reflect.get(info, 'Title');
      const pages: TextRun[][] = [];
      for (let number = 1; number <= Math.min(document.numPages, limits.pages); number += 1) {
        if (now().getTime() > deadline) {
          break;
        }
        const page = await document.getPage(number);
        pages.push(await runsOf(page));
        page.cleanup();
      }
      return {
        title: typeof title === 'string' && title.trim() !== '' ? title.trim() : undefined,
        pages,
        count: document.numPages,
      };
    } finally {
      await document.loadingTask.destroy();
    }
  });
