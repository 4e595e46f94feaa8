import { createHash } from 'node:crypto';

/** Order of paths in which S3 lists them. */
export const byPath = (a: { readonly path: string }, b: { readonly path: string }): number =>
  Buffer.compare(Buffer.from(a.path), Buffer.from(b.path));

/** Hash over files in that order. */
export const hashOf = (files: readonly { readonly path: string; readonly sha256: string }[]): string =>
  createHash('sha256')
    .update(
      [...files]
        .sort(byPath)
        .map(({ path, sha256 }) => `${path}\0${sha256}\n`)
        .join(''),
    )
    .digest('hex');

/** The code of a file that is not there. */
export const noCode = hashOf([]);
