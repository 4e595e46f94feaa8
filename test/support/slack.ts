import { createHmac, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as z from 'zod';

const TextObject = z.object({ type: z.literal('plain_text'), text: z.string().min(1).max(3_000), emoji: z.boolean() });
const ButtonElement = z.strictObject({
  type: z.literal('button'),
  action_id: z.string().max(255),
  text: TextObject.extend({ text: z.string().min(1).max(75) }),
  value: z.string().max(2_000),
  style: z.enum(['primary', 'danger']).optional(),
});
const RichText = z.strictObject({
  type: z.enum(['rich_text_section', 'rich_text_preformatted', 'rich_text_quote']),
  elements: z.array(z.looseObject({ type: z.literal('text'), text: z.string().min(1) })),
});
const Block = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('rich_text'), elements: z.array(RichText) }),
  z.strictObject({ type: z.literal('context'), elements: z.array(TextObject).min(1).max(10) }),
  z.strictObject({ type: z.literal('actions'), elements: z.array(ButtonElement).min(1).max(25) }),
]);
const Posted = z.looseObject({
  text: z.string(),
  blocks: z.array(Block).max(50).default([]),
  channel: z.string().optional(),
  thread_ts: z.string().optional(),
  user: z.string().optional(),
});
type Button = z.infer<typeof ButtonElement>;

/** A message as Slack keeps it: who sees it, and where. */
export interface ShownMessage {
  readonly ts: string;
  readonly channel: string;
  readonly thread?: string;
  /** Only this person sees it. */
  readonly onlyFor?: string;
  readonly text: string;
  readonly blocks: readonly z.infer<typeof Block>[];
}

/** Everything that a person reads in a message. */
export const textOf = ({ blocks }: Pick<ShownMessage, 'blocks'>): string =>
  blocks
    .flatMap((block): string[] => {
      if (block.type === 'rich_text') return block.elements.flatMap((part) => part.elements.map(({ text }) => text));
      return block.type === 'context' ? block.elements.map(({ text }) => text) : [];
    })
    .join('\n');

/** The buttons of a message. */
export const buttonsOf = ({ blocks }: Pick<ShownMessage, 'blocks'>): readonly Button[] =>
  blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []));

interface ResponseUrl {
  readonly channel: string;
  readonly user: string;
  /** The message whose button was pressed. */
  readonly original?: string;
  uses: number;
}

const read = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
};

const reply = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) =>
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));

