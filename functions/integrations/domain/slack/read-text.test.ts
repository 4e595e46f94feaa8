import fc from 'fast-check';
import { expect, it } from 'vitest';
import { escapeText } from './message.ts';
import { readText } from './read-text.ts';

it.each([
  ['<@U0BOT> run nightly_sales', 'run nightly_sales'],
  ['<@U0BOT|navigator>: <@U0BOT> help', 'help'],
  ['add <https://github.com/acme/sales.git>', 'add https://github.com/acme/sales.git'],
  ['add <https://github.com/acme/sales.git|github.com/acme/sales.git>', 'add https://github.com/acme/sales.git'],
  ['a key for <mailto:kim@example.com|kim@example.com>', 'a key for kim@example.com'],
  ['what did <@U061F7AUR|kim> do in <#C0OPS|ops>', 'what did @kim do in #ops'],
  ['what did <@U061F7AUR> do', 'what did @U061F7AUR do'],
  ['tell <!channel|channel>', 'tell channel'],
  ['runs where duration &gt; 5 &amp;&amp; state &lt; x', 'runs where duration > 5 && state < x'],
  ['&amp;lt;', '&lt;'],
  ['  ', ''],
])('%j says %j', (sent, said) => {
  expect(readText(sent)).toBe(said);
});

it('gives back whatever a person wrote', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (written) => {
      expect(readText(escapeText(written))).toBe(written.trim());
    }),
  );
});
