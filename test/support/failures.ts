import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Answer, Citation } from '../../functions/chat/contract.ts';
import { type Run, RunState } from '../../functions/runs/contract.ts';
import { type Cloud, clientOf, diagnosisOf, endOf, ifThere, publish } from './cloud.ts';
import { inParallel } from './in-parallel.ts';

const folder = join(import.meta.dirname, '../evaluation/failures');

/** A failure to explain, as `test/evaluation/failures/README.md` describes it. */
const Failure = z.object({
  name: z.string(),
  kind: z.string(),
  dagId: z.string(),
  goodRuns: z.number().int(),
  failingRuns: z.number().int(),
  expectState: RunState,
  questions: z.array(z.string()),
  decisive: z.object({ task: z.string(), try: z.number().int(), anyOf: z.array(z.string()) }),
});
export type Failure = z.infer<typeof Failure>;

const failures = z.array(Failure).parse(JSON.parse(readFileSync(join(folder, 'failures.json'), 'utf8')));

/** A failure and the last of its failing runs, whose logs have been learned from. */
export interface ProducedFailure {
  readonly failure: Failure;
  readonly run: Run;
}

/** An answer to one of a failure's questions. */
export interface Verdict extends ProducedFailure {
  readonly question: string;
  readonly answer: Answer;
  /** Whether a decisive line is among those cited. */
  readonly isHit: boolean;
}

/** Workflow names are unique in an Airflow: whoever comes second to a cloud uses what is live. */
const publishAll = async (cloud: Cloud): Promise<void> => {
  const [first] = failures;
  const known = first && (await ifThere(clientOf(cloud).call('workflows.get', { workflow: first.dagId })));
  if (known?.state === 'live') return;
  await publish(
    cloud,
    Object.fromEntries(
      failures.map(({ dagId }) => [`${dagId}.py`, readFileSync(join(folder, 'dags', `${dagId}.py`), 'utf8')]),
    ),
  );
};

const runOnce = async (cloud: Cloud, workflow: string, conf: Record<string, unknown>): Promise<Run> => {
  const { id } = await clientOf(cloud).call('runs.trigger', { workflow, conf });
  return endOf(cloud, id, 180, 500);
};

/** Whether a run went the way it was written to: on a machine that is too busy Airflow itself fails tasks by time-outs. */
const isAsWritten = ({ expectState, decisive }: Failure, { state, tasks = [] }: Run): boolean => {
  const task = tasks.find((each) => each.task === decisive.task);
  return state === expectState && task?.state === expectState && task.try >= decisive.try;
};

/** What comes before the failing run that questions are about: the good and failing runs of its description, or nothing. */
interface Before {
  readonly history: boolean;
}

const produce = async (cloud: Cloud, failure: Failure, { history }: Before): Promise<ProducedFailure> => {
  const { dagId: workflow, goodRuns, failingRuns } = failure;
  if (history) {
    for (let count = 0; count < goodRuns; count += 1) await runOnce(cloud, workflow, { mode: 'good' });
    for (let count = 1; count < failingRuns; count += 1) await runOnce(cloud, workflow, {});
  }
  let run = await runOnce(cloud, workflow, {});
  for (let again = 0; again < 2 && !isAsWritten(failure, run); again += 1) run = await runOnce(cloud, workflow, {});
  await diagnosisOf(cloud, run.id, 180);
  return { failure, run };
};

/** Pushes every failure's workflow and has it fail, four at a time. */
export const produceFailures = async (cloud: Cloud, before: Before): Promise<ProducedFailure[]> => {
  await publishAll(cloud);
  const produced: ProducedFailure[] = [];
  await inParallel(failures.length, 4, async (index) => {
    const failure = failures[index];
    if (failure) produced.push(await produce(cloud, failure, before));
  });
  return produced.toSorted((one, other) => failures.indexOf(one.failure) - failures.indexOf(other.failure));
};

const isDecisive = ({ failure: { decisive }, run }: ProducedFailure, citation: Citation): boolean =>
  citation.kind === 'log' &&
  citation.run === run.id &&
  citation.task === decisive.task &&
  citation.try === decisive.try &&
  decisive.anyOf.some((text) => citation.text.includes(text));

/** Asks every question and judges what is cited. */
export const askAll = async (cloud: Cloud, produced: readonly ProducedFailure[]): Promise<Verdict[]> => {
  const verdicts: Verdict[] = [];
  for (const each of produced) {
    for (const question of each.failure.questions) {
      const answer = await clientOf(cloud).call('chat.ask', { question });
      const isHit = answer.citations.some((citation) => isDecisive(each, citation));
      verdicts.push({ ...each, question, answer, isHit });
    }
  }
  return verdicts;
};

const describeCitation = (citation: Citation): string =>
  citation.kind === 'log'
    ? `${citation.run} ${citation.task} try ${citation.try} line ${citation.line}: ${citation.text}`
    : `${citation.source} ${citation.path}: ${citation.text}`;

/** A missed question in a line: what was asked, and what the answer cited instead. */
export const describeMiss = ({ failure, question, run, answer }: Verdict): string => {
  const cited = answer.citations.slice(0, 3).map(describeCitation).join(' · ') || 'nothing';
  return `${failure.kind} (run ${run.id}): "${question}" cites ${cited}`;
};
