import type { Held } from '../adapters/slack-store.ts';
import { SlackRefused, type SlackWebApi } from '../adapters/slack-web-api.ts';
import { type SlackMessage, say } from '../domain/slack/message.ts';

interface Dependencies {
  readonly slack: SlackWebApi;
  readonly loadToken: (tenant: string, team: string) => Promise<string | undefined>;
  readonly now: () => Date;
}

/** What the bot of one workspace says, where it was asked. */
export interface Speaker {
  /** Where only the person saw the question, only they see the answer. */
  answer(to: Held, message: SlackMessage): Promise<void>;
  /** To the person alone. */
  whisper(to: Held, message: SlackMessage): Promise<void>;
  /** By a `response_url` that was just given. */
  respond: SlackWebApi['respond'];
  /** Opens a form, or says why it did not open. */
  open(trigger: string, view: Record<string, unknown>, responseUrl: string): Promise<void>;
}

/** The bot of a workspace; undefined where it has no token any more. */
export const speakerOf =
  ({ slack, loadToken, now }: Dependencies) =>
  async (tenant: string, team: string): Promise<Speaker | undefined> => {
    const token = await loadToken(tenant, team);
    if (token === undefined) {
      return undefined;
    }

    /** A `response_url` dies after half an hour and five messages: then it goes to the person's direct messages. */
    const tellAlone = async (user: string, responseUrl: string, until: string, message: SlackMessage) => {
      if (Date.parse(until) > now().getTime()) {
        try {
          return await slack.respond(responseUrl, message, 'whisper');
        } catch (error) {
          if (!(error instanceof SlackRefused)) {
            throw error;
          }
        }
      }
      return slack.post(token, message, { channel: user });
    };

    return {
      answer: ({ user, place }, message) =>
        place.kind === 'private'
          ? tellAlone(user, place.responseUrl, place.until, message)
          : slack.post(token, message, { channel: place.channel, thread: place.thread }),
      whisper: ({ user, place }, message) =>
        place.kind === 'private'
          ? tellAlone(user, place.responseUrl, place.until, message)
          : slack.whisper(token, message, { channel: place.channel, thread: place.thread, user }),
      respond: slack.respond,
      open: async (trigger, view, responseUrl) => {
        try {
          await slack.openView(token, trigger, view);
        } catch (error) {
          if (!(error instanceof SlackRefused)) {
            throw error;
          }
          await slack.respond(responseUrl, say('I was too slow to show a form. Just say it here.'), 'whisper');
        }
      },
    };
  };
