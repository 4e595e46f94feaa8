import { gzipSync } from 'node:zlib';

const block = 512;

const padded = (bytes: Uint8Array): Buffer => Buffer.concat([bytes], Math.ceil(bytes.length / block) * block);

const octal = (value: number, digits: number): string => `${value.toString(8).padStart(digits, '0')}\0`;

/** A ustar header: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13_06 */
const header = (name: string, size: number, type: '0' | 'x'): Buffer => {
  const bytes = Buffer.alloc(block);
  const write = (text: string, at: number) => bytes.write(text, at, 'latin1');
  write(name, 0);
  write(octal(0o644, 7), 100);
  write(octal(0, 7), 108);
  write(octal(0, 7), 116);
  write(octal(size, 11), 124);
  write(octal(0, 11), 136);
  write(' '.repeat(8), 148);
  write(type, 156);
  write('ustar\x0000', 257);
  const checksum = bytes.reduce((sum, byte) => sum + byte, 0);
  write(`${octal(checksum, 6)} `, 148);
  return bytes;
};

/** A record that counts its own length: `27 path=tests/test_sales.py`. */
const paxRecord = (path: string): Buffer => {
  const rest = Buffer.byteLength(` path=${path}\n`);
  const digits = String(rest + String(rest).length).length;
  return Buffer.from(`${rest + digits} path=${path}\n`);
};

/** Files as `tar` reads them, compressed. Paths may be of any length and script; the same files give the same bytes. */
export const archiveOf = (files: readonly { readonly path: string; readonly bytes: Uint8Array }[]): Buffer => {
  const parts = files.flatMap(({ path, bytes }) => {
    const pax = paxRecord(path);
    return [header('path', pax.length, 'x'), padded(pax), header('file', bytes.length, '0'), padded(bytes)];
  });
  return gzipSync(Buffer.concat([...parts, Buffer.alloc(2 * block)]));
};
