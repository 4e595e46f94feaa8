import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { type Answers, fakeCapabilities } from '../../../test/support/fake-capabilities.ts';
import { learntWords } from '../../../test/support/learnt.ts';
import { memoryStore } from '../../../test/support/memory-store.ts';
import { catalogue } from '../../catalogue.ts';
import type { ActForKey } from '../../shared/act-for-key.ts';
import { newId } from '../../shared/base32.ts';
import { DomainError } from '../../shared/errors.ts';
import type { Principal } from '../../shared/principal.ts';
import { type Call, implement } from '../../shared/serve-operations.ts';
import { chatStore } from '../adapters/chat-store.ts';
import { eventStore } from '../adapters/event-store.ts';
import { followStore } from '../adapters/follow-store.ts';
import type { QueuedMessage } from '../adapters/message-queue.ts';
import * as contract from '../contract.ts';
import { makeAnswer } from '../domain/answer.ts';
import { planOffline } from '../domain/plan-offline/plan-offline.ts';
import { announceEvent } from './announce-event.ts';
import { answerMessage, type RememberRun } from './answer-message.ts';
import { answerQueued } from './answer-queued.ts';
import { askQuestion } from './ask-question.ts';
import { carryOut } from './carry-out.ts';
import { explain } from './explain-run.ts';
import { listConversations } from './list-conversations.ts';
import { listPlans } from './list-plans.ts';
import { readConversation } from './read-conversation.ts';
import { receiveMessage } from './receive-message.ts';
import { recordPlan } from './record-plan.ts';
import { removeConversation } from './remove-conversation.ts';
import { showHelp } from './show-help.ts';
import { startConversation } from './start-conversation.ts';

const run = 'n-01k9x3f2q7wz';
const minute = 60_000;

const runOf = (workflow: unknown, state = 'running') => ({
  id: run,
  workflow: String(workflow),
  repository: 'company/sales',
  environment: 'main',
  state,
  triggeredBy: 'kim',
  queuedAt: '2026-11-21T01:00:00.000Z',
  airflowUrl: 'https://airflow.example.com/x',
});

const workflow = (dagId: string) => ({
  dagId,
  environment: 'main',
  repository: 'company/sales',
  path: `${dagId}.py`,
  state: 'live',
  commit: 'c'.repeat(40),
  contentHash: 'a'.repeat(64),
  version: 'a'.repeat(12),
  publishedAt: '2026-01-01T00:00:00.000Z',
  airflowUrl: 'https://airflow.example.com/x',
});

const usual: Answers = {
  'workflows.list': () => ({ items: [workflow('nightly_sales'), workflow('disk_report')] }),
  'repositories.list': () => ({ items: [] }),
  'runs.list': ({ workflow: name }) => ({ items: [runOf(name ?? 'nightly_sales')] }),
  'runs.get': () => runOf('nightly_sales'),
  'runs.trigger': ({ workflow: name }) => runOf(name, 'queued'),
  'runs.cancel': () => runOf('nightly_sales', 'cancelled'),
};

const kim: Principal = {
  tenant: 'acme',
  subject: { kind: 'key', id: 'kim' },
  systems: [
    { system: 'automatrix', level: 'admin', resources: ['*'] },
    { system: 'relaycore', level: 'admin', resources: ['*'] },
  ],
  roles: [],
};

const given: contract.Answer = makeAnswer({ kind: 'answer', text: 'x' });

const plan = planOffline({
  operations: catalogue,
  embed: async () => Promise.reject(new Error('away')),
  learnt: learntWords(),
});

