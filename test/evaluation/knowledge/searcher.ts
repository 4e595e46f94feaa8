import {
  openSearchClient,
  type PassageIndex,
  passageIndex,
} from '../../../functions/knowledge/adapters/passage-index.ts';
import type { TextModel } from '../../../functions/knowledge/adapters/text-model.ts';
import { searchKnowledge } from '../../../functions/knowledge/operations/search-knowledge.ts';
import { DomainError } from '../../../functions/shared/errors.ts';
import type { Grant } from '../../../functions/shared/principal.ts';
import type { Collection } from './collection.ts';
import { tenant } from './collection.ts';

/** Passages that are embedded and put at once. */
const batchSize = 500;

const everything: readonly Grant[] = [
  { system: 'automatrix', level: 'read', resources: ['*'] },
  { system: 'relaycore', level: 'read', resources: ['*'] },
];

/** By what is searched. */
export const ways = ['words', 'meaning', 'both'] as const;
export type Way = (typeof ways)[number];

/** Ids of what was found, best first. */
export type Search = (query: string, way: Way) => Promise<string[]>;

const now = () => new Date('2026-11-22T00:00:00Z');

/** Puts the pieces of a collection into the index, as ingestion does. */
export const fillIndex = async (
  index: PassageIndex,
  model: TextModel,
  { pieces }: Pick<Collection, 'pieces'>,
): Promise<void> => {
  for (let start = 0; start < pieces.length; start += batchSize) {
    const batch = pieces.slice(start, start + batchSize);
    const vectors = await model(batch.map(({ meaning }) => meaning));
    await index.index(
      batch.flatMap(({ passage }, at) => {
        const vector = vectors[at];
        return vector ? [{ ...passage, vector }] : [];
      }),
    );
  }
  await index.removeStale({ tenant, document: 'none' }, []);
};

/** Searches as the API does for so many passages: by words alone as where the model is away, and by meaning alone. */
export const searcher = (index: Pick<PassageIndex, 'search'>, model: TextModel, limit: number): Search => {
  const silent = async (): Promise<Float32Array[]> => {
    throw new DomainError('upstream.unavailable', 'There is no model.');
  };
  const implementations = {
    words: searchKnowledge({ index, embed: silent }),
    meaning: searchKnowledge({
      index: { search: (question) => index.search({ ...question, words: undefined }) },
      embed: model,
    }),
    both: searchKnowledge({ index, embed: model }),
  };
  const call = {
    principal: { tenant, subject: { kind: 'user' as const, id: 'judge' }, systems: [...everything], roles: [] },
    principalToken: '',
    authorise: () => {},
    now,
    requestId: 'evaluation',
  };
  return async (query, way) => (await implementations[way]({ query, limit }, call)).items.map(({ id }) => id);
};

export const indexAt = (url: string): PassageIndex =>
  passageIndex({ client: openSearchClient({ url, region: 'eu-central-1' }) });
