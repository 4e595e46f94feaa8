import { describe, expect, it } from 'vitest';
import { createKey } from '../../identity/contract.ts';
import { addRepository, listPushes } from '../../repositories/contract.ts';
import { getRun, listRuns } from '../../runs/contract.ts';
import { renderAnswer as renderIn } from './render-answer.ts';

const renderAnswer = (
  ...[operation, input, output]: Parameters<typeof renderIn> extends [...infer Rest, string] ? Rest : never
) => renderIn(operation, input, output, 'UTC');

const run = (index: number) => ({
  id: `n-${index}`,
  workflow: 'x',
  state: 'failed',
  queuedAt: '2026-11-21T01:00:00.000Z',
});

describe('lists', () => {
  it('show ten items and how many are left', () => {
    const text = renderAnswer(
      listRuns,
      { state: 'failed' },
      { items: Array.from({ length: 12 }, (_, index) => run(index)) },
    );
    const lines = text.split('\n');
    expect(lines[0]).toBe('12 failed runs:');
    expect(lines[1]).toBe('- n-0 · x · failed · 2026-11-21 01:00 UTC');
    expect(lines).toHaveLength(12);
    expect(lines.at(-1)).toBe('… and 2 more.');
  });

  it('that are empty say of what', () => {
    const text = renderAnswer(listRuns, { state: 'failed', workflow: 'x' }, { items: [] });
    expect(text).toBe('No failed runs of x.');
  });

  it('never pretend that a page is all', () => {
    expect(renderAnswer(listRuns, {}, { items: [], next: 'c' })).toContain('more to look through');
    expect(renderAnswer(listRuns, {}, { items: [run(1)], next: 'c' })).toMatch(/^1 or more run/);
    expect(
      renderAnswer(listPushes, {}, { items: [{ commit: 'a'.repeat(40), message: 'x'.repeat(500) }] }).length,
    ).toBeLessThan(300);
  });
});

describe('things', () => {
  it('show their main facts, and the tasks of a run', () => {
    const tasks = [{ task: 'load', state: 'failed', try: 2, mapIndex: -1 }];
    expect(renderAnswer(getRun, {}, { ...run(1), duration: 3.5, tasks })).toBe(
      'Run n-1 of x: failed.\nworkflow: x\nstate: failed\nqueuedAt: 2026-11-21 01:00 UTC\nduration: 3.5\n- load: failed (try 2)',
    );
  });

  it.each([
    [createKey, { id: 'k1', name: 'ci', key: 'nav_secret' }],
    [addRepository, { name: 'company/x', webhookSecret: 'nav_secret' }],
  ])('never show what is shown once', (operation, output) => {
    expect(renderAnswer(operation, {}, output)).not.toContain('nav_secret');
  });
});
