import type * as z from 'zod';
import type { AirflowTask } from '../../shared/airflow.ts';
import type { TaskState } from '../contract.ts';

const timestamp = (time: string | undefined) => (time === undefined ? undefined : new Date(time).toISOString());

/** In the order in which they began, those that have not last. */
const byStart = (a: AirflowTask, b: AirflowTask): number =>
  (a.startedAt ?? '~').localeCompare(b.startedAt ?? '~') || a.taskId.localeCompare(b.taskId) || a.mapIndex - b.mapIndex;

/** What is shown of a run's tasks, in the order in which they began. */
export const showTasks = (tasks: readonly AirflowTask[]): z.infer<typeof TaskState>[] =>
  tasks.toSorted(byStart).map((task) => ({
    task: task.taskId,
    state: task.state,
    try: task.try,
    mapIndex: task.mapIndex,
    startedAt: timestamp(task.startedAt),
    endedAt: timestamp(task.endedAt),
  }));
