import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stubApi } from '../test/support/stub-api.ts';
import { cutBlocks } from './mask-blocks.ts';

const { navigator, place } = stubApi();

const secret = 'hunter2hunter2';
const log = `connecting to 192.0.2.7\npassword=${secret}\nmail to kim@example.com\n`;

const keyBody = Array.from({ length: 25 }, (_, index) =>
  Buffer.from(Array.from({ length: 48 }, (_, at) => (index * 31 + at * 89 + 200) % 256)).toString('base64'),
);
const key = ['-----BEGIN PRIVATE KEY-----', ...keyBody, '-----END PRIVATE KEY-----'].join('\n');

describe('mask', () => {
  it('masks standard input to standard output, and says on the side what', async () => {
    const { code, out, err } = await navigator(['mask'], { stdin: log });
    expect(code).toBe(0);
    expect(out).toMatch(/^connecting to 192\.0\.2\.7\npassword=‹secret:[0-9a-f]{6}›\nmail to ‹email:[0-9a-f]{6}›\n$/);
    expect(err).toBe('masked 1 secret, 1 email\n');
  });

  it('masks a file, IP addresses too where asked', async () => {
    const file = join(place.home, 'task.log');
    writeFileSync(file, log);
    const { out } = await navigator(['mask', file, '--ip', 'mask']);
    expect(out).toMatch(/^connecting to ‹ip:[0-9a-f]{6}›\n/);
  });

  it('reports kinds and counts as JSON instead of the text', async () => {
    const { out } = await navigator(['mask', '--json'], { stdin: log });
    expect(JSON.parse(out)).toEqual({ masked: 2, kinds: { secret: 1, email: 1 } });
  });

  it('checks: ends with 1 and prints no text where anything would be masked', async () => {
    expect(await navigator(['mask', '--check'], { stdin: log })).toMatchObject({
      code: 1,
      out: '',
      err: 'would mask 1 secret, 1 email\n',
    });
    expect(await navigator(['mask', '--check'], { stdin: 'all fine\n' })).toEqual({ code: 0, out: '', err: '' });
  });

  it('ends with 2 for a file that is not there', async () => {
    const { code, err } = await navigator(['mask', 'nowhere.log']);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('nowhere.log cannot be read (ENOENT)') });
  });

  it('finds a private key wherever a long log is cut', async () => {
    const filler = `${'x'.repeat(99)}\n`;
    const text = Array.from({ length: 8 }, (_, index) => filler.repeat(640 + index * 3) + key).join('\n');
    const { code, out } = await navigator(['mask'], { stdin: text });
    expect(code).toBe(0);
    expect(keyBody.filter((line) => out.includes(line))).toEqual([]);
    expect(out.split('\n')).toHaveLength(text.split('\n').length);
  });
});

describe('blocks of a stream', () => {
  const piece = fc.oneof(
    fc.string({ maxLength: 300 }).map((line) => `${line.replaceAll('\n', '')}\n`),
    fc.constant(`${key}\n`),
    fc.constant(`${'y'.repeat(20_000)}\n`),
    fc.constant(`  - name: DB_PASSWORD\n    value: ${secret}\n`),
  );

  it('are the text, and none ends within a key or before a line that belongs to it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { maxLength: 60 }),
        fc.integer({ min: 500, max: 70_000 }),
        async (pieces, size) => {
          const text = pieces.join('');
          const chunks = Array.from({ length: Math.ceil(text.length / size) }, (_, at) =>
            text.slice(at * size, (at + 1) * size),
          );
          const blocks = await Array.fromAsync(cutBlocks(fromList(chunks)));
          expect(blocks.join('')).toBe(text);
          for (const block of blocks) {
            expect(block.split('-----BEGIN ').length).toBe(block.split('-----END ').length);
            expect(block.split('DB_PASSWORD').length).toBe(block.split(secret).length);
          }
        },
      ),
      { numRuns: 50 },
    );
  });
});

async function* fromList(chunks: readonly string[]): AsyncGenerator<string> {
  yield* chunks;
}
