import { EventSourceParserStream } from 'eventsource-parser/stream';
import * as z from 'zod';
import {
  type Converse,
  isPassingStatus,
  ModelFailure,
  type ModelMessage,
  type ModelReply,
  type ModelRequest,
  readCall,
  type WrittenCall,
} from '../domain/model.ts';

/** An endpoint that speaks OpenAI's Chat Completions (https://platform.openai.com/docs/api-reference/chat). */
export interface OpenAiEndpoint {
  /** What stands before `/chat/completions`, mostly ending in `/v1`. */
  readonly url: string;
  readonly model: string;
  readonly apiKey?: string;
}

/** Characters of an answer that are read; more is no answer of a model. */
const longestAnswer = 400_000;

const Chunk = z.object({
  choices: z
    .array(
      z.object({
        delta: z
          .object({
            content: z.string().nullish(),
            tool_calls: z
              .array(
                z.object({
                  index: z.number().int().default(0),
                  id: z.string().nullish(),
                  function: z.object({ name: z.string().nullish(), arguments: z.string().nullish() }).nullish(),
                }),
              )
              .nullish(),
          })
          .nullish(),
      }),
    )
    .default([]),
  usage: z.object({ prompt_tokens: z.number().default(0), completion_tokens: z.number().default(0) }).nullish(),
});
type Chunk = z.infer<typeof Chunk>;

const toMessages = (message: ModelMessage): unknown[] => {
  if (message.role === 'user') {
    return [{ role: 'user', content: message.text }];
  }
  if (message.role === 'results') {
    return message.results.map(({ call, text }) => ({ role: 'tool', tool_call_id: call, content: text }));
  }
  const calls = message.calls.map(({ id, tool, input }) => ({
    id,
    type: 'function',
    function: { name: tool, arguments: JSON.stringify(input) },
  }));
  return [{ role: 'assistant', content: message.text, ...(calls.length > 0 && { tool_calls: calls }) }];
};

const toBody = (model: string, { instructions, messages, tools, maxTokens }: ModelRequest): unknown => ({
  model,
  stream: true,
  stream_options: { include_usage: true },
  temperature: 0,
  max_tokens: maxTokens,
  messages: [{ role: 'system', content: instructions }, ...messages.flatMap(toMessages)],
  tools: tools.map(({ name, description, input }) => ({
    type: 'function',
    function: { name, description, parameters: input },
  })),
});

const parseChunk = (data: string): Chunk => {
  try {
    return Chunk.parse(JSON.parse(data));
  } catch (cause) {
    throw new ModelFailure('it answered what is no piece of a chat completion', { isPassing: false, cause });
  }
};

const addPieces = (calls: Map<number, WrittenCall>, chunk: Chunk): void => {
  for (const { index, id, function: piece } of chunk.choices[0]?.delta?.tool_calls ?? []) {
    const before = calls.get(index);
    calls.set(index, {
      id: before?.id ?? id ?? `call-${index}`,
      tool: before?.tool ?? piece?.name ?? '',
      written: `${before?.written ?? ''}${piece?.arguments ?? ''}`,
    });
  }
};

const readReply = async (body: ReadableStream<Uint8Array>, { tell, beat }: ModelRequest): Promise<ModelReply> => {
  const events = body
    .pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>)
    .pipeThrough(new EventSourceParserStream({ maxBufferSize: longestAnswer }));
  const calls = new Map<number, WrittenCall>();
  let text = '';
  let length = 0;
  let usage = { input: 0, output: 0 };
  let isWhole = false;
  for await (const { data } of events) {
    beat?.();
    length += data.length;
    if (length > longestAnswer) {
      throw new ModelFailure('it did not come to an end', { isPassing: false });
    }
    if (data === '[DONE]') {
      isWhole = true;
      break;
    }
    const chunk = parseChunk(data);
    const piece = chunk.choices[0]?.delta?.content ?? '';
    if (piece !== '') {
      text += piece;
      tell?.(piece);
    }
    addPieces(calls, chunk);
    usage = chunk.usage ? { input: chunk.usage.prompt_tokens, output: chunk.usage.completion_tokens } : usage;
  }
  if (!isWhole) {
    throw new ModelFailure('its answer broke off', { isPassing: true });
  }
  return { text, calls: [...calls.values()].map(readCall), usage };
};

const asFailure = (error: unknown, signal: AbortSignal): ModelFailure => {
  if (error instanceof ModelFailure) {
    return error;
  }
  const why = signal.aborted ? 'it did not answer in time' : 'it could not be reached';
  return new ModelFailure(why, { isPassing: true, cause: error });
};

/** Asks a model behind an OpenAI-compatible endpoint. It follows no redirect, which would take the key elsewhere. */
export const openAiModel =
  ({ url, model, apiKey }: OpenAiEndpoint, fetch: typeof globalThis.fetch = globalThis.fetch): Converse =>
  async (request) => {
    try {
      const answer = await fetch(`${url.replace(/\/+$/, '')}/chat/completions`, {
        method: 'POST',
        redirect: 'error',
        signal: request.signal,
        headers: {
          'content-type': 'application/json',
          accept: 'text/event-stream',
          ...(apiKey !== undefined && { authorization: `Bearer ${apiKey}` }),
        },
        body: JSON.stringify(toBody(model, request)),
      });
      if (!answer.ok || !answer.body) {
        await answer.body?.cancel();
        throw new ModelFailure(`it answered ${answer.status}`, { isPassing: isPassingStatus(answer.status) });
      }
      return await readReply(answer.body, request);
    } catch (error) {
      throw asFailure(error, request.signal);
    }
  };
