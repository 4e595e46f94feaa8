import type * as z from 'zod';
import { type Answer, listEvents, sendMessage, startConversation } from '../../chat/contract.ts';
import type { CallOperation } from '../../shared/call-operation.ts';
import { DomainError, toProblem } from '../../shared/errors.ts';
import { logger, metrics } from '../../shared/observability.ts';
import { type Principal, systemPrincipal } from '../../shared/principal.ts';
import type { ActForKey } from '../adapters/act-for-key.ts';
import type { Held, SlackStore } from '../adapters/slack-store.ts';
import { SlackRefused } from '../adapters/slack-web-api.ts';
import { integrationMetrics, type SlackLink } from '../contract.ts';
import { codeLifetime, hashCode, newCode } from '../domain/slack/link-code.ts';
import { inviteToLink } from '../domain/slack/link-message.ts';
import { type SlackMessage, say } from '../domain/slack/message.ts';
import { modalOf } from '../domain/slack/modal.ts';
import { renderAnswer, renderPressed } from '../domain/slack/render-answer.ts';
import type { Request, Work } from '../domain/slack/work.ts';
import type { Speaker } from './speak.ts';

interface Dependencies {
  readonly storeOf: (principal: Principal) => SlackStore;
  /** Undefined where the workspace has no token any more. */
  readonly speakerOf: (tenant: string, team: string) => Promise<Speaker | undefined>;
  readonly removeToken: (tenant: string, team: string) => Promise<void>;
  readonly actForKey: ActForKey;
  readonly chat: CallOperation;
  readonly random: (size: number) => Uint8Array;
  readonly now: () => Date;
}

type Said = Extract<Request, { kind: 'said' }> & { readonly confirms?: string };
type Pressed = Extract<Request, { kind: 'pressed' }>;
type Left = Extract<Request, { kind: 'left' }>;

/** Milliseconds after which somebody is told that it did not work, instead of trying once more. */
const patience = 4 * 60_000;

/** Milliseconds for which an answer is awaited here; less than a principal token lives. */
const answeredWithin = 40_000;

/** One piece of work with what it needs. */
interface Turn {
  readonly work: Work;
  readonly store: SlackStore;
  readonly speaker: Speaker;
}

const whyRefused = { revoked: 'was revoked', expired: 'has expired', unknown: 'is gone' } as const;

