import * as z from 'zod';
import { Timestamp } from '../../shared/fields.ts';
import type { TenantStore } from '../../shared/tenant-store.ts';
import { SlackLink, Workspace } from '../contract.ts';
import { Place } from '../domain/slack/work.ts';

/** Directory kind: the id of a Slack workspace leads to its tenant. */
export const workspaceKind = 'slack-team';

/** Partition of what Slack has delivered; the only one that the function before strangers may write. */
export const deliveries = 'slack-delivery';

const workspaces = 'slack-team';
const installs = 'slack-install';
const codes = 'slack-code';
const links = 'slack-link';
const conversations = 'slack-conversation';
const places = 'slack-place';

const day = 24 * 3_600_000;
/** Milliseconds for which a conversation is kept here, and there. */
const conversationLifetime = 30 * day;

/** Milliseconds after which nobody answers a delivery any more that was taken: longer than the function may run. */
const answeredWithin = 80_000;

const isAbsent = { expression: 'attribute_not_exists(pk)' };
const isPresent = { expression: 'attribute_exists(pk)' };

/** The table's time to live is in seconds. */
const ttl = (at: Date, milliseconds: number): number => Math.floor((at.getTime() + milliseconds) / 1_000);

/** A code that was shown to a Slack user, as it is kept. */
const Code = z.object({ team: z.string(), user: z.string(), until: Timestamp });

/** Whose conversation it is, and where in Slack it takes place. */
const Held = z.object({ team: z.string(), user: z.string(), place: Place });
export type Held = z.infer<typeof Held>;

const Spoken = z.object({ conversation: z.string(), key: z.string() });
const Heard = z.object({ cursor: z.string().optional() });
const Delivery = z.object({ doneAt: Timestamp.optional() });

/** Conversations go on where they were begun: in a thread, a direct message, or a channel that only the person sees. */
const spotOf = ({ team, user, place }: Held): string =>
  [team, place.channel, place.kind === 'message' ? (place.thread ?? '-') : '-', user].join('#');

