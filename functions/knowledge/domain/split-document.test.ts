import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countPieces, windowSize } from './model-window.ts';
import { pieceLimits } from './piece.ts';
import { splitDocument } from './split-document.ts';
import { Unreadable } from './unreadable.ts';

const split = (path: string, text: string | Uint8Array, kind: 'documents' | 'repository' = 'documents') =>
  splitDocument({
    name: { tenant: 'acme', kind, source: kind === 'documents' ? 'runbooks' : 'company/sales', path },
    bytes: Buffer.from(text),
    commit: undefined,
  });
const shown = (path: string, text: string) =>
  split(path, text).map(({ passage }) => [passage.provenance.heading ?? '', passage.text]);

const filler = (words: number) => Array.from({ length: words }, (_, index) => `word${index}`).join(' ');

describe('Markdown', () => {
  it('is split at its headings, which each passage knows', () => {
    const text =
      '# Warehouse\n\nWho to call.\n\n## Retries\n\nThree times.\n\n### Why\n\nIt sleeps.\n\n## Limits\n\nNone.\n';
    expect(shown('on-call/warehouse.md', text)).toEqual([
      ['Warehouse', '# Warehouse\n\nWho to call.'],
      ['Warehouse › Retries', '## Retries\n\nThree times.'],
      ['Warehouse › Retries › Why', '### Why\n\nIt sleeps.'],
      ['Warehouse › Limits', '## Limits\n\nNone.'],
    ]);
  });

  it('has its title from the front matter, the first heading or its name', () => {
    const titleOf = (text: string) => split('docs/a.md', text)[0]?.passage.title;
    expect(titleOf('---\nstatus: accepted\ntitle: "Use S3"\n---\n# Other\n')).toBe('Use S3');
    expect(titleOf('Text\n\n# **Use** `S3` [now](http://x)\n\nText')).toBe('Use S3 now');
    expect(titleOf('# The _late_ run of nightly_sales and __init__')).toBe('The late run of nightly_sales and init');
    expect(titleOf('Text')).toBe('a.md');
  });

  it('keeps front matter as text, and a rule for a rule', () => {
    expect(shown('a.md', '---\nstatus: accepted\n---\n\nText\n\n---\n\nMore')).toEqual([
      ['', 'status: accepted\n\nText\n\n---\n\nMore'],
    ]);
  });

  it('keeps a block of code whole, and what looks like a heading in it no heading', () => {
    const code = `\`\`\`sql\n${'# select;\n\n'.repeat(45)}\`\`\``;
    expect(shown('a.md', `# A\n\n${filler(60)}\n\n${code}\n\nAfter.`)).toEqual([
      ['A', `# A\n\n${filler(60)}`],
      ['A', `${code}\n\nAfter.`],
    ]);
  });

  it('cuts a block of code that does not fit where a line is empty, else at the end of a line', () => {
    const functions = Array.from({ length: 12 }, (_, index) => `def task_${index}():\n${'    work()\n'.repeat(8)}`);
    const parts = shown('a.md', `# A\n\n\`\`\`python\n${functions.join('\n')}\`\`\``).map(([, text]) => text ?? '');
    expect(parts.length).toBeGreaterThan(2);
    for (const part of parts.slice(1)) expect(part).toMatch(/^(def task_\d+|```python\ndef)/);
  });

  it('puts headings with nothing below them to what follows', () => {
    expect(shown('a.md', '# A\n\n## B\n\nText\n\n## C\n')).toEqual([
      ['A › B', '# A\n\n## B\n\nText'],
      ['A › C', '## C'],
    ]);
  });

  it('is taken as plain text where parsing it would take for ever', () => {
    const started = performance.now();
    expect(split('a.md', '- '.repeat(50_000)).length).toBeGreaterThan(0);
    expect(split('a.md', '['.repeat(100_000)).length).toBeGreaterThan(0);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe('reStructuredText', () => {
  it('has the levels of its underlines in the order in which they come', () => {
    const text =
      '=====\nGuide\n=====\n\nIntro\n\nInstall\n-------\n\nRun it.\n\nDeep\n~~~~\n\nText\n\nUse\n---\n\nMore.\n';
    expect(shown('guide.rst', text)).toEqual([
      ['Guide', '=====\nGuide\n=====\n\nIntro'],
      ['Guide › Install', 'Install\n-------\n\nRun it.'],
      ['Guide › Install › Deep', 'Deep\n~~~~\n\nText'],
      ['Guide › Use', 'Use\n---\n\nMore.'],
    ]);
  });

  it('keeps what is indented with the text before it, literal blocks whole', () => {
    const code = `.. code-block:: python\n\n${'   x = 1\n\n'.repeat(80)}   y = 2`;
    expect(shown('a.rst', `A\n=\n\nRun this::\n\n   make\n\n   ----\n\n${code}\n\nAfter`)).toEqual([
      ['A', 'A\n=\n\nRun this::\n\n   make\n\n   ----'],
      ['A', `${code}\n\nAfter`],
    ]);
  });

  it('does not take tables and rules for headings', () => {
    expect(shown('a.rst', 'Text\n\n-----\n\n====  ====\na     b\n====  ====\n')).toEqual([
      ['', 'Text\n\n-----\n\n====  ====\na     b\n====  ====\n'.trim()],
    ]);
  });
});

describe('a document', () => {
  it('of any other kind is split at its paragraphs', () => {
    expect(shown('notes.txt', `${filler(90)}\n\n${filler(91)}`)).toHaveLength(2);
  });

  it('in Latin-1 is read, a binary one refused', () => {
    expect(split('a.txt', Buffer.from('Gr\u00fc\u00dfe', 'latin1'))[0]?.passage.text).toBe('Grüße');
    expect(() => split('a.md', Uint8Array.from([0x50, 0x4b, 0, 0, 1, 2]))).toThrow(Unreadable);
    expect(() =>
      split(
        'a.md',
        Uint8Array.from({ length: 4_000 }, (_, index) => (index * 7_919) % 251 || 1),
      ),
    ).toThrow('binary');
  });

  it('that is empty has no passages', () => {
    expect(split('a.md', '')).toEqual([]);
  });

  it('belongs to its source: of a repository to who may read that, of people to who may read them', () => {
    expect(split('README.md', 'Text', 'repository')[0]?.passage.access).toEqual({
      system: 'automatrix',
      resource: 'company/sales',
    });
    expect(split('README.md', 'Text')[0]?.passage.access).toEqual({ system: 'relaycore', resource: 'runbooks' });
  });

  it('gives the model its title and headings as well', () => {
    expect(split('a.md', '# A\n\n## B\n\nText').at(-1)?.meaning).toBe('A › B\n# A\n\n## B\n\nText');
    expect(split('a.md', 'Text')[0]?.meaning).toBe('a.md\nText');
  });

  it('that is a decision says in each passage what came of it, and which one it is', () => {
    const text = '# 4. Queues\n\nStatus: superseded by ADR 9\n\n## Context\n\nMessages get lost.\n';
    const pieces = split('docs/adr/0004-queues.md', text, 'repository');
    for (const { passage } of pieces) {
      expect(passage.title).toBe('4. Queues · ADR 4, superseded by ADR 9');
      expect(passage.provenance.decision).toMatchObject({ number: 4, status: 'superseded', supersededBy: 9 });
    }
    expect(pieces.at(-1)?.meaning).toBe(
      '4. Queues · ADR 4, superseded by ADR 9 › Context\n## Context\n\nMessages get lost.',
    );
    expect(pieces.at(-1)?.passage.provenance.heading).toBe('4. Queues › Context');
  });

  it('of very many passages ends with a word on what was left out', () => {
    const text = Array.from({ length: 1_500 }, (_, index) => `${index} ${filler(100)}`).join('\n\n');
    const pieces = split('a.txt', text);
    expect(pieces).toHaveLength(1_000);
    expect(pieces.at(-1)?.passage.text).toMatch(/rest of this document was left out/);
  });

  it('says once what it repeats below the same heading', () => {
    const licence = Array.from({ length: 60 }, (_, at) => `licence of ${'abcdefgh'[at % 8]}${'x'.repeat(at)}`)
      .join(' ')
      .slice(0, 700);
    const pieces = split(
      'a.md',
      `# A\n\n## Licence\n\n${licence}\n\n# B\n\n## Licence\n\n${licence}\n\n## Other\n\n${licence}`,
    );
    expect(pieces.map(({ passage }) => passage.provenance.heading)).toEqual(['A › Licence', 'B › Other']);
  });

  it('has other ids for the same words below another heading or further on', () => {
    const pieces = split('a.md', `# A\n\n${'Same.\n\n'.repeat(3)}\n\n# B\n\nSame.`);
    expect(new Set(pieces.map(({ passage }) => passage.id)).size).toBe(pieces.length);
  });
});

const piece = fc.oneof(
  fc.constantFrom(
    '# A',
    '## B',
    'Title',
    '=====',
    '-----',
    '```',
    '    code',
    '- item',
    '> quote',
    '',
    '---',
    '::',
    '|a|b|',
  ),
  fc.string({ unit: 'binary', maxLength: 120 }),
  fc
    .integer({ min: 1, max: 3_000 })
    .map((length) => Array.from({ length: length / 11 }, (_, at) => `long${at}_LINE`).join(' ')),
);

/** Lines with words of their own, since what repeats itself is left out. */
const documentText = fc
  .array(piece, { maxLength: 40 })
  .map((lines) => lines.map((line, at) => line.replaceAll('LINE', String(at))).join('\n'))
  .map((joined) => joined.replaceAll(/(?![\n\t])\p{Cc}/gu, ''));

it.each(['a.md', 'a.rst', 'a.txt'])('%s loses nothing but white space, and keeps within its limits', (path) => {
  const bare = (text: string) => text.toWellFormed().replace(/[\s\p{Cc}\ufeff]+/gu, '');
  fc.assert(
    fc.property(documentText, (text) => {
      const pieces = split(path, text);
      for (const { passage, meaning } of pieces) {
        expect(passage.text.length).toBeLessThanOrEqual(pieceLimits.whole);
        expect(countPieces(meaning)).toBeLessThanOrEqual(windowSize);
      }
      expect(new Set(pieces.map(({ passage }) => passage.id)).size).toBe(pieces.length);
      const rest = bare(text.replace(/^---[ \t]*\n([\s\S]*?)\n---[ \t]*(?=\n|$)/, path === 'a.md' ? '$1' : '$&'));
      expect(bare(pieces.map(({ passage }) => passage.text).join(''))).toBe(rest);
    }),
  );
});
