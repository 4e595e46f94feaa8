import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  commitsOf,
  type GitRepositories,
  gitEnvironment,
  gitRepositories,
  type Hook,
  refUpdates,
} from './git-repositories.ts';
import { pushEvent, signDelivery } from './webhook.ts';

const repositoryPath = /^\/([^/]+)\.git(\/.*)$/;

/** Splits what a CGI program prints first into status and headers (RFC 3875, section 6). */
export const parseCgiHeaders = (head: string): { status: number; headers: [string, string][] } => {
  const headers = head
    .split(/\r?\n/)
    .filter(Boolean)
    .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()] as [string, string]);
  const status = headers.find(([name]) => name.toLowerCase() === 'status')?.[1];
  return {
    status: status === undefined ? 200 : Number.parseInt(status, 10),
    headers: headers.filter(([name]) => name.toLowerCase() !== 'status'),
  };
};

/** Serves one request by `git http-backend`; answers when git has ended and the caller has its answer. */
const serveGit = (repositories: GitRepositories, request: IncomingMessage, response: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const header = (name: string): string => String(request.headers[name] ?? '');
    const backend = spawn('git', ['http-backend'], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: {
        ...gitEnvironment(),
        GIT_PROJECT_ROOT: repositories.directory,
        GIT_HTTP_EXPORT_ALL: '1',
        GIT_PROTOCOL: header('git-protocol'),
        PATH_INFO: url.pathname,
        QUERY_STRING: url.search.slice(1),
        REQUEST_METHOD: request.method,
        REMOTE_ADDR: '127.0.0.1',
        CONTENT_TYPE: header('content-type'),
        HTTP_CONTENT_ENCODING: header('content-encoding'),
        ...(request.headers['content-length'] && { CONTENT_LENGTH: header('content-length') }),
      },
    });
    // Git ends without reading its input where it refuses the request.
    backend.stdin.on('error', () => {});
    request.pipe(backend.stdin);
    let head: Buffer | undefined = Buffer.alloc(0);
    backend.stdout.on('data', (chunk: Buffer) => {
      if (head === undefined) {
        response.write(chunk);
        return;
      }
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf('\r\n\r\n');
      if (end === -1) return;
      const { status, headers } = parseCgiHeaders(head.subarray(0, end).toString());
      response.writeHead(status, headers.flat());
      response.write(head.subarray(end + 4));
      head = undefined;
    });
    backend.on('error', (error) => console.error(`git http-backend cannot be started: ${error.message}`));
    backend.on('close', () => {
      if (!response.headersSent) response.writeHead(500);
      response.end(resolve);
    });
    response.on('close', resolve);
  });

const deliver = async (name: string, hook: Hook, payload: unknown): Promise<void> => {
  if (hook.url === undefined || hook.drop) return;
  if (hook.delayMs) await sleep(hook.delayMs);
  const { headers, body } = signDelivery('push', payload, hook.secret ?? '');
  for (let time = 0; time < (hook.times ?? 1); time += 1) {
    // GitHub, too, waits ten seconds for an answer and does not try again.
    const answer = await fetch(hook.url, { method: 'POST', headers, body, signal: AbortSignal.timeout(10_000) }).then(
      ({ status }) => String(status),
      (error: Error) => error.message,
    );
    console.log(`${new Date().toISOString()} ${name}: delivery ${headers['X-GitHub-Delivery']} answered ${answer}`);
  }
};

/** Tells the repository's hook of everything a push moved. */
const announce = async (
  repositories: GitRepositories,
  name: string,
  url: string,
  hook: Hook,
  before: ReadonlyMap<string, string>,
): Promise<void> => {
  const folder = repositories.folder(name);
  const updates = await refUpdates(folder, before, await repositories.refs(name));
  for (const update of updates) {
    const payload = pushEvent({ repository: { name, url }, update, commits: await commitsOf(folder, update) });
    deliver(name, hook, payload).catch((error: Error) => console.error(`${name}: ${error.message}`));
  }
};

interface ControlRequest extends Hook {
  readonly name: string;
}

/** What tests and the demo ask of the server: create a repository, set its hook, spoil its deliveries. */
const control = async (repositories: GitRepositories, path: string, request: IncomingMessage): Promise<void> => {
  const { name, ...change } = JSON.parse(await text(request)) as ControlRequest;
  if (path === '/_control/repositories') await repositories.create(name);
  else if (path === '/_control/hooks') {
    // Without a secret the one it has stays: a repository is told it only once.
    const { url, secret } = change;
    repositories.changeHook(name, { url, ...(secret === undefined ? {} : { secret }) });
  } else if (path === '/_control/deliveries') {
    const { drop = false, times = 1, delayMs = 0 } = change;
    repositories.changeHook(name, { drop, times, delayMs });
  } else throw new Error(`there is no ${path}`);
};

/**
 * A Git server over HTTP for this machine: anyone may fetch and push the bare repositories in `directory`, and each
 * push is announced as GitHub would, after the pusher has its answer.
 */
export const createGitServer = (directory: string): Server => {
  mkdirSync(directory, { recursive: true });
  const repositories = gitRepositories(directory);
  /** The push each repository is busy with: what moved is read off the refs, so they take turns. */
  const turns = new Map<string, Promise<void>>();

  const receivePush = (name: string, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = `http://${request.headers.host}/${name}`;
    const turn = (turns.get(name) ?? Promise.resolve()).then(async () => {
      // The hook as it is now: whoever pushed may change it as soon as the push has returned.
      const hook = repositories.hook(name);
      const before = await repositories.refs(name);
      await serveGit(repositories, request, response);
      await announce(repositories, name, url, hook, before);
    });
    turns.set(
      name,
      turn.catch(() => {}),
    );
    return turn;
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/_health') {
      response.end('ok');
    } else if (pathname.startsWith('/_control/') && request.method === 'POST') {
      await control(repositories, pathname, request);
      response.end('{}');
    } else {
      const [, name = '', service] = repositoryPath.exec(pathname) ?? [];
      if (!repositories.exists(name)) response.writeHead(404).end('there is no such repository\n');
      else if (service === '/git-receive-pack') await receivePush(name, request, response);
      else await serveGit(repositories, request, response);
    }
  };

  return createServer((request, response) => {
    serve(request, response).catch((error: Error) => {
      console.error(`${request.method} ${request.url}: ${error.message}`);
      if (!response.headersSent) response.writeHead(400);
      response.end(`${error.message}\n`);
    });
  });
};

if (import.meta.main) {
  const [directory = '.', port] = process.argv.slice(2);
  createGitServer(directory).listen(Number(port), '127.0.0.1');
}