/** What a tenant keeps of Slack. */
export const slackStore = (store: TenantStore) => ({
  /** Remembers that somebody may install until then; `nonce` is good once. */
  beginInstall: (nonce: string, until: Date): Promise<boolean> =>
    store.put(installs, nonce, { expiresAt: ttl(until, 0) }, isAbsent),

  /** False: it was used already, or never begun. */
  takeInstall: (nonce: string): Promise<boolean> => store.remove(installs, nonce, isPresent),

  findWorkspace: async (team: string): Promise<Workspace | undefined> => {
    const item = await store.get(workspaces, team);
    return item && Workspace.parse(item);
  },

  listWorkspaces: async (page: { limit: number; cursor?: string }) => {
    const { items, next } = await store.query(workspaces, page);
    return { items: items.map((item) => Workspace.parse(item)), next };
  },

  /** False: the workspace belongs to another tenant. `isNew`: the directory does not lead to this one yet. */
  addWorkspace: (workspace: Workspace, isNew: boolean): Promise<boolean> =>
    store.transact([
      { put: { partition: workspaces, sk: workspace.team, item: workspace } },
      ...(isNew ? [{ directory: { kind: workspaceKind, token: workspace.team, id: workspace.team } }] : []),
    ]),

  /** Links first, so that a removal that broke off can be repeated. */
  removeWorkspace: async (team: string): Promise<void> => {
    for (;;) {
      const { items, next } = await store.query(links, { prefix: `${team}-` });
      await Promise.all(items.map((item) => store.remove(links, SlackLink.parse(item).id)));
      if (next === undefined) {
        break;
      }
    }
    await store.transact([
      { remove: { partition: workspaces, sk: team } },
      { forget: { kind: workspaceKind, token: team } },
    ]);
  },

  addCode: (hash: string, code: { team: string; user: string; until: Date }): Promise<boolean> =>
    store.put(codes, hash, { ...code, until: code.until.toISOString(), expiresAt: ttl(code.until, 0) }, isAbsent),

  /** Whom the code was shown to, once; undefined: there is none, or its time is over. */
  takeCode: async (hash: string, now: Date): Promise<{ team: string; user: string } | undefined> => {
    const item = await store.get(codes, hash);
    if (!item || !(await store.remove(codes, hash, isPresent))) {
      return undefined;
    }
    const { team, user, until } = Code.parse(item);
    return Date.parse(until) > now.getTime() ? { team, user } : undefined;
  },

  findLink: async (id: string): Promise<SlackLink | undefined> => {
    const item = await store.get(links, id);
    return item && SlackLink.parse(item);
  },

  /** A Slack user has one link: another one takes its place. */
  setLink: async (link: SlackLink): Promise<void> => {
    await store.put(links, link.id, link);
  },

  removeLink: (id: string): Promise<boolean> => store.remove(links, id, isPresent),

  listLinks: async (page: { limit: number; cursor?: string }) => {
    const { items, next } = await store.query(links, page);
    return { items: items.map((item) => SlackLink.parse(item)), next };
  },

  /** False: this delivery was handed on before. */
  beginDelivery: async (key: string, now: Date): Promise<boolean> => {
    const change = { set: { expiresAt: ttl(now, day) } };
    const condition = { expression: 'attribute_not_exists(sentAt)' };
    return (await store.update(deliveries, key, change, condition)) !== undefined;
  },

  markSent: async (key: string, now: Date): Promise<void> => {
    await store.update(deliveries, key, { set: { sentAt: now.toISOString() } });
  },

  /**
   * Takes a delivery, so that nobody else answers it meanwhile; false: somebody does. It is free again once whoever took it
   * has no time left.
   */
  takeDelivery: async (key: string, now: Date): Promise<boolean> => {
    const change = { set: { takenAt: now.toISOString(), expiresAt: ttl(now, day) } };
    const stale = new Date(now.getTime() - answeredWithin).toISOString();
    const isFree = { expression: 'attribute_not_exists(takenAt)' };
    const isStale = { expression: 'takenAt < :stale', values: { ':stale': stale } };
    return (
      (await store.update(deliveries, key, change, isFree)) !== undefined ||
      (await store.update(deliveries, key, change, isStale)) !== undefined
    );
  },

  isDone: async (key: string): Promise<boolean> => {
    const item = await store.get(deliveries, key);
    return item !== undefined && Delivery.parse(item).doneAt !== undefined;
  },

  markDone: async (key: string, now: Date): Promise<void> => {
    await store.update(deliveries, key, { set: { doneAt: now.toISOString(), expiresAt: ttl(now, day) } });
  },

  /** The conversation that somebody leads there with this API key. */
  findConversation: async (held: Held, key: string): Promise<string | undefined> => {
    const item = await store.get(conversations, spotOf(held));
    const spoken = item && Spoken.parse(item);
    return spoken?.key === key ? spoken.conversation : undefined;
  },

  /** Remembers where a conversation takes place, so that what comes later finds its way there. */
  holdConversation: async (conversation: string, key: string, held: Held, now: Date): Promise<void> => {
    const expiresAt = ttl(now, conversationLifetime);
    await store.transact([
      { put: { partition: conversations, sk: spotOf(held), item: { conversation, key, expiresAt } } },
      { update: { partition: places, sk: conversation, change: { set: { ...held, expiresAt } } } },
    ]);
  },

  /** How far the events of a conversation have been heard. */
  findCursor: async (conversation: string): Promise<string | undefined> =>
    Heard.parse((await store.get(places, conversation)) ?? {}).cursor,

  noteCursor: async (conversation: string, cursor: string): Promise<void> => {
    await store.update(places, conversation, { set: { cursor } }, isPresent);
  },

  findPlace: async (conversation: string): Promise<Held | undefined> => {
    const item = await store.get(places, conversation);
    return item && Held.parse(item);
  },
});
export type SlackStore = ReturnType<typeof slackStore>;