/** A Slack that speaks the documented wire format of the methods that we use, and refuses what Slack would refuse. */
export const startSlack = async ({ port = 0 }: { readonly port?: number } = {}) => {
  const client = { id: '24.24', secret: randomBytes(16).toString('hex') };
  const team = { id: 'T024BE7LD', name: 'Acme' };
  const tokens = new Set<string>();
  const codes = new Map<string, string>();
  const responseUrls = new Map<string, ResponseUrl>();
  const triggers = new Set<string>();
  const messages: ShownMessage[] = [];
  const views: Record<string, unknown>[] = [];
  const calls: string[] = [];
  /** Methods that are limited: how often yet, and the seconds that Slack asks for. */
  const limited = new Map<string, { times: number; retryAfter: number }>();
  let lastTs = 1_767_000_000;

  const newTs = (): string => {
    lastTs += 1;
    return `${lastTs}.000100`;
  };

  const show = (message: Omit<ShownMessage, 'ts'>): ShownMessage => {
    const shown = { ...message, ts: newTs() };
    messages.push(shown);
    return shown;
  };

  const methods: Record<string, (body: unknown) => Record<string, unknown>> = {
    'chat.postMessage': (body) => {
      const { channel = '', thread_ts: thread, text, blocks } = Posted.parse(body);
      const { ts } = show({ channel, thread, text, blocks });
      return { channel, ts };
    },
    'chat.postEphemeral': (body) => {
      const { channel = '', thread_ts: thread, user, text, blocks } = Posted.parse(body);
      return { message_ts: show({ channel, thread, onlyFor: user, text, blocks }).ts };
    },
    'views.open': (body) => {
      const { trigger_id, view } = z.object({ trigger_id: z.string(), view: z.looseObject({}) }).parse(body);
      if (!triggers.delete(trigger_id)) throw new Error('expired_trigger_id');
      views.push(view);
      return { view };
    },
    'auth.revoke': () => ({ revoked: true }),
  };

  const exchange = (authorization: string, body: string): Record<string, unknown> => {
    const { code = '', redirect_uri } = Object.fromEntries(new URLSearchParams(body));
    const expected = `Basic ${Buffer.from(`${client.id}:${client.secret}`).toString('base64')}`;
    if (authorization !== expected) return { ok: false, error: 'bad_client_secret' };
    if (codes.get(code) !== redirect_uri) return { ok: false, error: 'invalid_code' };
    codes.delete(code);
    const token = `xoxb-${randomBytes(12).toString('hex')}`;
    tokens.add(token);
    const scope = 'app_mentions:read,chat:write,commands,im:history';
    return { ok: true, access_token: token, token_type: 'bot', scope, bot_user_id: 'U0BOT', app_id: 'A0APP', team };
  };

  const call = (method: string, authorization: string, body: string): Record<string, unknown> => {
    const token = authorization.replace(/^Bearer /, '');
    const run = methods[method];
    if (!run) return { ok: false, error: 'unknown_method' };
    if (!tokens.has(token)) return { ok: false, error: 'invalid_auth' };
    try {
      const answer = run(JSON.parse(body));
      if (method === 'auth.revoke') tokens.delete(token);
      return { ok: true, ...answer };
    } catch (error) {
      return { ok: false, error: error instanceof z.ZodError ? 'invalid_blocks' : (error as Error).message };
    }
  };

  /** https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
  const respond = (path: string, body: string): { status: number; text: string } => {
    const url = responseUrls.get(path);
    if (!url) return { status: 404, text: 'no_service' };
    url.uses += 1;
    if (url.uses > 5) return { status: 404, text: 'used_url' };
    const posted = Posted.extend({ replace_original: z.boolean().default(false) }).safeParse(JSON.parse(body)).data;
    if (!posted) return { status: 500, text: 'invalid_payload' };
    const original = messages.findIndex(({ ts }) => ts === url.original);
    const before = messages[original];
    if (posted.replace_original && before) {
      messages[original] = { ...before, text: posted.text, blocks: posted.blocks };
    } else {
      show({ channel: url.channel, onlyFor: url.user, text: posted.text, blocks: posted.blocks });
    }
    return { status: 200, text: 'ok' };
  };

  const server = createServer(async (request, response) => {
    const body = await read(request);
    const { pathname } = new URL(request.url ?? '/', 'http://slack.invalid');
    const method = pathname.replace(/^\/api\//, '');
    calls.push(pathname.startsWith('/hooks/') ? 'response_url' : method);
    const limit = limited.get(method);
    if (limit && limit.times > 0) {
      limit.times -= 1;
      reply(response, 429, { ok: false, error: 'ratelimited' }, { 'retry-after': String(limit.retryAfter) });
    } else if (pathname.startsWith('/hooks/')) {
      const { status, text } = respond(pathname, body);
      response.writeHead(status).end(text);
    } else {
      const { authorization = '' } = request.headers;
      reply(
        response,
        200,
        method === 'oauth.v2.access' ? exchange(authorization, body) : call(method, authorization, body),
      );
    }
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url,
    client,
    team,
    messages,
    views,
    /** Methods that were called, in order. */
    calls,
    /** How often a method is refused from now on, and when Slack says to come again. */
    limit: (method: string, times: number, retryAfter: number): void => {
      limited.set(method, { times, retryAfter });
    },
    /** What Slack's consent page does once an administrator agrees: the address that it sends the browser to. */
    consent: (authorizeUrl: string): string => {
      const { searchParams } = new URL(authorizeUrl);
      const redirect = searchParams.get('redirect_uri') ?? '';
      const code = randomBytes(8).toString('hex');
      codes.set(code, redirect);
      return `${redirect}?${new URLSearchParams({ code, state: searchParams.get('state') ?? '' })}`;
    },
    /** A new `response_url`; one for a pressed button names its message. */
    newResponseUrl: (channel: string, user: string, original?: string): string => {
      const path = `/hooks/${randomBytes(8).toString('hex')}`;
      responseUrls.set(path, { channel, user, original, uses: 0 });
      return `${url}${path}`;
    },
    /** Lets the half hour of every `response_url` be over. */
    expireResponseUrls: (): void => responseUrls.clear(),
    newTrigger: (): string => {
      const trigger = randomBytes(8).toString('hex');
      triggers.add(trigger);
      return trigger;
    },
    newTs,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
};
export type FakeSlack = Awaited<ReturnType<typeof startSlack>>;

