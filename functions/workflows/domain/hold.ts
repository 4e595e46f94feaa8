import * as z from 'zod';
import { Sha256, Timestamp } from '../../shared/fields.ts';
import type { Hold } from '../contract.ts';
import { noCode } from './content-hash.ts';
import { type ManifestEntry, Version, versionOf } from './manifest.ts';

/**
 * What keeps a DAG file at one version. A pin does until it is taken out, a rollback until the file's code in Git is
 * none of `held` any more: the file with all it imports, as it was when it was rolled back.
 */
export const HoldRecord = z.object({
  /** Of the request that placed it, so that nobody ends another one. */
  id: z.string(),
  path: z.string(),
  target: Version,
  held: z.array(Sha256),
  isPinned: z.boolean(),
  by: z.string(),
  at: Timestamp,
});
export type HoldRecord = z.infer<typeof HoldRecord>;

/** Code that a rollback is to keep out: what is live, what was kept back of it, and what an earlier rollback keeps out. */
export const codeToHold = (entry: ManifestEntry | undefined, hold: HoldRecord | undefined): string[] => [
  ...new Set([
    ...(hold?.held ?? []),
    entry?.live?.codeHash ?? noCode,
    ...(entry?.quarantine ? [entry.quarantine.codeHash] : []),
  ]),
];

/** Whether Airflow has shown the version that the hold keeps. */
export const isInForce = ({ target }: HoldRecord, entry: ManifestEntry | undefined): boolean =>
  entry?.isConfirmed === true && entry.live !== undefined && versionOf(entry.live) === versionOf(target);

/** Whether the hold wants another version of the file than the one whose pointer has just moved. */
export const isAgainst = ({ target, held, isPinned }: HoldRecord, { live }: ManifestEntry): boolean =>
  live !== undefined && versionOf(live) !== versionOf(target) && (isPinned || held.includes(live.codeHash));

/** The hold as it is shown. */
export const showHold = (hold: HoldRecord, entry: ManifestEntry | undefined): Hold => ({
  kind: hold.isPinned ? 'pinned' : 'rolled-back',
  version: versionOf(hold.target),
  commit: hold.target.commit,
  isInForce: isInForce(hold, entry),
  by: hold.by,
  at: hold.at,
});