/** Does what a request of Slack's asks for, as the person who is linked, and answers where it was asked. */
export const answerSlack = (deps: Dependencies) => {
  const invite = async ({ work, store, speaker }: Turn, held: Held, why?: string): Promise<void> => {
    const code = newCode(deps.random);
    const until = new Date(deps.now().getTime() + codeLifetime);
    await store.addCode(hashCode(code), { team: held.team, user: held.user, until });
    await speaker.whisper(held, inviteToLink(code, why));
    logger.info('slack.unlinked', { tenant: work.tenant, team: held.team });
  };

  const begin = async ({ store }: Turn, held: Held, key: string, token: string): Promise<string> => {
    const { id } = await deps.chat(startConversation, {}, token);
    await store.holdConversation(id, key, held, deps.now());
    return id;
  };

  /** The answer among the events of its conversation, which may take longer than a request to the API. */
  const hear = async ({ store }: Turn, conversation: string, message: string, token: string): Promise<Answer> => {
    const deadline = deps.now().getTime() + answeredWithin;
    let after = await store.findCursor(conversation);
    while (deps.now().getTime() < deadline) {
      const { items, next } = await deps.chat(listEvents, { conversation, after, wait: 10 }, token);
      after = next;
      const heard = items.find((event) => event.kind === 'answer' && event.message === message);
      if (heard?.answer) {
        await store.noteCursor(conversation, next);
        return heard.answer;
      }
    }
    throw new DomainError('upstream.unavailable', 'There is no answer yet. Ask again in a moment.');
  };

  const sendTo = async (
    turn: Turn,
    conversation: string,
    { text, confirms }: Said,
    token: string,
  ): Promise<{ id: string; answer: Answer }> => {
    const idempotencyKey = `slack-${turn.work.key}`;
    const message = { conversation, text, confirms, wait: false, idempotencyKey };
    const { id, answer } = await deps.chat(sendMessage, message, token);
    return { id, answer: answer ?? (await hear(turn, conversation, id, token)) };
  };

  /** Its conversation may have been removed or have expired: then another one begins. */
  const send = async (turn: Turn, said: Said, { key }: SlackLink, token: string) => {
    const { team, user, place } = said;
    const held: Held = { team, user, place };
    const before = await turn.store.findConversation(held, key);
    if (before !== undefined) {
      // What comes later goes where it was last spoken.
      await turn.store.holdConversation(before, key, held, deps.now());
      try {
        return await sendTo(turn, before, said, token);
      } catch (error) {
        if (!(error instanceof DomainError && error.code === 'resource.unknown')) {
          throw error;
        }
      }
    }
    return sendTo(turn, await begin(turn, held, key, token), said, token);
  };

  /** An answer, or the words of what went wrong; throws what may go right when it is tried again. */
  const ask = async (turn: Turn, said: Said, link: SlackLink, token: string): Promise<SlackMessage> => {
    try {
      const { id, answer } = await send(turn, said, link, token);
      return renderAnswer(answer, { user: said.user, message: id });
    } catch (error) {
      const { key, receivedAt } = turn.work;
      const isLate = deps.now().getTime() - Date.parse(receivedAt) > patience;
      const mayPass = !(error instanceof DomainError) || error.code === 'upstream.unavailable';
      if (mayPass && !isLate) {
        throw error;
      }
      const { detail, status } = toProblem(error, key);
      if (status >= 500) {
        logger.error('slack.failed', { delivery: key, error: error as Error });
      }
      return say(detail);
    }
  };

  const answerSaid = async (turn: Turn, said: Said): Promise<void> => {
    const { work, store, speaker } = turn;
    const { team, user, place } = said;
    const held: Held = { team, user, place };
    const link = await store.findLink(`${team}-${user}`);
    if (!link) {
      return invite(turn, held);
    }
    const acting = await deps.actForKey(work.tenant, link.key);
    if ('refused' in acting) {
      return invite(turn, held, `The API key that you were linked to ${whyRefused[acting.refused]}.`);
    }
    await speaker.answer(held, await ask(turn, said, link, acting.principalToken));
    metrics.addMetric(integrationMetrics.slackAnswered, 'Count', 1);
  };

  /** No button stays; where Slack does not let it go, what it says is answered all the same, and once. */
  const markPressed = async ({ work, speaker }: Turn, { button, label, responseUrl }: Pressed): Promise<void> => {
    try {
      await speaker.respond(responseUrl, renderPressed(button, label), 'replacement');
    } catch (error) {
      if (!(error instanceof SlackRefused)) {
        throw error;
      }
      logger.warn('slack.refused', { tenant: work.tenant, reason: error.reason });
    }
  };

  const answerPressed = async (turn: Turn, pressed: Pressed): Promise<void> => {
    const { button, label: _label, responseUrl, trigger, ...rest } = pressed;
    const { speaker } = turn;
    if (pressed.user !== button.user) {
      return speaker.respond(responseUrl, say('That is for somebody else to answer: ask me yourself.'), 'whisper');
    }
    if (button.say === undefined) {
      return speaker.open(trigger, modalOf(button.asked, pressed.place), responseUrl);
    }
    await markPressed(turn, pressed);
    const { say: text, confirms } = button;
    return answerSaid(turn, { ...rest, kind: 'said', text, ...(confirms && { confirms }) });
  };

  const forget = async ({ tenant }: Work, store: SlackStore, { team, at }: Left): Promise<void> => {
    const workspace = await store.findWorkspace(team);
    // Slack may tell of an old installation's end after a new one has begun.
    if (workspace && Date.parse(workspace.installedAt) <= Date.parse(at) + 1_000) {
      await deps.removeToken(tenant, team);
      await store.removeWorkspace(team);
      logger.info('slack.uninstalled', { tenant, team });
    }
  };

  const carryOut = async (work: Work, store: SlackStore): Promise<void> => {
    const { tenant, request } = work;
    if (request.kind === 'left') {
      return forget(work, store, request);
    }
    const speaker = await deps.speakerOf(tenant, request.team);
    if (!speaker) {
      logger.warn('slack.no-token', { tenant, team: request.team });
      return;
    }
    const turn = { work, store, speaker };
    return request.kind === 'said' ? answerSaid(turn, request) : answerPressed(turn, request);
  };

  return async (work: z.infer<typeof Work>): Promise<void> => {
    const store = deps.storeOf(systemPrincipal(work.tenant, 'answer-slack'));
    if (await store.isDone(work.key)) {
      return;
    }
    if (!(await store.takeDelivery(work.key, deps.now()))) {
      throw new DomainError('upstream.unavailable', 'That is being answered already.');
    }
    try {
      await carryOut(work, store);
    } catch (error) {
      if (!(error instanceof SlackRefused)) {
        throw error;
      }
      logger.warn('slack.refused', { tenant: work.tenant, reason: error.reason });
      metrics.addMetric(integrationMetrics.slackRefused, 'Count', 1);
    }
    await store.markDone(work.key, deps.now());
  };
};
