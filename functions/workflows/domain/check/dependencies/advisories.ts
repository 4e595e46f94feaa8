import * as z from 'zod';
import { compareVersions, isVersion } from './compare-versions.ts';
import { normalisePackage } from './package-names.ts';
import type { Requirement } from './requirement.ts';

const Event = z.object({
  introduced: z.string().optional(),
  fixed: z.string().optional(),
  last_affected: z.string().optional(),
});

const Affected = z.object({
  package: z.object({ ecosystem: z.string(), name: z.string() }).optional(),
  ranges: z.array(z.object({ type: z.string(), events: z.array(Event) })).default([]),
  versions: z.array(z.string()).default([]),
});
type Affected = z.infer<typeof Affected>;

/**
 * Advisories about packages, as OSV.dev and the databases that feed it publish them.
 * @see https://ossf.github.io/osv-schema/
 */
export const AdvisoryFeed = z.array(
  z.object({
    id: z.string(),
    summary: z.string().optional(),
    withdrawn: z.string().optional(),
    affected: z.array(Affected).default([]),
  }),
);
export type AdvisoryFeed = z.infer<typeof AdvisoryFeed>;

/** What an advisory says of one version of a package. */
export interface Advice {
  readonly id: string;
  readonly summary: string;
  /** The package was published to do harm; otherwise it has a weakness. */
  readonly isMalicious: boolean;
  /** The first version that is not affected. */
  readonly fixed: string | undefined;
}

/** Looks up what is known against a package. */
export type Advisories = (requirement: Requirement) => readonly Advice[];

/** Where there is no feed. */
export const noAdvisories: Advisories = () => [];

type Range = Affected['ranges'][number];
const isBefore = (a: string, b: string): boolean => (compareVersions(a, b) ?? 1) < 0;

type Event = z.infer<typeof Event>;

const versionOf = ({ introduced, fixed, last_affected }: Event): string => introduced ?? fixed ?? last_affected ?? '0';
const byVersion = (a: Event, b: Event): number => compareVersions(versionOf(a), versionOf(b)) ?? 0;

/** Whether a version is within a range; without a version, whether no version is outside. */
const isInRange = (version: string | undefined, { events }: Range): boolean => {
  if (version === undefined || !isVersion(version)) {
    const isOpen = events.every(({ fixed, last_affected }) => fixed === undefined && last_affected === undefined);
    return isOpen && events.some(({ introduced }) => introduced === '0');
  }
  let isWithin = false;
  for (const { introduced, fixed, last_affected } of events.toSorted(byVersion)) {
    if (introduced !== undefined && (introduced === '0' || !isBefore(version, introduced))) {
      isWithin = true;
    }
    if (
      (fixed !== undefined && !isBefore(version, fixed)) ||
      (last_affected !== undefined && isBefore(last_affected, version))
    ) {
      isWithin = false;
    }
  }
  return isWithin;
};

const isAffected = ({ version }: Requirement, { ranges, versions }: Affected): boolean =>
  (version !== undefined && versions.some((each) => compareVersions(each, version) === 0)) ||
  ranges.some((range) => range.type === 'ECOSYSTEM' && isInRange(version, range));

const fixedIn = ({ version }: Requirement, { ranges }: Affected): string | undefined =>
  ranges
    .flatMap(({ type, events }) => (type === 'ECOSYSTEM' ? events.flatMap(({ fixed }) => fixed ?? []) : []))
    .filter((fixed) => version === undefined || isBefore(version, fixed))
    .toSorted((a, b) => compareVersions(a, b) ?? 0)[0];

/** Makes a feed ready for look-ups; withdrawn advisories and those about other languages are left out. */
export const readAdvisories = (feed: AdvisoryFeed): Advisories => {
  const all = feed
    .filter(({ withdrawn }) => withdrawn === undefined)
    .flatMap(({ id, summary = '', affected }) =>
      affected.flatMap((each) =>
        each.package?.ecosystem === 'PyPI'
          ? [{ id, summary, name: normalisePackage(each.package.name), affected: each }]
          : [],
      ),
    );
  const byName = Map.groupBy(all, ({ name }) => name);
  return (requirement) =>
    (byName.get(normalisePackage(requirement.name)) ?? [])
      .filter(({ affected }) => isAffected(requirement, affected))
      .map(({ id, summary, affected }) => ({
        id,
        summary,
        // So the databases of malicious packages name theirs: https://github.com/ossf/malicious-packages
        isMalicious: id.startsWith('MAL-'),
        fixed: fixedIn(requirement, affected),
      }));
};
