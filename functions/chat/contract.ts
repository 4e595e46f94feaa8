import * as z from 'zod';
import { CitedLine, SourceName } from '../knowledge/contract.ts';
import { isLoopback, page, paging, Timestamp } from '../shared/fields.ts';
import { defineOperation } from '../shared/operation.ts';
import { Subject } from '../shared/principal.ts';

/**
 * What proves a sentence of an answer; its text was found there word for word before the answer was given, and is shown
 * without what would make a link of it.
 */
export const Citation = z.discriminatedUnion('kind', [
  CitedLine.extend({ kind: z.literal('log'), run: z.string() }),
  z.object({
    kind: z.literal('document'),
    source: SourceName,
    path: z.string(),
    heading: z.string().optional(),
    text: z.string(),
  }),
]);
export type Citation = z.infer<typeof Citation>;

/** An operation of the catalogue with its input, as the planner understood a message. */
export const Plan = z.object({
  operation: z.string(),
  input: z.record(z.string(), z.unknown()),
  /** From 0 to 1. */
  confidence: z.number().min(0).max(1),
});
export type Plan = z.infer<typeof Plan>;

/**
 * `result`: the plan was carried out, `output` is what it answered. `answer`: said from what is known, with citations.
 * `question`: something is missing. `confirmation`: a yes is needed first. `refused`: the caller may not, or it failed.
 * `unknown`: not understood, or nothing found; `suggestions` are the closest things that can be done.
 */
export const AnswerKind = z.enum(['result', 'answer', 'question', 'confirmation', 'refused', 'unknown']);

export const Answer = z.object({
  kind: AnswerKind,
  text: z.string(),
  /**
   * How it was understood, and who worded an answer that is no operation's. Offline, answers are composed of what was found,
   * word for word; a model words its own, and each quote in them was found word for word.
   */
  engine: z.enum(['offline', 'model']),
  confidence: z.number().min(0).max(1),
  citations: z.array(Citation),
  plan: Plan.optional(),
  /** What the operation answered; in the first answer only, it is not kept. */
  output: z.unknown().optional(),
  /** A run that goes on: ask `runs.get` until it has ended. */
  follow: z.object({ run: z.string() }).optional(),
  /** Until when a yes is taken. */
  confirmBy: Timestamp.optional(),
  suggestions: z.array(z.string()).default([]),
  /** What could not be asked, and what that means for the answer. */
  notes: z.array(z.string()).default([]),
});
export type Answer = z.infer<typeof Answer>;

const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).format() !== '';
  } catch {
    return false;
  }
};

/** IANA name by which "last night" is understood. */
const timeZone = z
  .string()
  .max(60)
  .refine(isTimeZone, 'no time zone is called so; use an IANA name such as Europe/Vienna')
  .default('UTC')
  .describe('IANA name, such as Europe/Vienna, by which "last night" is understood');
const text = z.string().trim().min(1).max(2_000);

export const ask = defineOperation({
  id: 'chat.ask',
  summary: 'Ask a question about what runs here; nothing is changed',
  examples: [],
  http: { method: 'POST', path: '/api/chat/ask' },
  command: 'ask <question>',
  input: z.object({ question: text.describe('in plain words'), timeZone }),
  output: Answer,
  access: { system: 'relaycore', level: 'read' },
  effect: 'read',
  since: '1',
});

