import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { Principal, systemPrincipal } from './principal.ts';
import { directory, documentClient, forTenant } from './tenant-store.ts';

const dynamo = mockClient(DynamoDBDocumentClient);
const table = { client: documentClient(), table: 'runs' };
const storeOf = (tenant: string) => forTenant(table)(systemPrincipal(tenant, 'test'));
const store = storeOf('acme');

const conditionFailed = new ConditionalCheckFailedException({ message: 'no', $metadata: {} });
const cancelled = (...codes: string[]) =>
  new TransactionCanceledException({
    message: 'no',
    $metadata: {},
    CancellationReasons: codes.map((Code) => ({ Code })),
  });

beforeEach(() => {
  dynamo.reset();
});

describe('keys', () => {
  const tenant = fc.oneof(fc.stringMatching(/^[a-z][a-z0-9-]{1,30}$/), fc.constantFrom('directory', 'acme', 'ac'));
  const part = fc.oneof(fc.string({ minLength: 1 }), fc.constantFrom('#', 'api-key', 'me#x', '#directory#api-key'));

  const keyUsed = async (owner: string, partition: string, sk: string): Promise<unknown> => {
    dynamo.reset();
    dynamo.on(GetCommand).resolves({});
    await storeOf(owner).get(partition, sk);
    return dynamo.commandCalls(GetCommand)[0]?.args[0].input.Key;
  };

  it("never equal another tenant's, whatever partition and sort key are", async () => {
    await fc.assert(
      fc.asyncProperty(tenant, tenant, part, part, part, part, async (one, other, ...[p1, s1, p2, s2]) => {
        fc.pre(one !== other);
        expect(await keyUsed(one, p1, s1)).not.toEqual(await keyUsed(other, p2, s2));
      }),
    );
  });

  it('differ wherever partition or sort key differ', async () => {
    await fc.assert(
      fc.asyncProperty(tenant, part, part, part, part, async (owner, p1, s1, p2, s2) => {
        fc.pre(p1 !== p2 || s1 !== s2);
        expect(await keyUsed(owner, p1, s1)).not.toEqual(await keyUsed(owner, p2, s2));
      }),
    );
  });

  it("never equal a directory's", async () => {
    await fc.assert(
      fc.asyncProperty(tenant, part, part, part, async (owner, partition, kind, sk) => {
        const own = await keyUsed(owner, partition, sk);
        dynamo.reset();
        dynamo.on(GetCommand).resolves({});
        await directory(table).find(kind, sk);
        expect(own).not.toEqual(dynamo.commandCalls(GetCommand)[0]?.args[0].input.Key);
      }),
    );
  });

  it('are refused for a tenant whose name could be taken for more than a name', async () => {
    for (const name of ['acme#key', '', '#directory', 'Acme', 'a']) {
      expect(Principal.shape.tenant.safeParse(name).success).toBe(false);
      await expect(storeOf(name).get('key', 'k')).rejects.toThrow();
      await expect(storeOf(name).put('key', 'k', {})).rejects.toThrow();
    }
    expect(dynamo.calls()).toHaveLength(0);
  });

  it('cannot be set by an item', async () => {
    dynamo.on(PutCommand).resolves({});
    await store.put('key', 'k', { pk: 'other#key', sk: 'x', name: 'n' });
    expect(dynamo.commandCalls(PutCommand)[0]?.args[0].input.Item).toEqual({ pk: 'acme#key', sk: 'k', name: 'n' });
  });
});

