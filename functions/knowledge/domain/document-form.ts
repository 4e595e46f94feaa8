import { posix } from 'node:path';
import type { DocumentForm } from '../contract.ts';

const forms: Readonly<Record<string, DocumentForm>> = {
  '.htm': 'html',
  '.html': 'html',
  '.pdf': 'pdf',
  '.xhtml': 'html',
};

/** The form of a file that has to be read before it is text, by the end of its name; undefined for what is text. */
export const formOf = (path: string): DocumentForm | undefined => forms[posix.extname(path).toLowerCase()];