export const explainRun = defineOperation({
  id: 'chat.explain',
  summary: 'Explain why a run failed, with the lines that say so',
  examples: [
    'why did nightly_sales fail last night',
    'why did that fail',
    'what went wrong with nightly_sales',
    'explain the failure of run n-01k9x3f2q7wz',
    'what happened to the load step',
    'why is nightly_sales red',
    'why was the load task retried',
    'why did the report task not run',
    'why did run n-01k9x3f2q7wz fail',
    'what is wrong with nightly_sales',
    'explain the last failure',
    'why did the load step fail',
    'what broke nightly_sales',
    'what caused the failure',
    'root cause of the failure of nightly_sales',
    'why does it keep failing',
    'what changed since nightly_sales last worked',
    'why',
    'why did it fail',
    'what went wrong',
    'explain the failure of nightly_sales',
    'how come nightly_sales failed',
    'what was the error in nightly_sales',
    'nightly_sales crashed, what happened',
    'nightly_sales is failing, why',
    'why was the load step skipped',
    'reason for the failure of nightly_sales',
    'nightly_sales error',
    'error in the load step of nightly_sales',
    'load failed in nightly_sales',
    'root cause of load in nightly_sales',
    'nightly_sales is red again, what is wrong with it',
    'nightly_sales died',
    'nightly_sales stopped, why',
    'what is nightly_sales missing',
    'what is nightly_sales waiting for',
    'where is nightly_sales stuck',
    'what do I have to fix in nightly_sales',
    'what does nightly_sales complain about',
    'why did the first try of load fail',
    'what was the error of the last try of load',
    'nightly_sales needed a second try, what went wrong the first time',
    'the load step of nightly_sales never started',
    'what made nightly_sales fail',
    'nightly_sales does not work any more',
    'nightly_sales worked yesterday, what happened to it tonight',
    'what does the exit code of load in nightly_sales mean',
    'nightly_sales fails, what did we forget',
    'explain it',
    'what was the reason',
  ],
  http: { method: 'GET', path: '/api/chat/explanation' },
  command: 'explain [run]',
  input: z.object({
    run: z.string().min(1).max(250).optional().describe('a run; by default the last one that failed'),
    workflow: z.string().min(1).max(250).optional().describe('the last failed run of this workflow'),
    task: z.string().min(1).max(250).optional().describe('of this task first'),
    since: Timestamp.optional().describe('of runs that ended not before'),
    until: Timestamp.optional().describe('of runs that ended not after'),
  }),
  output: Answer,
  access: { system: 'relaycore', level: 'read' },
  effect: 'read',
  since: '1',
});

export const help = defineOperation({
  id: 'chat.help',
  summary: 'Tell what can be asked here',
  examples: [
    'help',
    'what can you do',
    'what can I ask',
    'how does this work',
    'what else can you do',
    'list the commands',
    'how do I use this',
  ],
  http: { method: 'GET', path: '/api/chat/help' },
  command: 'chat-help',
  input: z.object({}),
  output: z.object({
    items: z.array(z.object({ operation: z.string(), summary: z.string(), examples: z.array(z.string()) })),
  }),
  access: { system: 'relaycore', level: 'read' },
  effect: 'read',
  since: '1',
});

const conversationInput = {
  conversation: z
    .string()
    .regex(/^c-[0-9a-z]{12,40}$/)
    .describe('its id'),
};

export const Conversation = z.object({
  id: z.string(),
  title: z.string(),
  startedAt: Timestamp,
  lastAt: Timestamp,
  /** Conversations are kept for 30 days after their last message. */
  expiresAt: Timestamp,
});
export type Conversation = z.infer<typeof Conversation>;

export const Message = z.object({ id: z.string(), at: Timestamp, text: z.string(), answer: Answer });
export type Message = z.infer<typeof Message>;

/** Where somebody is in the events of a conversation: they are numbered without gaps. */
const cursor = z.string().regex(/^[0-9]{10}$/, 'not one of a conversation: use the `cursor` of an event, or `next`');

/**
 * Something that happened in a conversation. `message`: somebody said something. `token`: a piece of an answer that is being
 * written. `answer`: all of it, without the output. `report`: a run that a message started has ended.
 */
export const ConversationEvent = z.object({
  cursor,
  at: Timestamp,
  kind: z.enum(['message', 'token', 'answer', 'report']),
  /** Id of the message that it is, or that it comes of. */
  message: z.string().optional(),
  text: z.string(),
  answer: Answer.optional(),
});
export type ConversationEvent = z.infer<typeof ConversationEvent>;

export const startConversation = defineOperation({
  id: 'conversations.start',
  summary: 'Start a conversation',
  examples: [],
  http: { method: 'POST', path: '/api/chat/conversations' },
  command: 'conversation start',
  input: z.object({ timeZone }),
  output: Conversation.extend({
    /** Where it can be followed and continued over a WebSocket. */
    webSocketUrl: z.url({ protocol: /^wss?$/ }),
  }),
  access: { system: 'relaycore', level: 'read', resource: 'own' },
  effect: 'write',
  since: '1',
});

export const listConversations = defineOperation({
  id: 'conversations.list',
  summary: 'List your conversations, newest first',
  examples: ['list my conversations', 'show my chat history', 'what did we talk about before'],
  http: { method: 'GET', path: '/api/chat/conversations' },
  command: 'conversation list',
  input: z.object(paging),
  output: page(Conversation),
  access: { system: 'relaycore', level: 'read' },
  effect: 'read',
  since: '1',
});

export const readConversation = defineOperation({
  id: 'conversations.read',
  summary: 'Read a conversation of yours, oldest message first',
  examples: [],
  http: { method: 'GET', path: '/api/chat/conversations/{conversation}' },
  command: 'conversation read <conversation>',
  input: z.object({ ...conversationInput, ...paging }),
  output: page(Message),
  access: { system: 'relaycore', level: 'read' },
  effect: 'read',
  since: '1',
});

