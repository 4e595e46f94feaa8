import * as z from 'zod';
import { DomainError } from '../../../shared/errors.ts';
import { readText } from './read-text.ts';
import { Button, Place, type Request } from './work.ts';

/** The doors that the manifest tells Slack of, below `/slack/`. */
export const Door = z.enum(['commands', 'events', 'interactions']);
export type Door = z.infer<typeof Door>;

/** A request as it is understood. `id` is Slack's own where it has one, and then the same when it is sent again. */
export type ReadRequest =
  | { readonly kind: 'challenge'; readonly challenge: string }
  | { readonly kind: 'ignored' }
  | { readonly kind: 'request'; readonly request: Request; readonly id?: string };

/** Milliseconds for which Slack takes answers at a `response_url`: thirty minutes, less one to be safe. */
const responseUrlLifetime = 29 * 60_000;

const malformed = (cause?: unknown): DomainError =>
  new DomainError('input.invalid', 'The request is not one that the manifest of this app asks Slack for.', { cause });

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw malformed(cause);
  }
};

const parse = <Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> => {
  const { data, success, error } = schema.safeParse(value);
  if (!success) {
    throw malformed(error);
  }
  return data;
};

/** Fields of a form; of one that is given twice, the last. */
export const readForm = (body: string): Record<string, string> => Object.fromEntries(new URLSearchParams(body));

const privately = (channel: string, responseUrl: string, now: Date): Place => ({
  kind: 'private',
  channel,
  responseUrl,
  until: new Date(now.getTime() + responseUrlLifetime).toISOString(),
});

const Command = z.object({
  team_id: z.string(),
  user_id: z.string(),
  channel_id: z.string(),
  text: z.string().default(''),
  response_url: z.url(),
});

/** https://docs.slack.dev/interactivity/implementing-slash-commands */
const readCommand = (body: string, now: Date): ReadRequest => {
  const form = readForm(body);
  if (form.ssl_check === '1') {
    return { kind: 'ignored' };
  }
  const { team_id: team, user_id: user, channel_id, text, response_url } = parse(Command, form);
  const place = privately(channel_id, response_url, now);
  return { kind: 'request', request: { kind: 'said', team, user, place, text: readText(text) || 'help' } };
};

const Envelope = z.discriminatedUnion('type', [
  z.object({ type: z.literal('url_verification'), challenge: z.string().max(1_000) }),
  z.object({
    type: z.literal('event_callback'),
    team_id: z.string(),
    event_id: z.string(),
    event_time: z.number(),
    event: z.looseObject({ type: z.string() }),
  }),
]);

const Said = z.object({
  type: z.enum(['app_mention', 'message']),
  user: z.string(),
  text: z.string(),
  channel: z.string(),
  channel_type: z.string().optional(),
  ts: z.string(),
  thread_ts: z.string().optional(),
  bot_id: z.undefined().optional(),
  subtype: z.undefined().optional(),
  // Slack mentions us once more when a mention is edited; it was said already.
  edited: z.undefined().optional(),
});

const Revoked = z.object({
  type: z.literal('tokens_revoked'),
  tokens: z.object({ bot: z.array(z.string()).min(1) }),
});

/** What a person said; undefined for what a bot said, edits, and messages that are not for us. */
const readSaid = (team: string, event: unknown): Request | undefined => {
  const { data } = Said.safeParse(event);
  if (!data || (data.type === 'message' && data.channel_type !== 'im')) {
    return undefined;
  }
  const { type, user, channel, ts } = data;
  // A mention begins a thread; in a direct message the conversation is the message's channel itself.
  const thread = data.thread_ts ?? (type === 'app_mention' ? ts : undefined);
  return {
    kind: 'said',
    team,
    user,
    place: { kind: 'message', channel, ...(thread && { thread }) },
    text: readText(data.text) || 'help',
  };
};

/** https://docs.slack.dev/apis/events-api */
const readEvent = (body: string): ReadRequest => {
  const envelope = parse(Envelope, parseJson(body));
  if (envelope.type === 'url_verification') {
    return { kind: 'challenge', challenge: envelope.challenge };
  }
  const { team_id: team, event_id: id, event_time, event } = envelope;
  const hasLeft = event.type === 'app_uninstalled' || Revoked.safeParse(event).success;
  const request: Request | undefined = hasLeft
    ? { kind: 'left', team, at: new Date(event_time * 1_000).toISOString() }
    : readSaid(team, event);
  return request ? { kind: 'request', request, id } : { kind: 'ignored' };
};

const Pressed = z.object({
  type: z.literal('block_actions'),
  team: z.object({ id: z.string() }),
  user: z.object({ id: z.string() }),
  trigger_id: z.string(),
  response_url: z.url(),
  container: z.object({
    channel_id: z.string(),
    is_ephemeral: z.boolean().default(false),
    thread_ts: z.string().optional(),
  }),
  actions: z.array(z.object({ type: z.string(), value: z.string(), text: z.object({ text: z.string() }) })).min(1),
});

const Submitted = z.object({
  type: z.literal('view_submission'),
  team: z.object({ id: z.string() }),
  user: z.object({ id: z.string() }),
  view: z.object({
    private_metadata: z.string(),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), z.object({ value: z.string().nullish() }))) }),
  }),
});

/** https://docs.slack.dev/reference/interaction-payloads */
const readInteraction = (body: string, now: Date): ReadRequest => {
  const { payload = '' } = readForm(body);
  const interaction = parseJson(payload);
  const submitted = Submitted.safeParse(interaction).data;
  if (submitted) {
    const text = Object.values(submitted.view.state.values)
      .flatMap((block) => Object.values(block))
      .map(({ value }) => value?.trim() ?? '')
      .join(' ')
      .trim();
    const place = parse(Place, parseJson(submitted.view.private_metadata));
    const request: Request = { kind: 'said', team: submitted.team.id, user: submitted.user.id, place, text };
    return text === '' ? { kind: 'ignored' } : { kind: 'request', request };
  }
  const pressed = Pressed.safeParse(interaction).data;
  const [action] = pressed?.actions ?? [];
  if (!pressed || action?.type !== 'button') {
    return { kind: 'ignored' };
  }
  const { channel_id: channel, is_ephemeral, thread_ts: thread } = pressed.container;
  const responseUrl = pressed.response_url;
  return {
    kind: 'request',
    request: {
      kind: 'pressed',
      team: pressed.team.id,
      user: pressed.user.id,
      place: is_ephemeral
        ? privately(channel, responseUrl, now)
        : { kind: 'message', channel, ...(thread && { thread }) },
      button: parse(Button, parseJson(action.value)),
      label: action.text.text,
      responseUrl,
      trigger: pressed.trigger_id,
    },
  };
};

/** Reads a request whose signature is known to be right. Throws `input.invalid` where it is none that Slack sends. */
export const readRequest = (door: Door, body: string, now: Date): ReadRequest => {
  switch (door) {
    case 'commands':
      return readCommand(body, now);
    case 'events':
      return readEvent(body);
    case 'interactions':
      return readInteraction(body, now);
  }
};
