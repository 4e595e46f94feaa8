import { expect, test } from 'vitest';
import { DomainError } from '../../shared/errors.ts';
import type { Call } from '../../shared/serve-operations.ts';
import type { Question } from '../adapters/passage-index.ts';
import { searchKnowledge as operation } from '../contract.ts';
import { type FoundPassage, makePassage } from '../domain/passage.ts';
import { searchKnowledge } from './search-knowledge.ts';

const vector = new Float32Array([1, 0]);

const found = (text: string, score: number): FoundPassage => ({
  passage: makePassage({
    tenant: 'acme',
    document: 'acme/runs/runs/n-1.jsonl',
    kind: 'runs',
    source: 'runs',
    access: { system: 'automatrix', resource: 'company/sales' },
    title: 'nightly',
    text,
    position: `${score}`,
    provenance: { run: 'n-1', line: 41 },
  }),
  score,
  words: score,
  meaning: 0.41234,
});

const call: Call = {
  principal: {
    tenant: 'acme',
    subject: { kind: 'user', id: 'kim' },
    systems: [{ system: 'relaycore', level: 'read', resources: ['runbooks'] }],
    roles: [],
  },
  principalToken: 'token',
  authorise: () => {},
  now: () => new Date('2026-03-01T00:00:00Z'),
  requestId: 'r1',
};

const makeWorld = (passages: readonly FoundPassage[] = []) => {
  const questions: Question[] = [];
  const fault: { embed?: Error; search?: Error } = {};
  const search = searchKnowledge({
    index: {
      search: async (question) => {
        questions.push(question);
        if (fault.search) {
          throw fault.search;
        }
        return [...passages];
      },
    },
    embed: async (texts) => {
      if (fault.embed) {
        throw fault.embed;
      }
      return texts.map(() => vector);
    },
  });
  const ask = (input: Record<string, unknown>) => search(operation.input.parse(input), call);
  return { ask, questions, fault };
};

test('asks for what the caller of this tenant may see, by words and by meaning', async () => {
  const { ask, questions } = makeWorld();
  const filter = { source: 'runs', workflow: 'nightly', run: 'n-1', task: 'load', since: '2026-01-01T00:00:00Z' };
  await ask({ query: ' refused ', ...filter });
  expect(questions).toEqual([
    { tenant: 'acme', grants: call.principal.systems, words: 'refused', vector, limit: 40, ...filter },
  ]);
});

test('answers the best passages with where they stand, each text once', async () => {
  const { ask } = makeWorld([found('slow', 0.2), found('refused', 0.9), found('refused', 0.5), found('away', 0.4)]);
  const { items } = await ask({ query: 'refused', limit: 2 });
  expect(operation.output.parse({ items })).toEqual({ items });
  expect(items.map(({ text }) => text)).toEqual(['refused', 'away']);
  expect(items[0]).toMatchObject({
    highlights: ['«refused»'],
    provenance: { run: 'n-1', line: 41 },
    source: 'runs',
  });
  expect(items[0]?.why).toEqual({ words: 0.9, meaning: 0.412, recency: 0, terms: ['refused'], alike: 1 });
});

test('puts a decision that no longer holds behind one as good that does', async () => {
  const decided = (text: string, status: 'accepted' | 'superseded', score: number): FoundPassage => {
    const { passage, ...one } = found(text, score);
    const decision = { number: 4, status, supersededBy: status === 'superseded' ? 9 : undefined };
    return { ...one, passage: { ...passage, provenance: { ...passage.provenance, decision } } };
  };
  const { ask } = makeWorld([decided('queues', 'superseded', 1), decided('streams', 'accepted', 0.9)]);
  const { items } = await ask({ query: 'messages' });
  expect(items.map(({ text, provenance }) => [text, provenance.decision?.supersededBy])).toEqual([
    ['streams', undefined],
    ['queues', 9],
  ]);
});

test('nothing found is an answer', async () => {
  expect(await makeWorld().ask({ query: 'unheard of' })).toEqual({ items: [] });
});

test('searches by words alone while the model does not answer', async () => {
  const { ask, questions, fault } = makeWorld([found('refused', 1)]);
  fault.embed = new DomainError('upstream.unavailable', 'away');
  expect((await ask({ query: 'refused' })).items).toHaveLength(1);
  expect(questions[0]?.vector).toBeUndefined();
});

test('does not hide a fault of our own behind a search by words', async () => {
  const { ask, fault } = makeWorld();
  fault.embed = new Error('another model');
  await expect(ask({ query: 'refused' })).rejects.toThrow('another model');
});

test('says so while the index does not answer', async () => {
  const { ask, fault } = makeWorld();
  fault.search = new DomainError('upstream.unavailable', 'The search index does not answer.');
  await expect(ask({ query: 'refused' })).rejects.toMatchObject({ code: 'upstream.unavailable' });
});
