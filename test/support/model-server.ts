import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';

/** What a client asks of the Chat Completions API, as far as a script looks at it. */
const Request = z.object({
  model: z.string(),
  stream: z.literal(true),
  messages: z.array(z.object({ role: z.enum(['system', 'user', 'assistant', 'tool']), content: z.string().nullish() })),
  tools: z.array(z.object({ function: z.object({ name: z.string() }) })),
});
export type ModelRequest = z.infer<typeof Request>;

/** A call of an operation, as a script names it. */
export interface ScriptedCall {
  readonly operation: string;
  readonly input: Record<string, unknown>;
}

/** What a scripted model does with one request. Times are in milliseconds. */
export interface ScriptedReply {
  readonly text?: string;
  readonly calls?: readonly ScriptedCall[];
  /** Answered instead of a reply. */
  readonly status?: number;
  /** Before the first byte. */
  readonly delay?: number;
  /** Between two pieces. */
  readonly pause?: number;
  /** Ends the connection after the first pieces. */
  readonly breaksOff?: boolean;
}

export type Script = (request: ModelRequest) => ScriptedReply;

/** Text and arguments come in pieces of so many characters, which begin and end anywhere. */
const pieceSize = 7;

const piecesOf = (text: string): string[] => text.match(new RegExp(`[^]{1,${pieceSize}}`, 'g')) ?? [];

const deltasOf = ({ text = '', calls = [] }: ScriptedReply): unknown[] => [
  { role: 'assistant', content: '' },
  ...piecesOf(text).map((content) => ({ content })),
  ...calls.flatMap(({ operation, input }, index) => [
    {
      tool_calls: [
        {
          index,
          id: `call-${operation}-${index}`,
          type: 'function',
          function: { name: operation.replace('.', '_'), arguments: '' },
        },
      ],
    },
    ...piecesOf(JSON.stringify(input)).map((piece) => ({ tool_calls: [{ index, function: { arguments: piece } }] })),
  ]),
];

const stream = async (response: ServerResponse, reply: ScriptedReply): Promise<void> => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const send = (chunk: unknown) => response.write(`data: ${JSON.stringify(chunk)}\n\n`);
  const deltas = deltasOf(reply);
  for (const [index, delta] of deltas.entries()) {
    if (reply.breaksOff && index === 2) {
      response.destroy();
      return;
    }
    send({ choices: [{ index: 0, delta }] });
    if (reply.pause) await sleep(reply.pause);
  }
  send({ choices: [{ index: 0, delta: {}, finish_reason: reply.calls ? 'tool_calls' : 'stop' }] });
  send({ choices: [], usage: { prompt_tokens: 100, completion_tokens: deltas.length } });
  response.end('data: [DONE]\n\n');
};

/** An OpenAI-compatible server on this machine whose model does what a script says. */
export const startModelServer = async (script: Script) => {
  const requests: ModelRequest[] = [];
  const failures: unknown[] = [];
  const keys = new Set<string>();
  let current = script;
  const server = createServer(async (incoming, response) => {
    try {
      const request = Request.parse(JSON.parse(await textOf(incoming)));
      requests.push(request);
      keys.add(incoming.headers.authorization ?? '');
      const reply = current(request);
      if (reply.delay) await sleep(reply.delay, undefined, { ref: false });
      if (reply.status === undefined) {
        await stream(response, reply);
      } else {
        response.writeHead(reply.status, { 'content-type': 'application/json' }).end('{"error":{}}');
      }
    } catch (error) {
      failures.push(error);
      response.destroy();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    /** Requests that were not as the API wants them. */
    failures,
    /** What requests were signed with. */
    keys,
    play: (next: Script) => {
      current = next;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
export type ModelServer = Awaited<ReturnType<typeof startModelServer>>;

/** How many of the person's messages a request holds, the newest being the last. */
export const messagesIn = ({ messages }: ModelRequest): number => messages.filter(({ role }) => role === 'user').length;

/** Whether anything was read since the person's last message. */
export const hasRead = ({ messages }: ModelRequest): boolean => messages.at(-1)?.role === 'tool';

/** A model that follows what it reads: it reads first, then makes the calls that the planted text wants of it, then says so. */
export const obeying = ({
  reads,
  calls,
  says,
}: {
  /** What it looks at before it answers a message; the first message is 1. */
  readonly reads: (message: number) => readonly ScriptedCall[];
  readonly calls: (message: number) => readonly ScriptedCall[];
  readonly says: string;
}): Script => {
  const made = new Set<number>();
  return (request) => {
    const message = messagesIn(request);
    const toRead = reads(message);
    if (toRead.length > 0 && !hasRead(request)) {
      return { calls: toRead };
    }
    const toMake = calls(message);
    if (toMake.length > 0 && !made.has(message)) {
      made.add(message);
      return { calls: toMake };
    }
    return { text: says };
  };
};
