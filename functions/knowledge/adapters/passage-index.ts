import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, errors } from '@opensearch-project/opensearch';
import * as z from 'zod';
import { DomainError } from '../../shared/errors.ts';
import { System } from '../../shared/principal.ts';
import { Provenance, SourceKind, SourceName } from '../contract.ts';
import type { FoundPassage, Passage } from '../domain/passage.ts';
import { passageIndexBody, vectorField } from './passage-index-mapping.ts';
import { indexNames } from './passage-index-names.ts';
import { fittedRanking, type Question, type Ranking, searchBody, type subQueries } from './passage-index-query.ts';
import { ask, busy, patience } from './passage-index-requests.ts';

export type { Question } from './passage-index-query.ts';
export { openSearchClient, searchVariables } from './passage-index-requests.ts';

/** A passage with the direction of its meaning. */
export interface EmbeddedPassage extends Passage {
  readonly vector: Float32Array;
}

/** A document of one tenant, by its key in the document bucket. */
export interface DocumentAddress {
  readonly tenant: string;
  readonly document: string;
}

/** The index of passages. Everything throws `upstream.unavailable` while OpenSearch does not answer. */
export interface PassageIndex {
  /** Puts or replaces these passages. */
  readonly index: (passages: readonly EmbeddedPassage[]) => Promise<void>;
  /** Ids of a document's passages in the index that is written to. */
  readonly findIds: (address: DocumentAddress) => Promise<Set<string>>;
  /**
   * Removes a document's passages but these of the index that is written to, also those in an older one, and makes those
   * that were put searchable. Answers how many were removed.
   */
  readonly removeStale: (address: DocumentAddress, keep: readonly string[]) => Promise<number>;
  readonly search: (question: Question) => Promise<FoundPassage[]>;
}

const StoredPassage = z.object({
  id: z.string(),
  tenant: z.string(),
  document: z.string(),
  kind: SourceKind,
  source: SourceName,
  access: z.object({ system: System, resource: z.string() }),
  title: z.string(),
  text: z.string(),
  provenance: Provenance,
});

const SearchAnswer = z.object({
  hits: z.object({
    hits: z.array(
      z.object({
        _score: z.number(),
        _source: StoredPassage,
        /** What each sub-query says of it. */
        matched_queries: z.record(z.string(), z.number()).default({}),
      }),
    ),
  }),
});

const IdsAnswer = z.object({
  hits: z.object({ hits: z.array(z.object({ _id: z.string(), _index: z.string(), sort: z.array(z.unknown()) })) }),
});

const Outcome = z.object({ status: z.number().int(), error: z.object({ type: z.string() }).optional() });
const BulkAnswer = z.object({
  items: z.array(
    z.union([
      z.object({ index: Outcome }).transform(({ index }) => index),
      z.object({ delete: Outcome }).transform((item) => item.delete),
    ]),
  ),
});

/** Passages in one request, about a megabyte. */
const bulkSize = 100;
/** Ids in one answer. */
const idPage = 5_000;
/** Pauses in milliseconds before that is sent again for which OpenSearch had no room. */
const patientPauses = [200, 1_000, 4_000];

export interface PassageIndexContext {
  readonly client: Client;
  /** First part of the index's name. @default passages */
  readonly prefix?: string;
  readonly pauses?: readonly number[];
  /** @default the fitted one */
  readonly ranking?: Ranking;
}

/** A change of one passage in one index. */
type Change = { readonly put: EmbeddedPassage } | { readonly remove: string };

/** A passage in one of the indices that are searched. */
interface Place {
  readonly id: string;
  readonly index: string;
}

const linesOf = (change: Change): object[] => {
  if ('remove' in change) {
    return [{ delete: { _id: change.remove } }];
  }
  const { vector, ...passage } = change.put;
  return [{ index: { _id: passage.id } }, { ...passage, [vectorField]: [...vector] }];
};

const toFound = ({ hits: { hits } }: z.infer<typeof SearchAnswer>): FoundPassage[] => {
  const scoreOf = ({ matched_queries: scores }: (typeof hits)[number], name: keyof typeof subQueries) =>
    scores[name] ?? 0;
  const bestWords = Math.max(...hits.map((hit) => scoreOf(hit, 'words')));
  return hits.map((hit) => ({
    passage: hit._source,
    score: hit._score,
    words: bestWords > 0 ? scoreOf(hit, 'words') / bestWords : 0,
    // Lucene's score of a neighbour is (1 + cosine) / 2.
    meaning: Math.max(0, 2 * scoreOf(hit, 'meaning') - 1),
  }));
};

