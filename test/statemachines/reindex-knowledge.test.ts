import { expect, test } from 'vitest';
import { machineOf } from './evaluate-states.ts';

const { stateOf, evaluate, choose } = machineOf('reindex-knowledge');
const started = { tenant: 'acme', correlationId: 'r1' };

test('tells each step whose knowledge it is and how far the one before came', async () => {
  expect(await evaluate(stateOf('RememberTenant').Assign, { input: started })).toEqual(started);
  const first = await evaluate(stateOf('RememberTenant').Output, { input: started });
  expect(await evaluate(stateOf('MoveDocuments').Arguments, { variables: started, input: first })).toEqual({
    step: 'move',
    ...started,
    progress: { waits: 0, passes: 0 },
  });
});

test('goes on until nothing is behind, and gives up after three passes', async () => {
  const next = (input: object) => choose('SeeProgress', { input });
  expect(await next({ until: 'k', waits: 0, passes: 0, behind: 4 })).toBe('WaitForIngestion');
  expect(await next({ waits: 0, passes: 3, behind: 0 })).toBe('RetireIndices');
  expect(await next({ waits: 0, passes: 3, behind: 1 })).toBe('LeaveBehind');
});

test('waits longer the longer it takes, half a minute at most', async () => {
  const seconds = (waits: number) => evaluate(stateOf('WaitForIngestion').Seconds, { input: { waits } });
  expect([await seconds(0), await seconds(5), await seconds(100)]).toEqual([2, 7, 30]);
});
