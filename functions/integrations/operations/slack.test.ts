import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type MemoryStore, memoryStore } from '../../../test/support/memory-store.ts';
import { buttonsOf, type FakeSlack, startSlack, textOf } from '../../../test/support/slack.ts';
import type { Answer } from '../../chat/contract.ts';
import { DomainError } from '../../shared/errors.ts';
import type { Principal } from '../../shared/principal.ts';
import type { Call } from '../../shared/serve-operations.ts';
import { type SlackStore, slackStore } from '../adapters/slack-store.ts';
import { slackWebApi } from '../adapters/slack-web-api.ts';
import { readRequest } from '../domain/slack/read-request.ts';
import type { Request, Work } from '../domain/slack/work.ts';
import { answerSlack } from './answer-slack.ts';
import { finishInstall, installSlack } from './install-slack.ts';
import { linkSlack, listLinks, unlinkSlack } from './link-slack.ts';
import { reportToSlack } from './report-to-slack.ts';
import { speakerOf } from './speak.ts';
import { listWorkspaces, uninstallSlack } from './uninstall-slack.ts';

const user = 'U061F7AUR';
const apiUrl = 'https://api.example.com';
const principal: Principal = {
  tenant: 'acme',
  subject: { kind: 'key', id: 'k1', person: 'kim@example.com' },
  systems: [{ system: 'automatrix', level: 'write', resources: ['*'] }],
  roles: [],
};

let now: Date;
let slack: FakeSlack;
let store: MemoryStore;
let kept: SlackStore;
let tokens: Map<string, string>;
/** What is refused of which keys, and what chat was told. */
let refused: Map<string, 'revoked' | 'expired' | 'unknown'>;
let said: { operation: string; input: Record<string, unknown>; token: string }[];
/** What happens in conversations and was not heard yet. */
let pending: { conversation: string; event: Record<string, unknown> }[];
let reply: (text: string) => Partial<Answer>;

const answer = (given: Partial<Answer>): Answer => ({
  kind: 'answer',
  text: 'All is well.',
  engine: 'offline',
  confidence: 1,
  citations: [],
  suggestions: [],
  notes: [],
  ...given,
});

const chat = async (operation: { id: string }, input: unknown, token: string) => {
  const told = input as Record<string, unknown>;
  const at = now.toISOString();
  if (operation.id === 'conversations.events') {
    now = new Date(now.getTime() + 1_000);
    const ready = pending.filter(({ conversation }) => conversation === told.conversation).splice(0, 1);
    pending = pending.filter((each) => !ready.includes(each));
    const items = ready.map(({ event }) => event);
    return { items, next: String(said.length).padStart(10, '0') };
  }
  said.push({ operation: operation.id, input: told, token });
  if (operation.id === 'chat.send') {
    const message = `m-${said.length}`;
    const conversation = String(told.conversation);
    const event = { cursor: '0000000001', at, message, text: '' };
    pending.push(
      { conversation, event: { ...event, kind: 'message' } },
      { conversation, event: { ...event, kind: 'answer', answer: answer(reply(String(told.text))) } },
    );
    return { id: message, at, text: told.text };
  }
  return { id: `c-${said.length}`, title: '', startedAt: at, lastAt: at, expiresAt: at };
};

const makeDeps = () => {
  const loadToken = async (tenant: string, team: string) => tokens.get(`${tenant}/${team}`);
  const web = slackWebApi({ slackUrl: slack.url, random: () => 0, wait: async () => undefined });
  return {
    storeOf: () => kept,
    slack: web,
    loadToken,
    storeToken: async (tenant: string, team: string, token: string) => {
      tokens.set(`${tenant}/${team}`, token);
    },
    removeToken: async (tenant: string, team: string) => {
      tokens.delete(`${tenant}/${team}`);
    },
    readClient: async () => ({ clientId: slack.client.id, clientSecret: slack.client.secret }),
    directory: store.directory,
    speakerOf: speakerOf({ slack: web, loadToken, now: () => now }),
    actForKey: async (_tenant: string, key: string) => {
      const why = refused.get(key);
      return why ? { refused: why } : { principalToken: `token of ${key}` };
    },
    chat: chat as never,
    random: (size: number) => randomBytes(size),
    newNonce: () => randomBytes(8).toString('hex'),
    apiUrl,
    slackUrl: slack.url,
    now: () => now,
  };
};
let deps: ReturnType<typeof makeDeps>;

const caller = (by: Principal = principal): Call => ({
  principal: by,
  principalToken: 'token',
  authorise: () => undefined,
  now: () => now,
  requestId: 'r1',
});

