import * as z from 'zod';
import { DomainError } from '../../shared/errors.ts';
import type { SlackMessage } from '../domain/slack/message.ts';

/** Slack does not answer, or wants to be left alone; the same may be asked later. */
export class SlackUnavailable extends DomainError {
  constructor(message: string, options?: { cause?: unknown }) {
    super('upstream.unavailable', message, options);
  }
}

/** Slack refuses: asking again does not help. */
export class SlackRefused extends DomainError {
  /** Slack's own word for why: `channel_not_found`. */
  readonly reason: string;
  constructor(method: string, reason: string) {
    super('upstream.refused', `Slack refused ${method}: ${reason}.`);
    this.reason = reason;
  }
}

interface Surroundings {
  /** `https://slack.com`; the API is below `/api/`. */
  readonly slackUrl: string;
  /** From 0 up to 1. */
  readonly random: () => number;
  readonly wait: (milliseconds: number) => Promise<unknown>;
}

/** Milliseconds for one request and its whole answer. */
const timeout = 5_000;
/** How often a request is made. */
const attempts = 3;
/** Milliseconds that are worth waiting for here; after that the queue tries again. */
const patience = 10_000;

const Answer = z.looseObject({ ok: z.boolean(), error: z.string().default('unknown_error') });

/** Where Slack has apps answer commands and buttons: https://docs.slack.dev/interactivity/handling-user-interaction */
const hooks = 'https://hooks.slack.com';

/** What Slack calls its own trouble: https://docs.slack.dev/apis/web-api/rate-limits */
const temporary = ['fatal_error', 'internal_error', 'ratelimited', 'request_timeout', 'service_unavailable'];

/** Asks once. Throws `SlackUnavailable`; `retryAfter` where Slack said when to come again. */
const askOnce = async (url: string, request: RequestInit): Promise<Response | { readonly retryAfter: number }> => {
  const response = await fetch(url, { ...request, redirect: 'error', signal: AbortSignal.timeout(timeout) });
  if (response.status === 429 || response.status >= 500) {
    await response.body?.cancel();
    const seconds = Number(response.headers.get('retry-after') ?? 0);
    return { retryAfter: Number.isFinite(seconds) ? seconds * 1_000 : 0 };
  }
  return response;
};

/**
 * Slack's Web API, by its documented wire format. A request is made three times, with jitter and as `Retry-After` says.
 * Throws `SlackRefused` and `SlackUnavailable`.
 */
export const slackWebApi = ({ slackUrl, random, wait }: Surroundings) => {
  const ask = async (what: string, url: string, request: RequestInit): Promise<Response> => {
    for (let attempt = 1; ; attempt += 1) {
      let pause = 250 * 2 ** attempt * (0.5 + random());
      let cause: unknown;
      try {
        const answer = await askOnce(url, request);
        if (answer instanceof Response) {
          return answer;
        }
        pause = Math.max(pause, answer.retryAfter);
      } catch (error) {
        cause = error;
      }
      if (attempt === attempts || pause > patience) {
        throw new SlackUnavailable(`Slack does not answer ${what}. It is tried again.`, { cause });
      }
      await wait(pause);
    }
  };

  const call = async (method: string, headers: Record<string, string>, body: string): Promise<unknown> => {
    const response = await ask(method, `${slackUrl}/api/${method}`, { method: 'POST', headers, body });
    const answer = Answer.safeParse(await response.json().catch(() => undefined));
    if (!answer.success || temporary.includes(answer.data.error)) {
      throw new SlackUnavailable(`Slack answers ${method} with status ${response.status}.`);
    }
    if (!answer.data.ok) {
      throw new SlackRefused(method, answer.data.error);
    }
    return answer.data;
  };

  const callAs = (token: string, method: string, body: Record<string, unknown>): Promise<unknown> =>
    call(
      method,
      { authorization: `Bearer ${token}`, 'content-type': 'application/json; charset=utf-8' },
      JSON.stringify(body),
    );

  /** Neither names nor addresses in a text become links or previews. */
  const literal = { link_names: false, parse: 'none', unfurl_links: false, unfurl_media: false } as const;

  return {
    /** Takes a code of Slack's OAuth for the workspace's bot token. */
    exchangeCode: async (client: { id: string; secret: string }, code: string, redirectUri: string) => {
      const Exchanged = z.object({
        access_token: z.string(),
        token_type: z.literal('bot'),
        scope: z.string(),
        team: z.object({ id: z.string(), name: z.string() }).nullish(),
      });
      const credentials = Buffer.from(`${client.id}:${client.secret}`).toString('base64');
      const form = new URLSearchParams({ code, redirect_uri: redirectUri });
      const headers = {
        authorization: `Basic ${credentials}`,
        'content-type': 'application/x-www-form-urlencoded',
      };
      const { access_token, team, scope } = Exchanged.parse(await call('oauth.v2.access', headers, String(form)));
      return { token: access_token, team: team ?? undefined, scopes: scope.split(',') };
    },

    /** Ends the token. */
    revoke: async (token: string): Promise<void> => {
      await callAs(token, 'auth.revoke', {});
    },

    /** Posts to a channel, a thread of it, or, where the channel is a user, to their direct messages. */
    post: async (token: string, message: SlackMessage, to: { channel: string; thread?: string }): Promise<void> => {
      const { channel, thread } = to;
      await callAs(token, 'chat.postMessage', {
        ...message,
        ...literal,
        channel,
        ...(thread && { thread_ts: thread }),
      });
    },

    /** Shows something to one person only. */
    whisper: async (
      token: string,
      message: SlackMessage,
      to: { channel: string; thread?: string; user: string },
    ): Promise<void> => {
      const { channel, thread, user } = to;
      await callAs(token, 'chat.postEphemeral', {
        ...message,
        link_names: false,
        parse: 'none',
        channel,
        user,
        ...(thread && { thread_ts: thread }),
      });
    },

    /** Opens a form; `trigger` is good for three seconds. */
    openView: async (token: string, trigger: string, view: Record<string, unknown>): Promise<void> => {
      await callAs(token, 'views.open', { trigger_id: trigger, view });
    },

    /** Answers at a `response_url`, for the person alone or in the place of the message whose button was pressed. */
    respond: async (url: string, message: SlackMessage, as: 'whisper' | 'replacement'): Promise<void> => {
      const { origin } = new URL(url);
      if (origin !== hooks && origin !== new URL(slackUrl).origin) {
        throw new SlackRefused('response_url', 'not an address of Slack');
      }
      const response = await ask('a response_url', url, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify({
          ...message,
          ...(as === 'replacement'
            ? { replace_original: true }
            : { response_type: 'ephemeral', replace_original: false }),
        }),
      });
      if (!response.ok) {
        throw new SlackRefused('response_url', `status ${response.status}`);
      }
      await response.body?.cancel();
    },
  };
};
export type SlackWebApi = ReturnType<typeof slackWebApi>;
