import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { connectRepository, receiptOf, runToEnd, unique } from '../support/cloud.ts';
import { dagSource } from '../support/dags.ts';
import { sendWebhook } from '../support/webhook.ts';

const cloud = inject('cloud');
const megabytes = (count: number): string => 'x'.repeat(count * 1024 * 1024);

/** Whatever came before, an ordinary push still goes live. */
const pushAsUsual = async (): Promise<void> => {
  const { name, clone } = await connectRepository(cloud);
  await clone.write({ 'dags/flow.py': dagSource(unique('unharmed')) });
  expect((await receiptOf(cloud, name, (await clone.push('as usual')).commit)).outcome).toBe('live');
};

describe('a body of 10 MB', () => {
  afterAll(pushAsUsual);

  test('is refused by the API with a clear problem', async () => {
    const answer = await fetch(`${cloud.url}/api/repositories`, {
      method: 'POST',
      headers: { authorization: `Bearer ${cloud.key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ url: megabytes(10) }),
    });
    expect(answer.status).toBe(413);
  });

  test('is refused by the webhook', async () => {
    const { repository, webhookSecret } = await connectRepository(cloud);
    const answer = await sendWebhook({
      url: repository.webhookUrl,
      secret: webhookSecret,
      body: JSON.stringify({ x: megabytes(10) }),
    });
    expect(answer.status).toBe(413);
  });
});

describe('a body that is not what was asked for', () => {
  afterAll(pushAsUsual);

  test.each([
    ['no JSON', '{"url": '],
    ['a list', '[]'],
    ['other fields', '{"adress": "x"}'],
    [
      'a path that climbs',
      JSON.stringify({ url: 'https://example.com/x.git', repository: 'company/x', path: '../../etc' }),
    ],
    ['a name with spaces', JSON.stringify({ url: 'https://example.com/x.git', repository: 'company/my repo' })],
    [
      'credentials in the address',
      JSON.stringify({ url: 'https://kim:secret@example.com/x.git', repository: 'company/x' }),
    ],
  ])('(%s) gets problem details that name what is wrong', async (_what, body) => {
    const answer = await fetch(`${cloud.url}/api/repositories`, {
      method: 'POST',
      headers: { authorization: `Bearer ${cloud.key}`, 'content-type': 'application/json' },
      body,
    });
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    const problem = (await answer.json()) as Record<string, unknown>;
    expect(problem).toMatchObject({ status: 400, requestId: expect.any(String), detail: expect.any(String) });
    expect(JSON.stringify(problem)).not.toContain('secret@');
  });
});

describe('a hostile tree', () => {
  afterAll(pushAsUsual);

  test('with links, bad encodings, odd names and a 5 MB file harms only those files', async () => {
    const fine = unique('fine');
    const { name, clone } = await connectRepository(cloud);
    await clone.write({
      'dags/fine.py': dagSource(fine),
      'dags/with space ünd 😀.py': dagSource(unique('emoji')),
      'dags/latin.py': Buffer.from('from airflow.sdk import DAG\nNAME = "caf\xe9"\n', 'latin1'),
      'dags/nul.py': Buffer.from('from airflow.sdk import DAG\0\n'),
      'dags/huge.py': `# airflow dag\n${'x = 1\n'.repeat(900_000)}`,
      'dags/quote\'"); import os; ("x.py': dagSource(unique('quoted')),
    });
    await symlink('/etc/passwd', join(clone.dir, 'dags/passwd.py'));
    await symlink('..', join(clone.dir, 'dags/up'));
    const receipt = await receiptOf(cloud, name, (await clone.push('hostile')).commit);
    const outcomes = Object.fromEntries(receipt.files.map((file) => [file.path, file.outcome]));
    expect(outcomes).toMatchObject({
      'fine.py': 'live',
      'with space ünd 😀.py': 'live',
      'latin.py': 'quarantined',
      'nul.py': 'quarantined',
      'quote\'"); import os; ("x.py': 'live',
    });
    expect(outcomes['huge.py'] === 'quarantined' ? 'huge.py' : receipt.notes.join('\n')).toMatch(/huge\.py/);
    expect(receipt.notes.join('\n')).toMatch(/passwd\.py.*symbolic link/);
    expect((await runToEnd(cloud, fine)).run.state).toBe('success');
  });

  test('of 10,000 files is refused as a whole, with the limit named, and what is live stays', async () => {
    const dagId = unique('before');
    const { name, clone } = await connectRepository(cloud);
    await clone.write({ 'dags/flow.py': dagSource(dagId) });
    await receiptOf(cloud, name, (await clone.push('small')).commit);
    await clone.write(
      Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`dags/many/f${index}.txt`, `${index}`])),
    );
    const receipt = await receiptOf(cloud, name, (await clone.push('ten thousand files')).commit, 120);
    expect(receipt.outcome).toBe('failed');
    expect(receipt.error).toMatch(/10,?00\d.*files.*2,?000/);
    expect((await runToEnd(cloud, dagId)).run.state).toBe('success');
  });

  test('with names that mean something else on another system loses only those', async () => {
    const { name, clone } = await connectRepository(cloud);
    await clone.write({
      'dags/fine.py': dagSource(unique('beside')),
      'dags/back\\slash.py': dagSource(unique('backslash')),
      'dags/-rf.py': dagSource(unique('dash')),
    });
    const receipt = await receiptOf(cloud, name, (await clone.push('odd names')).commit);
    expect(receipt.notes.join('\n')).toContain('back\\slash.py');
    const outcomes = Object.fromEntries(receipt.files.map((file) => [file.path, file.outcome]));
    expect(outcomes).toEqual({ 'fine.py': 'live', '-rf.py': 'live' });
  });
});