export const removeConversation = defineOperation({
  id: 'conversations.remove',
  summary: 'Delete a conversation of yours',
  examples: [],
  http: { method: 'DELETE', path: '/api/chat/conversations/{conversation}' },
  command: 'conversation remove <conversation>',
  input: z.object(conversationInput),
  output: z.object(conversationInput),
  access: { system: 'relaycore', level: 'read', resource: 'own' },
  effect: 'destructive',
  since: '1',
});

export const sendMessage = defineOperation({
  id: 'chat.send',
  summary: 'Say something in a conversation; what it asks for is done as you',
  examples: [],
  http: { method: 'POST', path: '/api/chat/conversations/{conversation}/messages' },
  command: 'say <conversation> <text>',
  input: z.object({
    ...conversationInput,
    text,
    confirms: z
      .string()
      .max(40)
      .optional()
      .describe('the message that asked for the yes which this is: a yes to anything else does nothing'),
    wait: z
      .boolean()
      .default(true)
      .describe('whether the answer is waited for; otherwise it comes as an event of the conversation'),
    idempotencyKey: z
      .string()
      .min(8)
      .max(100)
      .optional()
      .describe('a second message with the same key does nothing again and gets the first answer'),
  }),
  output: Message.partial({ answer: true }),
  access: { system: 'relaycore', level: 'read', resource: 'own' },
  effect: 'write',
  longRunning: ({ answer }) => answer === undefined || answer.follow !== undefined,
  since: '1',
});

export const listEvents = defineOperation({
  id: 'conversations.events',
  summary: 'Read what happened in a conversation of yours since, or wait for it',
  examples: [],
  http: { method: 'GET', path: '/api/chat/conversations/{conversation}/events' },
  command: 'conversation events <conversation>',
  input: z.object({
    ...conversationInput,
    after: cursor.optional().describe('`next` of the answer before, or the last `cursor` seen; by default all of it'),
    wait: z.coerce.number().int().min(0).max(20).default(0).describe('seconds to wait where nothing is there yet'),
    limit: z.coerce.number().int().min(1).max(100).default(100).describe('events at most'),
  }),
  output: z.object({
    items: z.array(ConversationEvent),
    /** From where to go on, also where there was nothing. */
    next: cursor,
  }),
  access: { system: 'relaycore', level: 'read' },
  effect: 'read',
  since: '1',
});

/** What a model was asked for one message: requests, and tokens that it read and wrote. */
export const ModelUse = z.object({ steps: z.number().int(), input: z.number().int(), output: z.number().int() });
export type ModelUse = z.infer<typeof ModelUse>;

/** How a message was understood and what came of it. */
export const RecordedPlan = z.object({
  id: z.string(),
  at: Timestamp,
  query: z.string(),
  operation: z.string().optional(),
  confidence: z.number(),
  outcome: AnswerKind,
  engine: Answer.shape.engine.default('offline'),
  model: ModelUse.optional(),
});

export const listPlans = defineOperation({
  id: 'plans.list',
  summary: 'List how your messages were understood, newest first',
  examples: [],
  http: { method: 'GET', path: '/api/chat/plans' },
  command: 'plans',
  input: z.object(paging),
  output: page(RecordedPlan),
  access: { system: 'relaycore', level: 'read' },
  effect: 'read',
  since: '1',
});

/** With what messages are understood: a model of Bedrock, one behind an OpenAI-compatible endpoint, or none. */
export const ModelProvider = z.enum(['none', 'bedrock', 'openai']);

