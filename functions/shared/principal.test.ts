import { expect, test } from 'vitest';
import { type Grant, isAllowed, type Level, type Principal, userOf } from './principal.ts';

const keyOf = (person: string | undefined, level: Level, ...resources: string[]): Principal => ({
  tenant: 'acme',
  subject: { kind: 'key', id: 'k1', person },
  systems: [{ system: 'automatrix', level, resources } satisfies Grant],
  roles: [],
});

const may = (principal: Principal, resource: string): boolean =>
  isAllowed(principal, { system: 'automatrix', level: 'read' }, resource);

test.each([
  ['kim@example.com', 'kim'],
  ['Kim.Lee+ops@example.com', 'kim-lee-ops'],
  ['_x_@example.com', 'x'],
])('%s is the user %s', (person, user) => {
  expect(userOf(person)).toBe(user);
});

test('what is personal is for the keys of that person, whatever others are granted', () => {
  expect(may(keyOf('kim@example.com', 'write', '*'), 'personal/kim/drafts')).toBe(true);
  for (const grant of ['*', 'personal/kim/*', 'personal/kim/drafts']) {
    expect(may(keyOf('lee@example.com', 'write', grant), 'personal/kim/drafts')).toBe(false);
    expect(may(keyOf(undefined, 'write', grant), 'personal/kim/drafts')).toBe(false);
  }
  expect(may(keyOf('kim@example.com', 'write', 'company/*'), 'personal/kim/drafts')).toBe(false);
});

test('administrators may see to what is personal, as far as they administer it', () => {
  expect(may(keyOf('lee@example.com', 'admin', '*'), 'personal/kim/drafts')).toBe(true);
  expect(may(keyOf('lee@example.com', 'admin', 'company/*'), 'personal/kim/drafts')).toBe(false);
});

test('nothing else is anybody’s own', () => {
  expect(may(keyOf('lee@example.com', 'read', '*'), 'company/personal')).toBe(true);
  expect(may(keyOf('lee@example.com', 'read', 'community/*'), 'community/kim')).toBe(true);
});
