import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { bin, commandEnvironment } from './command.ts';

interface Asked {
  readonly request: string;
  readonly authorization: string | undefined;
  readonly body: unknown;
}
type Planned = { readonly status?: number; readonly body: unknown };

interface Options {
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  readonly cwd?: string;
}

const readBody = async (request: IncomingMessage): Promise<unknown> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(Buffer.from(chunk));
  }
  const text = Buffer.concat(chunks).toString();
  return text === '' ? undefined : JSON.parse(text);
};

/** For each test an API that answers what is planned, and the command in a home folder of its own that talks to it. */
export const stubApi = () => {
  const asked: Asked[] = [];
  /** What the API answers to `METHOD /path?query`; a list is answered one by one, the last again and again. */
  const answers: Record<string, Planned | Planned[]> = {};
  const place = { url: '', home: '' };
  let server: Server;

  const answerTo = (request: string): Planned => {
    const planned = answers[request] ?? answers[request.split('?')[0] ?? ''];
    const next = Array.isArray(planned) ? (planned.length > 1 ? planned.shift() : planned[0]) : planned;
    const unknown = { type: 'urn:navigator:problem:operation.unknown', title: 'None', status: 404, requestId: 'r1' };
    return next ?? { status: 404, body: { ...unknown, detail: `Nothing is planned for ${request}.` } };
  };

  beforeAll(async () => {
    server = createServer(async (incoming, outgoing) => {
      const request = `${incoming.method} ${incoming.url}`;
      asked.push({ request, authorization: incoming.headers.authorization, body: await readBody(incoming) });
      const { status = 200, body } = answerTo(request);
      outgoing.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    place.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterAll(() => {
    server.close();
  });

  beforeEach(() => {
    asked.length = 0;
    for (const request of Object.keys(answers)) {
      delete answers[request];
    }
    place.home = mkdtempSync(join(tmpdir(), 'navigator-cli-'));
    return () => rmSync(place.home, { recursive: true });
  });

  return {
    asked,
    answers,
    /** The API's address, and the home folder of the test that runs. */
    place,
    navigator: (args: readonly string[], { env = {}, stdin = '', cwd = place.home }: Options = {}) =>
      new Promise<{ code: number; out: string; err: string }>((resolve) => {
        const { url, home } = place;
        const withKey = { NAVIGATOR_URL: url, NAVIGATOR_API_KEY: 'nav_k1_secret' };
        const child = execFile(
          process.execPath,
          [bin, ...args],
          { cwd, env: { ...commandEnvironment, HOME: home, XDG_CONFIG_HOME: home, ...withKey, ...env } },
          (error, out, err) => resolve({ code: error ? Number(error.code) : 0, out, err }),
        );
        child.stdin?.end(stdin);
      }),
    /** Writes a file in the home folder. */
    write: (path: string, text: string): void => {
      const file = join(place.home, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    },
  };
};
