import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { blockSize, findBlock } from './ports.ts';

const from = 24_560;

test('two that look at once get different blocks', async () => {
  const blocks = await Promise.all([findBlock(from), findBlock(from), findBlock(from)]);
  expect(new Set(blocks.map(({ base }) => base)).size).toBe(3);
  await Promise.all(blocks.map((block) => block.release()));
});

test('a block is left out while any of its ports is taken, and found again when released', async () => {
  const before = await findBlock(from);
  await before.release();
  const stranger = createServer();
  await new Promise<void>((resolve) => stranger.listen(before.ports.git, '127.0.0.1', resolve));
  const other = await findBlock(before.base);
  expect(other.base).toBeGreaterThanOrEqual(before.base + blockSize);
  await other.release();
  await new Promise((resolve) => stranger.close(resolve));
  const again = await findBlock(before.base);
  expect(again.base).toBe(before.base);
  await again.release();
});

test('says what to do where no block is left', async () => {
  await expect(findBlock(65_530)).rejects.toThrow('NAVIGATOR_PORT_BASE');
});
