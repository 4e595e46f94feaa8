import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const identity = {
  GIT_AUTHOR_NAME: 'Kim Doe',
  GIT_AUTHOR_EMAIL: 'kim@example.com',
  GIT_COMMITTER_NAME: 'Kim Doe',
  GIT_COMMITTER_EMAIL: 'kim@example.com',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
};

/** A real Git server, `git http-backend` behind Node's, with its repositories in a folder of its own. */
export interface GitBackend {
  readonly url: string;
  readonly root: string;
  /** Runs git and gives what it prints, without the last line break. */
  git(cwd: string, args: readonly string[], input?: string | Uint8Array): Promise<string>;
  stop(): Promise<void>;
}

const serveCgi = (root: string, request: IncomingMessage, response: ServerResponse): void => {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const backend = spawn('git', ['http-backend'], {
    env: {
      PATH: process.env.PATH,
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      REQUEST_METHOD: request.method,
      PATH_INFO: decodeURIComponent(url.pathname),
      QUERY_STRING: url.search.slice(1),
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      CONTENT_LENGTH: request.headers['content-length'] ?? '',
      ...identity,
    },
  });
  request.pipe(backend.stdin);
  const chunks: Buffer[] = [];
  backend.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  backend.on('close', () => {
    const answer = Buffer.concat(chunks);
    const end = answer.indexOf('\r\n\r\n');
    const headers = answer.subarray(0, end).toString().split('\r\n');
    const status = headers.find((header) => header.startsWith('Status: '))?.slice('Status: '.length);
    for (const header of headers.filter((each) => !each.startsWith('Status: '))) {
      const [name = '', value = ''] = header.split(': ', 2);
      response.setHeader(name, value);
    }
    response.statusCode = Number.parseInt(status ?? '200', 10);
    response.end(answer.subarray(end + 4));
  });
};

/** Starts it on a free port. */
export const startGitBackend = async (): Promise<GitBackend> => {
  const root = await mkdtemp(join(tmpdir(), 'navigator-git-'));
  const server = createServer((request, response) => serveCgi(root, request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    root,
    git: async (cwd, args, input) => {
      const running = run('git', [...args], { cwd, env: { PATH: process.env.PATH, ...identity } });
      if (input !== undefined) {
        running.child.stdin?.end(input);
      }
      return (await running).stdout.trimEnd();
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(root, { recursive: true, force: true });
    },
  };
};
