import { posix } from 'node:path';
import type { FileSystem } from './boot-interpreter.ts';

/** Path, offset and length of each file. */
type Index = readonly (readonly [string, number, number])[];

/** Files in one: the length of the index, the index as JSON, their contents. */
export const packFiles = (files: readonly (readonly [string, Uint8Array])[]): Buffer => {
  let offset = 0;
  const index: Index = files.map(([path, { length }]) => {
    const entry = [path, offset, length] as const;
    offset += length;
    return entry;
  });
  const head = Buffer.from(JSON.stringify(index));
  const size = Buffer.alloc(4);
  size.writeUInt32LE(head.length);
  return Buffer.concat([size, head, ...files.map(([, bytes]) => bytes)]);
};

/** Puts the packed files below `root`, without copying their contents. */
export const unpackFiles = (FS: FileSystem, root: string, pack: Buffer): void => {
  const size = pack.readUInt32LE();
  const index: Index = JSON.parse(pack.toString('utf8', 4, 4 + size));
  const contents = pack.subarray(4 + size);
  const folders = new Set<string>();
  for (const [path, offset, length] of index) {
    const folder = posix.join(root, posix.dirname(path));
    if (!folders.has(folder)) FS.mkdirTree(folder);
    folders.add(folder);
    FS.writeFile(posix.join(root, path), contents.subarray(offset, offset + length), { canOwn: true });
  }
};
