import type {
  Change,
  Condition,
  Directory,
  Item,
  TenantStore,
  TenantWrite,
} from '../../functions/shared/tenant-store.ts';

/** A tenant's store in memory, one step for each call. It knows `attribute_exists`, `attribute_not_exists`, `=` and `<`, joined by AND. */
export interface MemoryStore extends TenantStore {
  readonly directory: Directory;
}

type Items = Map<string, Item>;

const holds = (condition: Condition | undefined, item: Item | undefined): boolean =>
  (condition?.expression.split(' AND ') ?? []).every((term) => {
    const call = /^(attribute_exists|attribute_not_exists)\((\w+)\)$/.exec(term);
    if (call) {
      const [, name, attribute = ''] = call;
      const exists = item !== undefined && (attribute === 'pk' || item[attribute] !== undefined);
      return exists === (name === 'attribute_exists');
    }
    const comparison = /^(#?\w+) ([=<]) (:\w+)$/.exec(term);
    if (!comparison) {
      throw new Error(`the memory store does not know the condition ${term}`);
    }
    const [, name = '', operator, value = ''] = comparison;
    const [is, than] = [item?.[condition?.names?.[name] ?? name], condition?.values?.[value]];
    return operator === '=' ? is === than : is !== undefined && String(is) < String(than);
  });

const defined = (item: Item = {}): Item =>
  Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined));

const apply = (item: Item | undefined, { set, add, remove, setIfAbsent }: Change): Item => {
  const next: Item = { ...defined(setIfAbsent), ...item, ...defined(set) };
  for (const [attribute, amount] of Object.entries(add ?? {})) {
    next[attribute] = Number(item?.[attribute] ?? 0) + amount;
  }
  for (const attribute of remove ?? []) {
    delete next[attribute];
  }
  return structuredClone(next);
};

const keyOf = (partition: string, sk: string): string => JSON.stringify([partition, sk]);

/** An empty one, for the tenant `acme`. */
export const memoryStore = (tenant = 'acme'): MemoryStore => {
  const items: Items = new Map();
  const copy = (item: Item | undefined) => item && structuredClone(item);

  const place = (write: TenantWrite) => {
    if ('directory' in write) {
      const { kind, token, id } = write.directory;
      const condition = { expression: 'attribute_not_exists(pk)' };
      return { key: keyOf(`#${kind}`, token), condition, change: { set: { tenant, id } }, isPut: true };
    }
    if ('forget' in write) {
      const { kind, token } = write.forget;
      return { key: keyOf(`#${kind}`, token), condition: undefined, isRemoved: true as const };
    }
    if ('remove' in write) {
      const { partition, sk, condition } = write.remove;
      return { key: keyOf(partition, sk), condition, isRemoved: true as const };
    }
    const { partition, sk, condition } = 'put' in write ? write.put : write.update;
    const change = 'put' in write ? { set: write.put.item } : write.update.change;
    return { key: keyOf(partition, sk), condition, change, isPut: 'put' in write };
  };

  const write = (writes: readonly TenantWrite[]): boolean => {
    const places = writes.map(place);
    if (!places.every(({ key, condition }) => holds(condition, items.get(key)))) {
      return false;
    }
    for (const each of places) {
      if ('isRemoved' in each) {
        items.delete(each.key);
      } else {
        items.set(each.key, apply(each.isPut ? undefined : items.get(each.key), each.change));
      }
    }
    return true;
  };

  return {
    get: async (partition, sk) => copy(items.get(keyOf(partition, sk))),
    put: async (partition, sk, item, condition) => write([{ put: { partition, sk, item, condition } }]),
    update: async (partition, sk, change, condition) =>
      write([{ update: { partition, sk, change, condition } }]) ? copy(items.get(keyOf(partition, sk))) : undefined,
    remove: async (partition, sk, condition) => write([{ remove: { partition, sk, condition } }]),
    query: async (partition, { prefix = '', before, after, newestFirst = false, limit = 100, cursor } = {}) => {
      const order = newestFirst ? -1 : 1;
      const found = [...items]
        .map(([key, item]) => ({ key: JSON.parse(key) as [string, string], item }))
        .filter(
          ({ key: [of, sk] }) =>
            of === partition &&
            sk.startsWith(prefix) &&
            (before === undefined || sk < before) &&
            (after === undefined || sk > after),
        )
        .filter(({ key: [, sk] }) => cursor === undefined || (newestFirst ? sk < cursor : sk > cursor))
        .sort((one, other) => (one.key[1] < other.key[1] ? -order : order));
      const shown = found.slice(0, limit);
      return {
        items: shown.map(({ item }) => structuredClone(item)),
        ...(found.length > limit && { next: shown.at(-1)?.key[1] }),
      };
    },
    transact: async (writes) => write(writes),
    directory: {
      find: async (kind, token) =>
        copy(items.get(keyOf(`#${kind}`, token))) as { tenant: string; id: string } | undefined,
      list: async function* (kind) {
        for (const [key, item] of items) {
          const [partition, token] = JSON.parse(key) as [string, string];
          if (partition === `#${kind}`) {
            yield { token, tenant: String(item.tenant), id: String(item.id) };
          }
        }
      },
      remove: async (kind, token) => {
        items.delete(keyOf(`#${kind}`, token));
      },
    },
  };
};
