import { setTimeout as sleep } from 'node:timers/promises';
import { type Run, triggerRun } from '../functions/runs/contract.ts';
import type { Extension } from './operation-commands.ts';
import { renderDuration, renderRecord } from './render.ts';
import type { Session } from './session.ts';
import { clean, note, paint, print, printJson } from './terminal.ts';

type TaskState = NonNullable<Run['tasks']>[number];

const interval = 500;
const ended: readonly Run['state'][] = ['success', 'failed', 'cancelled', 'lost'];

const nameOf = ({ task, mapIndex }: TaskState): string => clean(mapIndex >= 0 ? `${task}[${mapIndex}]` : task);

const attemptOf = (task: TaskState): string => (task.try > 1 ? ` (try ${task.try})` : '');

/** Tasks whose state or try has changed since they were last seen; Airflow says `none` of those not yet scheduled. */
const findTransitions = (seen: Map<string, string>, tasks: readonly TaskState[]): TaskState[] =>
  tasks.filter((task) => {
    if (task.state === 'none') {
      return false;
    }
    const state = `${task.state} ${task.try}`;
    const isNew = seen.get(nameOf(task)) !== state;
    seen.set(nameOf(task), state);
    return isNew;
  });

/** Tells each change of a run's tasks until it has ended. Throws `AbortError` where the signal ends the waiting. */
export const follow = async ({ client }: Session, id: string, signal?: AbortSignal): Promise<Run> => {
  const seen = new Map<string, string>();
  for (;;) {
    const run = await client.call('runs.get', { run: id });
    for (const task of findTransitions(seen, run.tasks ?? [])) {
      note(`  ${new Date().toISOString().slice(11, 19)}  ${nameOf(task)}  ${clean(task.state)}${attemptOf(task)}`);
    }
    if (ended.includes(run.state)) {
      return run;
    }
    await sleep(interval, undefined, { signal });
  }
};

const elapsed = ({ duration, queuedAt, endedAt }: Run): string =>
  renderDuration(duration === undefined ? Date.parse(endedAt ?? queuedAt) - Date.parse(queuedAt) : duration * 1000);

/** Tells how a run ended, how long it took, and where to look. */
export const showEnd = (run: Run): void => {
  const failed = (run.tasks ?? []).find(({ state }) => state === 'failed');
  if (run.state === 'success') {
    print(`${paint('green', '✔')} complete in ${elapsed(run)} · open in Airflow ${run.airflowUrl}`);
    return;
  }
  const where = failed ? ` in task ${nameOf(failed)}${attemptOf(failed)}` : '';
  print(`${paint('red', '✖')} ${run.state}${where} after ${elapsed(run)} · open in Airflow ${run.airflowUrl}`);
};

/** `navigator run`: starts a workflow, and with `--follow` stays until it has ended. */
export const runExtension: Extension = {
  examples: ['navigator run nightly_sales --follow', `navigator run nightly_sales --conf '{"day": "2026-11-01"}'`],
  addOptions: (command) => {
    command.option('-f, --follow', 'show its tasks as they go, and wait for its end');
  },
  run: async (session, input, command) => {
    const started = await session.client.call('runs.trigger', triggerRun.input.parse(input));
    if (!command.opts<{ follow?: boolean }>().follow) {
      if (session.json) {
        printJson(started);
      } else {
        print(renderRecord(started));
        note(`Follow it: navigator status ${started.id}`);
      }
      return;
    }
    note(`${started.id} started · ${started.airflowUrl}`);
    const run = await follow(session, started.id);
    if (session.json) {
      printJson(run);
    } else {
      showEnd(run);
      if (run.state === 'failed') {
        note(`See why: navigator explain ${run.id}`);
      }
    }
    if (run.state !== 'success') {
      process.exitCode = 1;
    }
  },
};