const isMissing = (error: { type: string } | undefined): boolean => error?.type === 'index_not_found_exception';

/**
 * Passages in OpenSearch. Each model and mapping has an index of its own, which is made when the first passage comes; all of
 * them are searched, and what is taken in moves to the newest.
 */
export const passageIndex = ({
  client,
  prefix = 'passages',
  pauses = patientPauses,
  ranking = fittedRanking,
}: PassageIndexContext): PassageIndex => {
  const { served, written, current } = indexNames(prefix);
  const writing = { requestTimeout: patience.write };

  const createIndex = async (): Promise<void> => {
    try {
      const body = { ...passageIndexBody, aliases: { [written]: {}, [served]: {} } };
      await client.transport.request({ method: 'PUT', path: `/${current}`, body }, writing);
      // Indices from before there was this alias are searched on.
      await client.transport.request({ method: 'PUT', path: `/${prefix}-*/_alias/${served}` }, writing);
    } catch (error) {
      const isThere =
        error instanceof errors.ResponseError && error.body?.error?.type === 'resource_already_exists_exception';
      if (!isThere) {
        throw error;
      }
    }
  };

  /** Sends changes once; answers those to send again. */
  const send = async (index: string, changes: readonly Change[]): Promise<readonly Change[]> => {
    // Without `require_alias` a missing index would be made up from what is sent.
    const request = { index, require_alias: index === written, body: changes.flatMap(linesOf) };
    const { body } = await client.bulk(request, writing);
    const { items } = BulkAnswer.parse(body);
    const failed = items.filter(({ error }) => error);
    if (failed.some(({ error }) => isMissing(error))) {
      if (index !== written) {
        return [];
      }
      await createIndex();
      return changes;
    }
    const refused = failed.find(({ status }) => !busy.includes(status));
    if (refused) {
      throw new Error(`OpenSearch refused a passage: ${refused.error?.type}`);
    }
    return changes.filter((_change, position) => items[position]?.error);
  };

  const sendAll = async (index: string, changes: readonly Change[]): Promise<void> => {
    let left = await send(index, changes);
    for (const pause of pauses) {
      if (left.length === 0) {
        return;
      }
      await sleep(pause);
      left = await send(index, left);
    }
    if (left.length > 0) {
      throw new DomainError(
        'upstream.unavailable',
        'The search index has no room at the moment. Try again in a minute.',
      );
    }
  };

  const change = async (index: string, changes: readonly Change[]): Promise<void> => {
    for (let start = 0; start < changes.length; start += bulkSize) {
      await ask(() => sendAll(index, changes.slice(start, start + bulkSize)));
    }
  };

  /** Asks the indices behind an alias; one that does not exist yet is an empty one. */
  const post = async (
    alias: string,
    path: string,
    body?: object,
    querystring: object = { ignore_unavailable: true },
  ): Promise<unknown> => {
    const request = { method: 'POST', path: `/${alias}/${path}`, querystring, body };
    const answer = await ask(() => client.transport.request(request));
    return answer.body;
  };

  const findPlaces = async (alias: string, { tenant, document }: DocumentAddress): Promise<Place[]> => {
    const places: Place[] = [];
    let after: readonly unknown[] | undefined;
    do {
      const body = {
        size: idPage,
        _source: false,
        query: { bool: { filter: [{ term: { tenant } }, { term: { document } }] } },
        sort: ['id', '_index'],
        ...(after === undefined ? {} : { search_after: after }),
      };
      const { hits } = IdsAnswer.parse(await post(alias, '_search', body)).hits;
      places.push(...hits.map(({ _id: id, _index: index }) => ({ id, index })));
      after = hits.length === idPage ? hits.at(-1)?.sort : undefined;
    } while (after !== undefined);
    return places;
  };

  return {
    index: (passages) =>
      change(
        written,
        passages.map((put) => ({ put })),
      ),
    findIds: async (address) => new Set((await findPlaces(written, address)).map(({ id }) => id)),
    removeStale: async (address, keep) => {
      await post(served, '_refresh');
      const kept = new Set(keep);
      const places = await findPlaces(served, address);
      const stale = places.filter(({ id, index }) => index !== current || !kept.has(id));
      for (const [index, of] of Map.groupBy(stale, (place) => place.index)) {
        await change(
          index,
          of.map(({ id }) => ({ remove: id })),
        );
      }
      if (stale.length > 0) {
        await post(served, '_refresh');
      }
      return stale.length;
    },
    search: async (question) => {
      const asked = { ignore_unavailable: true, include_named_queries_score: true };
      return toFound(SearchAnswer.parse(await post(served, '_search', searchBody(question, ranking), asked)));
    },
  };
};
