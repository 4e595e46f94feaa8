import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Hit } from '../../knowledge/contract.ts';
import { citationOf, placeOf, quotePassages } from './quote-passages.ts';

const hitOf = (change: Partial<Hit>): Hit => ({
  id: '1',
  source: 'company/ops',
  kind: 'repository',
  title: 'Retries',
  text: 'Nothing here.',
  highlights: [],
  provenance: { path: 'docs/adr/0003.md', heading: 'Decision' },
  score: 1,
  ...change,
});

const adr = hitOf({
  text: 'A task is tried three times.\n\nWe decided that retries wait twice as long each time, up to ten minutes.',
});

describe('what answers a question', () => {
  it('is the paragraph that speaks of it', () => {
    const [quote] = quotePassages('what does the ADR say about retries?', [hitOf({}), adr]);
    expect(quote?.text).toBe('We decided that retries wait twice as long each time, up to ten minutes.');
  });

  it('is what stands below a heading rather than the heading', () => {
    const text = '## Draining the queue\n\nStop the importer first. Then move the rest of the queue away.';
    const provenance = { path: 'on-call.md', heading: 'On call › Draining the queue' };
    const [quote] = quotePassages('how about draining the queue?', [hitOf({ text, provenance })]);
    expect(quote?.text).toBe('Stop the importer first. Then move the rest of the queue away.');
  });

  it('is nothing where no passage speaks of it', () => {
    expect(quotePassages('what is the weather in Vienna?', [adr])).toEqual([]);
    expect(quotePassages('what?', [adr])).toEqual([]);
  });

  it('of a log is a line, cited where it stands', () => {
    const log = hitOf({
      kind: 'runs',
      source: 'runs',
      text: 'connecting\nconnection to warehouse refused',
      provenance: { run: 'n-1', task: 'load', try: 2, line: 40 },
    });
    const [quote] = quotePassages('where was the connection to the warehouse refused?', [log]);
    const citation = quote && citationOf(quote);
    expect(citation).toMatchObject({ kind: 'log', line: 41, text: 'connection to warehouse refused' });
    expect(citation && placeOf(citation)).toBe('run n-1, task load, try 2, line 41');
  });

  it('is always there word for word', () => {
    const text = fc.array(fc.constantFrom('retries', 'wait', '.', '\n', '\n\n', ' ', 'x'.repeat(450)), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(text, (parts) => {
        const passage = parts.join(' ');
        for (const quote of quotePassages('how long do retries wait?', [hitOf({ text: passage })])) {
          expect(passage).toContain(quote.text);
        }
      }),
    );
  });
});
