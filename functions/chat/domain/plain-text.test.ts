import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainText, quotedText } from './plain-text.ts';

describe('plain text', () => {
  it.each([
    ['see [the log](https://evil.example/x "t") now', 'see the log now'],
    ['![status](https://evil.example/p.png?d=k1)', 'status'],
    ['read the [full runbook][1] first\n\n[1]: https://evil.example/runbook', 'read the full runbook first\n\n'],
    ['refused <img src="https://evil.example/x.gif" onerror="fetch()">!', 'refused !'],
    ['<a href="javascript:alert(1)">Show diff</a>', 'Show diff'],
    ['<script>steal()</script>after', 'after'],
    ['logs at <https://evil.example/logs|airflow.company.example/logs>', 'logs at airflow.company.example/logs'],
    ['full <!channel> <@U0ADMIN1>', 'full  '],
    ['\u001b]8;;https://evil.example/t\u0007open\u001b]8;;\u0007 \u001b[2J\u001b[31mred', 'open red'],
    ['a\u202eb\u200bc\u{e0041}d', 'abcd'],
  ])('leaves nothing to act upon in %j', (text, plain) => {
    expect(plainText(text)).toBe(plain);
  });

  it.each([
    'File "/opt/x.py", line 3, in <module>',
    "TypeError: <class 'int'> is not <built-in function len>, got items[0](x) and a[b][c]",
    'see https://airflow.example.com/dags/x for more',
    '1. [ERROR] load: 42 < 43 > 41\n\tindented',
  ])('leaves %j as it is', (text) => {
    expect(plainText(text)).toBe(text);
  });

  it('has nothing left in it, however links are put together', () => {
    const piece = fc.constantFrom(
      '[',
      ']',
      '(',
      ')',
      '!',
      '<',
      '>',
      'a',
      'img',
      ' ',
      'https://e.x',
      '|',
      '@',
      '"',
      '\n',
      '\u001b[',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const plain = plainText(pieces.join(''));
        expect(plain).not.toMatch(/\[[^[\]\n]*\]\(https?:[^)\n]*\)|<img[\s>]|<a[\s>]|<https?:[^>\n]*>/);
        expect(plain).not.toContain('\u001b');
        expect(plainText(plain)).toBe(plain);
      }),
      { numRuns: 500 },
    );
  });
});

describe('quoted text', () => {
  it('has no address that becomes a link by itself', () => {
    expect(
      quotedText(
        'GET https://api.example.com/v1 and //cdn.example.com/x failed, http:// is no address, s3://x/y opens nothing',
      ),
    ).toBe('GET api.example.com/v1 and cdn.example.com/x failed, http:// is no address, s3://x/y opens nothing');
  });
});
