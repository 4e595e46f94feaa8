import { beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { memoryStore } from '../../../test/support/memory-store.ts';
import { DomainError } from '../../shared/errors.ts';
import { type Grant, isAllowed, type Principal } from '../../shared/principal.ts';
import type { Call } from '../../shared/serve-operations.ts';
import { approvalStore, openApprovals } from '../adapters/approval-store.ts';
import type { Executions } from '../adapters/executions.ts';
import {
  type Approval,
  ApprovalChanged,
  type ApprovalStep,
  ApprovedRequest,
  defineApprovalKind,
  listApprovals as listContract,
} from '../contract.ts';
import type { StoredApproval } from '../domain/request.ts';
import { advanceApproval } from './advance-approval.ts';
import { decide } from './decide.ts';
import { getApproval } from './get-approval.ts';
import { listApprovals } from './list-approvals.ts';
import { requestApproval } from './request-approval.ts';
import { sweepApprovals } from './sweep-approvals.ts';

const deletion = defineApprovalKind({
  id: 'deletion',
  ask: z.object({ repository: z.string(), days: z.number().int().min(1).max(30) }),
  editable: ['days'],
  system: 'automatrix',
  resource: ({ repository }) => repository,
  describe: ({ repository, days }) => ({
    what: `Delete ${days} days of ${repository}`,
    consequence: `${days} days are gone.`,
  }),
});
const kinds = [deletion];

const person = (name: string, grant: Partial<Grant> = {}, since = '2025-01-01T00:00:00.000Z'): Principal => ({
  tenant: 'acme',
  subject: { kind: 'key', id: `key-of-${name}`, person: `${name}@example.com`, since },
  systems: [{ system: 'automatrix', level: 'admin', resources: ['*'], ...grant }],
  roles: [],
});
const kim = person('kim', { level: 'write' });
const lee = person('lee');

type Fate = 'running' | 'ended' | 'missing';

/** The capability with a Step Functions that notes what it is told; `fate` is what it says of an execution. */
const makeWorld = () => {
  let time = Date.parse('2026-01-01T00:00:00Z');
  const pass = (milliseconds: number) => {
    time += milliseconds;
  };
  const now = () => {
    time += 1;
    return new Date(time);
  };
  const tenant = memoryStore();
  const storeOf = () => approvalStore(tenant);
  const open = openApprovals(tenant.directory);
  const started: string[] = [];
  const woken: string[] = [];
  const announced: ApprovalChanged[] = [];
  const state: { fate: Fate; isBusDown: boolean; isMachineDown: boolean } = {
    fate: 'running',
    isBusDown: false,
    isMachineDown: false,
  };
  const failIf = (isDown: boolean) => {
    if (isDown) {
      throw new Error('down');
    }
  };
  const executions: Executions = {
    start: async (_tenant, { id, attempt }) => {
      failIf(state.isMachineDown);
      started.push(`${id}-${attempt}`);
    },
    stateOf: async () => state.fate,
  };
  const wake = async (token: string) => {
    failIf(state.isMachineDown);
    woken.push(token);
    return true;
  };
  const call = (principal: Principal): Call => ({
    principal,
    principalToken: 'token',
    authorise: (resource) => {
      if (!isAllowed(principal, { system: 'automatrix', level: 'read' }, resource)) {
        throw new DomainError('access.denied', `no read on ${resource}`);
      }
    },
    now,
    requestId: 'r1',
  });
  const maskingOf = async () => ({ key: Buffer.alloc(32, 1) });
  const advance = advanceApproval({
    storeOf,
    maskingOf,
    open,
    kinds,
    wake,
    putEvents: async (_source, _type, events) => {
      failIf(state.isBusDown);
      announced.push(...events.map((event) => ApprovalChanged.parse(event)));
    },
    now,
  });
  const request = requestApproval({ storeOf, maskingOf, kinds, start: executions.start, random: () => 0.5 });
  const deciding = { storeOf, maskingOf, kinds, wake };
  const approve = decide(deciding, 'approved');
  const reject = decide(deciding, 'rejected');
  const get = getApproval({ storeOf });
  const openIds = async () => {
    const ids: string[] = [];
    for await (const { id } of open.list()) {
      ids.push(id);
    }
    return ids;
  };
  return {
    state,
    pass,
    started,
    woken,
    announced,
    openIds,
    storeOf,
    tenant,
    call,
    request: (
      ask: Record<string, unknown> = { repository: 'company/sales', days: 3 },
      asker = kim,
      wait = '7d',
      reason = 'disk is full',
    ) => request({ kind: 'deletion', ask, reason, wait }, call(asker)),
    approve: (approval: string, by = lee, edits?: Record<string, unknown>) => approve({ approval, edits }, call(by)),
    reject: (approval: string, by = lee, reason = 'no') => reject({ approval, reason }, call(by)),
    get: (approval: string, by = lee) => get({ approval }, call(by)),
    list: (input: z.input<typeof listContract.input> = {}) =>
      listApprovals({ storeOf })(listContract.input.parse(input), call(lee)),
    step: (
      step: Omit<Extract<ApprovalStep, { step: 'open' }>, 'tenant'> | Omit<Settle, 'tenant'> | Omit<Close, 'tenant'>,
    ) => advance({ tenant: 'acme', ...step } as ApprovalStep),
    sweep: sweepApprovals({ open, storeOf, executions, wake }),
  };
};
type Settle = Extract<ApprovalStep, { step: 'settle' }>;
type Close = Extract<ApprovalStep, { step: 'close' }>;

const timedOut = { error: { Error: 'States.Timeout', Cause: '' } };
const nothing = { output: {} };

let world: ReturnType<typeof makeWorld>;
beforeEach(() => {
  world = makeWorld();
});

const waiting = async (): Promise<Approval> => {
  const approval = await world.request();
  await world.step({ step: 'open', approval: approval.id, token: 'token-1' });
  return approval;
};

describe('a request', () => {
  it('says what, why, who asks, what it touches and what will happen, and waits', async () => {
    const approval = await world.request();
    expect(approval).toMatchObject({
      kind: 'deletion',
      what: 'Delete 3 days of company/sales',
      consequence: '3 days are gone.',
      reason: 'disk is full',
      requestedBy: 'kim@example.com',
      touches: { system: 'automatrix', resource: 'company/sales' },
      editable: ['days'],
      state: 'pending',
    });
    expect(Date.parse(approval.decideBy) - Date.parse(approval.requestedAt)).toBe(7 * 24 * 3600 * 1000);
    expect(world.started).toEqual([`${approval.id}-1`]);
    expect(approval).not.toHaveProperty('token');
  });

  it('is refused where it is of no kind, or not as its kind has it', async () => {
    await expect(world.request({ repository: 'company/sales', days: 99 })).rejects.toThrow(/days/);
    await expect(world.request({ repository: 'company/sales', days: 1, all: true })).rejects.toThrow(/all/);
  });

  it('is listed newest first by its state, page by page', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 4; count += 1) {
      ids.unshift((await world.request()).id);
    }
    await world.reject(ids[1] ?? '');
    expect((await world.list()).items.map(({ id }) => id)).toEqual([ids[0], ids[2], ids[3]]);
    expect((await world.list({ state: 'rejected' })).items.map(({ id }) => id)).toEqual([ids[1]]);
    const first = await world.list({ state: 'all', limit: 3 });
    const rest = await world.list({ state: 'all', limit: 3, cursor: first.next });
    expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(ids);
  });

  it('that Step Functions did not take is started by the sweep', async () => {
    world.state.isMachineDown = true;
    const { id } = await world.request();
    world.state.isMachineDown = false;
    world.state.fate = 'missing';
    await world.sweep();
    expect(world.started).toEqual([`${id}-1`]);
  });
});

