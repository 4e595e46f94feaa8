import { createHash } from 'node:crypto';
import * as z from 'zod';
import { Finding } from '../../repositories/contract.ts';
import { CommitId, Sha256, Timestamp } from '../../shared/fields.ts';
import { FileVersion, type Plan } from '../contract.ts';

const Content = FileVersion.omit({ path: true });

/** One version of a DAG file that a pointer leads to. */
export const Version = Content.extend({
  release: Sha256,
  /** The release's file that sorts last: see `load` in airflow/bundle/navigator_release.py. */
  lastPath: z.string(),
  dagIds: z.array(z.string()),
  commit: CommitId,
  author: z.string().optional(),
  message: z.string().optional(),
  publishedAt: Timestamp,
});
export type Version = z.infer<typeof Version>;

/** A version's name. */
export const versionOf = ({ contentHash, supportHash }: Pick<Version, 'contentHash' | 'supportHash'>): string =>
  createHash('sha256').update(`${contentHash}#${supportHash}`).digest('hex').slice(0, 12);

/** Why a version of a file is kept back; what Airflow refused stays so until its content changes. */
export const Quarantine = Content.extend({
  by: z.enum(['check', 'airflow']),
  findings: z.array(Finding),
  commit: CommitId,
  /** Of the environment's packages when Airflow refused it. */
  revision: z.number().int().optional(),
});
export type Quarantine = z.infer<typeof Quarantine>;

/**
 * What is live of one DAG file. `isConfirmed` is false from before its pointer moves until Airflow has shown the
 * result, so what a crash leaves half done is not taken for done and the next round does it again.
 */
export const ManifestEntry = z.object({
  path: z.string(),
  /** Grows with each move of the pointer. */
  sequence: z.number().int(),
  /** The push that moved the pointer last. */
  push: z.string(),
  live: Version.optional(),
  isConfirmed: z.boolean(),
  /** The last version that Airflow has shown, while `live` is not confirmed: where the pointer is put back to. */
  previous: Version.optional(),
  quarantine: Quarantine.optional(),
});
export type ManifestEntry = z.infer<typeof ManifestEntry>;

/** What is unique to one move of one pointer: Airflow has parsed it where the file's source, as Airflow shows it, contains it. */
export const proofOf = (entry: ManifestEntry): string | undefined =>
  entry.live && `${entry.live.release}#${entry.sequence}`;

interface Move extends Pick<Version, 'commit' | 'author' | 'message' | 'publishedAt'> {
  readonly plan: Pick<Plan, 'release' | 'lastPath'>;
  readonly push: string;
}

/**
 * The entry as its pointer is about to move to the plan's release, or to that of a version that is held; one that this
 * push moved already, or put back, stays.
 */
export const moveTo = (
  entry: ManifestEntry | undefined,
  { path, contentHash, supportHash, codeHash, dagIds, held }: Plan['publish'][number],
  { plan, push, publishedAt, ...pushed }: Move,
): ManifestEntry =>
  entry?.push === push
    ? entry
    : {
        path,
        sequence: (entry?.sequence ?? 0) + 1,
        push,
        live: {
          ...(held?.origin ?? { release: plan.release, lastPath: plan.lastPath ?? path, ...pushed }),
          contentHash,
          supportHash,
          codeHash,
          dagIds,
          publishedAt,
        },
        isConfirmed: false,
        previous: entry?.isConfirmed ? entry.live : entry?.previous,
      };

/** The entry once Airflow has shown the live version with these DAGs. */
export const confirm = (
  { previous: _previous, ...entry }: ManifestEntry,
  dagIds: readonly string[],
): ManifestEntry => ({
  ...entry,
  live: entry.live && { ...entry.live, dagIds: [...dagIds] },
  isConfirmed: true,
});

/**
 * The entry as its pointer goes back to the version before, because Airflow refused the live one. Airflow drops a DAG
 * whose file it cannot import, so the version before counts as live only when it is shown again.
 */
export const putBack = (
  { previous, live, ...entry }: ManifestEntry,
  why: Pick<Quarantine, 'by' | 'findings' | 'revision'>,
  publishedAt: string,
): ManifestEntry => ({
  ...entry,
  sequence: entry.sequence + 1,
  live: previous && { ...previous, publishedAt },
  isConfirmed: previous === undefined,
  quarantine: live && {
    ...why,
    contentHash: live.contentHash,
    supportHash: live.supportHash,
    codeHash: live.codeHash,
    commit: live.commit,
  },
});

/** The entry with what Airflow refused for want of packages that it may have now: it is worth another try. */
export const withAnotherTry = (entry: ManifestEntry, revision: number | undefined): ManifestEntry =>
  entry.quarantine?.by === 'airflow' && entry.quarantine.revision !== revision
    ? { ...entry, quarantine: { ...entry.quarantine, by: 'check' } }
    : entry;

/** The entry as its pointer is written anew, so that Airflow parses it once more. */
export const touch = (entry: ManifestEntry, publishedAt: string): ManifestEntry => ({
  ...entry,
  sequence: entry.sequence + 1,
  live: entry.live && { ...entry.live, publishedAt },
  isConfirmed: false,
  previous: entry.live,
});

/** Entries of other files whose live version has one of these DAG ids. */
export const sharing = (
  manifest: readonly ManifestEntry[],
  path: string,
  dagIds: readonly string[],
): readonly ManifestEntry[] =>
  manifest.filter((entry) => entry.path !== path && entry.live?.dagIds.some((dagId) => dagIds.includes(dagId)));

/** The entry of a file whose new content is kept back; what is live of it stays. */
export const keepBack = (
  entry: ManifestEntry | undefined,
  { path, ...content }: Plan['quarantine'][number],
  { push, commit }: Pick<Move, 'push' | 'commit'>,
): ManifestEntry => ({
  ...(entry ?? { path, sequence: 0, push, isConfirmed: true }),
  quarantine: { by: 'check', ...content, commit },
});
