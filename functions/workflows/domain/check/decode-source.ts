import type { Finding } from '../../../repositories/contract.ts';
import { createFinding } from './finding.ts';
import type { RuleId } from './rules.ts';

/** Source text as Python would read it, without its byte order mark; or why there is none. */
export type Decoded =
  | { readonly outcome: 'text'; readonly text: string }
  | { readonly outcome: 'rejected'; readonly finding: Finding }
  /** `text` is what a reader makes of it who takes each byte for a character. */
  | { readonly outcome: 'undetermined'; readonly finding: Finding; readonly text: string };

type Decoder = (bytes: Uint8Array) => string | undefined;

const decodeUtf8: Decoder = (bytes) => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

const decodeLatin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');

const decodeAscii: Decoder = (bytes) => (bytes.every((byte) => byte < 0x80) ? decodeLatin1(bytes) : undefined);

/** Python leaves five bytes of this code page undefined, where WHATWG decoders let them through. */
const decodeCp1252: Decoder = (bytes) =>
  bytes.some((byte) => [0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte))
    ? undefined
    : new TextDecoder('windows-1252').decode(bytes);

const decoders: Readonly<Record<string, Decoder>> = {
  'utf-8': decodeUtf8,
  utf8: decodeUtf8,
  u8: decodeUtf8,
  'iso-8859-1': decodeLatin1,
  iso8859: decodeLatin1,
  'iso8859-1': decodeLatin1,
  latin: decodeLatin1,
  latin1: decodeLatin1,
  l1: decodeLatin1,
  cp819: decodeLatin1,
  ascii: decodeAscii,
  'us-ascii': decodeAscii,
  '646': decodeAscii,
  cp1252: decodeCp1252,
  '1252': decodeCp1252,
  'windows-1252': decodeCp1252,
};

/** Encodings in which plain letters are not what they seem. */
const disguises =
  /^(utf-?7|utf-?(16|32)|unicode.?escape|raw.?unicode.?escape|punycode|idna|hz|iso-?2022|cp(037|273|424|500|875|1026|1140))/;

const bom = [0xef, 0xbb, 0xbf];
const hasBom = (bytes: Uint8Array): boolean => bom.every((byte, index) => bytes[index] === byte);

const cookie = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;

/** CPython's `get_normal_name`: only the first twelve characters decide whether it is UTF-8 or Latin-1. */
const normaliseEncoding = (name: string): string => {
  const lower = name.toLowerCase().replaceAll('_', '-');
  if (/^utf-8(-|$)/.test(lower.slice(0, 12))) {
    return 'utf-8';
  }
  return /^(latin-1|iso-8859-1|iso-latin-1)(-|$)/.test(lower.slice(0, 12)) ? 'iso-8859-1' : lower;
};

/** PEP 263: the first line may declare the encoding; the second too where the first is blank or a comment. */
const readDeclaredEncoding = (bytes: Uint8Array): { name: string; line: number } | undefined => {
  const [first = '', second = ''] = decodeLatin1(bytes.subarray(0, 2048)).split(/\r\n|\r|\n/);
  const declared = cookie.exec(first)?.[1];
  if (declared !== undefined) {
    return { name: declared, line: 1 };
  }
  const later = /^[ \t\f]*(#|$)/.test(first) ? cookie.exec(second)?.[1] : undefined;
  return later === undefined ? undefined : { name: later, line: 2 };
};

const lineOfByte = (bytes: Uint8Array, index: number): number =>
  decodeLatin1(bytes.subarray(0, index)).split(/\r\n|\r|\n/).length;

/** Whether every line that is not UTF-8 has a `#` before what is wrong: Python decodes comments of a UTF-8 file never. */
const isWithinComments = (bytes: Uint8Array): boolean =>
  decodeLatin1(bytes)
    .split(/\r\n|\r|\n/)
    .filter((line) => decodeUtf8(Buffer.from(line, 'latin1')) === undefined)
    .every((line) => {
      const code = line.split('#')[0] ?? '';
      return code !== line && decodeUtf8(Buffer.from(code, 'latin1')) !== undefined;
    });

const reject = (rule: RuleId, line: number, message: string, fix?: string): Decoded => ({
  outcome: 'rejected',
  finding: createFinding(rule, { line, column: 1 }, message, { ...(fix !== undefined && { fix }) }),
});

const leaveOpen = (bytes: Uint8Array, line: number, message: string): Decoded => ({
  outcome: 'undetermined',
  text: decodeLatin1(bytes),
  finding: createFinding('encoding', { line, column: 1 }, message, { severity: 'warning' }),
});

/** Decodes a Python source file as CPython does: byte order mark, PEP 263 declaration, UTF-8 by default. */
export const decodeSource = (bytes: Uint8Array): Decoded => {
  const zero = bytes.indexOf(0);
  if (zero !== -1) {
    return reject('null-byte', lineOfByte(bytes, zero), 'The source contains a null byte, which Python refuses.');
  }
  const marked = hasBom(bytes);
  const source = marked ? bytes.subarray(bom.length) : bytes;
  const declared = readDeclaredEncoding(source);
  const encoding = normaliseEncoding(declared?.name ?? 'utf-8');
  const decode = decoders[encoding];
  if (marked && encoding !== 'utf-8') {
    return reject(
      'encoding',
      declared?.line ?? 1,
      `The file starts with a UTF-8 byte order mark but declares the encoding ${declared?.name}.`,
      'Remove the byte order mark or the declaration.',
    );
  }
  if (disguises.test(encoding)) {
    const message = `The declared encoding ${declared?.name} makes other text of plain characters.`;
    return reject('obfuscated-code', declared?.line ?? 1, message, 'Save the file as UTF-8.');
  }
  if (!decode) {
    const message = `The declared encoding ${declared?.name} is not known to the checker; Airflow decides.`;
    return leaveOpen(source, declared?.line ?? 1, message);
  }
  const text = decode(source);
  if (text === undefined && encoding === 'utf-8' && isWithinComments(source)) {
    const message = 'A comment is not valid UTF-8, which Python overlooks; Airflow may not.';
    return leaveOpen(source, 1, message);
  }
  if (text?.startsWith('\ufeff')) {
    return reject('syntax-error', 1, 'invalid non-printable character U+FEFF', 'Remove the second byte order mark.');
  }
  return text === undefined
    ? reject('encoding', 1, `The file is not valid ${declared?.name ?? 'UTF-8'} text.`)
    : { outcome: 'text', text };
};
