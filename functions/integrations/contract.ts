import * as z from 'zod';
import { page, paging, Timestamp } from '../shared/fields.ts';
import { defineOperation } from '../shared/operation.ts';

/** Slack's ids of workspaces and of people in them. */
const TeamId = z.string().regex(/^[TE][A-Z0-9]{2,20}$/, "use the workspace's id, as `slack list` shows it");
const UserId = z.string().regex(/^[UW][A-Z0-9]{2,20}$/);

/** A Slack workspace that talks to this tenant. */
export const Workspace = z.object({ team: TeamId, name: z.string(), installedAt: Timestamp });
export type Workspace = z.infer<typeof Workspace>;

/** A Slack user, and the API key whose rights they have here. */
export const SlackLink = z.object({
  id: z.string().regex(/^[TE][A-Z0-9]{2,20}-[UW][A-Z0-9]{2,20}$/, 'use the id that `slack links` shows'),
  team: TeamId,
  user: UserId,
  key: z.string(),
  person: z.email().optional(),
  linkedAt: Timestamp,
});
export type SlackLink = z.infer<typeof SlackLink>;

export const showManifest = defineOperation({
  id: 'slack.manifest',
  summary: 'Show the manifest to create the Slack app of this deployment from',
  examples: [],
  http: { method: 'GET', path: '/api/integrations/slack/manifest' },
  command: 'slack manifest',
  input: z.object({}),
  output: z.record(z.string(), z.unknown()),
  access: { system: 'automatrix', level: 'read' },
  effect: 'read',
  since: '1',
});

export const installSlack = defineOperation({
  id: 'slack.install',
  summary: 'Get the link that connects a Slack workspace to your tenant',
  examples: [],
  http: { method: 'POST', path: '/api/integrations/slack/installations' },
  command: 'slack install',
  input: z.object({}),
  output: z.object({ url: z.url().describe('to open in a browser, good once'), expiresAt: Timestamp }),
  access: { system: 'automatrix', level: 'admin' },
  effect: 'write',
  since: '1',
});

export const listWorkspaces = defineOperation({
  id: 'slack.list',
  summary: 'List the Slack workspaces that are connected',
  examples: [],
  http: { method: 'GET', path: '/api/integrations/slack/workspaces' },
  command: 'slack list',
  input: z.object(paging),
  output: page(Workspace),
  access: { system: 'automatrix', level: 'read' },
  effect: 'read',
  since: '1',
});

export const uninstallSlack = defineOperation({
  id: 'slack.uninstall',
  summary: 'Disconnect a Slack workspace and forget its links',
  examples: [],
  http: { method: 'DELETE', path: '/api/integrations/slack/workspaces/{team}' },
  command: 'slack uninstall <team>',
  input: z.object({ team: TeamId.describe("the workspace's id") }),
  output: z.object({ team: TeamId }),
  access: { system: 'automatrix', level: 'admin' },
  effect: 'destructive',
  since: '1',
});

export const linkSlack = defineOperation({
  id: 'slack.link',
  summary: 'Link your Slack user to your API key, by the code that Slack showed you',
  examples: [],
  http: { method: 'POST', path: '/api/integrations/slack/links' },
  command: 'slack link <code>',
  input: z.object({
    code: z.string().trim().min(8).max(20).describe('shown to you alone, in Slack; good once, for ten minutes'),
  }),
  output: SlackLink,
  access: { system: 'relaycore', level: 'read', resource: 'own' },
  effect: 'write',
  since: '1',
});

export const listLinks = defineOperation({
  id: 'slack.links',
  summary: 'List which Slack users act with which API keys',
  examples: [],
  http: { method: 'GET', path: '/api/integrations/slack/links' },
  command: 'slack links',
  input: z.object(paging),
  output: page(SlackLink),
  access: { system: 'automatrix', level: 'admin' },
  effect: 'read',
  since: '1',
});

export const unlinkSlack = defineOperation({
  id: 'slack.unlink',
  summary: "Unlink a Slack user: your own, or as an administrator anybody's",
  examples: [],
  http: { method: 'DELETE', path: '/api/integrations/slack/links/{link}' },
  command: 'slack unlink <link>',
  input: z.object({ link: SlackLink.shape.id.describe('as `slack link` and `slack links` show it') }),
  output: z.object({ id: z.string() }),
  access: { system: 'relaycore', level: 'read', resource: 'own' },
  effect: 'destructive',
  since: '1',
});

export const integrationOperations = [
  showManifest,
  installSlack,
  listWorkspaces,
  uninstallSlack,
  linkSlack,
  listLinks,
  unlinkSlack,
] as const;

/** Names of the business metrics. */
export const integrationMetrics = { slackAnswered: 'SlackAnswered', slackRefused: 'SlackRefused' } as const;
