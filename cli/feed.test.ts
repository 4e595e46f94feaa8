import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { Answer, ClientFrame, ConversationEvent, ServerFrame } from '../functions/chat/contract.ts';
import { type Connect, FeedLost, openFeed } from './feed.ts';

const at = '2026-11-21T12:00:00.000Z';
const conversation = 'c-0123456789ab';
const answer: Answer = {
  ...{ kind: 'answer', text: 'Nothing is failing.', engine: 'offline', confidence: 1 },
  ...{ citations: [], suggestions: [], notes: [] },
};

const eventOf = (count: number, fields: Partial<ConversationEvent> = {}): ConversationEvent => ({
  ...{ cursor: String(count).padStart(10, '0'), at, kind: 'token', text: `text ${count}` },
  ...fields,
});
const frameOf = (event: ConversationEvent): ServerFrame => ({ type: 'event', conversation, event });

/** The other end, played by hand. `lines` are the connections so far. */
const playing = async ({ isAway = () => false }: { isAway?: (attempt: number) => boolean } = {}) => {
  const lines: { hear: (frame: ServerFrame | object) => void; end: () => void; sent: ClientFrame[] }[] = [];
  let attempt = 0;
  const connect: Connect = async ({ onText, onEnd }) => {
    attempt += 1;
    if (isAway(attempt)) {
      throw new Error('nobody answers');
    }
    const sent: ClientFrame[] = [];
    lines.push({ sent, hear: (frame) => onText(JSON.stringify(frame)), end: onEnd });
    return { send: (text) => sent.push(JSON.parse(text)), close: () => undefined };
  };
  const heard: string[] = [];
  const feed = await openFeed({
    ...{ connect, conversation, pause: async () => undefined },
    onEvent: ({ text }) => heard.push(text),
  });
  const line = (index = -1) => lines.at(index) ?? expect.fail('nobody connected');
  return { feed, heard, lines, line };
};

it('begins with what happened before', async () => {
  const { line } = await playing();
  expect(line().sent).toEqual([{ action: 'resume', conversation, after: '0000000000' }]);
});

it('hears each event once and in order, however they come', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray([1, 2, 3, 4, 5, 6], { minLength: 6 }),
      fc.array(fc.integer({ min: 1, max: 6 })),
      async (order, again) => {
        const { heard, line } = await playing();
        for (const count of [...order, ...again]) line().hear(frameOf(eventOf(count)));
        expect(heard).toEqual([1, 2, 3, 4, 5, 6].map((count) => `text ${count}`));
      },
    ),
  );
});

it('asks for what is missing, once at a time', async () => {
  const { heard, line } = await playing();
  line().hear({ type: 'resumed', conversation, next: '0000000000', more: false });
  line().hear(frameOf(eventOf(1)));
  line().hear(frameOf(eventOf(3)));
  line().hear(frameOf(eventOf(4)));
  expect(heard).toEqual(['text 1']);
  expect(line().sent.slice(1)).toEqual([{ action: 'resume', conversation, after: '0000000001' }]);
  line().hear(frameOf(eventOf(2)));
  expect(heard).toEqual(['text 1', 'text 2', 'text 3', 'text 4']);
});

it('goes on asking where there is more', async () => {
  const { line } = await playing();
  line().hear(frameOf(eventOf(1)));
  line().hear({ type: 'resumed', conversation, next: '0000000001', more: true });
  expect(line().sent.at(-1)).toEqual({ action: 'resume', conversation, after: '0000000001' });
});

it('asks again for what is missing, where asking for it failed', async () => {
  const { heard, line } = await playing();
  const problem = { type: 'x', title: 'Away', status: 503, detail: 'Nobody answers.', requestId: 'r7' };
  line().hear({ type: 'problem', problem });
  line().hear(frameOf(eventOf(2)));
  expect(line().sent.slice(1)).toEqual([{ action: 'resume', conversation, after: '0000000000' }]);
  line().hear(frameOf(eventOf(1)));
  expect(heard).toEqual(['text 1', 'text 2']);
});

it('puts a long event together', async () => {
  const { heard, line } = await playing();
  const json = JSON.stringify(eventOf(1, { text: 'a long text' }));
  const part = (index: number) =>
    ({
      type: 'part',
      conversation,
      cursor: '0000000001',
      index,
      count: 2,
      data: json.slice(index * 40, index ? undefined : 40),
    }) as const;
  line().hear(part(1));
  line().hear(part(0));
  expect(heard).toEqual(['a long text']);
});

it('goes on from the last event after the line broke, even if nobody answers at first', async () => {
  const { heard, line, lines } = await playing({ isAway: (attempt) => attempt === 2 });
  line().hear(frameOf(eventOf(1)));
  line().end();
  await expect.poll(() => lines.length).toBe(2);
  await expect.poll(() => line().sent).toEqual([{ action: 'resume', conversation, after: '0000000001' }]);
  line().hear(frameOf(eventOf(1)));
  line().hear(frameOf(eventOf(2)));
  expect(heard).toEqual(['text 1', 'text 2']);
});

