/** A line of a page, from the top down. */
export interface PdfLine {
  readonly text: string;
  /** @default 11 */
  readonly size?: number;
  readonly isMonospaced?: boolean;
  /** Distance from the line above. @default 14 */
  readonly below?: number;
}

interface PdfOptions {
  readonly title?: string;
  /** Needs a password that nobody knows. */
  readonly isEncrypted?: boolean;
}

const quote = (text: string): string => text.replace(/[\\()]/g, '\\$&');

const contentOf = (lines: readonly PdfLine[]): string => {
  let y = 760;
  return lines
    .map(({ text, size = 11, isMonospaced = false, below = 14 }) => {
      y -= below;
      return `BT /${isMonospaced ? 'F2' : 'F1'} ${size} Tf 72 ${y} Td (${quote(text)}) Tj ET`;
    })
    .join('\n');
};

const encryption = `<< /Filter /Standard /V 1 /R 2 /O <${'41'.repeat(32)}> /U <${'42'.repeat(32)}> /P -4 >>`;

/** The bytes of a PDF with these lines on its pages, no more than a reader needs (ISO 32000-1). Latin-1 only. */
export const pdfOf = (
  pages: readonly (readonly PdfLine[])[],
  { title, isEncrypted = false }: PdfOptions = {},
): Buffer => {
  const pageNumber = (index: number): number => 5 + index * 2;
  const kids = pages.map((_page, index) => `${pageNumber(index)} 0 R`).join(' ');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>',
    ...pages.flatMap((lines, index) => {
      const content = contentOf(lines);
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents ${pageNumber(index) + 1} 0 R /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>`,
        `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
      ];
    }),
    ...(title === undefined ? [] : [`<< /Title (${quote(title)}) >>`]),
  ];
  let bytes = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const place = bytes.length;
    bytes += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const trailer = [
    `/Size ${objects.length + 1} /Root 1 0 R`,
    ...(title === undefined ? [] : [`/Info ${objects.length} 0 R`]),
    ...(isEncrypted ? [`/Encrypt ${encryption} /ID [<${'00'.repeat(16)}> <${'00'.repeat(16)}>]`] : []),
  ].join(' ');
  const end = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< ${trailer} >>\nstartxref\n${bytes.length}\n%%EOF\n`;
  return Buffer.from(bytes + end, 'latin1');
};
