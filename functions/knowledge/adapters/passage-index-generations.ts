import type { Client } from '@opensearch-project/opensearch';
import * as z from 'zod';
import { indexNames } from './passage-index-names.ts';
import { ask, patience } from './passage-index-requests.ts';

/** How much of a tenant's knowledge is in the index of the present model and mapping. */
export interface Generations {
  readonly passages: number;
  /** Of them, in an older index. */
  readonly behind: number;
}

/** What became of the older indices. */
export interface Retirement {
  /** They held nothing any more. */
  readonly retired: readonly string[];
  /** They still hold passages, of whatever tenant. */
  readonly kept: readonly string[];
}

/** The indices of older models and mappings, as long as they hold passages. */
export interface PassageGenerations {
  readonly count: (tenant: string) => Promise<Generations>;
  /** Documents with passages in an older index, by their keys in order; `after` a key, or up to one (`until`). */
  readonly findBehind: (
    tenant: string,
    page: { readonly after?: string; readonly until?: string; readonly limit: number },
  ) => Promise<string[]>;
  /** Removes each older index that is empty, by one change of the alias; what it is asked to write meanwhile is refused. */
  readonly retireEmpty: () => Promise<Retirement>;
}

const CountAnswer = z.object({
  hits: z.object({ total: z.object({ value: z.number().int() }) }),
  aggregations: z.object({ behind: z.object({ doc_count: z.number().int() }) }).optional(),
});
const DocumentsAnswer = z.object({
  aggregations: z
    .object({ documents: z.object({ buckets: z.array(z.object({ key: z.object({ document: z.string() }) })) }) })
    .optional(),
});
const AliasesAnswer = z.record(z.string(), z.unknown());
const Count = z.object({ count: z.number().int() });

/** Of the indices behind the alias that is searched, those of older models and mappings. */
export const passageGenerations = ({
  client,
  prefix = 'passages',
}: {
  readonly client: Client;
  /** First part of the indices' names. @default passages */
  readonly prefix?: string;
}): PassageGenerations => {
  const { served, current } = indexNames(prefix);

  const request = async (method: string, path: string, body?: object, querystring?: object): Promise<unknown> => {
    const answer = await ask(() =>
      client.transport.request({ method, path: `/${path}`, body, querystring }, { requestTimeout: patience.write }),
    );
    return answer.body;
  };

  const search = (body: object): Promise<unknown> =>
    request('POST', `${served}/_search`, { size: 0, ...body }, { ignore_unavailable: true });

  const isBehind = { bool: { must_not: [{ term: { _index: current } }] } };

  const isEmpty = async (index: string): Promise<boolean> => {
    await request('POST', `${index}/_refresh`);
    return Count.parse(await request('POST', `${index}/_count`)).count === 0;
  };

  const setWritable = (index: string, isWritable: boolean): Promise<unknown> =>
    request('PUT', `${index}/_settings`, { index: { blocks: { write: !isWritable } } });

  return {
    count: async (tenant) => {
      const { hits, aggregations } = CountAnswer.parse(
        await search({
          track_total_hits: true,
          query: { bool: { filter: [{ term: { tenant } }] } },
          aggs: { behind: { filter: isBehind } },
        }),
      );
      return { passages: hits.total.value, behind: aggregations?.behind.doc_count ?? 0 };
    },

    findBehind: async (tenant, { after, until, limit }) => {
      const { aggregations } = DocumentsAnswer.parse(
        await search({
          query: {
            bool: { filter: [{ term: { tenant } }, isBehind, { range: { document: { gt: after, lte: until } } }] },
          },
          aggs: {
            documents: { composite: { size: limit, sources: [{ document: { terms: { field: 'document' } } }] } },
          },
        }),
      );
      return aggregations?.documents.buckets.map(({ key }) => key.document) ?? [];
    },

    retireEmpty: async () => {
      const behind = await request('GET', `${served}/_alias`, undefined, { ignore_unavailable: true });
      const older = Object.keys(AliasesAnswer.parse(behind)).filter((index) => index !== current);
      const retired: string[] = [];
      for (const index of older) {
        // Whoever still writes to it, as during a deployment, does so before it is counted or not at all.
        await setWritable(index, false);
        if (await isEmpty(index)) {
          await request('DELETE', index);
          retired.push(index);
        } else {
          await setWritable(index, true);
        }
      }
      return { retired, kept: older.filter((index) => !retired.includes(index)) };
    },
  };
};
