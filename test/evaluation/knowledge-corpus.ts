import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { RunLogEvent, RunLogHead } from '../../functions/knowledge/contract.ts';
import { splitSections } from '../../local/corpus/sections.ts';
import { referenceFile, root } from '../../local/paths.ts';

const folder = join(import.meta.dirname, 'knowledge');

/** A document as it is put into a source. */
interface Document {
  readonly path: string;
  readonly text: string;
}

/** What a judgement is about: a section of a document, or what one try of one task logged. */
export interface Passage {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

const Query = z.object({
  _id: z.string(),
  text: z.string(),
  metadata: z.object({ topic: z.string(), kind: z.string(), setAside: z.boolean() }),
});
export type Query = z.infer<typeof Query>;

/** How well a passage answers a query: 2 answers it, 1 helps. */
export interface Judgement {
  readonly query: string;
  readonly passage: string;
  readonly grade: 1 | 2;
}

const linesOf = (file: string): string[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '');

/** The judged queries. */
export const readQueries = (): Query[] =>
  linesOf(join(folder, 'queries.jsonl')).map((line) => Query.parse(JSON.parse(line)));

/** Their judgements; a passage that is not there was not found relevant. */
export const readJudgements = (): Judgement[] =>
  linesOf(join(folder, 'qrels.tsv'))
    .slice(1)
    .map((line) => {
      const [query = '', passage = '', grade] = line.split('\t');
      return { query, passage, grade: grade === '2' ? 2 : 1 };
    });

/** Our own documents, as far as they were judged. */
export const readOwnDocuments = (): Document[] =>
  linesOf(join(folder, 'documents.txt')).map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

/**
 * The reference of Airflow and Ansible.
 * @throws Error where `npm run corpus` has not made it.
 */
export const readReference = (): Document[] => {
  if (!existsSync(referenceFile)) throw new Error(`There is no ${referenceFile}: make it with \`npm run corpus\`.`);
  return linesOf(referenceFile).map((line) => z.object({ path: z.string(), text: z.string() }).parse(JSON.parse(line)));
};

/** Logs of runs by the run's id, as the room of runs writes them for the room of knowledge. */
export const readRunLogs = (): Map<string, string> =>
  new Map(
    readdirSync(join(folder, 'runs')).map((file) => [
      file.replace(/\.jsonl$/, ''),
      readFileSync(join(folder, 'runs', file), 'utf8'),
    ]),
  );

/** The id of what one try of one task of a run logged. */
export const tryId = (run: string, task: string, attempt: number): string => `runs/${run}#${task}/${attempt}`;

const passagesOfDocument = ({ path, text }: Document): Passage[] =>
  splitSections(path, text).map((section) => ({
    id: section.id,
    title: section.headings.join(' › '),
    text: section.text,
  }));

const passagesOfRun = ([run, log]: readonly [string, string]): Passage[] => {
  const [first = '', ...rest] = log.split('\n').filter((line) => line !== '');
  const { workflow } = RunLogHead.parse(JSON.parse(first)).run;
  const events = rest.map((line) => RunLogEvent.parse(JSON.parse(line)));
  const tries = Map.groupBy(events, (event) => tryId(run, event.task, event.try));
  return [...tries].map(([id, said]) => ({
    id,
    title: [workflow, said[0]?.task, `try ${said[0]?.try}`].join(' › '),
    text: said.flatMap(({ lines }) => lines).join('\n'),
  }));
};

/** The passages that need nothing but this checkout. */
export const readOwnPassages = (): Passage[] => [
  ...readOwnDocuments().flatMap(passagesOfDocument),
  ...[...readRunLogs()].flatMap(passagesOfRun),
];

/** All passages that were there to be judged. */
export const readPassages = (): Passage[] => [...readReference().flatMap(passagesOfDocument), ...readOwnPassages()];
