import { readdir, readFile, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import { putDocument } from '../functions/knowledge/contract.ts';
import { ApiProblem, type Client } from '../functions/shared/client.ts';
import { describeIssues } from '../functions/shared/describe-issues.ts';
import { type DocumentFile, readDocumentFile } from './document-file.ts';
import { describeFailure, Failure } from './failure.ts';
import { openSession } from './session.ts';
import { note, print, printJson } from './terminal.ts';

const Line = putDocument.input.pick({ path: true, text: true });

/** A document that is read when its turn comes. */
interface Document {
  readonly path: string;
  readonly read: () => Promise<DocumentFile>;
}

/** What is put of a folder, by the end of its name. */
const isDocument = (name: string): boolean => /\.(md|markdown|rst|txt|html?|xhtml|pdf)$/i.test(name);

const atOnce = 4;
const attempts = 5;
const busy = [429, 503];

const parseLine = (file: string, line: string, at: number): Document => {
  const where = `${file}, line ${at + 1}`;
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new Failure(`${where} is not JSON. Each line is a document: {"path": "…", "text": "…"}.`, 'usage');
  }
  const { success, data, error } = Line.safeParse(value);
  if (!success) {
    throw new Failure(`${where} is not a document: ${describeIssues(error)}`, 'usage');
  }
  const { path, text } = data;
  return { path, read: async () => ({ text }) };
};

const readingFails = (file: string) => (error: NodeJS.ErrnoException) => {
  throw new Failure(`${file} cannot be read (${error.code}).`, 'usage');
};

const listFolder = async (folder: string): Promise<Document[]> => {
  const names = await readdir(folder, { recursive: true });
  return names
    .filter((name) => isDocument(name) && !name.split(sep).some((part) => part.startsWith('.')))
    .toSorted()
    .map((name) => ({ path: name.split(sep).join('/'), read: () => readDocumentFile(join(folder, name)) }));
};

const findDocuments = async (file: string): Promise<Document[]> => {
  if ((await stat(file).catch(readingFails(file))).isDirectory()) {
    return listFolder(file);
  }
  const text = await readFile(file, 'utf8').catch(readingFails(file));
  return text.split('\n').flatMap((line, at) => (line.trim() === '' ? [] : [parseLine(file, line, at)]));
};

/** A document put twice is the same document, so it may be tried again. */
const put = async (client: Client, source: string, document: Document, attempt = 1): Promise<void> => {
  try {
    await client.call('documents.put', { source, path: document.path, ...(await document.read()) });
  } catch (error) {
    if (!(error instanceof ApiProblem && busy.includes(error.problem.status)) || attempt === attempts) {
      throw error;
    }
    await sleep(Math.random() * 200 * 2 ** attempt);
    await put(client, source, document, attempt + 1);
  }
};

/** Puts all of them, some at a time, and stops at the first that is refused. */
const putAll = async (client: Client, source: string, documents: readonly Document[], url: string): Promise<void> => {
  let done = 0;
  let failure: Failure | undefined;
  const rest = documents.values();
  const worker = async (): Promise<void> => {
    for (const document of rest) {
      if (failure) return;
      try {
        await put(client, source, document);
      } catch (error) {
        failure ??= new Failure(`${document.path}: ${describeFailure(error, url)}`);
        return;
      }
      done += 1;
      if (done % 100 === 0 || done === documents.length) note(`${done} of ${documents.length} documents`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  if (failure) {
    throw new Failure(
      `${failure.message}\n${done} of ${documents.length} documents were put. The same command goes through all of them again.`,
    );
  }
};

const loadDocuments = async (source: string, file: string, _options: unknown, command: Command): Promise<void> => {
  const documents = await findDocuments(file);
  const { client, json, url } = await openSession(command);
  await putAll(client, source, documents, url);
  if (json) {
    printJson({ source, documents: documents.length });
  } else {
    print(
      `${documents.length} documents were put into ${source}. What is new in them becomes searchable within minutes:`,
    );
    print('navigator source list');
  }
};

/** Adds `navigator document load`. */
export const addDocumentLoad = (document: Command): void => {
  const command = document
    .command('load')
    .description(
      'Put many documents into a source: those of a folder, or the lines of a JSONL file: {"path": "…", "text": "…"}',
    )
    .argument('<source>', 'a source of documents')
    .argument(
      '<file>',
      'a folder, of which Markdown, reStructuredText, text, HTML and PDF are put, or a JSONL file; other fields of a line are left out',
    );
  command.addHelpText(
    'after',
    '\nExamples:\n  $ navigator document load runbooks docs/\n  $ navigator document load reference .local/corpus/reference.jsonl',
  );
  command.action(loadDocuments);
};
