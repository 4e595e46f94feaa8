import { setTimeout as sleep } from 'node:timers/promises';
import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  paginateQuery,
  QueryCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { DomainError } from './errors.ts';
import { Principal } from './principal.ts';

/** Attributes of an item; the keys `pk` and `sk` are the store's own and never part of it. */
export type Item = Record<string, unknown>;

/** A DynamoDB condition expression. Its placeholders may not start with `#change` or `:change`. */
export interface Condition {
  readonly expression: string;
  readonly names?: Record<string, string>;
  readonly values?: Record<string, unknown>;
}

/** What an update does to an item; the item comes into being where there was none. */
export interface Change {
  readonly set?: Item;
  readonly add?: Record<string, number>;
  readonly remove?: readonly string[];
  readonly setIfAbsent?: Item;
}

interface Place {
  readonly partition: string;
  readonly sk: string;
  readonly condition?: Condition;
}

/**
 * One write of a transaction. A directory entry leads to this store's tenant, and only where the token is not taken;
 * `forget` takes it back.
 */
export type TenantWrite =
  | { readonly put: Place & { readonly item: Item } }
  | { readonly update: Place & { readonly change: Change } }
  | { readonly remove: Place }
  | { readonly directory: { readonly kind: string; readonly token: string; readonly id: string } }
  | { readonly forget: { readonly kind: string; readonly token: string } };

/** Which items, where a page starts and how it is ordered; `limit` is 100 by default. */
export interface PageRequest {
  readonly prefix?: string;
  /** Only items whose sort keys are smaller; not together with a prefix. */
  readonly before?: string;
  /** Only items whose sort keys are greater; not together with a prefix or `before`. */
  readonly after?: string;
  readonly newestFirst?: boolean;
  readonly limit?: number;
  readonly cursor?: string;
}

/** One tenant's items in one table. Reads are strongly consistent. */
export interface TenantStore {
  get(partition: string, sk: string): Promise<Item | undefined>;
  /** False: the condition did not hold. */
  put(partition: string, sk: string, item: Item, condition?: Condition): Promise<boolean>;
  /** The new item; undefined: the condition did not hold. */
  update(partition: string, sk: string, change: Change, condition?: Condition): Promise<Item | undefined>;
  /** False: the condition did not hold. */
  remove(partition: string, sk: string, condition?: Condition): Promise<boolean>;
  /** One page, by sort key. Throws `input.invalid` for a cursor that is not one of ours. */
  query(partition: string, page?: PageRequest): Promise<{ items: Item[]; next?: string }>;
  /** All or none; false: a condition did not hold. */
  transact(writes: readonly TenantWrite[]): Promise<boolean>;
}

interface Table {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
}

/** Writes tried before a busy item is reported. */
const attempts = 5;

/** No tenant's name starts with `#`, so no tenant's key can be a directory's. */
const directoryKey = (kind: string, token: string) => ({ pk: `#directory#${kind}`, sk: token });

/** A tenant's name has no `#`, so what stands before the first one is always the tenant and nothing else. */
const tenantKey =
  (principal: Pick<Principal, 'tenant'>) =>
  (partition: string, sk: string): { pk: string; sk: string } => ({
    pk: `${Principal.shape.tenant.parse(principal.tenant)}#${partition}`,
    sk,
  });

const withoutKeys = ({ pk: _pk, sk: _sk, ...item }: Item): Item => item;

const Cursor = z.tuple([z.string().min(1)]);

const toCursor = (sk: unknown): string => Buffer.from(JSON.stringify([sk])).toString('base64url');

const fromCursor = (cursor: string, prefix: string): string => {
  try {
    const [sk] = Cursor.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    if (sk.startsWith(prefix)) {
      return sk;
    }
  } catch {
    // Not ours: told below like any other.
  }
  throw new DomainError(
    'input.invalid',
    'cursor: not one of this list. Use `next` of the page before, or leave it out.',
  );
};

const rangeOf = (pk: string, { prefix, before, after }: PageRequest) => {
  if (prefix) {
    return { expression: 'pk = :pk AND begins_with(sk, :prefix)', values: { ':pk': pk, ':prefix': prefix } };
  }
  if (after !== undefined) {
    return { expression: 'pk = :pk AND sk > :after', values: { ':pk': pk, ':after': after } };
  }
  return before === undefined
    ? { expression: 'pk = :pk', values: { ':pk': pk } }
    : { expression: 'pk = :pk AND sk < :before', values: { ':pk': pk, ':before': before } };
};

