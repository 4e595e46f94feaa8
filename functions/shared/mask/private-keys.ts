import type { Detector } from './detector.ts';

const border = /-----(BEGIN|END) [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;

/** Lines of base64, or of PEM's old headers, after a beginning whose end is missing; `\n` may be spelled out. */
const bodyAfter =
  /(?:(?:\\[nr]|\s){1,8}(?:[A-Za-z-]{1,20}: [^\n\\]{1,100}|[A-Za-z0-9+/=]{8,}|[A-Za-z0-9+/=]{1,7}(?=\s{0,5}$)))*/y;

const bodyLine = /^[ \t>|]*[A-Za-z0-9+/=]{1,100}\s*$/;

/** Where the lines of base64 before an end begin whose beginning is missing. */
const bodyStart = (text: string, end: number, least: number): number => {
  let start = end;
  // In a string of JSON: `\\n` is spelled out.
  if (text.startsWith('\\n', end - 2)) {
    while (start > least && /[A-Za-z0-9+/=\\]/.test(text.charAt(start - 1))) {
      start -= 1;
    }
    return start;
  }
  while (start > least) {
    const lineStart = Math.max(text.lastIndexOf('\n', start - 2) + 1, least);
    if (start - lineStart > 200 || !bodyLine.test(text.slice(lineStart, start))) {
      break;
    }
    start = lineStart;
  }
  return start;
};

/**
 * Private keys in PEM (RFC 7468), OpenSSH's and OpenPGP's included, over as many lines as they have. Of one that begins or
 * ends elsewhere, say in a log that was cut, what is here.
 */
export const privateKeys: Detector = function* (text) {
  const kind = 'private-key';
  let open: { start: number; end: number } | undefined;
  let least = 0;
  const unended = ({ start, end }: { start: number; end: number }) => {
    bodyAfter.lastIndex = end;
    return { kind, start, end: end + (bodyAfter.exec(text)?.[0].length ?? 0) };
  };
  for (const { 0: line, 1: side, index } of text.matchAll(border)) {
    const end = index + line.length;
    if (side === 'END') {
      yield { kind, start: open?.start ?? bodyStart(text, index, least), end };
      open = undefined;
    } else {
      if (open) {
        yield unended(open);
      }
      open = { start: index, end };
    }
    least = end;
  }
  if (open) {
    yield unended(open);
  }
};

const isContinued = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x80 && byte < 0xc0;

/** Whether base64 holds text in UTF-8, whose first and last character may have been cut in two. */
const holdsText = (base64: string): boolean => {
  const bytes = Buffer.from(base64, 'base64');
  const start = [0, 1, 2, 3].find((index) => !isContinued(bytes[index])) ?? 0;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(start), { stream: true });
    return true;
  } catch {
    return false;
  }
};

/** What is public, though its lines look like those of a private key: certificates, signatures, public keys. */
const publicBlock = /-----BEGIN (?![A-Z0-9 ]{0,40}PRIVATE KEY)([A-Z0-9 ]{1,40})-----(?:(?!-----)[\s\S]){0,20000}/g;

/** Whether a place is within one of these; asked of places in order. */
const withinPublic = (text: string): ((index: number) => boolean) => {
  const blocks = [...text.matchAll(publicBlock)].map(({ 0: block, index }) => ({
    start: index,
    end: index + block.length,
  }));
  let next = 0;
  return (index) => {
    while ((blocks[next]?.end ?? Number.POSITIVE_INFINITY) <= index) {
      next += 1;
    }
    return index >= (blocks[next]?.start ?? Number.POSITIVE_INFINITY);
  };
};

/** A whole line of a key, and the shorter last one behind it; `\n` may be spelled out, and a logger may write before it. */
const keyLine =
  /(?:^|(?<=[ \t"'|]|\\n))(?<line>[A-Za-z0-9+/]{64}(?:[A-Za-z0-9+/]{6})?)(?=\r?$|\\n|\\r)(?:(?:\r?\n[ \t]{0,40}|\\n)(?<last>[A-Za-z0-9+/]{2,69}={1,2})(?=\r?$|\\n|\\r|["']))?/dgm;

/**
 * Lines that are as long as those of a key in PEM (64) or of OpenSSH (70) and hold no text: of a key of which neither
 * beginning nor end is here.
 */
export const keyLines: Detector = function* (text) {
  if (!/[A-Za-z0-9+/]{64}/.test(text)) {
    return;
  }
  const kind = 'private-key';
  const isPublic = withinPublic(text);
  for (const { groups, indices } of text.matchAll(keyLine)) {
    const { line = '' } = groups ?? {};
    const [start, end] = indices?.groups?.line ?? [0, 0];
    if (/[A-Z]/.test(line) && /[a-z]/.test(line) && !holdsText(line) && !isPublic(start)) {
      yield { kind, start, end };
      const [lastStart, lastEnd] = indices?.groups?.last ?? [0, 0];
      if (lastEnd > lastStart) {
        yield { kind, start: lastStart, end: lastEnd };
      }
    }
  }
};

const puttyLines =
  /^(Private-Lines: \d{1,3})\r?\n((?:[A-Za-z0-9+/]{1,64}={0,2}\r?(?:\n|$)){1,200})(?:Private-(?:MAC|Hash): (\w{32,64}))?/gm;

/** PuTTY's keys: https://tartarus.org/~simon/putty-snapshots/htmldoc/AppendixC.html */
export const puttyKeys: Detector = function* (text) {
  const kind = 'private-key';
  for (const { 0: all, 1: head = '', 2: body = '', 3: check, index } of text.matchAll(puttyLines)) {
    const start = text.indexOf('\n', index + head.length) + 1;
    yield { kind, start, end: start + body.trimEnd().length };
    if (check) {
      yield { kind, start: index + all.length - check.length, end: index + all.length };
    }
  }
};