const start = (answers: Answers = {}) => {
  const clock = { now: new Date('2026-11-21T15:30:00Z') };
  const { call, calls } = fakeCapabilities({ ...usual, ...answers });
  const store = memoryStore();
  const storeOf = (principal: Principal) => chatStore(store, principal);
  const maskingOf = async () => ({ key: Buffer.alloc(32, 1) });
  let count = 0;
  const random = () => {
    count += 1;
    return count / 1_000_000;
  };
  const shared = {
    operations: catalogue,
    plan,
    call,
    carryOut: carryOut({
      operations: catalogue,
      call,
      explain: explain(call),
      own: [implement(contract.help, showHelp(catalogue))],
    }),
    storeOf,
    maskingOf,
    recordPlan: recordPlan({ maskingOf, random }),
  };
  const queued: QueuedMessage[] = [];
  const eventsOf = (owner: Pick<Principal, 'subject'>) => eventStore(store, owner);
  const announce = announceEvent({ eventsOf, push: async () => undefined });
  const follows = followStore(store);
  const remember: RememberRun = ({ subject }, of, from) => follows.add(of, { ...from, subject }, clock.now);
  const answer = answerMessage({ ...shared, announce, remember, maskingOf });
  const enqueue = async (message: QueuedMessage) => {
    queued.push(message);
  };
  const receive = receiveMessage({
    ...{ storeOf, answerMessage: answer, enqueue, maskingOf, random },
    randomBytes: (size) => Buffer.alloc(size, 7),
  });
  const send = async (input: z.input<typeof contract.sendMessage.input>, caller: Call) => {
    const { answer: given, ...message } = await receive(contract.sendMessage.input.parse(input), caller);
    return { ...message, answer: given ?? expect.fail('no answer') };
  };
  const as = (principal: Principal): Call => ({
    principal,
    principalToken: 'token',
    authorise: () => undefined,
    now: () => clock.now,
    requestId: 'request',
  });
  const deeds = () =>
    calls
      .filter(({ operation: id }) => catalogue.find((each) => each.id === id)?.effect !== 'read')
      .map(({ operation }) => operation);
  const begin = async (caller = as(kim)) => {
    const { id } = await startConversation({ storeOf, random, webSocketUrl: 'wss://example.com/ws' })(
      { timeZone: 'UTC' },
      caller,
    );
    return async (text: string, idempotencyKey?: string) =>
      send({ conversation: id, text, idempotencyKey }, caller).then((message) => ({
        ...message,
        ...message.answer,
        id,
      }));
  };
  /** What waits in the queue, answered as whoever's key it is may act by now. */
  const answerLater = (actForKey: ActForKey = async () => 'token', principal = kim) => {
    const verify = async () => principal;
    const now = () => clock.now;
    const work = answerQueued({ actForKey, verify, storeOf, answerMessage: answer, announce, maskingOf, now });
    return async (message: QueuedMessage) => work(message);
  };
  const happened = async (conversation: string) => (await eventsOf(kim).list(conversation, { limit: 100 })).items;
  return {
    ...{ clock, calls, deeds, shared, store, storeOf, send, receive, as, begin, maskingOf, random },
    ...{ queued, follows, answerLater, happened },
  };
};

