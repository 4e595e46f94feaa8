import { expect, test } from 'vitest';
import { fromAnsibleMarkup } from './ansible-markup.ts';

test.each([
  ['Set C(state) to V(present).', 'Set `state` to `present`.'],
  ['See O(ansible.builtin.copy#module:dest=/tmp\\)) and RV(state).', 'See `dest=/tmp)` and `state`.'],
  [
    'Use M(ansible.builtin.user), P(ansible.builtin.env#lookup) or E(HOME).',
    'Use `ansible.builtin.user`, `ansible.builtin.env` or `HOME`.',
  ],
  ['I(warn) B(now)', '*warn* **now**'],
  [
    'L(the manual, https://example.org/a) U(https://example.org)',
    '[the manual](https://example.org/a) https://example.org',
  ],
  ['R(the guide, ansible_guide)', 'the guide'],
  ['C(a `quoted` word)', '`` a `quoted` word ``'],
  ['A(b) and DOC(c) stay', 'A(b) and DOC(c) stay'],
])('%s', (text, markdown) => {
  expect(fromAnsibleMarkup(text)).toBe(markdown);
});
