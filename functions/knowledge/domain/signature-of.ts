import { hash } from 'node:crypto';

/** Characters of a line that tell what it is about; what follows is data. */
export const tellingLength = 400;

/** What changes from run to run, the longer forms first. After Sentry's message parameters and Drain's masks. */
const variable = new RegExp(
  [
    // UUIDs
    '\\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\\b',
    // dates, times, or both
    '\\b\\d{4}-\\d\\d-\\d\\d(?:[T_ ]\\d\\d:?\\d\\d(?::?\\d\\d(?:[.,]\\d+)?)?(?:Z|[+-]\\d\\d:?\\d\\d)?)?',
    '\\b\\d{1,4}[/.]\\d{1,2}[/.]\\d{2,4}\\b',
    '\\b\\d{1,2}:\\d\\d:\\d\\d(?:[.,]\\d+)?',
    // ids of runs: ours and Airflow's
    '\\bn-[0-9a-hjkmnp-tv-z]{12}\\b',
    '\\b(?:manual|scheduled|backfill|asset_triggered)__\\S+',
    // memory addresses, hashes
    '\\b0x[0-9a-f]+\\b',
    '\\b(?=[a-f]*\\d)[0-9a-f]{7,}\\b',
    // names that a machine made up: of temporary files, of pods
    '\\b(?:tmp|airflowtmp)\\w{6,}',
    '\\b(?:[a-z]+\\d+){2,}[a-z0-9]*\\b',
    // amounts, with their unit where it may change with them
    '\\d+(?:[.,:]\\d+)*(?:\\s?(?:[kmgt]i?b|bytes|[mµun]?s|secs?|seconds?|mins?|minutes?|h|hours?|days?)\\b|%)?',
  ].join('|'),
  'gi',
);

/** A line without what changes from run to run. */
const templateOf = (text: string): string =>
  text.slice(0, tellingLength).replace(variable, '#').replace(/\s+/g, ' ').trim();

/** SHA-256 in hexadecimal of a line's template: equal where two lines differ only in numbers, ids, times and the like. */
export const signatureOf = (text: string): string => hash('sha256', templateOf(text));