describe('what is said', () => {
  const reference = 'reference-1';
  const accepted = { type: 'accepted', conversation, message: 'm-1', reference } as const;
  const answered = frameOf(eventOf(1, { kind: 'answer', message: 'm-1', answer }));

  it.each([
    ['after it was accepted', [accepted, answered]],
    ['before', [answered, accepted]],
  ] as const)('has its answer, though that comes %s', async (_when, frames) => {
    const { feed, line } = await playing();
    const said = feed.say({ text: 'what is failing?', reference });
    expect(line().sent.at(-1)).toEqual({ action: 'send', conversation, text: 'what is failing?', reference });
    for (const frame of frames) line().hear(frame);
    await expect(said).resolves.toEqual({ id: 'm-1', answer });
  });

  it('has its answer over another line, where the first one broke', async () => {
    const { feed, line, lines } = await playing();
    const said = feed.say({ text: 'what is failing?', reference });
    line().hear(accepted);
    line().end();
    await expect.poll(() => lines.length).toBe(2);
    line().hear(answered);
    await expect(said).resolves.toMatchObject({ id: 'm-1' });
  });

  it('is said again where nobody took it before the line broke', async () => {
    const { feed, line, lines } = await playing();
    const said = feed.say({ text: 'what is failing?', reference });
    line().end();
    await expect.poll(() => lines.length).toBe(2);
    const again = { action: 'send', conversation, text: 'what is failing?', reference };
    await expect.poll(() => line().sent).toContainEqual(again);
    line().hear(accepted);
    line().hear(answered);
    await expect(said).resolves.toMatchObject({ id: 'm-1' });
  });

  it('is asked for again where its answer does not come, as an event that is lost at the end leaves no gap', async () => {
    vi.useFakeTimers();
    try {
      const { feed, line } = await playing();
      const said = feed.say({ text: 'what is failing?', reference });
      const resume = { action: 'resume', conversation, after: '0000000000' };
      const again = { action: 'send', conversation, text: 'what is failing?', reference };
      await vi.advanceTimersByTimeAsync(10_000);
      expect(line().sent.slice(2)).toEqual([resume, again]);
      line().hear(accepted);
      await vi.advanceTimersByTimeAsync(19_999);
      expect(line().sent.slice(4)).toEqual([]);
      await vi.advanceTimersByTimeAsync(1);
      expect(line().sent.slice(4)).toEqual([resume]);
      line().hear(answered);
      await expect(said).resolves.toEqual({ id: 'm-1', answer });
      await vi.advanceTimersByTimeAsync(200_000);
      expect(line().sent).toHaveLength(5);
    } finally {
      vi.useRealTimers();
    }
  });

  it('is to be said otherwise where nobody answers for two minutes', async () => {
    vi.useFakeTimers();
    try {
      const { feed, line } = await playing();
      const said = feed.say({ text: 'what is failing?', reference }).catch((error: unknown) => error);
      await vi.advanceTimersByTimeAsync(120_000);
      expect(await said).toEqual(new FeedLost('what was said was not taken within 120 s'));
      const sent = line().sent.length;
      await vi.advanceTimersByTimeAsync(60_000);
      expect(line().sent).toHaveLength(sent);
    } finally {
      vi.useRealTimers();
    }
  });

  it('is refused in the words of the API', async () => {
    const { feed, line } = await playing();
    const said = feed.say({ text: 'what is failing?', reference });
    const problem = { type: 'x', title: 'Denied', status: 403, detail: 'You may not.', requestId: 'r7' };
    line().hear({ type: 'problem', reference, problem });
    await expect(said).rejects.toThrow('You may not.');
  });

  it('is to be said otherwise where API Gateway says that it could not hand a frame on', async () => {
    const { feed, line, lines } = await playing();
    const said = feed.say({ text: 'what is failing?', reference });
    line().hear({ message: 'Internal server error', connectionId: 'x', requestId: 'y' });
    line().end();
    await expect(said).rejects.toThrow(FeedLost);
    await expect(feed.say({ text: 'hello?', reference: 'reference-2' })).rejects.toThrow(FeedLost);
    expect(lines).toHaveLength(1);
  });

  it('is to be said otherwise where the line does not come back', async () => {
    const { feed, line } = await playing({ isAway: (attempt) => attempt > 1 });
    const said = feed.say({ text: 'what is failing?', reference });
    line().end();
    await expect(said).rejects.toThrow(FeedLost);
    await expect(feed.say({ text: 'hello?', reference: 'reference-2' })).rejects.toThrow(FeedLost);
  });
});