describe('one item', () => {
  it('is read strongly consistent, without its keys', async () => {
    dynamo.on(GetCommand, { ConsistentRead: true }).resolves({ Item: { pk: 'acme#key', sk: 'k', name: 'n' } });
    await expect(store.get('key', 'k')).resolves.toEqual({ name: 'n' });
    dynamo.on(GetCommand).resolves({});
    await expect(store.get('key', 'other')).resolves.toBeUndefined();
  });

  it('tells by its answer whether the condition held', async () => {
    dynamo.on(PutCommand).resolvesOnce({}).rejects(conditionFailed);
    dynamo.on(DeleteCommand).resolvesOnce({}).rejects(conditionFailed);
    dynamo
      .on(UpdateCommand)
      .resolvesOnce({ Attributes: { pk: 'p', sk: 's', n: 2 } })
      .rejects(conditionFailed);
    const condition = { expression: 'n = :n', values: { ':n': 1 } };
    await expect(store.put('key', 'k', {}, condition)).resolves.toBe(true);
    await expect(store.put('key', 'k', {}, condition)).resolves.toBe(false);
    await expect(store.remove('key', 'k', condition)).resolves.toBe(true);
    await expect(store.remove('key', 'k', condition)).resolves.toBe(false);
    await expect(store.update('key', 'k', { add: { n: 1 } }, condition)).resolves.toEqual({ n: 2 });
    await expect(store.update('key', 'k', { add: { n: 1 } }, condition)).resolves.toBeUndefined();
  });

  it('is updated by one expression that leaves undefined fields alone', async () => {
    dynamo.on(UpdateCommand).resolves({ Attributes: {} });
    await store.update(
      'key',
      'k',
      { set: { a: 1, skipped: undefined }, setIfAbsent: { b: 2 }, add: { c: 3 }, remove: ['d'] },
      { expression: '#state = :state', names: { '#state': 'state' }, values: { ':state': 'new' } },
    );
    expect(dynamo.commandCalls(UpdateCommand)[0]?.args[0].input).toMatchObject({
      UpdateExpression:
        'SET #change1 = :change1, #change2 = if_not_exists(#change2, :change2) ADD #change3 :change3 REMOVE #change4',
      ConditionExpression: '#state = :state',
      ExpressionAttributeNames: {
        '#state': 'state',
        '#change1': 'a',
        '#change2': 'b',
        '#change3': 'c',
        '#change4': 'd',
      },
      ExpressionAttributeValues: { ':state': 'new', ':change1': 1, ':change2': 2, ':change3': 3 },
    });
  });
});

describe('a page', () => {
  const items = ['a', 'b', 'c'].map((sk) => ({ pk: 'acme#key', sk, name: sk }));

  it('has a next one exactly where more items are', async () => {
    dynamo
      .on(QueryCommand)
      .resolvesOnce({ Items: items })
      .resolvesOnce({ Items: items.slice(2) });
    const first = await store.query('key', { limit: 2 });
    expect(first).toEqual({ items: [{ name: 'a' }, { name: 'b' }], next: expect.any(String) });
    await expect(store.query('key', { limit: 2, cursor: first.next })).resolves.toEqual({ items: [{ name: 'c' }] });
    expect(dynamo.commandCalls(QueryCommand)[1]?.args[0].input.ExclusiveStartKey).toEqual({ pk: 'acme#key', sk: 'b' });
  });

  it('goes on where DynamoDB stopped at its size limit', async () => {
    dynamo.on(QueryCommand).resolvesOnce({ Items: items.slice(0, 1), LastEvaluatedKey: items[0] });
    const { next } = await store.query('key', { limit: 2 });
    expect(next).toBeDefined();
  });

  it('may be of a prefix, newest first', async () => {
    dynamo.on(QueryCommand).resolves({ Items: [] });
    await store.query('key', { prefix: 'k-', newestFirst: true });
    expect(dynamo.commandCalls(QueryCommand)[0]?.args[0].input).toMatchObject({
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': 'acme#key', ':prefix': 'k-' },
      ScanIndexForward: false,
      Limit: 101,
    });
  });

  it('may be of what sorts before a key', async () => {
    dynamo.on(QueryCommand).resolves({ Items: [] });
    await store.query('key', { before: '2026' });
    expect(dynamo.commandCalls(QueryCommand)[0]?.args[0].input).toMatchObject({
      KeyConditionExpression: 'pk = :pk AND sk < :before',
      ExpressionAttributeValues: { ':pk': 'acme#key', ':before': '2026' },
    });
  });

  it('may be of what sorts after a key', async () => {
    dynamo.on(QueryCommand).resolves({ Items: [] });
    await store.query('key', { after: '2026' });
    expect(dynamo.commandCalls(QueryCommand)[0]?.args[0].input).toMatchObject({
      KeyConditionExpression: 'pk = :pk AND sk > :after',
      ExpressionAttributeValues: { ':pk': 'acme#key', ':after': '2026' },
    });
  });

  it("starts within the caller's tenant, whoever's cursor it is given", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 1 }), async (sk) => {
        dynamo.reset();
        dynamo
          .on(QueryCommand)
          .resolvesOnce({ Items: [{ pk: 'acme#key', sk }, {}] })
          .resolves({ Items: [] });
        const { next } = await store.query('key', { limit: 1 });
        await storeOf('other').query('key', { cursor: next });
        const start = dynamo.commandCalls(QueryCommand)[1]?.args[0].input.ExclusiveStartKey;
        expect(start).toEqual({ pk: 'other#key', sk });
      }),
    );
  });

  it('is refused for a cursor that is none of ours', async () => {
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const cursors = [
      '',
      'x',
      encode({ pk: 'other#key', sk: 'a' }),
      encode(['a', 'b']),
      encode(['']),
      encode(['outside']),
    ];
    for (const cursor of cursors) {
      await expect(store.query('key', { prefix: 'k-', cursor })).rejects.toMatchObject({ code: 'input.invalid' });
    }
    expect(dynamo.calls()).toHaveLength(0);
  });
});

