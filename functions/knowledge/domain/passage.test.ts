import { expect, test } from 'vitest';
import { makePassage } from './passage.ts';

const place = {
  tenant: 'acme',
  document: 'acme/runs/runs/n-1.jsonl',
  kind: 'runs',
  source: 'runs',
  access: { system: 'automatrix', resource: 'company/sales' },
  title: 'nightly',
  provenance: { run: 'n-1' },
} as const;
const idOf = (change: { tenant?: string; document?: string; position?: string; text?: string }) =>
  makePassage({ ...place, position: '1', text: 'refused', ...change }).id;

test('the same text at the same place of the same document has the same id', () => {
  expect(idOf({})).toBe(idOf({}));
  expect(idOf({})).toMatch(/^[0-9a-f]{64}$/);
});

test('another text, place, document or tenant has another id', () => {
  const ids = [
    idOf({}),
    idOf({ text: 'refused again' }),
    idOf({ position: '2' }),
    idOf({ document: 'acme/runs/runs/n-2.jsonl' }),
    idOf({ tenant: 'other' }),
    idOf({ position: '', text: '1refused' }),
  ];
  expect(new Set(ids).size).toBe(ids.length);
});

test('what decides the id only is no part of the passage', () => {
  expect(makePassage({ ...place, position: '1', text: 'refused' })).not.toHaveProperty('position');
});
