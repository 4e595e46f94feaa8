import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { dirname, join } from 'node:path';

const file = join(import.meta.dirname, '../../docs/reference/measurements.md');

const heading = `# Measurements

Written by \`npm run bench\`; each section says when and on what machine it was measured.
`;

const machine = (): string =>
  `${cpus().length} × ${cpus()[0]?.model ?? 'unknown CPU'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, ${process.platform}`;

/** A table in Markdown. */
export const table = (columns: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [columns, columns.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

/** Replaces the section of this name in `docs/reference/measurements.md`, or adds it. */
export const writeSection = (name: string, body: string): void => {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : heading;
  const sections = text.split(/^(?=## )/m);
  const section = `## ${name}\n\n${new Date().toISOString().slice(0, 10)} · ${machine()}\n\n${body.trim()}\n`;
  const at = sections.findIndex((each) => each.startsWith(`## ${name}\n`));
  if (at === -1) sections.push(section);
  else sections[at] = section;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${sections.map((each) => each.trim()).join('\n\n')}\n`);
  console.log(section);
};