describe('a transaction', () => {
  const writes = [
    { put: { partition: 'key', sk: 'k', item: { a: 1 }, condition: { expression: 'attribute_not_exists(pk)' } } },
    { update: { partition: 'tenant', sk: 'profile', change: { add: { revision: 1 } } } },
    { remove: { partition: 'key', sk: 'old' } },
    { directory: { kind: 'api-key', token: 'hash', id: 'k' } },
  ];

  it("writes under the tenant's keys, and a directory entry only where the token is free", async () => {
    dynamo.on(TransactWriteCommand).resolves({});
    await expect(store.transact(writes)).resolves.toBe(true);
    expect(dynamo.commandCalls(TransactWriteCommand)[0]?.args[0].input.TransactItems).toMatchObject([
      { Put: { Item: { pk: 'acme#key', sk: 'k', a: 1 }, ConditionExpression: 'attribute_not_exists(pk)' } },
      { Update: { Key: { pk: 'acme#tenant', sk: 'profile' }, UpdateExpression: 'ADD #change0 :change0' } },
      { Delete: { Key: { pk: 'acme#key', sk: 'old' } } },
      {
        Put: {
          Item: { pk: '#directory#api-key', sk: 'hash', tenant: 'acme', id: 'k' },
          ConditionExpression: 'attribute_not_exists(pk)',
        },
      },
    ]);
  });

  it('answers false where a condition did not hold', async () => {
    dynamo.on(TransactWriteCommand).rejects(cancelled('None', 'ConditionalCheckFailed'));
    await expect(store.transact(writes)).resolves.toBe(false);
  });

  it('is tried again where another one was in its way', async () => {
    dynamo.on(TransactWriteCommand).rejectsOnce(cancelled('TransactionConflict', 'None')).resolves({});
    await expect(store.transact(writes)).resolves.toBe(true);
  });

  it('throws what is neither', async () => {
    dynamo.on(TransactWriteCommand).rejects(cancelled('ValidationError'));
    await expect(store.transact(writes)).rejects.toThrow(TransactionCanceledException);
    expect(dynamo.calls()).toHaveLength(1);
  });
});

describe('the directory', () => {
  it('tells the tenant and the id, and nothing else', async () => {
    dynamo
      .on(GetCommand, { Key: { pk: '#directory#api-key', sk: 'hash' } })
      .resolves({ Item: { pk: '#directory#api-key', sk: 'hash', tenant: 'acme', id: 'k', more: 1 } });
    await expect(directory(table).find('api-key', 'hash')).resolves.toEqual({ tenant: 'acme', id: 'k' });
    dynamo.on(GetCommand).resolves({});
    await expect(directory(table).find('api-key', 'other')).resolves.toBeUndefined();
  });

  it('lists all entries of a kind, page by page', async () => {
    const item = (sk: string) => ({ pk: '#directory#repository', sk, tenant: 'acme', id: sk });
    dynamo
      .on(QueryCommand)
      .resolvesOnce({ Items: [item('a')], LastEvaluatedKey: { pk: '#directory#repository', sk: 'a' } })
      .resolves({ Items: [item('b')] });
    const tokens: string[] = [];
    for await (const { token } of directory(table).list('repository')) {
      tokens.push(token);
    }
    expect(tokens).toEqual(['a', 'b']);
  });
});
