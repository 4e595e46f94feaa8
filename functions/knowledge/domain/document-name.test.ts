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
  'Acme/documents/runbooks/a.md',
  'acme/runs/elsewhere/n-1.jsonl',
  'acme/repository/company/sales/a.md',
  'acme/repository/%E0%A4%A/a.md',
])('takes %j for no document', (key) => {
  expect(parseDocumentKey(key)).toBeUndefined();
});
