import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { type GitBackend, startGitBackend } from '../../../test/support/git-backend.ts';
import { selectFiles } from '../domain/tree.ts';
import { gitProvider } from './git.ts';

let backend: GitBackend;
let count = 0;
const provider = gitProvider();

beforeAll(async () => {
  backend = await startGitBackend();
});
afterAll(() => backend.stop());

/** A bare repository on the server and a clone to work in; the server's HEAD names `master`, which never comes to be. */
const makeRepository = async () => {
  count += 1;
  const bare = `bare-${count}.git`;
  const work = join(backend.root, `work-${count}`);
  await backend.git(backend.root, ['init', '--quiet', '--bare', '--initial-branch=master', bare]);
  await backend.git(backend.root, ['init', '--quiet', '--initial-branch=main', work]);
  const git = (...args: string[]) => backend.git(work, args);
  return {
    url: `${backend.url}/${bare}`,
    work,
    git,
    write: async (path: string, text: string) => {
      await mkdir(join(work, path, '..'), { recursive: true });
      await writeFile(join(work, path), text);
    },
    push: async (message: string, ...args: string[]) => {
      await git('add', '--all');
      await git('commit', '--quiet', '--allow-empty', '--message', message);
      await git('push', '--quiet', ...args, join(backend.root, bare), 'main');
      return git('rev-parse', 'HEAD');
    },
  };
};

const findTip = (url: string, ref = 'refs/heads/main') => provider.findTip({ url }, ref);

const readFiles = (url: string, commit: string, path: string) =>
  provider.withCommit({ url }, commit, async (open) => {
    const { files, notes } = await selectFiles(open.read, open.tree, path);
    const texts = await Promise.all(files.map(async (file) => Buffer.from(await open.read(file.oid)).toString()));
    return { author: open.author, message: open.message, notes, paths: files.map((file) => file.path), texts };
  });

const serve = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/x.git`;
};

const foldersLeft = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('navigator-fetch-'));

test('the tip of a branch is fetched with its files, author and message, and nothing stays on disk', async () => {
  const repository = await makeRepository();
  await repository.write('dags/sales.py', 'print("1")\n');
  await repository.push('First');
  await repository.write('dags/sales.py', 'print("2")\n');
  await repository.write('dags/sql/q.sql', 'select 1');
  await repository.write('README.md', 'outside');
  const commit = await repository.push('Second\n\nwith a body');

  const before = await foldersLeft();
  expect(await findTip(repository.url)).toEqual({ kind: 'commit', commit });
  expect(await readFiles(repository.url, commit, 'dags')).toEqual({
    author: 'Kim Doe',
    message: 'Second',
    notes: [],
    paths: ['sales.py', 'sql/q.sql'],
    texts: ['print("2")\n', 'select 1'],
  });
  expect(await foldersLeft()).toEqual(before);
});

test('a force-push is found, and a commit it replaced can still be fetched or is told to be asked for again', async () => {
  const repository = await makeRepository();
  await repository.write('dags/a.py', 'one');
  const first = await repository.push('One');
  await repository.git('commit', '--quiet', '--amend', '--message', 'Other');
  const second = await repository.push('Third', '--force');
  expect(second).not.toBe(first);
  expect(await findTip(repository.url)).toEqual({ kind: 'commit', commit: second });
  await expect(readFiles(repository.url, '1'.repeat(40), 'dags')).rejects.toMatchObject({
    name: 'ProviderUnavailable',
    message: expect.stringContaining('not our ref'),
  });
});

test('a branch that is gone, one whose name only begins alike, and an empty repository are told apart', async () => {
  const repository = await makeRepository();
  expect(await findTip(repository.url)).toEqual({ kind: 'no-commits' });
  await repository.push('One');
  await repository.git('push', '--quiet', repository.url.replace(backend.url, backend.root), 'main:main-2');
  await repository.git('push', '--quiet', repository.url.replace(backend.url, backend.root), ':main');
  expect(await findTip(repository.url)).toEqual({ kind: 'no-ref', others: ['main-2'] });
});

test('symbolic links and names out of other encodings are left out with a note', async () => {
  const repository = await makeRepository();
  await repository.write('dags/a.py', 'one');
  await symlink('/etc/passwd', join(repository.work, 'dags/link.py'));
  const blob = await repository.git('hash-object', '-w', 'dags/a.py');
  await repository.git('add', '--all');
  const broken = Buffer.concat([Buffer.from(`100644 ${blob}\tdags/caf`), Buffer.from([0xe9]), Buffer.from('.py\0')]);
  await backend.git(repository.work, ['update-index', '-z', '--index-info'], broken);
  await repository.git('commit', '--quiet', '--message', 'Odd');
  await repository.git('push', '--quiet', repository.url.replace(backend.url, backend.root), 'main');
  const commit = await repository.git('rev-parse', 'HEAD');
  const { paths, notes } = await readFiles(repository.url, commit, 'dags');
  expect(paths).toEqual(['a.py']);
  expect(notes).toEqual([expect.stringContaining('not UTF-8'), expect.stringContaining('symbolic link')]);
});

test('a tree that Git itself would refuse to make does not keep the rest from being read', async () => {
  const repository = await makeRepository();
  const blob = await backend.git(repository.work, ['hash-object', '-w', '--stdin'], 'x');
  const entry = (mode: string, name: string, oid: string) =>
    Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(oid, 'hex')]);
  const tree = Buffer.concat([
    entry('100644', '..', blob),
    entry('100644', '.git', blob),
    entry('100644', 'a\\b.py', blob),
    entry('100644', 'ok.py', blob),
  ]);
  const treeId = await backend.git(
    repository.work,
    ['hash-object', '--literally', '-t', 'tree', '-w', '--stdin'],
    tree,
  );
  const commit = await repository.git('commit-tree', treeId, '-m', 'Hostile');
  await repository.git(
    'push',
    '--quiet',
    repository.url.replace(backend.url, backend.root),
    `${commit}:refs/heads/main`,
  );
  const { paths, notes } = await readFiles(repository.url, commit, '');
  expect(paths).toEqual(['ok.py']);
  expect(notes).toHaveLength(3);
});

test('five hundred files, many alike enough to be stored as differences, arrive as they are', async () => {
  const repository = await makeRepository();
  const body = 'x = 1\n'.repeat(200);
  const texts = Array.from({ length: 500 }, (_, index) => `${body}# ${String(index).padStart(3, '0')}\n`);
  await Promise.all(texts.map((text, index) => repository.write(`dags/f${String(index).padStart(3, '0')}.py`, text)));
  const commit = await repository.push('Many');
  await backend.git(repository.url.replace(backend.url, backend.root), ['gc', '--quiet']);
  const read = await readFiles(repository.url, commit, 'dags');
  expect(read.texts).toEqual(texts);
});

