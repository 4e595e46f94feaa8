import { describe, expect, it } from 'vitest';
import type { Decision } from '../contract.ts';
import { describeDecision, readDecision } from './read-decision.ts';

const path = 'docs/adr/0004-queues.md';

describe('a decision record', () => {
  it.each<[string, string, Partial<Decision>]>([
    [
      'as this house writes it',
      '# 4. Queues\n\nDate: 2026-01-31 · Status: accepted\n',
      { status: 'accepted', date: '2026-01-31' },
    ],
    [
      'of adr-tools',
      '# 4. Queues\n\nDate: 2026-01-31\n\n## Status\n\nAccepted\n\nSuperseded by [9. Streams](0009-streams.md)\n\n## Context\n\nReplaces 77 things.\n',
      { status: 'superseded', date: '2026-01-31', supersededBy: 9 },
    ],
    [
      'of MADR',
      '---\nstatus: "superseded by [ADR-0123](0123-streams.md)"\ndate: 2026-01-31\n---\n\n# Queues\n',
      { status: 'superseded', date: '2026-01-31', supersededBy: 123 },
    ],
    [
      'of MADR before 3',
      '# Queues\n\n* Status: deprecated\n* Date: 2026-01-31\n',
      { status: 'deprecated', date: '2026-01-31' },
    ],
    ['in a table', '# Queues\n\n| Status: | proposed |\n', {}],
    ['in bold', '# Queues\n\n**Status:** Proposed\n', { status: 'proposed' }],
    [
      'that replaces another',
      '# Queues\n\nStatus: accepted, supersedes ADR 0002\n',
      { status: 'accepted', supersedes: 2 },
    ],
    [
      'that says so in a line of its own',
      '# Queues\n\nStatus: accepted\nSupersedes: [ADR 2](0002.md)\n',
      { status: 'accepted', supersedes: 2 },
    ],
    [
      'in reStructuredText',
      'Queues\n======\n\nStatus\n------\n\nRejected\n\nContext\n-------\n\nText\n',
      { status: 'rejected' },
    ],
    ['that says nothing of it', '# Queues\n\nThe status of the queue is accepted by all.\n', {}],
  ])('%s is understood', (_name, text, expected) => {
    const { number, ...rest } = readDecision(path, text) ?? expect.fail('no decision');
    expect(number).toBe(4);
    expect(Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))).toEqual(expected);
  });

  it.each([
    ['docs/adr/0004-queues.md', 4],
    ['decisions/adr-12.md', 12],
    ['architecture-decisions/ADR_007 queues.md', 7],
    ['docs/decisions/20-a.rst', 20],
  ])('is known by its path: %s', (name, number) => {
    expect(readDecision(name, '')?.number).toBe(number);
  });

  it.each(['docs/adr/README.md', 'docs/0004-queues.md', 'docs/adr/old/0004-queues.md', 'adr/template.md'])(
    'is not %s',
    (name) => {
      expect(readDecision(name, 'Status: accepted')).toBeUndefined();
    },
  );
});

it('is described by what came of it', () => {
  expect(describeDecision({ number: 4, status: 'superseded', supersededBy: 9 })).toBe('ADR 4, superseded by ADR 9');
  expect(describeDecision({ number: 9, status: 'accepted', supersedes: 4 })).toBe('ADR 9, accepted, supersedes ADR 4');
  expect(describeDecision({ number: 1 })).toBe('ADR 1');
});

it('takes no longer for a document that is made to be read for ever', () => {
  const started = performance.now();
  readDecision(path, `# Status\n${'status\n----\n'.repeat(80_000)}`);
  readDecision(path, `Status: superseded ${' '.repeat(500_000)}`);
  readDecision(path, '* * '.repeat(200_000));
  expect(performance.now() - started).toBeLessThan(2_000);
});
