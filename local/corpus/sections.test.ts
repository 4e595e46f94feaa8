import { expect, test } from 'vitest';
import { sectionId, splitSections } from './sections.ts';

const markdown = `<!-- Written by a program. -->

# The title

First words.

## Parameters

### append, \`comment\`

One.

## Examples

\`\`\`yaml
# a comment, no heading
\`\`\`
`;

test('a document is split at its headings', () => {
  expect(splitSections('a/b.md', markdown)).toEqual([
    { id: 'a/b.md#', headings: ['The title'], text: 'First words.' },
    {
      id: 'a/b.md#parameters/append-comment',
      headings: ['The title', 'Parameters', 'append, `comment`'],
      text: 'One.',
    },
    { id: 'a/b.md#examples', headings: ['The title', 'Examples'], text: '```yaml\n# a comment, no heading\n```' },
  ]);
});

test('text without a title is a section too', () => {
  expect(splitSections('a.txt', 'Words.\n\n## More\n\nText.')).toEqual([
    { id: 'a.txt#', headings: [], text: 'Words.' },
    { id: 'a.txt#more', headings: ['More'], text: 'Text.' },
  ]);
});

test('an id is made from a path and headings alone', () => {
  expect(sectionId('a/b.md', ['Parameters', 'append, `comment`'])).toBe('a/b.md#parameters/append-comment');
});
