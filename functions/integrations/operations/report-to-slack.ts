import type { ConversationReported } from '../../chat/contract.ts';
import { DomainError } from '../../shared/errors.ts';
import { logger } from '../../shared/observability.ts';
import { type Principal, systemPrincipal } from '../../shared/principal.ts';
import type { ActForKey } from '../adapters/act-for-key.ts';
import type { Held, SlackStore } from '../adapters/slack-store.ts';
import { SlackRefused } from '../adapters/slack-web-api.ts';
import { say } from '../domain/slack/message.ts';
import type { Speaker } from './speak.ts';

interface Dependencies {
  readonly storeOf: (principal: Principal) => SlackStore;
  readonly speakerOf: (tenant: string, team: string) => Promise<Speaker | undefined>;
  readonly actForKey: ActForKey;
  readonly now: () => Date;
}

/**
 * Tells the end of long work where its conversation takes place, once; nothing where that is not in Slack, or where whoever
 * began it is not linked any more.
 */
export const reportToSlack = ({ storeOf, speakerOf, actForKey, now }: Dependencies) => {
  const isStillLinked = async (tenant: string, { team, user }: Held, key: string): Promise<boolean> => {
    const link = await storeOf(systemPrincipal(tenant, 'answer-slack')).findLink(`${team}-${user}`);
    return link?.key === key && !('refused' in (await actForKey(tenant, key)));
  };

  return async ({ id, tenant, conversation, subject, text }: ConversationReported): Promise<void> => {
    const store = storeOf(systemPrincipal(tenant, 'answer-slack'));
    const held = await store.findPlace(conversation);
    if (!held || (await store.isDone(id)) || !(await isStillLinked(tenant, held, subject.id))) {
      return;
    }
    if (!(await store.takeDelivery(id, now()))) {
      throw new DomainError('upstream.unavailable', 'That is being told already.');
    }
    const speaker = await speakerOf(tenant, held.team);
    try {
      await speaker?.answer(held, say(text));
    } catch (error) {
      if (!(error instanceof SlackRefused)) {
        throw error;
      }
      logger.warn('slack.refused', { tenant, reason: error.reason });
    }
    await store.markDone(id, now());
  };
};
