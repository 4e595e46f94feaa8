import { describe, expect, test } from 'vitest';
import { caughtOutputs, context, machineOf } from './evaluate-states.ts';

const { stateOf, evaluate, choose } = machineOf('reconcile-repository');
const variables = { tenant: 'acme', repositoryId: 'sales', execution: context.Execution.Id, rounds: 0 };
const fetched = { outcome: 'fetched', tenant: 'acme', fence: 7, push: { id: 'p1' } };
const published = (ago: number, done: boolean) => ({
  ...fetched,
  publishedAt: new Date(Date.now() - ago).toISOString(),
  confirmation: { done, files: 'acme/confirmations/p1' },
});
const failure = { Error: 'ProviderUnavailable', Cause: 'example.com answers 503' };

describe('reconcile-repository', () => {
  test('remembers whose repository it is', async () => {
    expect(await evaluate(stateOf('StartRounds').Assign, { input: { tenant: 'acme', repositoryId: 'sales' } })).toEqual(
      variables,
    );
  });

  test('asks for the tip of that repository, under its own name', async () => {
    expect(await evaluate(stateOf('FetchTip').Arguments, { variables, input: {} })).toEqual({
      tenant: 'acme',
      repositoryId: 'sales',
      execution: context.Execution.Id,
    });
  });

  test('leaves a busy repository to whoever holds its lease', async () => {
    expect(await choose('SeeWhetherBusy', { input: { outcome: 'busy' } })).toBe('LeaveToHolder');
    expect(await choose('SeeWhetherBusy', { input: fetched })).toBe('CheckChanges');
  });

  test('asks Airflow until it is done', async () => {
    expect(await choose('SeeWhetherConfirmed', { input: published(1000, true) })).toBe('WriteReceipt');
    expect(await choose('SeeWhetherConfirmed', { input: published(1000, false) })).toBe('RenewLease');
  });

  test('gives up on Airflow ten minutes after publishing', async () => {
    expect(await choose('SeeWhetherConfirmed', { input: published(9 * 60_000, false) })).toBe('RenewLease');
    expect(await choose('SeeWhetherConfirmed', { input: published(11 * 60_000, false) })).toBe('WriteReceipt');
  });

  test('renews the lease it holds and goes on with what it knew', async () => {
    const { Arguments, Output } = stateOf('RenewLease');
    const input = published(1000, false);
    expect(await evaluate(Arguments, { variables, input })).toEqual({
      tenant: 'acme',
      repositoryId: 'sales',
      fence: 7,
    });
    const output = await evaluate(Output, { variables, input, result: { isOvertaken: false } });
    expect(output).toEqual({ ...input, isOvertaken: false });
    expect(await choose('SeeWhetherOvertaken', { input: output })).toBe('WaitForAirflow');
    expect(await choose('SeeWhetherOvertaken', { input: { ...input, isOvertaken: true } })).toBe('WriteReceipt');
  });

  test.each(['FetchTip', 'CheckChanges', 'PublishRelease', 'ConfirmLive', 'RenewLease'])(
    'a failure of %s gets its receipt too',
    async (name) => {
      const [caught] = caughtOutputs(stateOf(name));
      expect(caught?.Next).toBe('WriteReceipt');
      const output = await evaluate(caught?.Output, { variables, input: fetched, errorOutput: failure });
      expect(output).toMatchObject({ error: failure });
      const receipt = await evaluate(stateOf('WriteReceipt').Arguments, { variables, input: output });
      expect(receipt).toMatchObject({ tenant: 'acme', repositoryId: 'sales', error: failure });
    },
  );

  test('a failure after the fetch does not forget what was fetched', async () => {
    const [caught] = caughtOutputs(stateOf('PublishRelease'));
    expect(await evaluate(caught?.Output, { variables, input: fetched, errorOutput: failure })).toEqual({
      ...fetched,
      error: failure,
    });
  });

  test('goes round again while dirty, but not for ever', async () => {
    const again = { input: { again: true, isNews: true }, variables: { ...variables, rounds: 1 } };
    expect(await choose('SeeWhetherAgain', again)).toBe('FetchTip');
    expect(await choose('SeeWhetherAgain', { ...again, input: { again: true, isNews: false } })).toBe('WaitForNews');
    expect(await choose('SeeWhetherAgain', { ...again, input: { again: false, isNews: true } })).toBe('RestInStep');
    expect(await choose('SeeWhetherAgain', { ...again, variables: { ...variables, rounds: 20 } })).toBe('RestInStep');
  });

  test('counts its rounds', async () => {
    expect(await evaluate(stateOf('WriteReceipt').Assign, { variables, input: {}, result: {} })).toEqual({ rounds: 1 });
  });
});
