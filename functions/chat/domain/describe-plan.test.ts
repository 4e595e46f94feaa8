import { expect, it } from 'vitest';
import { addRepository } from '../../repositories/contract.ts';
import { cancelRun, triggerRun } from '../../runs/contract.ts';
import { commandOf, describePlan } from './describe-plan.ts';

it('says what would be done with the literal input', () => {
  expect(describePlan(cancelRun, { run: 'n-1' })).toBe('cancel a run that has not ended (run n-1)');
});

it('names the command that does the same, quoted for a shell', () => {
  expect(commandOf(triggerRun, { workflow: 'nightly_sales' })).toBe('navigator run nightly_sales');
  expect(commandOf(triggerRun, { workflow: "it's; rm -rf /" })).toBe("navigator run 'it'\\''s; rm -rf /'");
  expect(commandOf(addRepository, { url: 'https://x.example/a.git', newWorkflows: 'paused' })).toBe(
    'navigator repo add https://x.example/a.git --new-workflows paused',
  );
});
