import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { connectRepository, receiptOf, runToEnd } from '../support/cloud.ts';

const cloud = inject('cloud');

/** Examples that fail, since what they need is not there: the demo has one explained. */
const failing = ['load_warehouse'];

test('every example workflow is published by the pipeline and ends as it says', async () => {
  const root = join(import.meta.dirname, '../../dags');
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files: Record<string, Uint8Array> = {};
  for (const entry of entries.filter((each) => each.isFile() && !each.parentPath.includes('__pycache__'))) {
    const path = join(entry.parentPath, entry.name);
    files[`dags/${path.slice(root.length + 1)}`] = await readFile(path);
  }
  const { name, clone } = await connectRepository(cloud);
  await clone.write(files);
  const receipt = await receiptOf(cloud, name, (await clone.push('the examples')).commit, 150);
  expect(receipt.outcome).toBe('live');
  const workflows = receipt.files.flatMap((file) => file.dagIds);
  expect(workflows.length).toBeGreaterThanOrEqual(4);
  expect(workflows).toEqual(expect.arrayContaining(failing));
  for (const workflow of workflows) {
    const expected = failing.includes(workflow) ? 'failed' : 'success';
    expect([workflow, (await runToEnd(cloud, workflow)).run.state]).toEqual([workflow, expected]);
  }
});
