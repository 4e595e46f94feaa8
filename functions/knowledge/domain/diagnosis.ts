import * as z from 'zod';
import { Timestamp } from '../../shared/fields.ts';
import { Diagnosis, type RunDiagnosed, type RunLogHead } from '../contract.ts';
import type { Findings } from './diagnose.ts';

/** A diagnosis as it is stored: what other runs tell is asked for when it is read. */
export const StoredDiagnosis = Diagnosis.omit({ before: true, lastSuccess: true }).extend({
  environment: z.string(),
  /** Where it stands among the runs of its workflow: its end, else when it was asked for. In UTC. */
  at: Timestamp,
});
export type StoredDiagnosis = z.infer<typeof StoredDiagnosis>;

/** Failures that are kept of one run: with their signatures they fit one transaction and one item. */
const mostFailures = 30;
const mostLines = 3;
/** Characters of one line. */
const longestLine = 1_000;
/** Notes on logs: a run of a thousand tries may have more than anybody reads. */
const mostNotes = 20;

type Failure = Diagnosis['failures'][number];

const bounded = (failure: Failure): Failure => ({
  ...failure,
  lines: failure.lines.slice(0, mostLines).map((line) => ({
    ...line,
    text: line.text.length > longestLine ? `${line.text.slice(0, longestLine)}…` : line.text,
  })),
});

/** What is kept of what was found in a run's logs. */
export const toDiagnosis = ({ run, commit, notes }: RunLogHead, { failures, neverRan }: Findings): StoredDiagnosis => {
  const left = failures.length - mostFailures;
  const unsaid = notes.length - mostNotes;
  return {
    run: run.id,
    workflow: run.workflow,
    repository: run.repository,
    environment: run.environment,
    state: run.state,
    endedAt: run.endedAt,
    at: new Date(run.endedAt ?? run.queuedAt).toISOString(),
    commit,
    failures: failures.slice(0, mostFailures).map(bounded),
    neverRan: neverRan.slice(0, 200),
    notes: [
      ...notes.slice(0, mostNotes),
      ...(unsaid > 0 ? [`${unsaid} more notes of this kind.`] : []),
      ...(left > 0 ? [`${left} more tries of tasks failed.`] : []),
    ],
  };
};

const describe = ({ task, state, lines }: Failure): string =>
  lines[0]?.text.slice(0, 500) ?? `Task ${task} is ${state}, and its log does not say why.`;

/** What is announced of a diagnosis. A run that succeeded in the end has no error, whatever was tried before. */
export const toRunDiagnosed = (diagnosis: StoredDiagnosis, tenant: string, hash: string, now: Date): RunDiagnosed => {
  const { run, workflow, repository, state, failures } = diagnosis;
  const [first] = state === 'success' ? [] : failures;
  return {
    id: `${run}/${hash.slice(0, 16)}`,
    time: now.toISOString(),
    tenant,
    correlationId: run,
    run,
    workflow,
    repository,
    error: first && { kind: first.kind, message: describe(first), task: first.task, signature: first.signature },
  };
};
