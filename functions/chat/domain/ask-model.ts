import { type Converse, ModelFailure, type ModelReply, type ModelRequest } from './model.ts';

/** Times that a request is made again. */
const retries = 3;

/** Milliseconds without a sign of life after which a model counts as timed out. */
const patience = 5_000;

/** Milliseconds waited at most before the first retry; twice as long before each further one. */
const backOff = 300;

/** Failures in a row after which a model is left alone, and for how many milliseconds. */
const mostFailures = retries + 1;
const rest = 30_000;

/** Asks once, and gives up when nothing is heard for too long. */
const askOnce = async (converse: Converse, request: ModelRequest): Promise<ModelReply> => {
  const silence = new AbortController();
  const give = () => silence.abort();
  let timer = setTimeout(give, patience);
  const beat = () => {
    clearTimeout(timer);
    timer = setTimeout(give, patience);
  };
  try {
    return await converse({ ...request, signal: AbortSignal.any([request.signal, silence.signal]), beat });
  } finally {
    clearTimeout(timer);
  }
};

const pause = (time: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, time);
    signal.addEventListener('abort', end, { once: true });
  });

/**
 * Asks again, up to three times, what timed out or failed in passing, after longer and longer random waits. Not once a
 * piece of the answer was told, which would be told twice, nor after the request was ended.
 */
export const askAgain =
  (converse: Converse, random: () => number): Converse =>
  async (request) => {
    let hasTold = false;
    const tell =
      request.tell &&
      ((piece: string) => {
        hasTold = true;
        request.tell?.(piece);
      });
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await askOnce(converse, { ...request, tell });
      } catch (error) {
        const mayPass = error instanceof ModelFailure && error.isPassing && !hasTold && attempt < retries;
        if (!mayPass) {
          throw error;
        }
        await pause(random() * backOff * 2 ** attempt, request.signal);
        if (request.signal.aborted) {
          throw error;
        }
      }
    }
  };

interface Health {
  readonly failures: number;
  /** Until when it is left alone, in milliseconds. */
  readonly restsUntil: number;
}

/** Models that a worker remembers. */
const remembered = 500;

/**
 * Leaves a model alone for half a minute after four failures in a row; then one request tries it. Each worker learns
 * that by itself, which costs it one slow message and no message a write.
 */
export const circuitBreaker = (now: () => number = Date.now) => {
  const models = new Map<string, Health>();

  const note = (model: string, health: Health | undefined): void => {
    models.delete(model);
    if (health) {
      if (models.size >= remembered) {
        models.clear();
      }
      models.set(model, health);
    }
  };

  return (model: string, converse: Converse): Converse =>
    async (request) => {
      const { failures = 0, restsUntil = 0 } = models.get(model) ?? {};
      if (failures >= mostFailures) {
        if (now() < restsUntil) {
          throw new ModelFailure('it has failed repeatedly and is left alone for half a minute', { isPassing: false });
        }
        // Whoever comes while this one tries is turned away.
        note(model, { failures, restsUntil: now() + rest });
      }
      try {
        const reply = await converse(request);
        note(model, undefined);
        return reply;
      } catch (error) {
        const { failures: before = 0 } = models.get(model) ?? {};
        note(model, { failures: before + 1, restsUntil: now() + rest });
        throw error;
      }
    };
};
