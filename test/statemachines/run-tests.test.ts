import { describe, expect, test } from 'vitest';
import { caughtOutputs, machineOf } from './evaluate-states.ts';

const order = {
  tenant: 'acme',
  repositoryId: 'sales',
  id: 'f'.repeat(64),
  attempt: 1,
  commit: 'c'.repeat(40),
  tree: 'acme/trees/1.json',
  path: 'dags',
  timeout: 300,
};
const failure = { Error: 'TestsUnavailable', Cause: 'no namespaces' };

describe('run-tests', () => {
  const { stateOf, evaluate, choose } = machineOf('run-tests');
  const variables = { order };

  test('remembers what was ordered', async () => {
    expect(await evaluate(stateOf('RememberOrder').Assign, { input: order })).toEqual(variables);
    expect(await evaluate(stateOf('PrepareTests').Arguments, { variables, input: order })).toEqual(order);
  });

  test('tests nothing that has its result', async () => {
    expect(await choose('SeeWhetherSettled', { input: { outcome: 'settled' } })).toBe('Settled');
    expect(await choose('SeeWhetherSettled', { input: { outcome: 'prepared' } })).toBe('RunTests');
  });

  test('tells a runner no more than it needs', async () => {
    const scope = { variables, input: { outcome: 'prepared', archive: 'https://example.com/a' } };
    const { MessageBody } = (await evaluate(stateOf('RunTests').Arguments, scope)) as { MessageBody: string };
    expect(JSON.parse(MessageBody)).toEqual({
      token: 'token-1',
      archive: 'https://example.com/a',
      path: 'dags',
      timeout: 300,
    });
  });

  test('settles what a runner reports', async () => {
    const report = { exitCode: 0, isTimedOut: false, seconds: 1, output: '' };
    const input = await evaluate(stateOf('RunTests').Output, { variables, input: {}, result: report });
    expect(await evaluate(stateOf('SettleTests').Arguments, { variables, input })).toEqual({ ...order, report });
  });

  test.each(['PrepareTests', 'RunTests'])('settles what %s fails with', async (name) => {
    for (const { Output, Next } of caughtOutputs(stateOf(name))) {
      expect(Next).toBe('SettleTests');
      const input = await evaluate(Output, { variables, input: {}, errorOutput: failure });
      expect(await evaluate(stateOf('SettleTests').Arguments, { variables, input })).toEqual({
        ...order,
        error: failure,
      });
    }
  });
});

describe('run-tests-on-codebuild', () => {
  const { stateOf, evaluate } = machineOf('run-tests-on-codebuild');
  const message = { token: 'its token', archive: 'https://example.com/a', path: 'dags', timeout: 300 };
  const variable = (Name: string, Value: string) => ({ Name, Value });
  const buildOf = (code: string, seconds: string) => ({
    Logs: { GroupName: 'group', StreamName: 'stream' },
    ExportedEnvironmentVariables: [variable('SECONDS_USED', seconds), variable('EXIT_CODE', code)],
  });

  test('reads its order from a message as a pipe delivers it', async () => {
    const input = [{ messageId: '1', body: JSON.stringify(message) }];
    expect(await evaluate(stateOf('ReadOrder').Assign, { input })).toEqual({ order: message });
    expect(await evaluate(stateOf('RunBuild').Arguments, { variables: { order: message } })).toMatchObject({
      EnvironmentVariablesOverride: [
        { Name: 'ARCHIVE', Value: 'https://example.com/a' },
        { Name: 'TESTS_PATH', Value: 'dags' },
        { Name: 'TESTS_TIMEOUT', Value: '300' },
      ],
    });
  });

  test.each([
    ['1', '12', false],
    ['137', '300', true],
    ['137', '12', false],
  ])('answers with code %s after %s seconds', async (code, seconds, isTimedOut) => {
    const variables = { order: message, build: buildOf(code, seconds) };
    const log = { Events: [{ Message: 'one\n' }, { Message: 'two\n' }] };
    const input = await evaluate(stateOf('ReadLog').Output, { variables, result: log });
    const answer = (await evaluate(stateOf('AnswerReport').Arguments, { variables, input })) as Record<string, string>;
    expect(answer.TaskToken).toBe('its token');
    expect(JSON.parse(answer.Output ?? '')).toEqual({
      exitCode: Number(code),
      isTimedOut,
      seconds: Number(seconds),
      output: 'one\ntwo\n',
    });
  });
});