const install = async () => {
  const { url } = await installSlack(deps)({}, caller());
  const { searchParams } = new URL(slack.consent(url));
  return { code: searchParams.get('code') ?? '', state: searchParams.get('state') ?? '' };
};

let works: number;
const work = (request: Request, receivedAt = now): Work => {
  works += 1;
  return { tenant: 'acme', key: `key-${works}`, receivedAt: receivedAt.toISOString(), request };
};
const saying = (text: string, by = user, thread = '1.1'): Request => ({
  kind: 'said',
  team: slack.team.id,
  user: by,
  place: { kind: 'message', channel: 'C0OPS', thread },
  text,
});
const privately = (text: string): Request => ({
  ...(saying(text) as Extract<Request, { kind: 'said' }>),
  place: {
    kind: 'private',
    channel: 'C0OPS',
    responseUrl: slack.newResponseUrl('C0OPS', user),
    until: new Date(now.getTime() + 60_000).toISOString(),
  },
});
const pressing = (label: string, by = user): Request => {
  const message = slack.messages.findLast((each) => buttonsOf(each).length > 0) ?? expect.fail('no buttons');
  const button = buttonsOf(message).find(({ text }) => text.text === label) ?? expect.fail(`no button ${label}`);
  return {
    kind: 'pressed',
    team: slack.team.id,
    user: by,
    place: { kind: 'message', channel: message.channel, thread: message.thread },
    button: JSON.parse(button.value),
    label,
    responseUrl: slack.newResponseUrl(message.channel, by, message.ts),
    trigger: slack.newTrigger(),
  };
};
const last = () => slack.messages.at(-1) ?? expect.fail('nothing was posted');
const tell = (request: Request) => answerSlack(deps)(work(request));
const sent = () => said.filter(({ operation }) => operation === 'chat.send').map(({ input }) => input);

beforeEach(async () => {
  now = new Date('2026-11-30T08:00:00Z');
  slack = await startSlack();
  store = memoryStore();
  kept = slackStore(store);
  tokens = new Map();
  refused = new Map();
  said = [];
  pending = [];
  works = 0;
  reply = () => ({});
  deps = makeDeps();
});

afterEach(() => slack.close());

describe('a workspace', () => {
  it('is connected to the tenant whose administrator asked, by a link that is good once', async () => {
    const redirected = await install();
    await expect(finishInstall(deps)(redirected)).resolves.toMatchObject({ team: 'T024BE7LD', name: 'Acme' });
    expect(tokens.get('acme/T024BE7LD')).toMatch(/^xoxb-/);
    await expect(store.directory.find('slack-team', 'T024BE7LD')).resolves.toEqual({ tenant: 'acme', id: 'T024BE7LD' });
    await expect(finishInstall(deps)(redirected)).rejects.toMatchObject({ code: 'state.unsuitable' });
    await expect(listWorkspaces(deps)({ limit: 25 }, caller())).resolves.toMatchObject({ items: [{ name: 'Acme' }] });
  });

  it('is not connected by a link that is too old or somebody else’s', async () => {
    const redirected = await install();
    now = new Date(now.getTime() + 10 * 60_000);
    await expect(finishInstall(deps)(redirected)).rejects.toMatchObject({ code: 'state.unsuitable' });
    await expect(finishInstall(deps)({ ...redirected, state: 'forged' })).rejects.toMatchObject({
      code: 'state.unsuitable',
    });
    expect(tokens.size).toBe(0);
  });

  it('of another tenant stays there', async () => {
    await store.directory.remove('slack-team', 'T024BE7LD');
    const theirs = memoryStore('other');
    await theirs.transact([{ directory: { kind: 'slack-team', token: 'T024BE7LD', id: 'T024BE7LD' } }]);
    deps = { ...deps, directory: theirs.directory };
    await expect(finishInstall(deps)(await install())).rejects.toMatchObject({ code: 'resource.exists' });
    expect(tokens.size).toBe(0);
  });

  it('is forgotten when it is disconnected here, or Slack says that it has left', async () => {
    await finishInstall(deps)(await install());
    await kept.setLink({ id: `T024BE7LD-${user}`, team: 'T024BE7LD', user, key: 'k1', linkedAt: now.toISOString() });
    await uninstallSlack(deps)({ team: 'T024BE7LD' }, caller());
    expect(slack.calls.at(-1)).toBe('auth.revoke');
    const isGone = async () => {
      expect(tokens.size).toBe(0);
      await expect(store.directory.find('slack-team', 'T024BE7LD')).resolves.toBeUndefined();
      await expect(listLinks(deps)({ limit: 25 }, caller())).resolves.toEqual({ items: [] });
    };
    await isGone();
    await expect(uninstallSlack(deps)({ team: 'T024BE7LD' }, caller())).rejects.toMatchObject({
      code: 'resource.unknown',
    });

    await finishInstall(deps)(await install());
    const before = new Date(now.getTime() - 60_000).toISOString();
    await tell({ kind: 'left', team: 'T024BE7LD', at: before });
    expect(tokens.size).toBe(1);
    await tell({ kind: 'left', team: 'T024BE7LD', at: now.toISOString() });
    await isGone();
  });
});

