import {
  type BedrockRuntimeClient,
  type ContentBlock,
  ConverseStreamCommand,
  type ConverseStreamOutput,
  type Message,
  type Tool,
} from '@aws-sdk/client-bedrock-runtime';
import {
  type Converse,
  isPassingStatus,
  ModelFailure,
  type ModelMessage,
  type ModelReply,
  type ModelRequest,
  type ModelTool,
  readCall,
  type WrittenCall,
} from '../domain/model.ts';

/** A value of JSON as the SDK wants it said. */
type Document = Extract<NonNullable<ContentBlock['toolUse']>['input'], object>;

const toMessage = (message: ModelMessage): Message => {
  if (message.role === 'user') {
    return { role: 'user', content: [{ text: message.text }] };
  }
  if (message.role === 'results') {
    const content = message.results.map(({ call, text }) => ({
      toolResult: { toolUseId: call, content: [{ text }] },
    }));
    return { role: 'user', content };
  }
  const said: ContentBlock[] = message.text === '' ? [] : [{ text: message.text }];
  const calls = message.calls.map(({ id, tool, input }) => ({
    toolUse: { toolUseId: id, name: tool, input: input as Document },
  }));
  return { role: 'assistant', content: [...said, ...calls] };
};

const toTool = ({ name, description, input }: ModelTool): Tool => ({
  toolSpec: { name, description, inputSchema: { json: input as Document } },
});

/** The failure that a stream carries as an event, if it does. */
const failureIn = (event: ConverseStreamOutput): Error | undefined =>
  event.internalServerException ??
  event.modelStreamErrorException ??
  event.serviceUnavailableException ??
  event.throttlingException ??
  event.validationException;

const readReply = async (
  events: AsyncIterable<ConverseStreamOutput>,
  { tell, beat }: ModelRequest,
): Promise<ModelReply> => {
  const calls = new Map<number, WrittenCall>();
  let text = '';
  let usage = { input: 0, output: 0 };
  let isWhole = false;
  for await (const event of events) {
    beat?.();
    const failure = failureIn(event);
    if (failure) {
      throw failure;
    }
    const { contentBlockStart: start, contentBlockDelta: delta, metadata } = event;
    const index = start?.contentBlockIndex ?? delta?.contentBlockIndex ?? 0;
    if (start?.start?.toolUse) {
      const { toolUseId = '', name = '' } = start.start.toolUse;
      calls.set(index, { id: toolUseId, tool: name, written: '' });
    }
    const call = calls.get(index);
    if (call && delta?.delta?.toolUse) {
      calls.set(index, { ...call, written: call.written + (delta.delta.toolUse.input ?? '') });
    }
    if (delta?.delta?.text) {
      text += delta.delta.text;
      tell?.(delta.delta.text);
    }
    isWhole ||= event.messageStop !== undefined;
    usage = metadata?.usage
      ? { input: metadata.usage.inputTokens ?? 0, output: metadata.usage.outputTokens ?? 0 }
      : usage;
  }
  if (!isWhole) {
    throw new ModelFailure('its answer broke off', { isPassing: true });
  }
  return { text, calls: [...calls.values()].map(readCall), usage };
};

/** Answers of https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ConverseStream.html worth another try. */
const isPassing = (error: unknown): boolean => {
  const { $metadata, name } = error as { $metadata?: { httpStatusCode?: number }; name?: string };
  const status = $metadata?.httpStatusCode;
  const isNamed = /Throttling|Timeout|InternalServer|ServiceUnavailable|ModelNotReady|ModelStreamError/.test(
    name ?? '',
  );
  return isNamed || status === undefined || isPassingStatus(status);
};

const asFailure = (error: unknown, signal: AbortSignal): ModelFailure => {
  if (error instanceof ModelFailure) {
    return error;
  }
  const why = signal.aborted ? 'it did not answer in time' : `Bedrock answered ${(error as Error).name}`;
  return new ModelFailure(why, { isPassing: signal.aborted || isPassing(error), cause: error });
};

/** Asks a model of Amazon Bedrock. The client must not retry by itself. */
export const bedrockModel =
  ({ client, modelId }: { client: BedrockRuntimeClient; modelId: string }): Converse =>
  async (request) => {
    const { instructions, messages, tools, maxTokens, signal } = request;
    const command = new ConverseStreamCommand({
      modelId,
      system: [{ text: instructions }],
      messages: messages.map(toMessage),
      toolConfig: { tools: tools.map(toTool) },
      inferenceConfig: { maxTokens, temperature: 0 },
    });
    try {
      const { stream } = await client.send(command, { abortSignal: signal });
      return await readReply(stream ?? (async function* () {})(), request);
    } catch (error) {
      throw asFailure(error, signal);
    }
  };
