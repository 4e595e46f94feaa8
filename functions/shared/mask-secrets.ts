import { createHmac } from 'node:crypto';
import { commandSecrets } from './mask/commands.ts';
import type { Detector, Finding } from './mask/detector.ts';
import { ipAddresses } from './mask/ip-addresses.ts';
import { knownNotations } from './mask/known-notations.ts';
import { namedSecrets } from './mask/named-secrets.ts';
import { nearbyWords } from './mask/nearby-words.ts';
import { personalData } from './mask/personal-data.ts';
import { keyLines, privateKeys, puttyKeys } from './mask/private-keys.ts';
import { toldSecrets } from './mask/told-secrets.ts';
import { vendorTokens } from './mask/vendor-tokens.ts';
import { writtenSecrets } from './mask/written-secrets.ts';

/** In order of precedence: of two that find the same, the first names it. */
const detectors: readonly Detector[] = [
  privateKeys,
  puttyKeys,
  keyLines,
  ...vendorTokens,
  ...namedSecrets,
  ...writtenSecrets,
  ...commandSecrets,
  ...knownNotations,
  ...nearbyWords,
  ...toldSecrets,
  ...personalData,
];

/** What becomes of IP addresses: operators need them to find a fault, but some must not keep them. */
export type IpPolicy = 'keep' | 'mask';

/** How texts are masked. */
export interface Masking {
  /** A tenant's key for markers, 32 bytes; see `masking-key.ts`. */
  readonly key: Uint8Array;
  /** @default 'keep' */
  readonly ip?: IpPolicy;
}

/** What has been masked already. */
const marker = /‹[a-z0-9-]{2,30}:[0-9a-f]{6}›/g;

/** Whether there is nothing but markers in a text. */
const isMasked = (text: string): boolean => text.startsWith('‹') && text.replace(marker, '') === '';

/** The last of these, which are in order, that starts at a place or before it. */
const lastIndexUpTo = (ranges: readonly { start: number }[], place: number): number => {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.start ?? 0) <= place) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low - 1;
};

/** What was found, without what is part of a marker: a rule may take the words of one for a name and its value. */
const outsideMarkers = (text: string, findings: readonly Finding[]): readonly Finding[] => {
  const markers = [...text.matchAll(marker)].map(({ 0: { length }, index }) => ({ start: index, end: index + length }));
  if (markers.length === 0) {
    return findings;
  }
  const around = (place: number) => markers[lastIndexUpTo(markers, place)];
  return findings.flatMap((finding) => {
    const first = around(finding.start);
    const last = around(finding.end - 1);
    const start = first && finding.start > first.start ? Math.max(finding.start, first.end) : finding.start;
    const end = last && finding.end < last.end ? Math.min(finding.end, last.start) : finding.end;
    return start < end ? [{ ...finding, start, end }] : [];
  });
};

/** Findings in order, none within another; those that overlap become one. */
const merge = (findings: readonly Finding[]): Finding[] => {
  const sorted = findings.toSorted((a, b) => a.start - b.start || b.end - a.end);
  const merged: Finding[] = [];
  for (const finding of sorted) {
    const last = merged.at(-1);
    if (!last || finding.start >= last.end) {
      merged.push(finding);
    } else if (finding.end > last.end) {
      merged[merged.length - 1] = { ...last, end: finding.end };
    }
  }
  return merged;
};

/** How many ways there are to write down the same number or address, all of which are to have one marker. */
const normalize = (kind: string, secret: string): string => {
  const joined = secret.replace(/\\[nr]|\s/g, '');
  if (kind === 'email' || kind === 'ip') return joined.replace('%40', '@').toLowerCase();
  return ['card', 'iban', 'phone'].includes(kind) ? joined.replace(/[^A-Za-z0-9]/g, '') : joined;
};

/** What a secret is by its own form, where something else gave it away too: `-p` may stand right before a token. */
const kindByForm = (secret: string): string | undefined => {
  // No issuer has shorter ones; passwords mostly are.
  for (const detector of secret.length < 16 ? [] : vendorTokens) {
    for (const { kind, start, end } of detector(secret)) {
      if (start === 0 && end === secret.length) {
        return kind;
      }
    }
  }
  return undefined;
};

/** Makes markers: the same secret gets the same one however it is written. */
const createMarkers = ({ key }: Masking): ((kind: string, secret: string) => string) => {
  const made = new Map<string, string>();
  return (kind, secret) => {
    const known = made.get(`${kind} ${secret}`);
    if (known) {
      return known;
    }
    const digest = createHmac('sha256', key).update(normalize(kind, secret)).digest('hex');
    const marker = `‹${kind === 'secret' ? (kindByForm(secret) ?? kind) : kind}:${digest.slice(0, 6)}›`;
    made.set(`${kind} ${secret}`, marker);
    return marker;
  };
};

/** As many line breaks as there were, so that no line's number changes. */
const lineBreaks = (text: string): string => text.replace(/[^\n]+/g, '');

const maskOnce = (
  text: string,
  { detectors, markerOf }: { detectors: readonly Detector[]; markerOf: (kind: string, secret: string) => string },
): { text: string; kinds: string[] } => {
  const findings = detectors.flatMap((detector) => [...detector(text)]);
  const pieces: string[] = [];
  const kinds: string[] = [];
  let done = 0;
  for (const { kind, start, end } of merge(outsideMarkers(text, findings))) {
    const secret = text.slice(start, end);
    if (!isMasked(secret)) {
      pieces.push(text.slice(done, start), markerOf(kind, secret), lineBreaks(secret));
      kinds.push(kind);
      done = end;
    }
  }
  return { text: pieces.length === 0 ? text : [...pieces, text.slice(done)].join(''), kinds };
};

/** A marker may free the border of what stands beside it; more often than this it cannot in a text that was not made for it. */
const mostPasses = 6;

/** What was masked, and how many there were of each kind. */
export interface MaskReport {
  readonly text: string;
  readonly counts: Readonly<Record<string, number>>;
}

/** Masks a text as `maskText` does, and counts what it masked. */
export const maskAndCount = (text: string, masking: Masking): MaskReport => {
  const how = {
    detectors: masking.ip === 'mask' ? [...detectors, ...ipAddresses] : detectors,
    markerOf: createMarkers(masking),
  };
  const counts: Record<string, number> = {};
  let before = text;
  for (let pass = 1; pass <= mostPasses; pass += 1) {
    const { text: after, kinds } = maskOnce(before, how);
    if (kinds.length === 0) {
      break;
    }
    for (const kind of kinds) {
      counts[kind] = (counts[kind] ?? 0) + 1;
    }
    before = after;
  }
  return { text: before, counts };
};

/**
 * A text with every secret, e-mail address, card, bank account and phone number replaced by a marker, `‹kind:1a2b3c›`, and
 * every IP address where the policy asks for it. The same secret of one tenant always has the same marker, so what belongs
 * together still does; without the key nobody can test a guess against one. Masking twice changes nothing; lines keep their
 * numbers. Takes time linear in the length.
 */
export const maskText = (text: string, masking: Masking): string => maskAndCount(text, masking).text;

/** Masks lines that follow each other, together, since a private key has many; as many lines as there were. */
export const maskLines = (lines: readonly string[], masking: Masking): string[] =>
  lines.length === 0 ? [] : maskText(lines.join('\n'), masking).split('\n');
