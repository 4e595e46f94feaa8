import type { RunLogEvent } from '../../contract.ts';
import { tellingLength } from '../signature-of.ts';

/** A line of one try's log. */
export interface Line {
  /** What is looked at; the event has it whole. */
  readonly text: string;
  readonly event: RunLogEvent;
  /** Which of the event's lines it is, from 0. */
  readonly index: number;
}

/** The lines of a try in their order. */
export const linesOf = (events: readonly RunLogEvent[]): Line[] =>
  events.flatMap((event) => event.lines.map((line, index) => ({ text: line.slice(0, tellingLength), event, index })));

/** Loggers of Airflow and of the SDKs beneath it, which say little of the task's own work. */
const machinery =
  /^(task$|airflow\.(dag_processing|task_runner|sdk|models|executors|providers\.amazon)|boto|urllib3|s3transfer)/;

/** Lines that repeat what was given, such as the script that is about to run, rather than tell what happened. */
const echo =
  /^(Running (command|statement|query)|Executing|Rendering|Rendered|Done\. Returned value|Exporting env vars|Tmp dir root|Poking|::(end)?group|\++ )/;

/** Whether Airflow itself speaks, or an SDK, rather than the task. */
export const isMachinery = ({ logger }: RunLogEvent): boolean => machinery.test(logger ?? '');

const isWarning = ({ logger, lines: [first = ''] }: RunLogEvent): boolean =>
  logger === 'py.warnings' || /\b\w*(Deprecat\w*|Future|User|Runtime|Resource)Warning\b/.test(first);

/** Whether an event is of the kind that never decides: machinery, echoes, warnings of Python. */
export const isChatter = (event: RunLogEvent): boolean =>
  isWarning(event) ||
  echo.test(event.lines[0] ?? '') ||
  (isMachinery(event) && (event.level === 'info' || event.level === 'debug'));

/** Airflow's own words, as of 3.3, for how a try ended badly. */
const endings =
  /^(Task failed with exception|Task exited|Task killed|Process terminated by signal|Process exited abnormally|Server indicated the task shouldn't be running|\*+ Received SIGSEGV)/;

/** The event by which Airflow ended the try, undefined where its log does not say so. */
export const endingOf = (events: readonly RunLogEvent[]): RunLogEvent | undefined =>
  events.find(
    ({ level, lines }) => level !== 'info' && level !== 'debug' && lines.slice(0, 3).some((line) => endings.test(line)),
  );

/** Whether lines were printed by the task's process: these arrive late, even after the end of the try. */
export const isPrinted = ({ logger }: RunLogEvent): boolean => logger === 'task.stdout' || logger === 'task.stderr';
