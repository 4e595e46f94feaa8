import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../chat/contract.ts';
import { type Block, cut, escapeText, limits } from './message.ts';
import { renderAnswer, renderPressed } from './render-answer.ts';
import { Button } from './work.ts';

const asked = { user: 'U061F7AUR', message: 'm-1' };

const answer = (given: Partial<Answer>): Answer => ({
  kind: 'answer',
  text: 'It failed.',
  engine: 'offline',
  confidence: 1,
  citations: [],
  suggestions: [],
  notes: [],
  ...given,
});

const log = (text: string): Answer['citations'][number] => ({
  kind: 'log',
  run: 'n-1',
  task: 'load',
  mapIndex: -1,
  try: 2,
  line: 41,
  text,
});

const buttons = (blocks: readonly Block[]) =>
  blocks.flatMap((block) =>
    block.type === 'actions'
      ? block.elements.map(({ text, value }) => ({ label: text.text, ...Button.parse(JSON.parse(value)) }))
      : [],
  );

describe('an answer', () => {
  it('quotes lines of a log and words of a document, each with its place', () => {
    const document = {
      kind: 'document',
      source: 'runbooks',
      path: 'on-call.md',
      heading: 'Warehouse',
      text: 'Call Kim.',
    };
    const citations = [log('connection refused'), document] as Answer['citations'];
    expect(renderAnswer(answer({ citations, notes: ['Only words were compared.'] }), asked).blocks).toMatchObject([
      { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ text: 'It failed.' }] }] },
      { type: 'rich_text', elements: [{ type: 'rich_text_preformatted', elements: [{ text: 'connection refused' }] }] },
      { type: 'context', elements: [{ type: 'plain_text', text: 'run n-1 · load · try 2 · line 41' }] },
      { type: 'rich_text', elements: [{ type: 'rich_text_quote', elements: [{ text: 'Call Kim.' }] }] },
      { type: 'context', elements: [{ text: 'runbooks · on-call.md › Warehouse' }] },
      { type: 'context', elements: [{ text: 'Only words were compared.' }] },
    ]);
  });

  it('does not quote again what it says', () => {
    const said = answer({ text: 'It failed: connection refused', citations: [log('connection refused')] });
    expect(renderAnswer(said, asked).blocks).toHaveLength(1);
  });

  it('shows lines of a log as they are, below its first line', () => {
    const plan = { operation: 'runs.logs', input: {}, confidence: 1 };
    expect(
      renderAnswer(answer({ text: '2 lines:\n- load · 1 · a\n- load · 2 · b', plan }), asked).blocks,
    ).toMatchObject([
      { elements: [{ type: 'rich_text_section', elements: [{ text: '2 lines:' }] }] },
      { elements: [{ type: 'rich_text_preformatted', elements: [{ text: '- load · 1 · a\n- load · 2 · b' }] }] },
    ]);
  });

  it('that needs a yes has buttons for its person, which name the message that asked', () => {
    const { blocks } = renderAnswer(answer({ kind: 'confirmation', text: 'This would cancel it.' }), asked);
    const known = { user: 'U061F7AUR', confirms: 'm-1', asked: 'This would cancel it.' };
    expect(buttons(blocks)).toEqual([
      { label: 'Yes', say: 'yes', ...known },
      { label: 'No', say: 'no', ...known },
    ]);
  });

  it('that asks has a button for a form, and one that suggests a button for each', () => {
    const question = renderAnswer(answer({ kind: 'question', text: 'Which one?' }), asked);
    expect(buttons(question.blocks)).toEqual([{ label: 'Answer…', user: 'U061F7AUR', asked: 'Which one?' }]);
    const unknown = renderAnswer(answer({ kind: 'unknown', suggestions: ['list runs', 'x'.repeat(76)] }), asked);
    expect(buttons(unknown.blocks)).toMatchObject([{ label: 'list runs', say: 'list runs' }]);
  });
});

describe('whatever logs and documents say', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 5_000 }),
    fc.constantFrom(
      '<!channel> <@U061F7AUR> <https://evil.example|click>',
      '![x](https://evil.example/x.png) *bold* `code`',
      '&lt;!here&gt;',
      '"\\'.repeat(2_000),
      '\u0000\u001f'.repeat(2_000),
      '😀'.repeat(3_000),
    ),
  );

  it('stays literal, and within what Slack takes', () => {
    fc.assert(
      fc.property(
        anything,
        fc.array(anything, { maxLength: 60 }),
        fc.constantFrom<Answer['kind']>('result', 'answer', 'question', 'confirmation', 'refused', 'unknown'),
        (text, quotes, kind) => {
          const given = answer({ kind, text, citations: quotes.map(log), notes: quotes, suggestions: quotes });
          const { blocks, text: fallback } = renderAnswer(given, asked);
          expect(blocks.length).toBeLessThanOrEqual(limits.blocks);
          expect(fallback.length).toBeLessThanOrEqual(limits.fallback);
          expect(fallback).not.toMatch(/[<>]/);
          const json = JSON.stringify(blocks);
          expect(json).not.toMatch(/"type":"(mrkdwn|image|link|user|broadcast)"/);
          for (const block of blocks) {
            if (block.type === 'actions') {
              for (const { value, text: label } of block.elements) {
                expect(value.length).toBeLessThanOrEqual(limits.buttonValue);
                expect(label.text.length).toBeLessThanOrEqual(limits.buttonText);
                expect(Button.parse(JSON.parse(value)).user).toBe(asked.user);
              }
            } else {
              const texts = block.elements.flatMap((each): { text: string }[] =>
                'elements' in each ? [...each.elements] : [each],
              );
              expect(texts.every((each) => each.text.length > 0 && each.text.length <= limits.text)).toBe(true);
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is escaped where Slack reads marks', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const escaped = escapeText(text);
        expect(escaped).not.toMatch(/[<>]|&(?!(amp|lt|gt);)/);
        expect(escaped.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')).toBe(text);
      }),
    );
  });

  it('is cut between characters', () => {
    expect(cut('a😀b', 3)).toBe('a…');
    expect(cut('abc', 3)).toBe('abc');
  });
});

it('a message whose button was pressed keeps its words and says which, without buttons', () => {
  const message = renderPressed({ user: 'U061F7AUR', say: 'yes', asked: 'This would cancel it.' }, 'Yes');
  expect(message.blocks).toMatchObject([
    { type: 'rich_text', elements: [{ elements: [{ text: 'This would cancel it.' }] }] },
    { type: 'context', elements: [{ text: 'You chose “Yes”.' }] },
  ]);
});