interface Signed {
  readonly signingSecret: string;
  /** Seconds by which the signature is older than now. */
  readonly age?: number;
  readonly signature?: string;
  readonly retry?: number;
}

/** Sends a request as Slack does: signed over what is sent, and the number of the attempt where it is not the first. */
export const sendSlack = async (
  address: string,
  body: string,
  { signingSecret, age = 0, signature, retry }: Signed,
): Promise<Response> => {
  const timestamp = String(Math.floor(Date.now() / 1_000) - age);
  const right = `v0=${createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
  return fetch(address, {
    method: 'POST',
    headers: {
      'content-type': body.startsWith('{') ? 'application/json' : 'application/x-www-form-urlencoded',
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': signature ?? right,
      ...(retry && { 'x-slack-retry-num': String(retry), 'x-slack-retry-reason': 'http_timeout' }),
    },
    body,
  });
};

type Options = Omit<Signed, 'signingSecret'>;

/** How Slack sends what somebody typed: https://docs.slack.dev/messaging/formatting-message-text */
const asSent = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/https?:\/\/\S+/g, '<$&>');

/** What people do in a workspace, as the requests that Slack makes of it. */
export const slackPeople = (slack: FakeSlack, apiUrl: string, signingSecret: string) => {
  const { team } = slack;
  const send = (door: string, body: string, options: Options = {}) =>
    sendSlack(`${apiUrl}/slack/${door}`, body, { signingSecret, ...options });

  const event = (id: string, fields: Record<string, unknown>, options?: Options) =>
    send(
      'events',
      JSON.stringify({
        type: 'event_callback',
        team_id: team.id,
        api_app_id: 'A0APP',
        event_id: id,
        event_time: Math.floor(Date.now() / 1_000),
        event: fields,
      }),
      options,
    );

  const interact = (payload: unknown, options?: Options) =>
    send('interactions', String(new URLSearchParams({ payload: JSON.stringify(payload) })), options);

  return {
    send,
    event,
    command: (user: string, text: string, { channel = 'C0OPS', ...options }: Options & { channel?: string } = {}) =>
      send(
        'commands',
        String(
          new URLSearchParams({
            team_id: team.id,
            user_id: user,
            channel_id: channel,
            command: '/navigator',
            text,
            response_url: slack.newResponseUrl(channel, user),
            trigger_id: slack.newTrigger(),
          }),
        ),
        options,
      ),
    /** Mentions the bot in a channel, or in a thread of it; answers the thread. */
    mention: async (user: string, text: string, thread?: string): Promise<string> => {
      const ts = slack.newTs();
      const fields = { user, ts, channel: 'C0OPS', event_ts: ts, ...(thread && { thread_ts: thread }) };
      await event(`Ev${ts}`, { type: 'app_mention', text: `<@U0BOT> ${asSent(text)}`, ...fields });
      return thread ?? ts;
    },
    direct: (user: string, text: string, channel = `D${user}`) => {
      const ts = slack.newTs();
      return event(`Ev${ts}`, { type: 'message', channel_type: 'im', user, text: asSent(text), ts, channel });
    },
    press: (user: string, message: ShownMessage, label: string) => {
      const { channel, ts, thread, onlyFor } = message;
      const button = buttonsOf(message).find(({ text }) => text.text === label);
      if (!button) throw new Error(`no button ${label} in ${JSON.stringify(message)}`);
      return interact({
        type: 'block_actions',
        team: { id: team.id, domain: 'acme' },
        user: { id: user, team_id: team.id },
        api_app_id: 'A0APP',
        trigger_id: slack.newTrigger(),
        response_url: slack.newResponseUrl(channel, user, ts),
        container: {
          type: 'message',
          message_ts: ts,
          channel_id: channel,
          is_ephemeral: onlyFor !== undefined,
          ...(thread && { thread_ts: thread }),
        },
        actions: [{ ...button, block_id: 'b', action_ts: ts }],
      });
    },
    submit: (user: string, view: Record<string, unknown>, value: string) =>
      interact({
        type: 'view_submission',
        team: { id: team.id, domain: 'acme' },
        user: { id: user, team_id: team.id },
        view: { ...view, state: { values: { answer: { text: { type: 'plain_text_input', value } } } } },
      }),
  };
};