describe('somebody', () => {
  beforeEach(async () => {
    await finishInstall(deps)(await install());
  });

  const link = async (by = user, as = principal) => {
    await tell(saying('hello', by));
    const [, code = ''] = /navigator slack link (\S+)/.exec(textOf(last())) ?? [];
    return linkSlack(deps)({ code }, caller(as));
  };

  it('who is not linked is shown a code that nobody else sees, good once and for ten minutes', async () => {
    await tell(saying('run nightly_sales'));
    expect(last()).toMatchObject({ onlyFor: user, channel: 'C0OPS', thread: '1.1' });
    expect(said).toEqual([]);
    const [, code = ''] = /navigator slack link (\S+)/.exec(textOf(last())) ?? [];
    const linked = await linkSlack(deps)({ code: code.toUpperCase() }, caller());
    expect(linked).toMatchObject({ id: `T024BE7LD-${user}`, key: 'k1', person: 'kim@example.com' });
    await expect(linkSlack(deps)({ code }, caller())).rejects.toMatchObject({ code: 'resource.unknown' });

    await tell(saying('hello', 'U0OTHER'));
    const [, late = ''] = /navigator slack link (\S+)/.exec(textOf(last())) ?? [];
    now = new Date(now.getTime() + 10 * 60_000);
    await expect(linkSlack(deps)({ code: late }, caller())).rejects.toMatchObject({ code: 'resource.unknown' });
  });

  it('who is linked is answered in the thread, and the conversation goes on there', async () => {
    await link();
    await tell(saying('what is failing?'));
    await tell(saying('why?'));
    await tell(saying('help', user, '2.2'));
    expect(said.map(({ token }) => token)).toEqual(Array(5).fill('token of k1'));
    expect(sent().map(({ conversation, text }) => [conversation, text])).toEqual([
      ['c-1', 'what is failing?'],
      ['c-1', 'why?'],
      ['c-4', 'help'],
    ]);
    expect(last()).toMatchObject({ channel: 'C0OPS', thread: '2.2' });
    expect(last().onlyFor).toBeUndefined();
    expect(textOf(last())).toBe('All is well.');
  });

  it('is answered once, however often the queue delivers it', async () => {
    await link();
    const once = work(saying('run nightly_sales'));
    await answerSlack(deps)(once);
    await answerSlack(deps)(once);
    expect(sent()).toHaveLength(1);
    expect(sent()[0]).toMatchObject({ idempotencyKey: `slack-${once.key}` });
  });

  it('is answered once by two who take it at the same time, and by another one after the first has died', async () => {
    await link();
    const once = work(saying('run nightly_sales'));
    const both = await Promise.allSettled([answerSlack(deps)(once), answerSlack(deps)(once)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(sent()).toHaveLength(1);
    const abandoned = work(saying('list runs'));
    await kept.takeDelivery(abandoned.key, now);
    await expect(answerSlack(deps)(abandoned)).rejects.toMatchObject({ code: 'upstream.unavailable' });
    now = new Date(now.getTime() + 90_000);
    await answerSlack(deps)(abandoned);
    expect(sent()).toHaveLength(2);
  });

  it('who asked by a command is answered alone, also when its half hour is over', async () => {
    await link();
    await tell(privately('list runs'));
    expect(last()).toMatchObject({ channel: 'C0OPS', onlyFor: user });
    const late = privately('list runs');
    slack.expireResponseUrls();
    await tell(late);
    expect(last()).toMatchObject({ channel: user });
    now = new Date(now.getTime() + 3_600_000);
    await tell({ ...late, place: { ...(late as { place: object }).place } } as Request);
    expect(last()).toMatchObject({ channel: user });
  });

  it('presses yes, which answers that very question, and no button stays', async () => {
    await link();
    reply = (text) =>
      text === 'yes' ? { text: 'Cancelled.' } : { kind: 'confirmation', text: 'This would cancel it.' };
    await tell(saying('cancel it'));
    const question = last();
    const asked = `m-${said.length}`;
    await tell(pressing('Yes'));
    expect(sent().at(-1)).toMatchObject({ text: 'yes', confirms: asked, conversation: 'c-1' });
    const pressed = slack.messages.find(({ ts }) => ts === question.ts) ?? expect.fail();
    expect(buttonsOf(pressed)).toEqual([]);
    expect(textOf(pressed)).toBe('This would cancel it.\nYou chose “Yes”.');
    expect(textOf(last())).toBe('Cancelled.');
    expect(last()).toMatchObject({ channel: 'C0OPS', thread: '1.1' });
  });

  it('presses yes, which is done though Slack does not let the button go', async () => {
    await link();
    reply = (text) =>
      text === 'yes' ? { text: 'Cancelled.' } : { kind: 'confirmation', text: 'This would cancel it.' };
    await tell(saying('cancel it'));
    const pressed = pressing('Yes');
    slack.expireResponseUrls();
    await tell(pressed);
    expect(sent().at(-1)).toMatchObject({ text: 'yes' });
    expect(textOf(last())).toBe('Cancelled.');
  });

  it('may not press what somebody else was asked', async () => {
    await link();
    await link('U0OTHER', { ...principal, subject: { kind: 'key', id: 'k2' } });
    reply = () => ({ kind: 'confirmation', text: 'This would cancel it.' });
    await tell(saying('cancel it'));
    const before = sent().length;
    await tell(pressing('Yes', 'U0OTHER'));
    expect(sent()).toHaveLength(before);
    expect(last()).toMatchObject({ onlyFor: 'U0OTHER' });
    expect(textOf(last())).toContain('somebody else');
  });

  it('answers a question in a form', async () => {
    await link();
    reply = () => ({ kind: 'question', text: 'Which workflow?' });
    await tell(saying('run it'));
    await tell(pressing('Answer…'));
    const view = slack.views.at(-1) ?? expect.fail('no form');
    expect(JSON.stringify(view)).toContain('Which workflow?');
    const state = { values: { answer: { text: { type: 'plain_text_input', value: 'nightly_sales' } } } };
    const payload = {
      type: 'view_submission',
      team: { id: slack.team.id },
      user: { id: user },
      view: { ...view, state },
    };
    const read = readRequest('interactions', String(new URLSearchParams({ payload: JSON.stringify(payload) })), now);
    await tell(read.kind === 'request' ? read.request : expect.fail('not read'));
    expect(sent().at(-1)).toMatchObject({ text: 'nightly_sales', conversation: 'c-1' });
  });

  it('whose form came too late is told to say it instead', async () => {
    await link();
    reply = () => ({ kind: 'question', text: 'Which workflow?' });
    await tell(saying('run it'));
    await tell({ ...(pressing('Answer…') as Extract<Request, { kind: 'pressed' }>), trigger: 'gone' });
    expect(textOf(last())).toContain('Just say it here');
  });

  it.each(['revoked', 'expired', 'unknown'] as const)('whose key is %s may do nothing and links again', async (why) => {
    await link();
    refused.set('k1', why);
    await tell(saying('list runs'));
    expect(sent()).toEqual([]);
    expect(last()).toMatchObject({ onlyFor: user });
    expect(textOf(last())).toMatch(/^The API key that you were linked to .+navigator slack link/s);
  });

  it('begins anew where the conversation is gone, or is of another key', async () => {
    await link();
    await tell(saying('one'));
    const before = deps.chat as unknown as typeof chat;
    deps = {
      ...deps,
      chat: (async (operation: { id: string }, input: { conversation?: string }, token: string) => {
        if (input.conversation === 'c-1') {
          throw new DomainError('resource.unknown', 'c-1: there is none.');
        }
        return before(operation, input, token);
      }) as never,
    };
    await tell(saying('two'));
    expect(sent().at(-1)).toMatchObject({ text: 'two', conversation: 'c-3' });
    await kept.setLink({ id: `T024BE7LD-${user}`, team: 'T024BE7LD', user, key: 'k2', linkedAt: now.toISOString() });
    await tell(saying('three'));
    expect(said.at(-1)).toMatchObject({ token: 'token of k2' });
    expect(sent().at(-1)?.conversation).not.toBe('c-3');
  });

  it('waits for a slow answer, and gets it by a later delivery of the same message', async () => {
    await link();
    const quick = deps.chat as unknown as typeof chat;
    const held = deps;
    deps = {
      ...deps,
      chat: (async (operation: { id: string }, input: object, token: string) => {
        const given = (await quick(operation, input, token)) as { items?: unknown[] };
        return operation.id === 'conversations.events' ? { ...given, items: [] } : given;
      }) as never,
    };
    const slow = work(saying('why did nightly_sales fail?'));
    await expect(answerSlack(deps)(slow)).rejects.toMatchObject({ code: 'upstream.unavailable' });
    deps = {
      ...held,
      chat: (async (_operation: unknown, { text }: { text: string }) => {
        return { id: 'm-1', at: now.toISOString(), text, answer: answer({ text: 'It had no disk.' }) };
      }) as never,
    };
    now = new Date(now.getTime() + 60_000);
    await answerSlack(deps)(slow);
    expect(textOf(last())).toBe('It had no disk.');
  });

  it('hears what went wrong; what may go right is tried again for minutes', async () => {
    await link();
    const failing = (code: 'access.denied' | 'upstream.unavailable') => {
      deps = {
        ...deps,
        chat: (async () => {
          throw new DomainError(code, 'Not now.');
        }) as never,
      };
    };
    failing('access.denied');
    await tell(saying('hello'));
    expect(textOf(last())).toBe('Not now.');
    failing('upstream.unavailable');
    const early = work(saying('hello'));
    await expect(answerSlack(deps)(early)).rejects.toMatchObject({ code: 'upstream.unavailable' });
    now = new Date(now.getTime() + 300_000);
    await answerSlack(deps)(early);
    expect(textOf(last())).toBe('Not now.');
  });

  it('hears in the end that it is not known what became of it, and nothing of what nobody expected', async () => {
    await link();
    const broken = async () => {
      throw new Error('TooManyRequestsException at 10.0.0.7');
    };
    deps = { ...deps, chat: broken as never };
    const early = work(saying('hello'));
    await expect(answerSlack(deps)(early)).rejects.toThrow('TooManyRequests');
    now = new Date(now.getTime() + 300_000);
    await answerSlack(deps)(early);
    expect(textOf(last())).toContain('look before you ask again');
    expect(textOf(last())).not.toContain('TooMany');
  });

  it('is told the end of long work where it was begun, once, as long as they are linked', async () => {
    await link();
    await tell(saying('run nightly_sales'));
    const count = slack.messages.length;
    const report = {
      id: 'e1',
      time: now.toISOString(),
      tenant: 'acme',
      correlationId: 'n-1',
      subject: { kind: 'key' as const, id: 'k1' },
      conversation: 'c-1',
      message: 'm-2',
      text: 'nightly_sales has failed.',
    };
    await Promise.allSettled([reportToSlack(deps)(report), reportToSlack(deps)(report)]);
    await reportToSlack(deps)(report);
    expect(slack.messages).toHaveLength(count + 1);
    expect(last()).toMatchObject({ channel: 'C0OPS', thread: '1.1' });
    expect(textOf(last())).toBe('nightly_sales has failed.');
    await reportToSlack(deps)({ ...report, id: 'e2', conversation: 'c-elsewhere' });
    refused.set('k1', 'revoked');
    await reportToSlack(deps)({ ...report, id: 'e3' });
    refused.clear();
    await kept.removeLink(`T024BE7LD-${user}`);
    await reportToSlack(deps)({ ...report, id: 'e4' });
    expect(slack.messages).toHaveLength(count + 1);
  });

  it('unlinks themself, or is unlinked by an administrator, by nobody else', async () => {
    const { id } = await link();
    const other = { ...principal, subject: { kind: 'key' as const, id: 'k2', person: 'sam@example.com' } };
    await expect(unlinkSlack(deps)({ link: id }, caller(other))).rejects.toMatchObject({ code: 'resource.unknown' });
    const admin = { ...other, systems: [{ system: 'automatrix' as const, level: 'admin' as const, resources: ['*'] }] };
    await expect(unlinkSlack(deps)({ link: id }, caller(admin))).resolves.toEqual({ id });
    await link();
    await expect(unlinkSlack(deps)({ link: id }, caller())).resolves.toEqual({ id });
    await tell(saying('list runs'));
    expect(textOf(last())).toContain('navigator slack link');
  });
});

it('where a workspace has no token any more, or Slack refuses, nothing is tried again', async () => {
  await expect(tell(saying('hello'))).resolves.toBeUndefined();
  tokens.set('acme/T024BE7LD', 'xoxb-gone');
  await expect(tell(saying('hello'))).resolves.toBeUndefined();
  expect(slack.messages).toEqual([]);
});
