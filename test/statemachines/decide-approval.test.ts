import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { approvalKinds } from '../../functions/approval-kinds.ts';
import { ApprovalStep, rejectedInAws } from '../../functions/approvals/contract.ts';
import { machineOf } from './evaluate-states.ts';

const { stateOf, evaluate, choose } = machineOf('decide-approval');

const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1_000).toISOString();
const input = { tenant: 'acme', approval: 'a-1', decideBy: inSeconds(60) };
const effects = { deletion: 'arn:aws:lambda:us-east-1:000000000000:function:delete' };
const variables = { ...input, effects };
const failure = { Error: 'AirflowUnavailable', Cause: 'timed out' };

const Catches = z.array(
  z.object({ ErrorEquals: z.array(z.string()), Output: z.string().optional(), Next: z.string() }),
);

describe('decide-approval', () => {
  test('remembers whose request it is, and knows a function for every kind', async () => {
    const assigned = await evaluate(stateOf('RememberRequest').Assign, { input });
    expect(assigned).toMatchObject(input);
    const { effects: known } = z.object({ effects: z.record(z.string(), z.string()) }).parse(assigned);
    expect(Object.keys(known).sort()).toEqual(approvalKinds.map(({ id }) => id).sort());
  });

  test('hands on the token of what waits', async () => {
    const { Payload } = z
      .object({ Payload: z.unknown() })
      .parse(await evaluate(stateOf('AwaitDecision').Arguments, { variables }));
    expect(ApprovalStep.parse(Payload)).toEqual({ step: 'open', tenant: 'acme', approval: 'a-1', token: 'token-1' });
  });

  test('waits as long as the request says, and no time at all would be too little for Step Functions', async () => {
    const { TimeoutSeconds } = stateOf('AwaitDecision');
    const wait = (decideBy: string) => evaluate(TimeoutSeconds, { variables: { ...variables, decideBy } });
    expect(await wait(inSeconds(60))).toBe(60);
    expect(await wait(inSeconds(7 * 24 * 3600))).toBe(7 * 24 * 3600);
    expect(await wait(inSeconds(-60))).toBe(1);
  });

  test('its time, a rejection and an answer in AWS all lead to what is on record', async () => {
    const { Catch, Output, Next } = stateOf('AwaitDecision');
    const [ended] = Catches.parse(Catch);
    expect(ended).toMatchObject({ ErrorEquals: ['States.Timeout', rejectedInAws], Next: 'SettleRequest' });
    expect(Next).toBe('SettleRequest');
    const answers = [
      await evaluate(ended?.Output, { variables, errorOutput: { Error: 'States.Timeout', Cause: '' } }),
      await evaluate(Output, { variables, result: { decision: 'approve', by: 'lee@example.com' } }),
    ];
    for (const answer of answers) {
      const step = ApprovalStep.parse(await evaluate(stateOf('SettleRequest').Arguments, { variables, input: answer }));
      expect(step).toMatchObject({ step: 'settle', tenant: 'acme', approval: 'a-1' });
    }
  });

  test.each([
    ['approved', 'ApplyEffect'],
    ['pending', 'AwaitDecision'],
    ['rejected', 'RestDecided'],
    ['expired', 'RestDecided'],
  ])('%s leads to %s', async (outcome, next) => {
    expect(await choose('SeeOutcome', { variables, input: { outcome } })).toBe(next);
  });

  test('has it done by the function of its kind', async () => {
    const request = { kind: 'deletion', tenant: 'acme', approval: 'a-1' };
    expect(await evaluate(stateOf('ApplyEffect').Arguments, { variables, input: { request } })).toEqual({
      FunctionName: effects.deletion,
      Payload: request,
    });
  });

  test('asks again, for the same request, where it takes longer', async () => {
    const request = { kind: 'deletion', tenant: 'acme', approval: 'a-1' };
    const result = { Payload: { again: 5 } };
    const goesOn = await evaluate(stateOf('ApplyEffect').Output, { variables, input: { request }, result });
    expect(await choose('SeeWhetherDone', { variables, input: goesOn })).toBe('WaitForEffect');
    expect(await evaluate(stateOf('WaitForEffect').Seconds, { variables, input: goesOn })).toBe(5);
    expect(stateOf('WaitForEffect').Next).toBe('ApplyEffect');
    expect(await evaluate(stateOf('ApplyEffect').Arguments, { variables, input: goesOn })).toMatchObject({
      Payload: request,
    });
  });

  test('records what was done, and what could not be done, which a person is told of', async () => {
    const { Catch, Output } = stateOf('ApplyEffect');
    const [caught] = Catches.parse(Catch);
    const answered = (Payload: unknown) =>
      evaluate(Output, { variables, input: { request: { kind: 'deletion' } }, result: { Payload } });
    const caughtOutput = await evaluate(caught?.Output, { variables, errorOutput: failure });
    for (const [effect, next] of [
      [await answered({ message: 'deleted' }), 'RestDecided'],
      [await answered({ error: failure }), 'LeaveToPerson'],
      [caughtOutput, 'LeaveToPerson'],
    ]) {
      expect(await choose('SeeWhetherDone', { variables, input: effect })).toBe('RecordEffect');
      const step = await evaluate(stateOf('RecordEffect').Arguments, { variables, input: effect });
      expect(ApprovalStep.parse(step)).toMatchObject({ step: 'close', approval: 'a-1' });
      const output = await evaluate(stateOf('RecordEffect').Output, { variables, input: effect, result: null });
      expect(await choose('SeeEffect', { variables, input: output })).toBe(next);
    }
  });
});
