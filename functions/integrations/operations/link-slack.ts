import { DomainError } from '../../shared/errors.ts';
import { logger } from '../../shared/observability.ts';
import { isAllowed, type Principal } from '../../shared/principal.ts';
import type { Implementation } from '../../shared/serve-operations.ts';
import type { SlackStore } from '../adapters/slack-store.ts';
import type { linkSlack as linking, listLinks as listing, unlinkSlack as unlinking } from '../contract.ts';
import { hashCode } from '../domain/slack/link-code.ts';

interface Dependencies {
  readonly storeOf: (principal: Principal) => SlackStore;
}

/** Links the Slack user who was shown the code to the caller's key, whose rights of that time they act with. */
export const linkSlack =
  ({ storeOf }: Dependencies): Implementation<typeof linking> =>
  async ({ code }, { principal, now }) => {
    const { subject } = principal;
    if (subject.kind !== 'key') {
      throw new DomainError('state.unsuitable', 'Only an API key can be linked. Log in with one: navigator login');
    }
    const store = storeOf(principal);
    const shown = await store.takeCode(hashCode(code), now());
    if (!shown) {
      throw new DomainError(
        'resource.unknown',
        'code: there is none like that, it was used already, or its ten minutes are over. Say something to Navigator in Slack and it shows you a new one.',
      );
    }
    const { team, user } = shown;
    const link = {
      id: `${team}-${user}`,
      team,
      user,
      key: subject.id,
      person: subject.person,
      linkedAt: now().toISOString(),
    };
    await store.setLink(link);
    logger.info('slack.linked', { link: link.id, key: link.key });
    return link;
  };

/** Lists who is linked. */
export const listLinks =
  ({ storeOf }: Dependencies): Implementation<typeof listing> =>
  (page, { principal }) =>
    storeOf(principal).listLinks(page);

/** Removes a link to the caller's own keys, or any for an administrator of the tenant. */
export const unlinkSlack =
  ({ storeOf }: Dependencies): Implementation<typeof unlinking> =>
  async ({ link: id }, { principal }) => {
    const store = storeOf(principal);
    const link = await store.findLink(id);
    const { subject } = principal;
    const isOwn = link?.key === subject.id || (link?.person !== undefined && link.person === subject.person);
    if (!link || !(isOwn || isAllowed(principal, { system: 'automatrix', level: 'admin' }, '*'))) {
      throw new DomainError('resource.unknown', `link: you have none that is called ${id}.`);
    }
    await store.removeLink(id);
    return { id };
  };
