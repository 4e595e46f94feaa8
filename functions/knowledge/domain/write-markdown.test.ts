import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Line } from './outline.ts';
import { outlineMarkdown } from './outline-markdown.ts';
import { writeMarkdown } from './write-markdown.ts';

const word = fc.stringMatching(/^[A-Za-z0-9#>=.-]{1,8}$/).filter((each) => /[A-Za-z]/.test(each));
const prose = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(' '));
const code = fc
  .array(fc.constantFrom('```', '# not a heading', 'ls -l', '  indented', '~~~', '> quote'), {
    minLength: 1,
    maxLength: 4,
  })
  .map((lines) => lines.join('\n'));
const line: fc.Arbitrary<Line> = fc.oneof(
  fc
    .tuple(fc.integer({ min: 1, max: 6 }), fc.stringMatching(/^[a-z]{1,8}$/))
    .map(([level, name]): Line => ({ kind: 'heading', level, name, text: name })),
  code.map((text): Line => ({ kind: 'block', text, isCode: true })),
  prose.map((text): Line => ({ kind: 'block', text, isCode: false })),
);

it('is read again as the same headings and blocks', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
      const read = outlineMarkdown(writeMarkdown(lines));
      expect(read.map((each) => [each.kind, each.kind === 'heading' ? [each.level, each.name] : each.isCode])).toEqual(
        lines.map((each) => [each.kind, each.kind === 'heading' ? [each.level, each.name] : each.isCode]),
      );
    }),
  );
});

it.each(['# heading', '> quote', 'text\n===', 'text\n---', '```', '#'])(
  'does not let a paragraph become “%s”',
  (text) => {
    expect(outlineMarkdown(writeMarkdown([{ kind: 'block', text, isCode: false }])).map(({ kind }) => kind)).toEqual([
      'block',
    ]);
  },
);
