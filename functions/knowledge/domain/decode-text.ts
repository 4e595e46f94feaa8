import { Unreadable } from './unreadable.ts';

const controls = /[^\P{Cc}\t\n\r\f]/gu;
/** Share of control characters above which a file is taken for a program's. */
const mostControls = 0.01;

/** The text of a file in UTF-8, or else in Latin-1, without control characters. Throws `Unreadable` where it is none. */
export const decodeText = (bytes: Uint8Array): string => {
  const read = (encoding: string) => new TextDecoder(encoding, { fatal: true }).decode(bytes);
  let text: string;
  try {
    text = read('utf-8');
  } catch {
    text = read('windows-1252');
  }
  if (text.includes('\0') || (text.match(controls)?.length ?? 0) > text.length * mostControls) {
    throw new Unreadable('it is binary, not text');
  }
  return text.replace(controls, '');
};
