import type { ManifestEntry } from './manifest.ts';
import { releaseFolder } from './places.ts';

/** A DAG as Airflow shows it. */
interface ShownDag {
  readonly dagId: string;
  readonly isPaused: boolean;
  readonly isStale: boolean;
  readonly file: string | undefined;
  readonly parsedAt: string | undefined;
}

/** What Airflow shows at one moment. */
export interface AirflowView {
  readonly dags: readonly ShownDag[];
  readonly importErrors: readonly { readonly file: string; readonly stackTrace: string; readonly at: string }[];
  /** DAG ids whose source was seen to hold the proof of the entry's move before `dags` was listed. */
  readonly proven: ReadonlySet<string>;
  readonly at: Date;
}

interface Subject {
  readonly repositoryId: string;
  readonly entry: ManifestEntry;
  /** The pointer as Airflow names it. */
  readonly file: string;
  /** Whether AWS lets us ask for the source of a DAG with this id. */
  readonly hasReachableSource: (dagId: string) => boolean;
}

export type Judgement =
  | { readonly outcome: 'waiting' }
  | { readonly outcome: 'refused'; readonly stackTrace: string }
  | { readonly outcome: 'shown'; readonly dags: readonly ShownDag[] };

/**
 * Milliseconds after which a parse is of the new pointer for sure where the source cannot be asked for: MWAA and a local
 * Airflow list the bucket far more often.
 */
const listedFor = 120_000;

/** Milliseconds without an import error after which a file that may hold no DAG at all is left in peace. */
const quietFor = 30_000;

const isSince = (time: string | undefined, since: number): boolean => time !== undefined && Date.parse(time) >= since;

/** DAGs of the pointer that the parse of the live version, or one after it, has shown. */
export const dagsSince = ({ dags }: Pick<AirflowView, 'dags'>, file: string, since: number): readonly ShownDag[] =>
  dags.filter((dag) => dag.file === file && !dag.isStale && isSince(dag.parsedAt, since));

/**
 * What Airflow has made of a pointer's last move. An import error counts if it comes out of the live release or, where
 * its stack names none, is later than the move. DAGs count once the source of one of them holds the move's proof.
 */
export const judgeFile = ({ repositoryId, entry, file, hasReachableSource }: Subject, view: AirflowView): Judgement => {
  const { live } = entry;
  if (!live) {
    return { outcome: 'waiting' };
  }
  const since = Date.parse(live.publishedAt);
  const refusal = view.importErrors.find(
    (error) =>
      (error.file === file || error.file.endsWith(`/${file}`)) &&
      (error.stackTrace.includes(releaseFolder(repositoryId, live.release)) ||
        (!error.stackTrace.includes(releaseFolder(repositoryId, '')) && isSince(error.at, since))),
  );
  if (refusal) {
    return { outcome: 'refused', stackTrace: refusal.stackTrace };
  }
  const dags = dagsSince(view, file, since);
  const provable = dags.filter(({ dagId }) => hasReachableSource(dagId));
  const isProven =
    provable.length > 0
      ? provable.some(({ dagId }) => view.proven.has(dagId))
      : dags.length > 0 && dagsSince(view, file, since + listedFor).length > 0;
  const isQuiet = dags.length === 0 && live.dagIds.length === 0 && view.at.getTime() - since > quietFor;
  return isProven || isQuiet ? { outcome: 'shown', dags } : { outcome: 'waiting' };
};
