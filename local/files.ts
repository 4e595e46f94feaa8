import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Reads a JSON file, or answers nothing where there is none. */
export const readJson = <T>(path: string): T | undefined =>
  existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as T) : undefined;

/** Writes a file in one step, so that no reader sees half of it; only its owner may read it. */
export const writePrivately = (path: string, text: string): void => {
  mkdirSync(dirname(path), { recursive: true });
  const half = `${path}.${process.pid}.new`;
  writeFileSync(half, text, { mode: 0o600 });
  renameSync(half, path);
};

/** Writes a JSON file in one step; only its owner may read it. */
export const writeJson = (path: string, value: unknown): void =>
  writePrivately(path, `${JSON.stringify(value, null, 2)}\n`);
