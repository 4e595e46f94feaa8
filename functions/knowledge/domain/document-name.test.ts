import fc from 'fast-check';
import { expect, it } from 'vitest';
import { documentKey } from '../contract.ts';
import { keyOf, parseDocumentKey } from './document-name.ts';

it('knows whose document a key is', () => {
  expect(parseDocumentKey(documentKey.runLog({ tenant: 'acme', run: 'n-1' }))).toEqual({
    tenant: 'acme',
    kind: 'runs',
    source: 'runs',
    path: 'n-1.jsonl',
  });
  const prefix = documentKey.repository({ tenant: 'acme', repository: 'company/sales' });
  expect(parseDocumentKey(`${prefix}docs/a b+c%20.md`)).toEqual({
    tenant: 'acme',
    kind: 'repository',
    source: 'company/sales',
    path: 'docs/a b+c%20.md',
  });
});

it.each([
  [documentKey.runLog({ tenant: 'acme', run: 'n-1' }), 'runs', 'runs', 'n-1.jsonl'],
  [documentKey.documents({ tenant: 'acme', source: 'runbooks' }), 'documents', 'runbooks', 'a.md'],
  [documentKey.repository({ tenant: 'acme', repository: 'company/sales' }), 'repository', 'company/sales', 'a.md'],
  [documentKey.workflows({ tenant: 'acme', repository: 'company/sales' }), 'workflows', 'workflows', 'main/a.json'],
  [documentKey.learned({ tenant: 'acme', source: 'error-patterns' }), 'learned', 'error-patterns', 'all.jsonl'],
] as const)('knows each kind of key that the contract makes: %s', (key, kind, source, path) => {
  const name = parseDocumentKey(key.endsWith('/') ? `${key}${path}` : key);
  expect(name).toMatchObject({ kind, source });
  expect(name?.path.endsWith(path)).toBe(true);
});

it('gives back every name from its key', () => {
  const path = fc.string({ unit: 'binary', minLength: 1 });
  const source = fc.constantFrom('company/sales', 'personal/kim/drafts', 'runbooks');
  fc.assert(
    fc.property(source, path, (each, rest) => {
      const kind = each.includes('/') ? ('repository' as const) : ('documents' as const);
      const name = { tenant: 'acme', kind, source: each, path: rest };
      expect(parseDocumentKey(keyOf(name))).toEqual(name);
    }),
  );
});

it.each([
  '',
  'acme',
  'acme/documents/runbooks/',
  'acme/other/runbooks/a.md',
  'acme/documents/runs/a.md',
  'acme/documents/workflows/a.md',
  'acme/documents/error-patterns/a.md',
  'acme/learned/other/a.jsonl',
  'Acme/documents/runbooks/a.md',
  'acme/runs/elsewhere/n-1.jsonl',
  'acme/repository/company/sales/a.md',
  'acme/repository/%E0%A4%A/a.md',
])('takes %j for no document', (key) => {
  expect(parseDocumentKey(key)).toBeUndefined();
});
