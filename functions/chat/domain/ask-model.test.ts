import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { askAgain, circuitBreaker } from './ask-model.ts';
import { type Converse, ModelFailure, type ModelReply, type ModelRequest } from './model.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const reply: ModelReply = { text: 'fine', calls: [], usage: { input: 1, output: 1 } };
const request: ModelRequest = {
  instructions: '',
  messages: [],
  tools: [],
  maxTokens: 10,
  signal: new AbortController().signal,
};
const away = new ModelFailure('it answered 503', { isPassing: true });

/** A model that fails so often before it answers, and how often it was asked. */
const failing = (times: number, failure: Error = away) => {
  const asked = vi.fn<Converse>();
  for (let time = 0; time < times; time += 1) asked.mockRejectedValueOnce(failure);
  return asked.mockResolvedValue(reply);
};

/** A model of which nothing is heard. */
const silent = () =>
  vi.fn<Converse>(
    ({ signal }) =>
      new Promise((_, reject) => {
        const give = () => reject(new ModelFailure('it did not answer in time', { isPassing: true }));
        signal.addEventListener('abort', give, { once: true });
      }),
  );

const settled = async <T>(answer: Promise<T>): Promise<T> => {
  answer.catch(() => undefined);
  await vi.advanceTimersByTimeAsync(60_000);
  return answer;
};

describe('asking again', () => {
  it('is done up to three times after failures that may pass', async () => {
    const model = failing(3);
    expect(await settled(askAgain(model, () => 1)(request))).toEqual(reply);
    expect(model).toHaveBeenCalledTimes(4);
    await expect(settled(askAgain(failing(4), () => 1)(request))).rejects.toThrow('503');
  });

  it('waits longer each time, by chance', async () => {
    const model = failing(3);
    const answer = askAgain(model, () => 1)(request);
    await vi.advanceTimersByTimeAsync(299);
    expect(model).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(model).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(599);
    expect(model).toHaveBeenCalledTimes(2);
    await settled(answer);
  });

  it('is not done after a failure that stays', async () => {
    const model = failing(1, new ModelFailure('it answered 401', { isPassing: false }));
    await expect(settled(askAgain(model, () => 1)(request))).rejects.toThrow('401');
    expect(model).toHaveBeenCalledTimes(1);
  });

  it('is done where nothing is heard for five seconds, not where it only takes long', async () => {
    const quiet = silent();
    await expect(settled(askAgain(quiet, () => 1)(request))).rejects.toThrow('in time');
    expect(quiet).toHaveBeenCalledTimes(4);
    const slow = vi.fn<Converse>(async ({ beat, signal }) => {
      for (let piece = 0; piece < 4; piece += 1) {
        await new Promise((resolve) => setTimeout(resolve, 3_000));
        beat?.();
      }
      expect(signal.aborted).toBe(false);
      return reply;
    });
    expect(await settled(askAgain(slow, () => 1)(request))).toEqual(reply);
  });

  it('is not done once something was told, which would be told twice', async () => {
    const model = vi.fn<Converse>(async ({ tell }) => {
      tell?.('The ');
      throw away;
    });
    await expect(settled(askAgain(model, () => 1)({ ...request, tell: () => undefined }))).rejects.toThrow('503');
    expect(model).toHaveBeenCalledTimes(1);
  });

  it('ends with the time that there is', async () => {
    const model = silent();
    const signal = AbortSignal.any([new AbortController().signal]);
    const end = new AbortController();
    const answer = askAgain(model, () => 1)({ ...request, signal: AbortSignal.any([signal, end.signal]) });
    setTimeout(() => end.abort(), 7_000);
    await expect(settled(answer)).rejects.toThrow('in time');
    expect(model).toHaveBeenCalledTimes(2);
  });
});

describe('a model that failed four times in a row', () => {
  const fail = async (guarded: Converse) => {
    for (let time = 0; time < 4; time += 1) await expect(guarded(request)).rejects.toThrow('503');
  };

  it('is left alone, then tried by one, and asked again once it answers', async () => {
    let now = 0;
    const model = failing(5);
    const guarded = circuitBreaker(() => now)('a', model);
    await fail(guarded);
    await expect(guarded(request)).rejects.toThrow('left alone');
    expect(model).toHaveBeenCalledTimes(4);
    now = 31_000;
    const [first, second] = await Promise.allSettled([guarded(request), guarded(request)]);
    expect(first).toMatchObject({ status: 'rejected', reason: { message: 'it answered 503' } });
    expect(second).toMatchObject({ status: 'rejected', reason: { message: expect.stringContaining('left alone') } });
    now = 62_000;
    expect(await guarded(request)).toEqual(reply);
    expect(await guarded(request)).toEqual(reply);
  });

  it('is not another', async () => {
    const breaker = circuitBreaker(() => 0);
    await fail(breaker('a', failing(4)));
    expect(await breaker('b', failing(0))(request)).toEqual(reply);
  });
});
