import { readFileSync } from 'node:fs';
import * as z from 'zod';
import type { DocumentName } from '../../../functions/knowledge/domain/document-name.ts';
import { keyOf } from '../../../functions/knowledge/domain/document-name.ts';
import type { Piece } from '../../../functions/knowledge/domain/piece.ts';
import { readRunLog } from '../../../functions/knowledge/domain/read-run-log.ts';
import { splitDocument } from '../../../functions/knowledge/domain/split-document.ts';
import { splitRunLog } from '../../../functions/knowledge/domain/split-run-log.ts';
import { sectionId, splitSections } from '../../../local/corpus/sections.ts';
import {
  readJudgements,
  readOwnDocuments,
  readQueries,
  readReference,
  readRunLogs,
  tryId,
} from '../knowledge-corpus.ts';

/** A query and how well passages answer it, by their ids. */
export interface JudgedQuery {
  readonly id: string;
  readonly text: string;
  readonly setAside: boolean;
  readonly grades: ReadonlyMap<string, number>;
}

/** Pieces as they are indexed, what each of them stands for, and the queries that are asked. */
export interface Collection {
  readonly pieces: readonly Piece[];
  /** Ids of judged passages by the ids of the passages that are indexed. */
  readonly judgedIds: ReadonlyMap<string, string>;
  readonly queries: readonly JudgedQuery[];
}

/** The tenant whose passages they are. */
export const tenant = 'evaluation';

/** When everything was written, so that nothing is fresher than the rest. */
const writtenAt = '2026-11-21T00:00:00Z';

interface Judged {
  readonly piece: Piece;
  readonly id: string;
}

const split = (name: DocumentName, text: string): Piece[] =>
  splitDocument({ name, bytes: Buffer.from(text), changedAt: writtenAt });

const judgedDocument = (name: DocumentName, text: string): Judged[] => {
  const ids = new Set(splitSections(name.path, text).map(({ id }) => id));
  const idOf = ({ passage }: Piece): string => {
    const headings = (passage.provenance.heading ?? '').split(' › ').filter(Boolean);
    const candidates = [headings.slice(1), headings].map((each) => sectionId(name.path, each));
    return candidates.find((id) => ids.has(id)) ?? `${name.path}#`;
  };
  return split(name, text).map((piece) => ({ piece, id: idOf(piece) }));
};

const judgedRun = ([run, log]: readonly [string, string]): Judged[] => {
  const name = { tenant, kind: 'runs', source: 'runs', path: `${run}.jsonl` } as const;
  const pieces = splitRunLog(readRunLog(Buffer.from(log)), { tenant, document: keyOf(name) });
  return pieces.map((piece) => {
    const { task = '', try: attempt = 0 } = piece.passage.provenance;
    return { piece, id: tryId(run, task, attempt) };
  });
};

const collect = (judged: readonly Judged[], queries: readonly JudgedQuery[]): Collection => {
  const judgedIds = new Map(judged.map(({ piece, id }) => [piece.passage.id, id]));
  const there = new Set(judgedIds.values());
  const lost = queries.flatMap(({ grades }) => [...grades.keys()]).filter((id) => !there.has(id));
  if (lost.length > 0) {
    throw new Error(`These judged passages are in no piece that is indexed: ${[...new Set(lost)].join(', ')}`);
  }
  return { pieces: judged.map(({ piece }) => piece), judgedIds, queries };
};

type Grades = ReadonlyMap<string, ReadonlyMap<string, number>>;

const gradesOf = (judgements: readonly { query: string; passage: string; grade: number }[]): Grades =>
  new Map(
    [...Map.groupBy(judgements, ({ query }) => query)].map(([query, of]) => [
      query,
      new Map(of.map(({ passage, grade }) => [passage, grade])),
    ]),
  );

/** The collection of `test/evaluation/knowledge`. */
export const readOwnCollection = (): Collection => {
  const grades = gradesOf(readJudgements());
  const queries = readQueries().map(({ _id: id, text, metadata: { setAside } }) => ({
    ...{ id, text, setAside },
    grades: grades.get(id) ?? new Map(),
  }));
  const judged = [
    ...readReference().flatMap(({ path, text }) =>
      judgedDocument({ tenant, kind: 'documents', source: 'reference', path }, text),
    ),
    ...readOwnDocuments().flatMap(({ path, text }) =>
      judgedDocument({ tenant, kind: 'repository', source: 'company/navigator', path }, text),
    ),
    ...[...readRunLogs()].flatMap(judgedRun),
  ];
  return collect(judged, queries);
};

/** Files in BEIR's layout (https://github.com/beir-cellar/beir). */
export interface BeirFiles {
  readonly corpus: string;
  readonly queries: string;
  readonly qrels: string;
}

const Document = z.object({ _id: z.coerce.string(), title: z.string().default(''), text: z.string() });
const Query = z.object({ _id: z.coerce.string(), text: z.string() });

const linesOf = (file: string): string[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');

/** Somebody else's collection: each document is put as plain text, and judged as a whole. All of it counts as set aside. */
export const readBeirCollection = (files: BeirFiles): Collection => {
  const judged = linesOf(files.corpus).flatMap((line, number) => {
    const { _id: id, title, text } = Document.parse(JSON.parse(line));
    const name = { tenant, kind: 'documents', source: 'collection', path: `${number}.md` } as const;
    return split(name, `${title === '' ? '' : `# ${title}\n\n`}${text}`).map((piece) => ({ piece, id }));
  });
  const judgements = linesOf(files.qrels)
    .slice(1)
    .map((line) => {
      const [query = '', passage = '', grade = '0'] = line.split('\t');
      return { query, passage, grade: Number(grade) };
    })
    .filter(({ grade }) => grade > 0);
  const grades = gradesOf(judgements);
  const queries = linesOf(files.queries)
    .map((line) => Query.parse(JSON.parse(line)))
    .flatMap(({ _id: id, text }) => {
      const graded = grades.get(id);
      return graded ? [{ id, text, setAside: true, grades: graded }] : [];
    });
  return collect(judged, queries);
};