test('a wrong path on the server is refused with what to do', async () => {
  await expect(findTip(`${backend.url}/none.git`)).rejects.toMatchObject({
    name: 'ProviderRefused',
    code: 'upstream.refused',
    message: expect.stringContaining('answered with status 404'),
  });
});

test.each([
  [401, 'ProviderRefused'],
  [403, 'ProviderRefused'],
  [429, 'ProviderUnavailable'],
  [500, 'ProviderUnavailable'],
  [503, 'ProviderUnavailable'],
])('status %i is %s', async (status, name) => {
  const url = await serve((_, response) => response.writeHead(status).end('no'));
  await expect(findTip(url)).rejects.toMatchObject({ name });
  await expect(readFiles(url, '1'.repeat(40), '')).rejects.toMatchObject({ name });
});

test('a server that closes, is not there, or is a web site is told of as what it is', async () => {
  const closing = await serve((request) => request.socket.destroy());
  await expect(findTip(closing)).rejects.toMatchObject({ name: 'ProviderUnavailable' });
  await expect(findTip('http://127.0.0.1:1/x.git')).rejects.toMatchObject({
    name: 'ProviderUnavailable',
    message: expect.stringContaining('cannot be reached'),
  });
  const site = await serve((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'));
  await expect(findTip(site)).rejects.toMatchObject({ name: 'ProviderRefused' });
});

test('a redirect is not followed but told', async () => {
  let asked = 0;
  const target = await serve((_, response) => {
    asked += 1;
    response.end();
  });
  const url = await serve((request, response) =>
    response.writeHead(301, { location: target + (request.url ?? '').replace('/x.git', '') }).end(),
  );
  await expect(findTip(url)).rejects.toMatchObject({
    name: 'ProviderRefused',
    message: `The repository has moved to ${target}.`,
  });
  expect(asked).toBe(0);
});

test('a pack that breaks off is asked for again', async () => {
  const repository = await makeRepository();
  await repository.write('dags/a.py', 'one');
  const commit = await repository.push('One');
  const url = await serve(async (request, response) => {
    const answer = await fetch(`${repository.url}${(request.url ?? '').replace('/x.git', '')}`, {
      method: 'POST',
      headers: { 'git-protocol': 'version=2', 'content-type': 'application/x-git-upload-pack-request' },
      body: new Uint8Array(Buffer.concat(await Array.fromAsync(request))),
    });
    const whole = Buffer.from(await answer.arrayBuffer());
    response.end(whole.subarray(0, whole.length - 30));
  });
  await expect(readFiles(url, commit, '')).rejects.toMatchObject({ name: 'ProviderUnavailable' });
});
