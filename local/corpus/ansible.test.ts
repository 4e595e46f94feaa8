import { expect, test } from 'vitest';
import { renderAnsible } from './ansible.ts';

const printed = {
  'ansible.posix.sysctl': {
    doc: {
      collection: 'ansible.posix',
      short_description: 'Manage entries in sysctl.conf.',
      description: ['Sets V(1) and', 'reloads.'],
      attributes: { check_mode: { support: 'full', description: 'Can run in check mode.' } },
      notes: ['Needs root.'],
      seealso: [
        { module: 'ansible.builtin.lineinfile' },
        { name: 'C(sysctl) manual', link: 'https://example.org', description: 'Its page.' },
        { ref: 'playbooks_async', description: 'More on polling.' },
      ],
      options: {
        value: { description: 'Desired value of O(name).', type: 'str', aliases: ['val'] },
        name: { description: ['The dot-separated path.'], type: 'str', required: true },
        state: { description: ['Present or not.'], choices: ['present', 'absent'], default: 'present', type: 'str' },
        rules: { type: 'list', elements: 'dict', suboptions: { port: { description: ['The port.'], type: 'int' } } },
      },
    },
    examples: '\n# Set it\n- ansible.posix.sysctl:\n    name: vm.swappiness\n',
    return: null,
  },
};

test('what ansible-doc prints becomes a document', () => {
  const [document] = renderAnsible(printed, { 'ansible.posix': '1.6.2' });
  expect(document).toEqual({
    path: 'ansible/ansible.posix/sysctl.md',
    title: 'ansible.posix.sysctl – Manage entries in sysctl.conf',
    package: 'ansible.posix',
    version: '1.6.2',
    object: 'ansible.posix.sysctl',
    licence: 'GPL-3.0-or-later',
    text: `# ansible.posix.sysctl – Manage entries in sysctl.conf

Ansible module of ansible.posix 1.6.2 (GPL-3.0-or-later). Check mode: full.

Sets \`1\` and

reloads.

## Parameters

- **name** (str, required): The dot-separated path.
- **rules** (list of dict): 
  - **port** (int): The port.
- **state** (str, default \`present\`): Present or not. One of \`present\`, \`absent\`.
- **value** (str, alias val): Desired value of \`name\`.

## Notes

- Needs root.
- See also \`ansible.builtin.lineinfile\`
- See also [\`sysctl\` manual](https://example.org): Its page.
- See also: More on polling.

## Examples

\`\`\`yaml
# Set it
- ansible.posix.sysctl:
    name: vm.swappiness
\`\`\`
`,
  });
});

test('a collection that is not installed is said', () => {
  expect(() => renderAnsible(printed, {})).toThrow('ansible.posix.sysctl: there is no version of ansible.posix');
});