/** A key would travel in the clear over http, so only this machine is reached that way. */
const ModelEndpoint = z
  .url({ protocol: /^https?$/, error: 'use an https address' })
  .max(500)
  .refine((url) => {
    if (!URL.canParse(url)) {
      return false;
    }
    const { protocol, hostname, username, password } = new URL(url);
    // A query or a fragment that is empty would still keep the path from being gone on with.
    return (protocol === 'https:' || isLoopback(hostname)) && `${username}${password}` === '' && !/[?#]/.test(url);
  }, 'use an https address, or http on this machine, without user, query or fragment');

export const Model = z.object({
  provider: ModelProvider,
  endpoint: z.string().optional(),
  model: z.string().optional(),
  hasKey: z.boolean().optional(),
  setAt: Timestamp.optional(),
});
export type Model = z.infer<typeof Model>;

export const useModel = defineOperation({
  id: 'model.use',
  summary: 'Choose the model with which messages are understood, or none',
  // A conversation is kept, so no key belongs into one.
  examples: [],
  http: { method: 'PUT', path: '/api/chat/model' },
  command: 'model use <provider>',
  input: z.object({
    provider: ModelProvider.describe(
      'none, bedrock (the deployment has its model), or openai for any compatible endpoint',
    ),
    endpoint: ModelEndpoint.optional().describe(
      'of openai: what stands before /chat/completions, such as https://api.example.com/v1',
    ),
    model: z.string().min(1).max(200).optional().describe('of openai: its name there'),
    key: z
      .string()
      .regex(/^[\x21-\x7e]{1,2000}$/, 'use printable ASCII without spaces')
      .optional()
      .meta({ writeOnly: true, format: 'password' })
      .describe('of openai: signs in at the endpoint'),
  }),
  output: Model,
  access: { system: 'relaycore', level: 'admin' },
  effect: 'write',
  since: '1',
});

export const showModel = defineOperation({
  id: 'model.show',
  summary: 'Show the model with which messages are understood',
  examples: [],
  http: { method: 'GET', path: '/api/chat/model' },
  command: 'model show',
  input: z.object({}),
  output: Model,
  access: { system: 'relaycore', level: 'read' },
  effect: 'read',
  since: '1',
});

export const chatOperations = [
  ask,
  explainRun,
  help,
  startConversation,
  listConversations,
  readConversation,
  removeConversation,
  sendMessage,
  listEvents,
  listPlans,
  useModel,
  showModel,
] as const;

/** EventBridge `source` and `detail-type` of what happens in conversations. */
export const chatEvents = { source: 'navigator.chat', reported: 'conversation.reported' } as const;

/** Long work that a conversation began has ended: for doors that tell it where the conversation takes place. */
export const ConversationReported = z.object({
  id: z.string().describe('the same when the event is put twice'),
  time: Timestamp,
  tenant: z.string(),
  correlationId: z.string().describe("the run's id"),
  subject: Subject.describe('whose conversation it is'),
  conversation: z.string(),
  message: z.string().describe('the message that began it'),
  text: z.string().describe('masked'),
});
export type ConversationReported = z.infer<typeof ConversationReported>;

/** The sub-protocol of our WebSockets, beside which a browser, that cannot set headers, offers its API key as another. */
export const webSocketProtocol = 'navigator';

/** Bytes of a frame, either way: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
export const longestFrame = 32 * 1024;

const reference = sendMessage.input.shape.idempotencyKey;

/** What a client sends over a WebSocket. */
export const ClientFrame = z.discriminatedUnion('action', [
  /** Says something, and listens to the conversation. `reference` is an idempotency key too; what comes of it names it. */
  sendMessage.input.pick({ conversation: true, text: true, confirms: true }).extend({
    action: z.literal('send'),
    reference,
  }),
  /** Listens to a conversation, after what was missed of it. */
  listEvents.input.pick({ conversation: true, after: true }).extend({ action: z.literal('resume'), reference }),
  /** Keeps the connection open, that is closed after ten minutes without a word. */
  z.strictObject({ action: z.literal('ping') }),
]);
export type ClientFrame = z.infer<typeof ClientFrame>;

/** What a client is sent. */
export const ServerFrame = z.discriminatedUnion('type', [
  z.object({ type: z.literal('accepted'), conversation: z.string(), message: z.string(), reference }),
  /** Cursors of a conversation have no gaps: one that was seen comes again, one that is missing is had by `resume`. */
  z.object({ type: z.literal('event'), conversation: z.string(), event: ConversationEvent }),
  /** A piece of an event too long for a frame: JSON once the `data` of all `count` is put together by `index`, from 0. */
  z.object({
    type: z.literal('part'),
    conversation: z.string(),
    cursor,
    index: z.number().int(),
    count: z.number().int(),
    data: z.string(),
  }),
  /** All that was missed has been sent, up to `next`; where `more` is true there is more of it, to be resumed from there. */
  z.object({ type: z.literal('resumed'), conversation: z.string(), next: cursor, more: z.boolean(), reference }),
  z.object({ type: z.literal('pong') }),
  z.object({
    type: z.literal('problem'),
    reference,
    problem: z.object({
      type: z.string(),
      title: z.string(),
      status: z.number().int(),
      detail: z.string(),
      requestId: z.string(),
    }),
  }),
]);
export type ServerFrame = z.infer<typeof ServerFrame>;
