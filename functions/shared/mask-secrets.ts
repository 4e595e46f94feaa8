import { createHmac } from 'node:crypto';
import type { Detector, Finding } from './mask/detector.ts';
import { ipAddresses } from './mask/ip-addresses.ts';
import { namedSecrets } from './mask/named-secrets.ts';
import { personalData } from './mask/personal-data.ts';
import { keyLines, privateKeys, puttyKeys } from './mask/private-keys.ts';
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
const marker = /‹[a-z-]{2,30}:[0-9a-f]{6}›/g;

/** Whether there is nothing but markers in a text. */
const isMasked = (text: string): boolean => text.startsWith('‹') && text.replace(marker, '') === '';

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

/** The same secret gets the same marker however its lines are broken. */
const markerOf = ({ kind }: Finding, secret: string, { key }: Masking): string => {
  const digest = createHmac('sha256', key)
    .update(secret.replace(/\\[nr]|\s/g, ''))
    .digest('hex');
  return `‹${kind}:${digest.slice(0, 6)}›`;
};

/** As many line breaks as there were, so that no line's number changes. */
const lineBreaks = (text: string): string => text.replace(/[^\n]+/g, '');

const maskOnce = (text: string, masking: Masking): string => {
  const all = masking.ip === 'mask' ? [...detectors, ...ipAddresses] : detectors;
  const findings = all.flatMap((detector) => [...detector(text)]);
  const pieces: string[] = [];
  let done = 0;
  for (const finding of merge(findings)) {
    const secret = text.slice(finding.start, finding.end);
    if (!isMasked(secret)) {
      pieces.push(text.slice(done, finding.start), markerOf(finding, secret, masking), lineBreaks(secret));
      done = finding.end;
    }
  }
  return pieces.length === 0 ? text : [...pieces, text.slice(done)].join('');
};

/** A marker may free the border of what stands beside it; more often than this it cannot in a text that was not made for it. */
const mostPasses = 6;

/**
 * A text with every secret, e-mail address, card, bank account and phone number replaced by a marker, `‹kind:1a2b3c›`. The
 * same secret of one tenant always has the same marker, so what belongs together still does; without the key nobody can
 * test a guess against one. Masking twice changes nothing; lines keep their numbers. Takes time linear in the length.
 */
export const maskText = (text: string, masking: Masking): string => {
  let before = text;
  for (let pass = 1; pass <= mostPasses; pass += 1) {
    const after = maskOnce(before, masking);
    if (after === before) {
      break;
    }
    before = after;
  }
  return before;
};

/** Masks lines that follow each other, together, since a private key has many; as many lines as there were. */
export const maskLines = (lines: readonly string[], masking: Masking): string[] =>
  lines.length === 0 ? [] : maskText(lines.join('\n'), masking).split('\n');