describe('who decides', () => {
  const refusals: readonly (readonly [string, Principal, RegExp])[] = [
    ['not whoever asks', kim, /kim@example.com asked for it/],
    ['not with another key of the same person', person('KIM'), /asked for it/],
    ['not without admin', person('lee', { level: 'write' }), /needs admin/],
    ['not beyond the repositories granted', person('lee', { resources: ['company/other'] }), /no read/],
    ['not with a key younger than the request', person('lee', {}, '2026-02-01T00:00:00.000Z'), /younger/],
    ['no job of the platform', { ...lee, subject: { kind: 'system', id: 'sweep' } }, /Only a person/],
  ];

  it.each(refusals)('%s', async (_name, principal, why) => {
    const { id } = await waiting();
    await expect(world.approve(id, principal)).rejects.toThrow(why);
    await expect(world.reject(id, principal)).rejects.toThrow(why);
    expect((await world.get(id)).state).toBe('pending');
    expect(world.woken).toEqual([]);
  });

  it('an administrator of the namespace', async () => {
    const { id } = await waiting();
    expect(await world.approve(id, person('lee', { resources: ['company/*'] }))).toMatchObject({ state: 'approved' });
  });
});

describe('a decision', () => {
  it('approves: recorded with who and when, wakes what waits, and is done as asked', async () => {
    const { id } = await waiting();
    const approved = await world.approve(id);
    expect(approved).toMatchObject({
      state: 'approved',
      decision: { by: 'lee@example.com', key: 'key-of-lee', via: 'navigator' },
    });
    expect(world.woken).toEqual(['token-1']);
    const settled = await world.step({ step: 'settle', approval: id, answer: nothing });
    expect(ApprovedRequest.parse(settled?.request)).toMatchObject({
      tenant: 'acme',
      approval: id,
      kind: 'deletion',
      ask: { repository: 'company/sales', days: 3 },
      requestedBy: 'kim@example.com',
    });
    await world.step({ step: 'close', approval: id, effect: { message: '3 days deleted' } });
    expect((await world.get(id)).effect).toMatchObject({ state: 'done', message: '3 days deleted' });
    expect(await world.openIds()).toEqual([]);
    expect(world.announced.map((event) => event.id)).toEqual([`${id}/requested`, `${id}/decided`]);
  });

  it('may change what its kind lets it change, within what that may be', async () => {
    const { id } = await waiting();
    await expect(world.approve(id, lee, { repository: 'company/other' })).rejects.toThrow(/repository may not/);
    await expect(world.approve(id, lee, { days: 31 })).rejects.toThrow(/days/);
    expect(await world.approve(id, lee, { days: 1 })).toMatchObject({
      what: 'Delete 1 days of company/sales',
      consequence: '1 days are gone.',
      ask: { repository: 'company/sales', days: 1 },
      decision: { edits: { days: 1 } },
    });
  });

  it('rejects with a reason, and nothing is done', async () => {
    const { id } = await waiting();
    await world.reject(id, lee, 'keep them');
    const settled = await world.step({ step: 'settle', approval: id, answer: nothing });
    expect(settled).toEqual({ outcome: 'rejected' });
    expect(await world.get(id)).toMatchObject({ state: 'rejected', decision: { reason: 'keep them' } });
    expect(await world.openIds()).toEqual([]);
  });

  it('keeps no secret of what people write as their reason, whichever way it comes', async () => {
    const said = 'because password=hunter2hunter2 is out';
    const asked = await world.request(undefined, kim, '7d', said);
    await world.step({ step: 'open', approval: asked.id, token: 'token-1' });
    await world.reject(asked.id, lee, said);
    const other = await waiting();
    const answer = { error: { Error: 'Rejected', Cause: said } };
    await world.step({ step: 'settle', approval: other.id, answer });
    await world.step({ step: 'close', approval: other.id, effect: { error: { Error: 'Failed', Cause: said } } });
    const kept = [await world.get(asked.id), await world.get(other.id), world.announced];
    expect(JSON.stringify(kept)).not.toContain('hunter2');
    expect(JSON.stringify(kept).match(/because password=‹secret:/g)?.length).toBeGreaterThanOrEqual(4);
  });

  it('that is repeated answers the same; another one is told of the first', async () => {
    const { id } = await waiting();
    const first = await world.approve(id);
    expect(await world.approve(id)).toEqual(first);
    await expect(world.reject(id)).rejects.toThrow(/was approved by lee@example.com/);
    await expect(world.approve(id, person('max'))).rejects.toThrow(/was approved by lee/);
    await expect(world.approve(id, lee, { days: 1 })).rejects.toThrow(/was approved by lee/);
  });

  it('of two at once has one outcome', async () => {
    const { id } = await waiting();
    const ends = await Promise.allSettled([world.approve(id), world.reject(id, person('max'))]);
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('that comes before anything waits is found by what begins to wait', async () => {
    const { id } = await world.request();
    await world.approve(id);
    expect(world.woken).toEqual([]);
    await world.step({ step: 'open', approval: id, token: 'token-1' });
    expect(world.woken).toEqual(['token-1']);
  });

  it('whose news did not reach Step Functions is told there by the sweep', async () => {
    const { id } = await waiting();
    world.state.isMachineDown = true;
    await world.approve(id);
    world.state.isMachineDown = false;
    await world.sweep();
    expect(world.woken).toEqual(['token-1']);
  });

  it('outlives the execution that waited for it', async () => {
    const { id } = await waiting();
    await world.approve(id);
    world.state.fate = 'ended';
    await world.sweep();
    expect(world.started).toEqual([`${id}-1`, `${id}-2`]);
    await world.step({ step: 'open', approval: id, token: 'token-2' });
    expect(world.woken).toEqual(['token-1', 'token-2']);
    expect(await world.step({ step: 'settle', approval: id, answer: nothing })).toMatchObject({ outcome: 'approved' });
  });
});

describe('expiry', () => {
  it('ends the waiting, and nothing can be decided any more', async () => {
    const { id } = await waiting();
    expect(await world.step({ step: 'settle', approval: id, answer: timedOut })).toEqual({ outcome: 'expired' });
    await expect(world.approve(id)).rejects.toThrow(/expired/);
    expect(await world.get(id)).toMatchObject({ state: 'expired' });
    expect(world.announced.at(-1)?.approval.state).toBe('expired');
    expect(await world.openIds()).toEqual([]);
  });

  it('counts from the time that the request says, even where Step Functions is late', async () => {
    const { id } = await world.request(undefined, kim, '1s');
    world.pass(2_000);
    await expect(world.approve(id)).rejects.toThrow(/expired/);
  });

  it('loses against a decision that was made before it', async () => {
    const { id } = await waiting();
    world.state.isMachineDown = true;
    await world.approve(id);
    expect(await world.step({ step: 'settle', approval: id, answer: timedOut })).toMatchObject({ outcome: 'approved' });
  });
});

describe('an answer in AWS', () => {
  const settle = (id: string, answer: Settle['answer']) => world.step({ step: 'settle', approval: id, answer });
  const answered = (output: Record<string, unknown>) => ({ output: { by: 'max@example.com', ...output } });

  it('approves, with edits', async () => {
    const { id } = await waiting();
    const answer = answered({ decision: 'approve', reason: 'on call', edits: { days: 2 } });
    expect(await settle(id, answer)).toMatchObject({ outcome: 'approved', request: { ask: { days: 2 } } });
    expect((await world.get(id)).decision).toMatchObject({ by: 'max@example.com', via: 'aws', reason: 'on call' });
  });

  it('rejects, by success or by failure of the task', async () => {
    const one = await waiting();
    expect(await settle(one.id, answered({ decision: 'reject' }))).toEqual({ outcome: 'rejected' });
    const two = await waiting();
    const failure = { error: { Error: 'Rejected', Cause: 'not now' } };
    expect(await settle(two.id, failure)).toEqual({ outcome: 'rejected' });
    expect((await world.get(two.id)).decision).toMatchObject({ via: 'aws', reason: 'not now' });
  });

  it.each([
    ['that is no answer', { output: { approved: true } }, /not {"decision"/],
    ['by whoever asks', { output: { decision: 'approve', by: 'Kim@example.com' } }, /asked for it/],
    ['with edits that are not allowed', answered({ decision: 'approve', edits: { repository: 'x' } }), /may not/],
  ])('%s leaves it waiting, with a note', async (_name, answer, note) => {
    const { id } = await waiting();
    expect(await settle(id, answer)).toEqual({ outcome: 'pending' });
    expect((await world.get(id)).note).toMatch(note);
    expect((await world.approve(id)).note).toBeUndefined();
  });

  it('loses against a decision that was made here before', async () => {
    const { id } = await waiting();
    await world.reject(id);
    expect(await settle(id, answered({ decision: 'approve' }))).toEqual({ outcome: 'rejected' });
  });
});

describe('a state that breaks off', () => {
  it('after the decision was written: once more, it is announced and ends the same', async () => {
    const { id } = await waiting();
    world.state.isBusDown = true;
    await expect(world.step({ step: 'settle', approval: id, answer: timedOut })).rejects.toThrow('down');
    world.state.isBusDown = false;
    expect(await world.openIds()).toEqual([id]);
    expect(await world.step({ step: 'settle', approval: id, answer: timedOut })).toEqual({ outcome: 'expired' });
    expect(world.announced.at(-1)?.id).toBe(`${id}/decided`);
  });

  it('what was done stays done, what failed may be done after all', async () => {
    const { id } = await waiting();
    const close = (effect: Close['effect']) => world.step({ step: 'close', approval: id, effect });
    await world.approve(id);
    await close({ error: { Error: 'AirflowUnavailable', Cause: 'timed out' } });
    expect((await world.get(id)).effect).toMatchObject({ state: 'failed', message: 'AirflowUnavailable: timed out' });
    await close({ message: 'deleted' });
    await close({ error: { Error: 'Late', Cause: '' } });
    expect((await world.get(id)).effect).toMatchObject({ state: 'done', message: 'deleted' });
  });
});

it('a sweep of one request that cannot be read goes on with the others', async () => {
  const { id } = await waiting();
  const broken: Partial<StoredApproval> = { id: 'a-broken' };
  await world.tenant.put('request', 'a-broken', broken);
  await world.tenant.transact([{ directory: { kind: 'open-approval', token: 'a-broken', id: 'a-broken' } }]);
  world.state.fate = 'ended';
  await world.sweep();
  expect(world.started).toContain(`${id}-2`);
});
