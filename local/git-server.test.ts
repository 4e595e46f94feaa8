import { createHmac } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { git } from './git-repositories.ts';
import { createGitServer, parseCgiHeaders } from './git-server.ts';
import { noCommit } from './webhook.ts';

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const listen = async (server: Server): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const until = async (isTrue: () => boolean): Promise<void> => {
  const deadline = Date.now() + 5000;
  while (!isTrue()) {
    if (Date.now() > deadline) throw new Error('waited five seconds in vain');
    await sleep(10);
  }
};

let directory: string;
let work: string;
let gitServer: Server;
let receiver: Server;
let url: string;
let hookUrl: string;
let received: Received[];
let answerAfter: number;

const control = async (path: string, body: unknown): Promise<number> =>
  (await fetch(`${url}/_control/${path}`, { method: 'POST', body: JSON.stringify(body) })).status;

const commit = async (file: string, content: string, message: string, ...options: string[]): Promise<string> => {
  await writeFile(join(work, file), content);
  await git(work, 'add', '--all');
  await git(work, '-c', 'user.name=Kim', '-c', 'user.email=kim@example.com', 'commit', '-qm', message, ...options);
  return (await git(work, 'rev-parse', 'HEAD')).trim();
};

const push = (...args: string[]): Promise<string> => git(work, 'push', '--quiet', `${url}/sales.git`, ...args);

const bodies = () => received.map(({ body }) => JSON.parse(body));

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'navigator-git-'));
  work = await mkdtemp(join(tmpdir(), 'navigator-work-'));
  received = [];
  answerAfter = 0;
  gitServer = createGitServer(directory);
  receiver = createServer(async (request, response) => {
    received.push({ headers: request.headers, body: await text(request) });
    setTimeout(() => response.end(), answerAfter);
  });
  url = await listen(gitServer);
  hookUrl = await listen(receiver);
  await control('repositories', { name: 'sales' });
  await control('hooks', { name: 'sales', url: hookUrl, secret: 'it is a secret' });
  await git(work, 'init', '--quiet', '--initial-branch=main');
});

afterEach(async () => {
  for (const server of [gitServer, receiver]) {
    server.closeAllConnections();
    server.close();
  }
  await Promise.all([directory, work].map((folder) => rm(folder, { recursive: true })));
});

describe('a push', () => {
  test('is told to the hook in the form of GitHub, signed over the very bytes', async () => {
    await commit('a.txt', 'one\n', 'first');
    const second = await commit('b ü.txt', 'two\n', 'second\n\nwith a body');
    await push('HEAD:main');
    await until(() => received.length === 1);

    const { headers, body } = received[0] as Received;
    expect(headers['x-hub-signature-256']).toBe(
      `sha256=${createHmac('sha256', 'it is a secret').update(body).digest('hex')}`,
    );
    expect(headers).toMatchObject({ 'x-github-event': 'push', 'content-type': 'application/json' });
    expect(headers['x-github-delivery']).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers['user-agent']).toMatch(/^GitHub-Hookshot\//);
    expect(JSON.parse(body)).toMatchObject({
      ref: 'refs/heads/main',
      before: noCommit,
      after: second,
      created: true,
      deleted: false,
      forced: false,
      repository: { name: 'sales', clone_url: `${url}/sales.git` },
      commits: [{ message: 'first', added: ['a.txt'] }, { message: 'second\n\nwith a body' }],
      head_commit: { id: second, author: { name: 'Kim', email: 'kim@example.com' } },
    });
  });

  test('names what it changed, drops and deletes', async () => {
    const first = await commit('a.txt', 'one\n', 'first');
    await push('HEAD:main');
    const second = await commit('a.txt', 'two\n', 'second');
    await push('HEAD:main');
    const amended = await commit('a.txt', 'three\n', 'second again', '--amend');
    await push('--force', 'HEAD:main', 'HEAD:other');
    await push('--delete', 'other');
    await until(() => received.length === 5);

    const [, change, ...rest] = bodies();
    expect(change).toMatchObject({ before: first, after: second, forced: false, commits: [{ modified: ['a.txt'] }] });
    const of = (ref: string) => rest.filter((each) => each.ref === `refs/heads/${ref}`);
    expect(of('main')).toMatchObject([{ before: second, after: amended, forced: true }]);
    expect(of('other')).toMatchObject([
      { created: true, after: amended },
      { deleted: true, before: amended, after: noCommit, head_commit: null },
    ]);
  });

  test('returns before the hook has answered', async () => {
    answerAfter = 3000;
    await commit('a.txt', 'one\n', 'first');
    const started = Date.now();
    await push('HEAD:main');
    expect(Date.now() - started).toBeLessThan(2000);
    await until(() => received.length === 1);
  });

  test('that changes nothing is not told', async () => {
    await commit('a.txt', 'one\n', 'first');
    await push('HEAD:main');
    await push('HEAD:main');
    await commit('a.txt', 'two\n', 'second');
    await push('HEAD:main');
    await until(() => received.length >= 2);
    expect(bodies().map((body) => body.head_commit.message)).toEqual(['first', 'second']);
  });

  test('of more than fits one request is taken', async () => {
    const size = 3 * 1024 * 1024;
    const noise = Buffer.from(Array.from({ length: size }, (_, index) => (index * 7919 * (index % 251)) % 256));
    await commit('large.bin', noise.toString('base64'), 'large');
    await push('HEAD:main');
    await until(() => received.length === 1);
    expect(await git(work, 'ls-remote', `${url}/sales.git`, 'refs/heads/main')).toContain('refs/heads/main');
  });
});

describe('deliveries', () => {
  test('are lost, doubled and late when asked to', async () => {
    await control('deliveries', { name: 'sales', drop: true });
    await commit('a.txt', 'one\n', 'lost');
    await push('HEAD:main');
    await control('deliveries', { name: 'sales', times: 2 });
    await commit('a.txt', 'two\n', 'doubled');
    await push('HEAD:main');
    await until(() => received.length === 2);
    await control('deliveries', { name: 'sales', delayMs: 300 });
    await commit('a.txt', 'three\n', 'late');
    const started = Date.now();
    await push('HEAD:main');
    await until(() => received.length === 3);

    expect(Date.now() - started).toBeGreaterThan(300);
    expect(bodies().map((body) => body.head_commit.message)).toEqual(['doubled', 'doubled', 'late']);
    expect(received[0]?.headers['x-github-delivery']).toBe(received[1]?.headers['x-github-delivery']);
  });
});

describe('the server', () => {
  test('knows only repositories it was told of, and no path out of its folder', async () => {
    for (const path of ['/other.git/info/refs', '/..%2fsales.git/info/refs', '/sales.hook.json']) {
      expect((await fetch(`${url}${path}?service=git-upload-pack`)).status).toBe(404);
    }
    expect(await control('repositories', { name: '../outside' })).toBe(400);
    expect(await control('hooks', { name: 'other', url: hookUrl, secret: 's' })).toBe(400);
  });

  test('reads the status and headers of a CGI answer', () => {
    expect(parseCgiHeaders('Status: 404 Not Found\r\nContent-Type: text/plain')).toEqual({
      status: 404,
      headers: [['Content-Type', 'text/plain']],
    });
    expect(parseCgiHeaders('Content-Type: a').status).toBe(200);
  });
});
