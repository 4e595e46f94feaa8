import type { TenantStore } from '../../shared/tenant-store.ts';
import { Execution } from '../contract.ts';
import { Entry, showEntry } from '../domain/entry.ts';
import { placeOf } from '../domain/place.ts';

const entries = 'entry';
/** What is shown of each entry once more, by place: in one list of all, and in one for each name. */
const all = 'time';
const named = (name: string): string => `name#${name}`;

interface Range {
  /** Only what is in front of this place. */
  readonly before: string | undefined;
  readonly name?: string | undefined;
  /** How many to read at a time; those after the last one taken were read in vain. */
  readonly atOnce: number;
}

/** The capability's table for one tenant: the ledger by id, by time and by name. */
export const executionStore = (store: TenantStore) => ({
  find: async (id: string): Promise<Entry | undefined> => {
    const item = await store.get(entries, id);
    return item && Entry.parse(item);
  },

  /** Puts an entry in the place of the one it was made from; false: that has changed. */
  replace: (before: Entry | undefined, after: Entry): Promise<boolean> => {
    const condition = before
      ? { expression: 'revision = :revision', values: { ':revision': before.revision } }
      : { expression: 'attribute_not_exists(pk)' };
    const shown = showEntry(after);
    const lists = shown ? [all, named(shown.name)].map((partition) => ({ partition, execution: shown })) : [];
    return store.transact([
      { put: { partition: entries, sk: after.id, item: after, condition } },
      ...lists.map(({ partition, execution }) => ({ put: { partition, sk: placeOf(execution), item: execution } })),
    ]);
  },

  /** Executions one after the other, newest first. */
  newestFirst: async function* ({ before, name, atOnce }: Range): AsyncGenerator<Execution> {
    let cursor: string | undefined;
    do {
      const { items, next } = await store.query(name === undefined ? all : named(name), {
        before,
        newestFirst: true,
        limit: atOnce,
        cursor,
      });
      yield* items.map((item) => Execution.parse(item));
      cursor = next;
    } while (cursor !== undefined);
  },
});
export type ExecutionStore = ReturnType<typeof executionStore>;
