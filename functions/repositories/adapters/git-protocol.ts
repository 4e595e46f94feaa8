import type { HttpClient } from 'isomorphic-git';
import { ProviderRefused, ProviderUnavailable } from './git-http.ts';

const flush = Buffer.from('0000');
const delimiter = Buffer.from('0001');

const line = (text: string): Buffer => {
  const bytes = Buffer.from(`${text}\n`);
  return Buffer.concat([Buffer.from((bytes.length + 4).toString(16).padStart(4, '0')), bytes]);
};

/** Payloads of the packet lines; flush, delimiter and end come as empty ones. */
function* packets(bytes: Buffer): Generator<Buffer, void> {
  for (let start = 0; start < bytes.length; ) {
    const length = Number.parseInt(bytes.subarray(start, start + 4).toString('latin1'), 16);
    if (Number.isNaN(length) || start + length > bytes.length || length === 3) {
      throw new ProviderUnavailable('The Git server broke off in the middle of its answer.');
    }
    yield bytes.subarray(start + 4, start + Math.max(length, 4));
    start += Math.max(length, 4);
  }
}

const readAll = async (body: AsyncIterable<Uint8Array> | undefined): Promise<Buffer> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body ?? []) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

const band = { data: 1, error: 3 } as const;

/** The pack inside a `fetch` answer: sections of packet lines, the last of which is multiplexed (gitprotocol-v2). */
const readPack = (answer: Buffer): Buffer => {
  const pack: Buffer[] = [];
  let isPack = false;
  for (const packet of packets(answer)) {
    const text = packet.subarray(0, 200).toString('utf8').trimEnd();
    if (!isPack) {
      if (text.startsWith('ERR ')) {
        throw new ProviderUnavailable(`The Git server says: ${text.slice(4)}`);
      }
      isPack = text === 'packfile';
    } else if (packet[0] === band.data) {
      pack.push(packet.subarray(1));
    } else if (packet[0] === band.error) {
      throw new ProviderUnavailable(`The Git server says: ${text.slice(1)}`);
    }
  }
  if (!isPack) {
    throw new ProviderRefused('The Git server does not speak version 2 of the Git protocol. Git 2.18 and newer do.');
  }
  return Buffer.concat(pack);
};

/**
 * Fetches exactly this commit without its history, as a pack (protocol version 2, https://git-scm.com/docs/protocol-v2).
 * Unlike `isomorphic-git`'s own fetch this needs one request, does not list all refs, and works where the server's
 * HEAD names a branch that does not exist.
 */
export const fetchPack = async (
  http: HttpClient,
  { url, authorization }: { readonly url: string; readonly authorization?: string },
  commit: string,
): Promise<Buffer> => {
  const question = Buffer.concat([
    line('command=fetch'),
    line('agent=navigator'),
    delimiter,
    line('ofs-delta'),
    line('no-progress'),
    line('deepen 1'),
    line(`want ${commit}`),
    line('done'),
    flush,
  ]);
  const answer = await http.request({
    url: `${url}/git-upload-pack`,
    method: 'POST',
    headers: {
      'content-type': 'application/x-git-upload-pack-request',
      accept: 'application/x-git-upload-pack-result',
      'git-protocol': 'version=2',
      'content-length': String(question.length),
      ...(authorization && { authorization }),
    },
    body: (async function* () {
      yield question;
    })(),
  });
  const bytes = await readAll(answer.body);
  if (answer.statusCode !== 200) {
    throw new HttpStatus(answer.statusCode);
  }
  return readPack(bytes);
};

/** The server answered with a status other than 200. */
export class HttpStatus extends Error {
  readonly status: number;
  constructor(status: number) {
    super(`HTTP status ${status}`);
    this.status = status;
  }
}
