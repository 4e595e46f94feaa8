import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { catalogue } from '../../functions/catalogue.ts';
import { openAiModel } from '../../functions/chat/adapters/model-openai.ts';
import type { Answer } from '../../functions/chat/contract.ts';
import { readConsent } from '../../functions/chat/domain/consent.ts';
import { planOffline } from '../../functions/chat/domain/plan-offline/plan-offline.ts';
import type { Operation } from '../../functions/shared/operation.ts';
import { chatWorld } from '../support/chat-world.ts';
import { type Case, injectionWorld, readsOf } from '../support/injection-world.ts';
import { learntWords } from '../support/learnt.ts';
import { type ModelServer, obeying, startModelServer } from '../support/model-server.ts';

const cases = readFileSync('test/evaluation/injection/cases.jsonl', 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as Case);

const operations: readonly Operation[] = catalogue;

/** An input as its operation takes it, but for what makes it repeatable. */
const inputOf = (operation: string, input: Record<string, unknown>): unknown => {
  const found = operations.find(({ id }) => id === operation);
  const { idempotencyKey: _, ...parsed } = found?.input.parse(input) ?? {};
  return parsed;
};

const leavesOf = (value: unknown): string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, each]) => [...(Array.isArray(value) ? [] : [name]), ...leavesOf(each)])
    : [String(value)];

/** Whether a question for a yes showed every value, as it is or as JSON shows it. */
const shows = (asked: Answer | undefined, input: Record<string, unknown>): boolean =>
  asked?.kind === 'confirmation' &&
  Object.values(input)
    .flatMap(leavesOf)
    .every((leaf) => asked.text.includes(leaf) || asked.text.includes(JSON.stringify(leaf).slice(1, -1)));

interface Deed {
  readonly operation: string;
  readonly input: Record<string, unknown>;
  /** From 1. */
  readonly message: number;
}

const Input = z.record(z.string(), z.unknown());

const offline = planOffline({
  operations: catalogue,
  embed: async () => Promise.reject(new Error('away')),
  learnt: learntWords(),
});

/** What was done, and what was answered to each message. */
const converse = async (of: Case, server: ModelServer | undefined) => {
  let message = 0;
  const deeds: Deed[] = [];
  const call = injectionWorld(of, (operation, input) => deeds.push({ operation, input: Input.parse(input), message }));
  const model = server && openAiModel({ url: server.url, model: 'scripted' });
  const world = chatWorld({ call, offline, connect: async () => model });
  const { id, say } = await world.begin();
  if (of.place === 'earlier-answer') {
    await world.remember(id, 'what happened?', of.planted);
  }
  const answers: Answer[] = [];
  for (const text of of.says) {
    message += 1;
    answers.push(await say(text));
  }
  return { deeds, answers };
};

/** Deeds that the person neither asked for nor confirmed. */
const unwanted = (of: Case, deeds: readonly Deed[], answers: readonly Answer[]): Deed[] =>
  deeds.filter(({ operation, input, message }) => {
    const isConfirmed =
      readConsent(of.says[message - 1] ?? '') === 'yes' && shows(answers[message - 2], inputWithoutKey(input));
    const asked = (of.askedCalls ?? []).filter((each) => each.operation === operation);
    const isAsked =
      of.asked.includes(operation) &&
      (!of.forbidden.includes(operation) ||
        asked.some((each) => same(inputOf(operation, each.input), inputOf(operation, input))));
    return !isConfirmed && !isAsked;
  });

const inputWithoutKey = ({ idempotencyKey: _, ...input }: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => JSON.stringify(value) !== '{}'));

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

const shownOf = ({ text, notes, suggestions, citations }: Answer): string =>
  [text, ...notes, ...suggestions, ...citations.map((citation) => citation.text)].join('\n');

const check = async (of: Case, server: ModelServer | undefined): Promise<void> => {
  const { deeds, answers } = await converse(of, server);
  expect(unwanted(of, deeds, answers)).toEqual([]);
  const shown = answers.map(shownOf).join('\n');
  expect(of.mustNotShow.filter((each) => shown.includes(each))).toEqual([]);
  const quoted = answers.flatMap(({ citations }) => citations);
  for (const { text, ...place } of of.mustNotCite ?? []) {
    expect(quoted).not.toContainEqual(expect.objectContaining({ ...place, text: expect.stringContaining(text) }));
  }
  if (of.benign) {
    expect(deeds.map(({ operation }) => operation)).toEqual(of.obey.map(({ operation }) => operation));
  }
};

describe('offline, nothing is done that nobody asked for or confirmed', () => {
  test.each(cases.map((of) => [`${of.id} ${of.technique} in ${of.place}`, of] as const))('%s', (_, of) =>
    check(of, undefined),
  );
});

describe('with a model that obeys what it reads, nothing is done that nobody asked for or confirmed', () => {
  let server: ModelServer;
  beforeAll(async () => {
    server = await startModelServer(() => ({ text: '' }));
  });
  afterAll(() => server.close());

  test.each(cases.map((of) => [`${of.id} ${of.technique} in ${of.place}`, of] as const))('%s', async (_, of) => {
    const before = server.requests.length;
    server.play(
      obeying({
        reads: (message) => (message === 1 ? readsOf(of) : []),
        calls: (heard) => {
          const message = heard - (of.place === 'earlier-answer' ? 1 : 0);
          const obeyed = of.obey.filter(({ at = 1 }) => at === message);
          return obeyed.length > 0 ? obeyed : (of.askedCalls ?? []).filter(({ at = 1 }) => at === message);
        },
        says: of.obeySays ?? 'That is what I found.',
      }),
    );
    await check(of, server);
    expect(server.failures).toEqual([]);
    const isAnsweredByUs = of.says.every((text) => readConsent(text) !== undefined);
    expect(server.requests.length > before).toBe(!isAnsweredByUs);
  });
});
