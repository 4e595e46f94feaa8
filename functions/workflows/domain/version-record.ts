import * as z from 'zod';
import { Finding } from '../../repositories/contract.ts';
import { Timestamp, VersionId } from '../../shared/fields.ts';
import { VersionEvent } from '../contract.ts';
import { type ManifestEntry, Version, versionOf } from './manifest.ts';

/** One move of a file's pointer, as it is kept for good: which version became live, why, and instead of which. */
export const VersionRecord = z.object({
  path: z.string(),
  at: Timestamp,
  cause: VersionEvent.shape.cause,
  /** Absent where nothing is live any more. */
  live: Version.optional(),
  replaced: VersionId.optional(),
  /** Who asked, where a person did. */
  by: z.string().optional(),
  findings: z.array(Finding),
});
export type VersionRecord = z.infer<typeof VersionRecord>;

/** The record of a move from one state of an entry to the next. */
export const recordMove = (
  before: ManifestEntry | undefined,
  after: Pick<ManifestEntry, 'path' | 'live'>,
  why: Pick<VersionRecord, 'at' | 'cause' | 'by' | 'findings'>,
): VersionRecord => ({
  ...why,
  path: after.path,
  live: after.live,
  replaced: before?.live && versionOf(before.live),
});

/** The move as it is shown. */
export const showRecord = (repository: string, { live, ...record }: VersionRecord): VersionEvent => ({
  ...record,
  repository,
  version: live && versionOf(live),
  commit: live?.commit,
  author: live?.author,
  message: live?.message,
  contentHash: live?.contentHash,
  dagIds: live?.dagIds ?? [],
});

type Known = VersionRecord & { readonly live: Version };

const isKnown = (record: VersionRecord): record is Known => record.live !== undefined;

const pushed = (records: readonly VersionRecord[]): Known[] =>
  records.filter(isKnown).filter(({ cause }) => cause === 'push');

/** Versions that Airflow refused, or that a person rolled back from, and that were not pushed again since. */
const findBad = (records: readonly VersionRecord[]): ReadonlySet<string> => {
  const bad = new Set<string>();
  for (const { cause, replaced, live } of records.toReversed()) {
    if (cause === 'push' && live) {
      bad.delete(versionOf(live));
    } else if ((cause === 'put-back' || cause === 'rollback') && replaced !== undefined) {
      bad.add(replaced);
    }
  }
  return bad;
};

/**
 * The version one step back, given the moves with the newest first: the last one pushed before the live one, or the
 * last of all where nothing is live, passing over those known to be bad.
 */
export const stepBack = (records: readonly VersionRecord[], live: Version | undefined): Version | undefined => {
  const history = pushed(records);
  const bad = findBad(records);
  const id = live && versionOf(live);
  const since = history.findIndex((record) => versionOf(record.live) === id);
  return history
    .slice(since + 1)
    .map((record) => record.live)
    .find((version) => versionOf(version) !== id && !bad.has(versionOf(version)));
};

/** Versions whose name, or whose commit, starts with this; each once, the newest first. */
export const findVersions = (records: readonly VersionRecord[], name: string): Version[] => {
  const found = new Map<string, Version>();
  for (const { live } of pushed(records)) {
    const id = versionOf(live);
    if ((id.startsWith(name) || live.commit.startsWith(name)) && !found.has(id)) {
      found.set(id, live);
    }
  }
  return [...found.values()];
};
