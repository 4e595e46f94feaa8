import { readFile } from 'node:fs/promises';
import { Failure } from './failure.ts';
import { readStandardInput } from './terminal.ts';

/** What `documents.put` is told of a file. */
export interface DocumentFile {
  readonly text: string;
  readonly encoding?: 'base64';
}

const asText = (bytes: Buffer): string | undefined => {
  try {
    return bytes.subarray(0, 5).toString('latin1') === '%PDF-'
      ? undefined
      : new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

/** Reads a file, `-` being standard input: as text, or as bytes where it is a PDF or no UTF-8. */
export const readDocumentFile = async (file: string): Promise<DocumentFile> => {
  if (file === '-') {
    return { text: await readStandardInput() };
  }
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    throw new Failure(`${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`, 'usage');
  }
  const text = asText(bytes);
  return text === undefined ? { text: bytes.toString('base64'), encoding: 'base64' } : { text };
};