describe('a conversation', () => {
  it('runs a workflow, and knows what "it" is afterwards', async () => {
    const { begin, calls } = start();
    const say = await begin();
    expect(await say('run nightly_sales')).toMatchObject({
      kind: 'result',
      text: expect.stringContaining(`nightly_sales was started: run ${run}`),
      follow: { run },
      plan: { operation: 'runs.trigger', input: { workflow: 'nightly_sales' } },
    });
    await say('how is it doing?');
    expect(calls.at(-1)).toEqual({ operation: 'runs.get', input: { run } });
  });

  it('asks for what is missing and takes the next message for the answer', async () => {
    const { begin, deeds } = start();
    const say = await begin();
    expect(await say('start a workflow')).toMatchObject({
      kind: 'question',
      text: expect.stringMatching(/1\. nightly_sales\n2\. disk_report$/),
    });
    expect(deeds()).toEqual([]);
    expect(await say('the second one')).toMatchObject({ kind: 'result', plan: { input: { workflow: 'disk_report' } } });
  });

  it('takes one answer to its question, however many come at the same moment', async () => {
    const { begin, deeds } = start();
    const say = await begin();
    await say('start a workflow');
    await Promise.all([say('the second one'), say('the second one'), say('1')]);
    expect(deeds()).toEqual(['runs.trigger']);
  });

  it('does what is wanted instead of what waits for a yes, and not that', async () => {
    const { begin, deeds } = start();
    const say = await begin();
    expect(await say('cancel nightly_sales')).toMatchObject({ kind: 'confirmation' });
    expect(await say('no, run disk_report instead')).toMatchObject({
      kind: 'result',
      plan: { operation: 'runs.trigger', input: { workflow: 'disk_report' } },
    });
    expect(await say('yes')).toMatchObject({ kind: 'unknown' });
    expect(deeds()).toEqual(['runs.trigger']);
  });

  it('asks for a new yes where what waits for one was meant of something else', async () => {
    const { begin, deeds } = start();
    const say = await begin();
    expect(await say('roll back nightly_sales')).toMatchObject({ kind: 'confirmation' });
    expect(await say('no, I meant disk_report')).toMatchObject({
      kind: 'confirmation',
      plan: { operation: 'workflows.rollback', input: { workflow: 'disk_report' } },
    });
    expect(await say('I changed my mind')).toMatchObject({ kind: 'answer', text: 'All right, nothing was done.' });
    expect(deeds()).toEqual([]);
  });

  it('does not ask for ever whether it understood', async () => {
    const { begin, clock, deeds } = start();
    const say = await begin();
    expect(await say('run nightly_sales unless it is running')).toMatchObject({ kind: 'question' });
    clock.now = new Date(clock.now.getTime() + 6 * minute);
    expect(await say('yes')).toMatchObject({ kind: 'unknown', text: 'There is nothing that waits for a yes.' });
    expect(deeds()).toEqual([]);
  });

  it('hands on a problem in its own words', async () => {
    const { begin } = start({
      'runs.trigger': () => {
        throw new DomainError('access.denied', 'You may not run nightly_sales.');
      },
    });
    expect(await (await begin())('run nightly_sales')).toMatchObject({
      kind: 'refused',
      text: 'You may not run nightly_sales.',
    });
  });

  it('does the same message once, with an answer for each time it came', async () => {
    const { begin, deeds } = start();
    const say = await begin();
    const first = await say('run nightly_sales', 'key-12345678');
    const second = await say('run nightly_sales', 'key-12345678');
    expect(second.text).toBe(first.text);
    expect(deeds()).toEqual(['runs.trigger']);
    await expect(say('run disk_report', 'key-12345678')).rejects.toThrow('was used to say something else');
  });

  it('answers a message once while its first answer is still being made', async () => {
    const { begin, deeds } = start();
    const say = await begin();
    const first = say('run nightly_sales', 'key-12345678');
    await expect(say('run nightly_sales', 'key-12345678')).rejects.toThrow('still being answered');
    await first;
    expect(deeds()).toEqual(['runs.trigger']);
  });

  it('keeps no secret: neither what was said nor what is shown once', async () => {
    const { begin, as, storeOf } = start({
      'keys.create': () => ({
        id: 'k1',
        name: 'ci',
        person: 'jo@acme.com',
        systems: [],
        createdAt: '2026-11-21T01:00:00.000Z',
        key: 'nav_secret_of_the_key',
      }),
    });
    const say = await begin();
    const { output, id } = await say('create an API key for jo@acme.com called ci');
    expect(output).toMatchObject({ key: 'nav_secret_of_the_key' });
    await say('search for password=hunter2hunter2');
    const { items } = await readConversation({ storeOf })({ conversation: id, limit: 100 }, as(kim));
    const { items: plans } = await listPlans({ storeOf })({ limit: 100 }, as(kim));
    expect(JSON.stringify([items, plans])).not.toMatch(/nav_secret|hunter2/);
    expect(items[0]?.answer.notes).toContainEqual(expect.stringContaining('have another with `navigator key create`'));
  });

  it('remembers how each message was understood', async () => {
    const { begin, as, storeOf, clock } = start();
    const say = await begin();
    await say('run nightly_sales');
    clock.now = new Date(clock.now.getTime() + 1000);
    await say('write me a poem');
    const { items } = await listPlans({ storeOf })({ limit: 10 }, as(kim));
    expect(items.map(({ operation, outcome }) => [operation, outcome])).toEqual([
      [undefined, 'unknown'],
      ['runs.trigger', 'result'],
    ]);
  });

  it('is nobody else’s', async () => {
    const { begin, as, send, storeOf } = start();
    const { id } = await (await begin())('hello');
    const other = as({ ...kim, subject: { kind: 'key', id: 'jo' } });
    await expect(send({ conversation: id, text: 'hello' }, other)).rejects.toThrow(`You have no conversation ${id}`);
    await expect(readConversation({ storeOf })({ conversation: id, limit: 10 }, other)).rejects.toThrow(id);
    expect((await listConversations({ storeOf })({ limit: 10 }, other)).items).toEqual([]);
  });

  it('is gone with all that was said when it is removed, and a month after the last word', async () => {
    const { begin, as, storeOf, clock } = start();
    const { id } = await (await begin())('hello');
    await removeConversation({ storeOf })({ conversation: id }, as(kim));
    await expect(readConversation({ storeOf })({ conversation: id, limit: 10 }, as(kim))).rejects.toThrow(id);
    const say = await begin();
    clock.now = new Date(clock.now.getTime() + 31 * 24 * 60 * minute);
    await expect(say('hello')).rejects.toThrow('You have no conversation');
  });
});