const conditionOf = (condition: Condition | undefined) => ({
  ConditionExpression: condition?.expression,
  ExpressionAttributeNames: condition?.names,
  ExpressionAttributeValues: condition?.values,
});

const updateOf = (change: Change, condition: Condition | undefined) => {
  const names: Record<string, string> = { ...condition?.names };
  const values: Record<string, unknown> = { ...condition?.values };
  const name = (attribute: string): string => {
    const placeholder = `#change${Object.keys(names).length}`;
    names[placeholder] = attribute;
    return placeholder;
  };
  const value = (of: unknown): string => {
    const placeholder = `:change${Object.keys(values).length}`;
    values[placeholder] = of;
    return placeholder;
  };
  const defined = (item: Item = {}) => Object.entries(item).filter(([, of]) => of !== undefined);
  const sets = [
    ...defined(change.set).map(([attribute, of]) => `${name(attribute)} = ${value(of)}`),
    ...defined(change.setIfAbsent).map(([attribute, of]) => {
      const placeholder = name(attribute);
      return `${placeholder} = if_not_exists(${placeholder}, ${value(of)})`;
    }),
  ];
  const adds = defined(change.add).map(([attribute, of]) => `${name(attribute)} ${value(of)}`);
  const removes = (change.remove ?? []).map(name);
  const clause = (word: string, parts: readonly string[]) => (parts.length > 0 ? [`${word} ${parts.join(', ')}`] : []);
  const expression = [...clause('SET', sets), ...clause('ADD', adds), ...clause('REMOVE', removes)].join(' ');
  return {
    UpdateExpression: expression || undefined,
    ConditionExpression: condition?.expression,
    ExpressionAttributeNames: Object.keys(names).length > 0 ? names : undefined,
    ExpressionAttributeValues: Object.keys(values).length > 0 ? values : undefined,
  };
};

const reasons = (error: TransactionCanceledException): readonly (string | undefined)[] =>
  (error.CancellationReasons ?? []).map((reason) => reason.Code);

const isConditionFailure = (error: unknown): boolean =>
  error instanceof ConditionalCheckFailedException ||
  (error instanceof TransactionCanceledException && reasons(error).includes('ConditionalCheckFailed'));

const isConflict = (error: unknown): boolean =>
  error instanceof TransactionConflictException ||
  (error instanceof TransactionCanceledException && reasons(error).includes('TransactionConflict'));

/**
 * The write's answer, or undefined where a condition did not hold. Two transactions on one item make DynamoDB refuse
 * one of them, and the SDK does not retry that: it is tried again here after a short random wait.
 */
const writing = async <Answer>(write: () => Promise<Answer>, attempt = 1): Promise<Answer | undefined> => {
  try {
    return await write();
  } catch (error) {
    if (isConditionFailure(error)) {
      return undefined;
    }
    if (isConflict(error) && attempt < attempts) {
      await sleep(Math.random() * 25 * 2 ** attempt);
      return writing(write, attempt + 1);
    }
    throw error;
  }
};

