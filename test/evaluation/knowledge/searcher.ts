import {
  openSearchClient,
  type PassageIndex,
  passageIndex,
} from '../../../functions/knowledge/adapters/passage-index.ts';
import type { Ranking } from '../../../functions/knowledge/adapters/passage-index-query.ts';
import type { TextModel } from '../../../functions/knowledge/adapters/text-model.ts';
import { searchKnowledge } from '../../../functions/knowledge/operations/search-knowledge.ts';
import type { Grant } from '../../../functions/shared/principal.ts';
import { type Collection, type JudgedQuery, tenant as ownTenant } from './collection.ts';

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
  await index.removeStale({ tenant: ownTenant, document: 'none' }, []);
};

interface Asking {
  /** Passages of each search. */
  readonly limit: number;
  /** @default the tenant of the collection */
  readonly tenant?: string;
}

/** Searches as the API does: by words alone as where the model is away, and by meaning alone. */
export const searcher = (
  index: Pick<PassageIndex, 'search'>,
  model: TextModel,
  { limit, tenant = ownTenant }: Asking,
): Search => {
  const implementations = {
    words: searchKnowledge({ index, embed: async () => [] }),
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

/** The index of passages in the OpenSearch at this address. */
export const indexAt = (url: string, ranking?: Ranking): PassageIndex =>
  passageIndex({ client: openSearchClient({ url, region: 'eu-central-1' }), ranking });

/** Ids of judged passages, best first. Pieces of one count once, where the best of them stands. */
export const rankJudged = async (
  search: Search,
  { judgedIds }: Pick<Collection, 'judgedIds'>,
  { text }: JudgedQuery,
  way: Way,
): Promise<string[]> => [...new Set((await search(text, way)).map((id) => judgedIds.get(id) ?? id))];