describe('what destroys', () => {
  it('says what it would do, and does it after a yes', async () => {
    const { begin, deeds, clock } = start();
    const say = await begin();
    const asked = await say(`cancel run ${run}`);
    expect(asked).toMatchObject({ kind: 'confirmation', plan: { input: { run } } });
    expect(asked.text).toContain(`cancel a run that has not ended (run ${run})`);
    expect(asked.confirmBy).toBe(new Date(clock.now.getTime() + 5 * minute).toISOString());
    expect(deeds()).toEqual([]);
    expect(await say('yes')).toMatchObject({ kind: 'result', text: expect.stringContaining('is cancelled') });
    expect(await say('yes')).toMatchObject({ kind: 'unknown' });
    expect(deeds()).toEqual(['runs.cancel']);
  });

  it('is dropped by a no, by anything else, and by time', async () => {
    const { begin, deeds, clock } = start();
    const say = await begin();
    for (const instead of ['no', 'wait', 'list workflows', 'yes but not now']) {
      await say(`cancel run ${run}`);
      await say(instead);
      await say('yes');
    }
    expect(deeds()).toEqual([]);
    await say(`cancel run ${run}`);
    clock.now = new Date(clock.now.getTime() + 5 * minute + 1);
    expect(await say('yes')).toMatchObject({ kind: 'refused', text: expect.stringContaining('too late') });
    expect(deeds()).toEqual([]);
  });

  it('and several changes at once wait for one yes', async () => {
    const { begin, deeds } = start();
    const say = await begin();
    expect(await say('run nightly_sales and disk_report')).toMatchObject({ kind: 'confirmation' });
    expect(deeds()).toEqual([]);
    await say('go ahead');
    expect(deeds()).toEqual(['runs.trigger', 'runs.trigger']);
  });

  it('is done once, however many say yes at the same moment', async () => {
    const { begin, deeds } = start();
    const say = await begin();
    await say(`cancel run ${run}`);
    const answers = await Promise.all([say('yes'), say('yes'), say('yes')]);
    expect(answers.filter(({ kind }) => kind === 'result')).toHaveLength(1);
    expect(deeds()).toEqual(['runs.cancel']);
  });

  it('is not done by a yes to an earlier question that comes again', async () => {
    const { begin, clock, deeds, random, storeOf } = start();
    const say = await begin();
    const { id } = await say(`cancel run ${run}`);
    const conversation = await storeOf(kim).find(id, clock.now);
    const at = clock.now.toISOString();
    const yes = { id: newId('m', clock.now, random), at, text: 'yes', begunAt: new Date(0).toISOString() };
    // Whoever was to answer it died.
    expect(conversation && (await storeOf(kim).begin(conversation, yes, 'key-12345678'))).toBe(true);
    await say('cancel run n-01kbbbbbbbbb');
    await say('yes', 'key-12345678');
    expect(deeds()).toEqual([]);
    await say('yes');
    expect(deeds()).toEqual(['runs.cancel']);
  });

  it('is not done by a yes that was said before it was told what would be done', async () => {
    const { begin, clock, deeds, random, storeOf } = start();
    const say = await begin();
    const asked = await say(`cancel run ${run}`);
    const conversation = await storeOf(kim).find(asked.id, clock.now);
    const early = new Date(clock.now.getTime() - 1);
    const begunAt = new Date(0).toISOString();
    // It waited in the queue behind what it was not an answer to yet.
    const yes = { id: newId('m', clock.now, random), at: early.toISOString(), text: 'yes', begunAt };
    expect(conversation && (await storeOf(kim).begin(conversation, yes, 'key-12345678'))).toBe(true);
    expect(await say('yes', 'key-12345678')).toMatchObject({ kind: 'refused' });
    expect(deeds()).toEqual([]);
    await say('yes');
    expect(deeds()).toEqual(['runs.cancel']);
  });

  it('is not done again where the worker died before it could answer', async () => {
    const { begin, deeds } = start({
      'runs.cancel': () => {
        throw new Error('the worker died');
      },
    });
    const say = await begin();
    await say(`cancel run ${run}`);
    await expect(say('yes', 'key-12345678')).rejects.toThrow('the worker died');
    expect(await say('yes', 'key-12345678')).toMatchObject({
      kind: 'refused',
      text: expect.stringContaining('not known'),
    });
    expect(deeds()).toEqual(['runs.cancel']);
  });

  it('what can be repeated safely is repeated with the same key where the worker died', async () => {
    let isDead = true;
    const { begin, calls } = start({
      'runs.trigger': ({ workflow: name }) => {
        if (isDead) {
          throw new Error('the worker died');
        }
        return runOf(name, 'queued');
      },
    });
    const say = await begin();
    await expect(say('run nightly_sales', 'key-12345678')).rejects.toThrow('the worker died');
    isDead = false;
    expect(await say('run nightly_sales', 'key-12345678')).toMatchObject({ kind: 'result', follow: { run } });
    const keys = calls.filter(({ operation }) => operation === 'runs.trigger').map(({ input }) => input.idempotencyKey);
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
  });

  it('never happens without a yes to it, nor twice, whatever is said when', async () => {
    const word = fc.constantFrom(
      ...[
        `cancel run ${run}`,
        'stop nightly_sales',
        'yes',
        'no',
        'ok',
        'list workflows',
        'wait',
        'yes please',
        'hello',
      ],
    );
    const step = fc.record({ text: word, after: fc.constantFrom(0, minute, 6 * minute) });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const { begin, deeds, clock } = start();
        const say = await begin();
        let waits: number | undefined;
        let allowed = 0;
        for (const { text, after } of steps) {
          clock.now = new Date(clock.now.getTime() + after);
          const isYes = ['yes', 'ok', 'yes please'].includes(text);
          if (isYes && waits !== undefined && clock.now.getTime() <= waits) {
            allowed += 1;
          }
          const { kind, confirmBy } = await say(text);
          waits = kind === 'confirmation' && confirmBy ? Date.parse(confirmBy) : undefined;
          expect(deeds()).toHaveLength(allowed);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('a yes that names what it answers', () => {
  it('does that once, and nothing else', async () => {
    const { begin, send, as, deeds } = start();
    const { id: conversation } = await (await begin())('hello');
    const say = (text: string, confirms?: string) => send({ conversation, text, confirms }, as(kim));
    const [first, second] = [await say(`cancel run ${run}`), await say(`cancel run ${run}`)];
    expect((await say('yes', first.id)).answer).toMatchObject({
      kind: 'unknown',
      text: expect.stringContaining('already'),
    });
    expect(deeds()).toEqual([]);
    expect((await say('yes', second.id)).answer.kind).toBe('result');
    expect((await say('yes', second.id)).answer.kind).toBe('unknown');
    expect(deeds()).toEqual(['runs.cancel']);
  });
});

describe('a message that nobody waits for', () => {
  const sending = async (answers: Answers = {}) => {
    const world = start(answers);
    const { id: conversation } = await startConversation({ ...world, webSocketUrl: 'wss://example.com/ws' })(
      { timeZone: 'UTC' },
      world.as(kim),
    );
    const input = (text: string) => ({ conversation, text, wait: false, idempotencyKey: 'key-12345678' });
    const send = (text: string) => world.receive(input(text), world.as(kim));
    const kinds = async () => (await world.happened(conversation)).map(({ kind }) => kind);
    const next = () => world.queued.at(-1) ?? expect.fail('nothing waits');
    return { ...world, conversation, input, send, kinds, next };
  };

  it('is answered later, and what comes of it are events', async () => {
    const { send, next, answerLater, kinds, happened, conversation } = await sending();
    expect(await send('run nightly_sales')).not.toHaveProperty('answer');
    expect(await kinds()).toEqual([]);
    await answerLater()(next());
    expect(await happened(conversation)).toMatchObject([
      { kind: 'message', text: 'run nightly_sales', message: next().message },
      { kind: 'answer', message: next().message, answer: { kind: 'result', follow: { run } } },
    ]);
  });

  it('is done and told once, though sent and delivered twice', async () => {
    const { send, next, answerLater, kinds, deeds, queued } = await sending();
    const { id } = await send('run nightly_sales');
    await answerLater()(next());
    expect(await send('run nightly_sales')).toMatchObject({ id, answer: { kind: 'result' } });
    await answerLater()(next());
    expect(queued).toHaveLength(1);
    expect(deeds()).toEqual(['runs.trigger']);
    expect(await kinds()).toEqual(['message', 'answer']);
  });

  it('is told again where whoever answered it died before telling', async () => {
    const { send, next, answerLater, storeOf, clock, conversation, kinds } = await sending();
    await send('help');
    const store = storeOf(kim);
    const [found, message] = [
      await store.find(conversation, clock.now),
      await store.findMessage(conversation, next().message),
    ];
    const answer = { ...given, text: 'Ask me anything.' };
    await store.finish(
      found ?? expect.fail('no conversation'),
      { ...(message ?? expect.fail('no message')), answer },
      undefined,
    );
    await answerLater()(next());
    await answerLater()(next());
    expect(await kinds()).toEqual(['answer']);
  });

  it('waits for whoever is answering it', async () => {
    const { send, next, answerLater, storeOf, clock, conversation } = await sending();
    await send('help');
    const store = storeOf(kim);
    const message = (await store.findMessage(conversation, next().message)) ?? expect.fail('no message');
    await store.takeOver(conversation, message, clock.now);
    await expect(answerLater()(next())).rejects.toThrow('somebody else');
    clock.now = new Date(clock.now.getTime() + minute);
    await answerLater()(next());
  });

  it('does nothing with a key that was revoked since, or may talk no more', async () => {
    const { send, next, answerLater, deeds, kinds } = await sending();
    await send('run nightly_sales');
    await answerLater(async () => {
      throw new DomainError('key.missing', 'The API key kim is revoked.');
    })(next());
    await answerLater(undefined, { ...kim, systems: [] })(next());
    expect(deeds()).toEqual([]);
    expect(await kinds()).toEqual([]);
  });

  it('is told what went wrong', async () => {
    const broken = () => {
      throw new Error('the cable is cut');
    };
    const { send, next, answerLater, happened, conversation } = await sending({ 'runs.trigger': broken });
    await send('run nightly_sales');
    await answerLater()(next());
    const last = (await happened(conversation)).at(-1);
    expect(last).toMatchObject({ kind: 'answer', answer: { kind: 'refused' } });
    expect(last?.text).toContain('It is not known');
    expect(last?.text).not.toContain('cable');
  });

  it('is not readable while it waits, nor in what happened', async () => {
    const { send, next, answerLater, happened, conversation } = await sending();
    await send('my password=hunter2hunter2 does not work');
    await answerLater()(next());
    expect(JSON.stringify([next(), await happened(conversation)])).not.toContain('hunter2');
  });

  it('is remembered by the runs that it starts', async () => {
    const { send, next, answerLater, follows, conversation } = await sending();
    await send('run nightly_sales');
    await answerLater()(next());
    expect(await follows.list(run)).toMatchObject([{ subject: kim.subject, conversation, message: next().message }]);
  });
});

describe('a question outside of a conversation', () => {
  const ask = (answers: Answers, question: string) => {
    const { shared, as, deeds } = start(answers);
    return askQuestion(shared)({ question, timeZone: 'UTC' }, as(kim)).then((answer) => ({
      ...answer,
      deeds: deeds(),
    }));
  };

  it('is answered by what an operation says', async () => {
    const answer = await ask({}, 'list workflows');
    expect(answer).toMatchObject({ kind: 'result', output: { items: [{ dagId: 'nightly_sales' }, {}] } });
    expect(answer.text).toBe(
      '2 workflows:\n- nightly_sales · live · company/sales\n- disk_report · live · company/sales',
    );
  });

  it('changes nothing, and tells how to', async () => {
    expect(await ask({}, 'run nightly_sales')).toMatchObject({
      kind: 'refused',
      text: expect.stringContaining('`navigator run nightly_sales`'),
      deeds: [],
    });
  });

  const hit = {
    id: 'p1',
    source: 'company/ops',
    kind: 'repository',
    title: 'Warehouse',
    text: 'Before anything else, tell people.\n\nTo restart the warehouse, call `warehousectl restart` on host wh-1.',
    highlights: [],
    provenance: { path: 'docs/warehouse.md', heading: 'Restarting' },
    score: 1,
  };

  it('is answered word for word from documents', async () => {
    const answer = await ask({ 'knowledge.search': () => ({ items: [hit] }) }, 'how do we restart the warehouse?');
    const quote = 'To restart the warehouse, call `warehousectl restart` on host wh-1.';
    expect(answer).toMatchObject({
      kind: 'answer',
      text: `“${quote}” (company/ops › docs/warehouse.md › Restarting)`,
      citations: [{ kind: 'document', source: 'company/ops', path: 'docs/warehouse.md', text: quote }],
    });
  });

  const refused = 'connection to warehouse:5432 refused';
  const failing: Answers = {
    'runs.list': ({ workflow: name }) => ({ items: [runOf(name, 'failed')] }),
    'executions.list': () => ({ items: [] }),
    'diagnoses.get': () => ({
      ...{ run, workflow: 'disk_report', repository: 'company/sales', state: 'failed' },
      failures: [
        {
          ...{ task: 'load', mapIndex: -1, try: 1, state: 'failed', kind: 'connection refused', confidence: 1 },
          lines: [{ task: 'load', mapIndex: -1, try: 1, line: 4, text: refused }],
        },
      ],
      neverRan: [],
      before: { runs: [], count: 0 },
      notes: [],
    }),
    'runs.logs': () => ({ items: [{ task: 'load', try: 1, line: 4, message: refused }] }),
  };

  it('about a workflow that nobody understood is answered by what its last failure says, and says so', async () => {
    const answer = await ask(failing, 'nobody likes the colours of disk_report');
    expect(answer).toMatchObject({ kind: 'answer', citations: [{ kind: 'log', text: refused }] });
    expect(answer.text).toMatch(/^I am not sure what you ask about disk_report\./);
    const never = { ...failing, 'runs.list': () => ({ items: [] }) };
    expect(await ask(never, 'nobody likes the colours of disk_report')).toMatchObject({
      kind: 'unknown',
    });
  });

  it('has no answer where nothing that was found says so', async () => {
    const found = { 'knowledge.search': () => ({ items: [hit] }) };
    expect(await ask(found, 'how do I bake sourdough bread?')).toMatchObject({
      kind: 'unknown',
      text: expect.stringContaining('I found nothing'),
      citations: [],
    });
  });

  it('says that knowledge cannot be searched, where that is so', async () => {
    expect(await ask({}, 'how do I bake sourdough bread?')).toMatchObject({
      kind: 'unknown',
      text: expect.stringContaining('cannot be searched just now'),
    });
  });
});

it('help lists only what the caller may do', async () => {
  const { as } = start();
  const reader: Principal = { ...kim, systems: [{ system: 'automatrix', level: 'read', resources: ['*'] }] };
  const { items } = await showHelp(catalogue)({}, as(reader));
  const ids = items.map(({ operation }) => operation);
  expect(ids).toContain('runs.list');
  expect(ids).not.toContain('runs.trigger');
  expect(ids).not.toContain('knowledge.search');
  expect(ids).not.toContain('chat.send');
});
