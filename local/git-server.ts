import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { json, text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { type GitHosting, gitHosting } from './git-hosting.ts';
import {
  type Access,
  commitsOf,
  type GitRepositories,
  gitEnvironment,
  gitRepositories,
  type Hook,
  refUpdates,
} from './git-repositories.ts';
import type { PushEvent } from './webhook.ts';
import { deliveryOf } from './webhook-formats.ts';

/** Vendors have an owner before the name; here it means nothing. */
const repositoryPath = /^\/(?:[^/]+\/)?([^/]+)\.git(\/.*)$/;

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
const serveGit = (
  repositories: GitRepositories,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> =>
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
        PATH_INFO: path,
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

const deliver = async (name: string, hook: Hook, event: PushEvent): Promise<void> => {
  if (hook.url === undefined || hook.drop) return;
  if (hook.delayMs) await sleep(hook.delayMs);
  const { headers, body } = deliveryOf(hook.format ?? 'github', event, hook.secret ?? '');
  for (let time = 0; time < (hook.times ?? 1); time += 1) {
    // GitHub, too, waits ten seconds for an answer and does not try again.
    const answer = await fetch(hook.url, { method: 'POST', headers, body, signal: AbortSignal.timeout(10_000) }).then(
      ({ status }) => String(status),
      (error: Error) => error.message,
    );
    console.log(`${new Date().toISOString()} ${name}: a delivery was answered ${answer}`);
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
    const event = { repository: { name, url }, update, commits: await commitsOf(folder, update) };
    deliver(name, hook, event).catch((error: Error) => console.error(`${name}: ${error.message}`));
  }
};

interface ControlRequest extends Hook, Access {
  readonly name: string;
}

/** What tests and the demo ask of the server: create a repository, set its hook, spoil its deliveries. */
const control = async (repositories: GitRepositories, path: string, request: IncomingMessage): Promise<void> => {
  const { name, ...change } = JSON.parse(await text(request)) as ControlRequest;
  if (path === '/_control/repositories') await repositories.create(name);
  else if (path === '/_control/hooks') {
    // Without a secret the one it has stays: a repository is told it only once.
    const { url, secret, format } = change;
    repositories.changeHook(name, { url, format, ...(secret === undefined ? {} : { secret }) });
  } else if (path === '/_control/deliveries') {
    const { drop = false, times = 1, delayMs = 0 } = change;
    repositories.changeHook(name, { drop, times, delayMs });
  } else if (path === '/_control/access') repositories.setAccess(name, change);
  else throw new Error(`there is no ${path}`);
};

const callApi = async (hosting: GitHosting, { pathname, searchParams: query }: URL, request: IncomingMessage) => {
  const { method = 'GET', headers } = request;
  const body = method === 'GET' ? {} : ((await json(request)) as Record<string, unknown>);
  return (
    (await hosting.serve({ method, pathname, query, headers, body })) ?? { status: 404, body: { message: 'Not Found' } }
  );
};

/**
 * A Git server over HTTP for this machine, with the bare repositories in `directory`. Anyone may fetch and push, unless a
 * repository was made private. Each push is announced as its vendor would, after the pusher has its answer.
 */
export const createGitServer = (directory: string): Server => {
  mkdirSync(directory, { recursive: true });
  const repositories = gitRepositories(directory);
  const hosting = gitHosting(repositories);
  /** The push each repository is busy with: what moved is read off the refs, so they take turns. */
  const turns = new Map<string, Promise<void>>();

  const receivePush = (
    name: string,
    path: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> => {
    const url = `http://${request.headers.host}/${name}`;
    const turn = (turns.get(name) ?? Promise.resolve()).then(async () => {
      // The hook as it is now: whoever pushed may change it as soon as the push has returned.
      const hook = repositories.hook(name);
      const before = await repositories.refs(name);
      await serveGit(repositories, path, request, response);
      await announce(repositories, name, url, hook, before);
    });
    turns.set(
      name,
      turn.catch(() => {}),
    );
    return turn;
  };

  const serveRepository = async (
    name: string,
    service: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> => {
    const { status } = repositories.access(name);
    if (status !== undefined) {
      response.writeHead(status).end();
    } else if (!hosting.mayUse(name, request.headers.authorization)) {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="local"' }).end('sign in\n');
    } else if (service === '/git-receive-pack') {
      await receivePush(name, `/${name}.git${service}`, request, response);
    } else {
      await serveGit(repositories, `/${name}.git${service}`, request, response);
    }
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const { pathname } = url;
    if (pathname === '/_health') {
      response.end('ok');
    } else if (pathname.startsWith('/_control/') && request.method === 'POST') {
      await control(repositories, pathname, request);
      response.end('{}');
    } else if (/^\/(api|2\.0)\//.test(pathname)) {
      const { status, body } = await callApi(hosting, url, request);
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    } else {
      const [, name = '', service = ''] = repositoryPath.exec(pathname) ?? [];
      if (repositories.exists(name)) await serveRepository(name, service, request, response);
      else response.writeHead(404).end('there is no such repository\n');
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
