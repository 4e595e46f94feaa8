import type { Directory, TenantStore } from '../../shared/tenant-store.ts';
import type { Approval } from '../contract.ts';
import { StoredApproval } from '../domain/request.ts';

const requests = 'request';

/** The directory's kind of requests that something is still to come of. */
const openKind = 'open-approval';

const inState = (state: Approval['state']) => ({
  expression: '#state = :state',
  names: { '#state': 'state' },
  values: { ':state': state },
});

const parse = (item: Record<string, unknown> | undefined) => item && StoredApproval.parse(item);

/** The capability's table for one tenant. */
export const approvalStore = (store: TenantStore) => ({
  /** False: the id is taken. */
  add: (approval: StoredApproval): Promise<boolean> =>
    store.transact([
      {
        put: {
          partition: requests,
          sk: approval.id,
          item: approval,
          condition: { expression: 'attribute_not_exists(pk)' },
        },
      },
      { directory: { kind: openKind, token: approval.id, id: approval.id } },
    ]),

  find: async (id: string): Promise<StoredApproval | undefined> => parse(await store.get(requests, id)),

  /** Newest first. */
  list: async (page: { limit: number; cursor?: string }) => {
    const { items, next } = await store.query(requests, { ...page, newestFirst: true });
    return { items: items.map((item) => StoredApproval.parse(item)), next };
  },

  /** The one write that ends the waiting. Undefined: it has ended already, some other way. */
  end: async (
    id: string,
    outcome: Pick<Approval, 'state'> & Partial<Pick<Approval, 'decision' | 'ask' | 'what' | 'consequence'>>,
  ): Promise<StoredApproval | undefined> =>
    parse(await store.update(requests, id, { set: outcome, remove: ['note'] }, inState('pending'))),

  /** Undefined: it waits no more. */
  keepToken: async (id: string, token: string): Promise<StoredApproval | undefined> =>
    parse(await store.update(requests, id, { set: { token } }, inState('pending'))),

  /** Undefined: it waits no more. */
  keepNote: async (id: string, note: string): Promise<StoredApproval | undefined> =>
    parse(await store.update(requests, id, { set: { note } }, inState('pending'))),

  /** Notes what came of doing it; a failure is no news where something is noted already. */
  keepEffect: async (id: string, effect: NonNullable<Approval['effect']>): Promise<void> => {
    const isNew = { expression: 'attribute_not_exists(effect)' };
    await store.update(requests, id, { set: { effect } }, effect.state === 'failed' ? isNew : undefined);
  },

  /** Undefined: somebody else has begun that attempt. */
  beginAttempt: async ({ id, attempt }: StoredApproval): Promise<StoredApproval | undefined> =>
    parse(
      await store.update(
        requests,
        id,
        { set: { attempt: attempt + 1 }, remove: ['token'] },
        { expression: 'attempt = :attempt', values: { ':attempt': attempt } },
      ),
    ),
});
export type ApprovalStore = ReturnType<typeof approvalStore>;

/** Requests of all tenants that something is still to come of, for those who see to that. */
export const openApprovals = (directory: Directory) => ({
  list: async function* (): AsyncGenerator<{ tenant: string; id: string }> {
    for await (const { tenant, id } of directory.list(openKind)) {
      yield { tenant, id };
    }
  },
  close: (id: string): Promise<void> => directory.remove(openKind, id),
});
export type OpenApprovals = ReturnType<typeof openApprovals>;
