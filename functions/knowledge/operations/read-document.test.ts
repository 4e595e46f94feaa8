import { describe, expect, it } from 'vitest';
import { type PdfLine, pdfOf } from '../../../test/support/pdf.ts';
import { readPdf } from '../adapters/pdf.ts';
import { splitDocument } from '../domain/split-document.ts';
import { readDocument } from './read-document.ts';

let clock = 0;
const limits = { pages: 5, time: 1_000 };
const read = readDocument({ readPdf: (bytes) => readPdf(bytes, limits, () => new Date(clock)) });
const readBytes = (bytes: Uint8Array, form: 'html' | 'pdf' = 'pdf', name = 'on-call/warehouse.pdf') =>
  read({ form, name, bytes: Buffer.from(bytes).toString('base64') });
const textOf = async (bytes: Uint8Array): Promise<string> => {
  const answer = await readBytes(bytes);
  return answer.outcome === 'read' ? answer.text : expect.fail(answer.why);
};
const lines = (...texts: string[]): PdfLine[] => texts.map((text) => ({ text }));

describe('a PDF', () => {
  it('has the headings that its larger lines are, its paragraphs in one piece and its code line by line', async () => {
    const text = await textOf(
      pdfOf([
        [
          { text: 'The warehouse', size: 22 },
          { text: 'It is loaded every night, and a hyphen-', below: 40 },
          { text: 'ated word is one word.' },
          { text: 'On call', size: 15, below: 40 },
          { text: 'Restart it:', below: 30 },
          { text: 'systemctl restart load', isMonospaced: true, below: 30 },
          { text: 'journalctl -u load', isMonospaced: true },
        ],
      ]),
    );
    expect(text).toBe(
      '# The warehouse\n\nIt is loaded every night, and a hyphenated word is one word.\n\n## On call\n\nRestart it:\n\n```\nsystemctl restart load\njournalctl -u load\n```\n',
    );
  });

  it('is told by its pages where all of it is of one size', async () => {
    const pages = [lines('First page.'), lines('Second page, which goes on'), lines('here.')];
    expect(await textOf(pdfOf(pages, { title: 'Handbook (old)' }))).toBe(
      '# Handbook (old)\n\n## Page 1\n\nFirst page.\n\n## Page 2\n\nSecond page, which goes on here.\n',
    );
    const passages = splitDocument({
      name: { tenant: 'acme', kind: 'documents', source: 'runbooks', path: 'warehouse.pdf' },
      bytes: Buffer.from(await textOf(pdfOf(pages))),
    });
    expect(passages.map(({ passage }) => passage.provenance.heading)).toEqual([
      'warehouse.pdf › Page 1',
      'warehouse.pdf › Page 2',
    ]);
  });

  it('is without what its layout repeats on each page', async () => {
    const pages = ['One.', 'Two.', 'Three.'].map((text, index) => [
      { text: 'Acme Handbook' },
      { text, below: 40 },
      { text: `Page ${index + 1} of 3`, below: 400 },
    ]);
    const text = await textOf(pdfOf(pages));
    expect(text).not.toMatch(/Acme|of 3/);
    expect(text).toContain('Three.');
  });

  it.each([
    ['encrypted', pdfOf([lines('Secret')], { isEncrypted: true }), /encrypted/],
    ['broken', Buffer.from('%PDF-1.7\nnothing'), /damaged/],
    ['no PDF', Buffer.from('# Markdown'), /damaged/],
    ['scanned', pdfOf([[], []]), /pictures of text/],
  ])('that is %s is told to be unreadable', async (_name, bytes, why) => {
    expect(await readBytes(bytes)).toEqual({ outcome: 'unreadable', why: expect.stringMatching(why) });
  });

  it('is read as far as the limits of pages and of time let it, and says so', async () => {
    const pages = Array.from({ length: 7 }, (_, index) => lines(`Text ${index}.`));
    expect(await textOf(pdfOf(pages))).toMatch(
      /Text 4\.\n\nThe rest of this document was left out: 5 of its 7 pages were read\.\n$/,
    );
    const slow = readDocument({
      readPdf: (bytes) =>
        readPdf(bytes, limits, () => {
          clock += 600;
          return new Date(clock);
        }),
    });
    const answer = await slow({ form: 'pdf', name: 'a.pdf', bytes: pdfOf(pages).toString('base64') });
    expect(answer).toMatchObject({ text: expect.stringContaining('1 of its 7 pages were read') });
  });
});

describe('a page of HTML', () => {
  it('becomes Markdown, whatever its bytes are encoded in', async () => {
    const html = Buffer.from('<h1>Caf\u00e9</h1><p>Open.</p>', 'latin1');
    expect(await readBytes(html, 'html', 'a.html')).toEqual({ outcome: 'read', text: '# Café\n\nOpen.\n' });
  });

  it('without text is told to be unreadable', async () => {
    expect(await readBytes(Buffer.from('<script>1</script>'), 'html', 'a.html')).toMatchObject({
      outcome: 'unreadable',
    });
  });

  it('is cut where it is too long', async () => {
    const html = `<p>${'word '.repeat(1_000)}</p>`.repeat(300);
    const answer = await readBytes(Buffer.from(html), 'html', 'a.html');
    expect(answer).toMatchObject({ text: expect.stringMatching(/left out: 900000 characters of it were read\.\n$/) });
  });
});
