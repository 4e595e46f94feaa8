import type { Execution, Trend } from '../contract.ts';
import { fisherExact } from './fisher.ts';

type Span = Trend['recent'];

/** Differences that come about by themselves less often than this are told as such. */
const significant = 0.05;
/** Fewer successes than this in a span, and nothing is said of how long they take. */
const enoughSuccesses = 5;
/** Times as long, or as short, from which on it is told. */
const notablyLonger = 1.25;

const day = 24 * 60 * 60 * 1000;

/** Where two adjoining spans of so many days begin, the second one ending now. */
export const spanStarts = (now: Date, days: number): readonly [before: Date, recent: Date] => [
  new Date(now.getTime() - 2 * days * day),
  new Date(now.getTime() - days * day),
];

const median = (values: readonly number[]): number | undefined => {
  const sorted = values.toSorted((one, other) => one - other);
  const low = sorted[Math.floor((sorted.length - 1) / 2)];
  const high = sorted[Math.floor(sorted.length / 2)];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
};

const isBetween = ({ startedAt }: Execution, from: Date, to: Date): boolean =>
  Date.parse(startedAt) > from.getTime() && Date.parse(startedAt) <= to.getTime();

/** Executions asked for in a span that have succeeded or failed; what was cancelled or lost tells nothing of the workflow. */
const countSpan = (executions: readonly Execution[], from: Date, to: Date) => {
  const inSpan = executions.filter((each) => isBetween(each, from, to));
  const succeeded = inSpan.filter(({ state }) => state === 'success');
  const failed = inSpan.filter(({ state }) => state === 'failed').length;
  const durations = succeeded.flatMap(({ duration }) => duration ?? []);
  return {
    span: {
      from: from.toISOString(),
      to: to.toISOString(),
      ended: succeeded.length + failed,
      failed,
      duration: median(durations),
    },
    isTimed: durations.length >= enoughSuccesses,
  };
};

/** Whether spans of these sizes could tell anything at all: if not even "all failed" against "none failed" would. */
const isTooFew = (recent: Span, before: Span): boolean =>
  fisherExact({ failed: recent.ended, ended: recent.ended }, { failed: 0, ended: before.ended }) >= significant;

const judge = (recent: Span, before: Span, chance: number): Trend['verdict'] => {
  if (isTooFew(recent, before)) {
    return 'too few to tell';
  }
  if (chance >= significant) {
    return 'unchanged';
  }
  return recent.failed / recent.ended > before.failed / before.ended ? 'failing more' : 'failing less';
};

const conclusions: Readonly<Record<Trend['verdict'], string>> = {
  'failing more': 'it fails more than it used to',
  'failing less': 'it fails less than it used to',
  unchanged: 'that is no more of a difference than chance makes',
  'too few to tell': 'that is too few to tell',
};

const conclude = (verdict: Trend['verdict'], recent: Span, before: Span): string =>
  verdict === 'unchanged' && recent.failed + before.failed === 0 ? 'it is as reliable as it was' : conclusions[verdict];

/** `7 of 9 runs failed in the last 7 days, 1 of 20 in the 7 days before`. */
const describeShares = (recent: Span, before: Span, days: number): string => {
  const length = days === 1 ? 'day' : `${days} days`;
  const share = ({ ended, failed }: Span): string => `${failed} of ${ended}`;
  const failed = ({ ended }: Span): string => ` ${ended === 1 ? 'run' : 'runs'} failed`;
  const now = recent.ended === 0 ? 'No run ended' : `${share(recent)}${failed(recent)}`;
  const earlier = before.ended === 0 ? 'none' : `${share(before)}${recent.ended === 0 ? failed(before) : ''}`;
  return `${now} in the last ${length}, ${earlier} in the ${length} before`;
};

const inSeconds = (seconds: number): string => `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;

/** What is said of how long successes take; empty where that has hardly changed, or too few have been timed. */
const describeDurations = (recent: number | undefined, before: number | undefined): string => {
  if (!recent || !before || (recent < before * notablyLonger && before < recent * notablyLonger)) {
    return '';
  }
  const direction = recent > before ? 'up' : 'down';
  return `; a success takes ${inSeconds(recent)} (median), ${direction} from ${inSeconds(before)}`;
};

/** How executions of one name, of the last twice `days`, fare now against before. */
export const compareSpans = (
  executions: readonly Execution[],
  { now, days }: { now: Date; days: number },
): Pick<Trend, 'recent' | 'before' | 'verdict' | 'chance' | 'summary'> => {
  const [beforeStart, recentStart] = spanStarts(now, days);
  const { span: recent, isTimed: isRecentTimed } = countSpan(executions, recentStart, now);
  const { span: before, isTimed: isBeforeTimed } = countSpan(executions, beforeStart, recentStart);
  const chance = fisherExact(recent, before);
  const verdict = judge(recent, before, chance);
  const durations = isRecentTimed && isBeforeTimed ? describeDurations(recent.duration, before.duration) : '';
  return {
    recent,
    before,
    verdict,
    ...(recent.ended > 0 && before.ended > 0 && { chance }),
    summary: `${describeShares(recent, before, days)}: ${conclude(verdict, recent, before)}${durations}.`,
  };
};