type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** The tenant's part of a table: the tenant is the first part of every key, so no call reaches another tenant's items. */
export const forTenant =
  ({ client, table }: Table) =>
  (principal: Pick<Principal, 'tenant'>): TenantStore => {
    const key = tenantKey(principal);
    const toTransactItem = (write: TenantWrite): TransactItem => {
      if ('put' in write) {
        const { partition, sk, item, condition } = write.put;
        return { Put: { TableName: table, Item: { ...item, ...key(partition, sk) }, ...conditionOf(condition) } };
      }
      if ('update' in write) {
        const { partition, sk, change, condition } = write.update;
        const { UpdateExpression = '', ...rest } = updateOf(change, condition);
        return { Update: { TableName: table, Key: key(partition, sk), UpdateExpression, ...rest } };
      }
      if ('remove' in write) {
        const { partition, sk, condition } = write.remove;
        return { Delete: { TableName: table, Key: key(partition, sk), ...conditionOf(condition) } };
      }
      if ('forget' in write) {
        return { Delete: { TableName: table, Key: directoryKey(write.forget.kind, write.forget.token) } };
      }
      const { kind, token, id } = write.directory;
      return {
        Put: {
          TableName: table,
          Item: { tenant: principal.tenant, id, ...directoryKey(kind, token) },
          ConditionExpression: 'attribute_not_exists(pk)',
        },
      };
    };
    return {
      get: async (partition, sk) => {
        const { Item: item } = await client.send(
          new GetCommand({ TableName: table, Key: key(partition, sk), ConsistentRead: true }),
        );
        return item && withoutKeys(item);
      },
      put: async (partition, sk, item, condition) => {
        const command = new PutCommand({
          TableName: table,
          Item: { ...item, ...key(partition, sk) },
          ...conditionOf(condition),
        });
        return (await writing(() => client.send(command))) !== undefined;
      },
      update: async (partition, sk, change, condition) => {
        const command = new UpdateCommand({
          TableName: table,
          Key: key(partition, sk),
          ReturnValues: 'ALL_NEW',
          ...updateOf(change, condition),
        });
        const answer = await writing(() => client.send(command));
        return answer && withoutKeys(answer.Attributes ?? {});
      },
      remove: async (partition, sk, condition) => {
        const command = new DeleteCommand({ TableName: table, Key: key(partition, sk), ...conditionOf(condition) });
        return (await writing(() => client.send(command))) !== undefined;
      },
      query: async (partition, request = {}) => {
        const { prefix = '', newestFirst = false, limit = 100, cursor } = request;
        const { pk } = key(partition, '');
        const range = rangeOf(pk, request);
        const { Items = [], LastEvaluatedKey } = await client.send(
          new QueryCommand({
            TableName: table,
            KeyConditionExpression: range.expression,
            ExpressionAttributeValues: range.values,
            ScanIndexForward: !newestFirst,
            // One more than asked for, so that the last page is known to be the last.
            Limit: limit + 1,
            ExclusiveStartKey: cursor === undefined ? undefined : { pk, sk: fromCursor(cursor, prefix) },
            ConsistentRead: true,
          }),
        );
        const shown = Items.slice(0, limit);
        const lastKey = Items.length > limit ? shown.at(-1) : LastEvaluatedKey;
        return { items: shown.map(withoutKeys), ...(lastKey && { next: toCursor(lastKey.sk) }) };
      },
      transact: async (writes) => {
        const command = new TransactWriteCommand({ TransactItems: writes.map(toTransactItem) });
        return (await writing(() => client.send(command))) !== undefined;
      },
    };
  };

/** All items of a partition, or those whose sort keys have a prefix, page after page. */
export const readAll = async (store: TenantStore, partition: string, prefix?: string): Promise<Item[]> => {
  const all: Item[] = [];
  let cursor: string | undefined;
  do {
    const { items, next } = await store.query(partition, { prefix, limit: 500, cursor });
    all.push(...items);
    cursor = next;
  } while (cursor !== undefined);
  return all;
};

const Entry = z.object({ sk: z.string(), tenant: Principal.shape.tenant, id: z.string() });

/** Look-ups from something a stranger presents (a key's hash, a hook id) to a tenant and an id, and nothing else. */
export interface Directory {
  find(kind: string, token: string): Promise<{ tenant: string; id: string } | undefined>;
  /** All entries of a kind, of every tenant: for sweeps. */
  list(kind: string): AsyncIterable<{ token: string; tenant: string; id: string }>;
  remove(kind: string, token: string): Promise<void>;
}

/** The table's directory: the one named exception to "the tenant comes first". */
export const directory = ({ client, table }: Table): Directory => ({
  find: async (kind, token) => {
    const { Item: item } = await client.send(
      new GetCommand({ TableName: table, Key: directoryKey(kind, token), ConsistentRead: true }),
    );
    if (!item) {
      return undefined;
    }
    const { tenant, id } = Entry.parse(item);
    return { tenant, id };
  },
  list: async function* (kind) {
    const pages = paginateQuery(
      { client },
      {
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': directoryKey(kind, '').pk },
        ConsistentRead: true,
      },
    );
    for await (const { Items = [] } of pages) {
      for (const item of Items) {
        const { sk, tenant, id } = Entry.parse(item);
        yield { token: sk, tenant, id };
      }
    }
  },
  remove: async (kind, token) => {
    await client.send(new DeleteCommand({ TableName: table, Key: directoryKey(kind, token) }));
  },
});

/** A DynamoDB client that leaves `undefined` out of items, gives up after seconds rather than minutes and retries three times. */
export const documentClient = (): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(
    new DynamoDBClient({ maxAttempts: 4, requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000 } }),
    { marshallOptions: { removeUndefinedValues: true } },
  );
