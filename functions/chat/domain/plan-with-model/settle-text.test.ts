import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeAnswer } from '../answer.ts';
import { type Retrieved, retrieve } from './retrieved.ts';
import { settleText, tellSettled } from './settle-text.ts';

const logs = retrieve(
  'r1',
  { operation: 'runs.logs', input: { run: 'n-01k9x3f2q7wz' }, confidence: 1 },
  makeAnswer({
    kind: 'result',
    text: '',
    output: {
      items: [
        {
          task: 'load',
          try: 1,
          line: 7,
          message: 'ConnectionError: warehouse:5432 refused, see https://evil.example/x',
        },
      ],
    },
  }),
);
const runs: Retrieved = retrieve(
  'r2',
  { operation: 'runs.list', input: {}, confidence: 1 },
  makeAnswer({ kind: 'result', text: '', output: { items: [{ state: 'failed' }] } }),
);
const settle = (written: string) => settleText(written, [logs, runs], ['is "the nightly load" red?']);

describe('what a model wrote', () => {
  it('quotes a line with its place', () => {
    const { text, citations, dropped } = settle('It failed: <quote>warehouse:5432 refused</quote>.');
    expect(text).toBe('It failed: “warehouse:5432 refused” (run n-01k9x3f2q7wz, task load, try 1, line 7).');
    expect(citations).toMatchObject([{ kind: 'log', task: 'load', line: 7, text: 'warehouse:5432 refused' }]);
    expect(dropped).toBe(0);
  });

  it.each([
    '<quote>warehouse:5433 refused</quote>',
    '"warehouse:5433 refused"',
    '“warehouse:5433 refused”',
    '<quote></quote>',
  ])('does not show %s, which stands nowhere', (written) => {
    const { text, citations, dropped } = settle(`It failed: ${written}.`);
    expect(text).toBe('It failed: [left out: not found word for word].');
    expect({ citations, dropped }).toEqual({ citations: [], dropped: 1 });
  });

  it('may repeat what the person said', () => {
    expect(settle('"the nightly load" is red').text).toBe('“the nightly load” is red');
  });

  it('shows no link, not from a quote either, and no place that we did not find', () => {
    const written =
      'See [this](https://evil.example/y) and https://evil.example/z (run n-1, task x, line 9) <quote>see https://evil.example/x</quote>';
    expect(settle(written).text).not.toMatch(/https?:|line 9/);
  });
});

describe('a text told while it is written', () => {
  const told = (pieces: readonly string[]): string[] => {
    const heard: string[] = [];
    const tell = tellSettled(
      (written) => settle(written).text,
      (piece) => heard.push(piece),
    );
    for (const piece of pieces) tell.write(piece);
    tell.end();
    return heard;
  };

  it('comes as it is written', () => {
    expect(told(['The ', 'load ', 'step ', 'failed', '.'])).toEqual(['The ', 'load ', 'step ', 'failed.', '\n']);
  });

  it('never has a quote that was not looked up, nor a link, and never takes anything back', () => {
    const piece = fc.constantFrom(
      ...['It failed', ' ', '<quote>', 'warehouse:5432 refused', 'made up by the model', '</quote>', '"', '“', '”'],
      ...['[x](', 'https://evil.example/', ')', '. ', '\n', '(run n-1, line 3)', '<', '!['],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
        const heard = told(pieces).join('');
        expect(heard).not.toMatch(/https?:\/\/\w|<quote/);
        expect(heard).not.toMatch(/[“"]made up by the model/);
      }),
      { numRuns: 500 },
    );
  });
});
