import { LearnedRecord, type LearnedSource, learnedTypes, type Provenance } from '../contract.ts';
import { makePassage, type Passage } from './passage.ts';
import { clip, clipToWindow, type Piece, pieceLimits } from './piece.ts';
import { Unreadable } from './unreadable.ts';

/** Records of one document. */
const recordsOfDocument = 1_000;

interface Told {
  readonly title: string;
  readonly text: string;
}

type Learned = Exclude<LearnedRecord, { type: 'community-workflow' }>;

const placeOf = ({ workflow, task }: Learned): string => (task === undefined ? workflow : `${workflow} · ${task}`);

const seen = ({ count, firstAt, lastAt }: Learned): string => {
  const since = firstAt === undefined ? '' : ` since ${firstAt.slice(0, 10)}`;
  return `Seen in ${count} ${count === 1 ? 'run' : 'runs'}${since}, last on ${lastAt.slice(0, 10)}.`;
};

const lines = (...parts: readonly (string | undefined)[]): string => parts.filter(Boolean).join('\n');

const tell = (record: LearnedRecord): Told => {
  switch (record.type) {
    case 'error-pattern':
      return {
        title: `${placeOf(record)} · ${record.kind}`,
        text: lines(
          record.message,
          record.cause && `Cause: ${record.cause}`,
          record.remedy && `What helped: ${record.remedy}`,
          seen(record),
        ),
      };
    case 'success-pattern':
      return { title: placeOf(record), text: lines(record.summary, record.detail, seen(record)) };
    case 'performance-figure': {
      const { metric, unit, p50, p95, from } = record;
      return {
        title: `${placeOf(record)} · ${metric}`,
        text: lines(
          `${metric} of ${placeOf(record)}: half of the runs take up to ${p50} ${unit}, 95 % up to ${p95} ${unit}.`,
          `Measured from ${from.slice(0, 10)} on. ${seen(record)}`,
        ),
      };
    }
    case 'community-workflow': {
      const { name, description, tags, tasks, author, version, licence, url } = record;
      const facts = [version, author && `by ${author}`, licence, url].filter(Boolean).join(', ');
      return {
        title: name,
        text: lines(
          description,
          tasks.length > 0 ? `Tasks: ${tasks.join(', ')}` : undefined,
          tags.length > 0 ? `Tags: ${tags.join(', ')}` : undefined,
          facts,
        ),
      };
    }
  }
};

/** What was learned of a repository is for who may read that, what comes from outside for all who may read the source. */
const accessOf = (record: LearnedRecord, source: string): Passage['access'] =>
  record.type === 'community-workflow'
    ? { system: 'relaycore', resource: source }
    : { system: 'automatrix', resource: record.repository };

const provenanceOf = (record: LearnedRecord): Provenance =>
  record.type === 'community-workflow'
    ? { at: record.publishedAt }
    : { workflow: record.workflow, task: record.task, run: record.runs[0], at: record.lastAt };

const readLine = (line: string, number: number, source: LearnedSource): LearnedRecord => {
  try {
    const record = LearnedRecord.parse(JSON.parse(line));
    if (record.type === learnedTypes[source]) {
      return record;
    }
  } catch (cause) {
    throw new Unreadable(`line ${number} is not one of ${source}`, { cause });
  }
  throw new Unreadable(`line ${number} is not one of ${source}`);
};

/** Makes each record of a JSONL document of what was learned a passage. Throws `Unreadable`. */
export const splitLearned = (
  bytes: Uint8Array,
  { tenant, document, source, path }: { tenant: string; document: string; source: LearnedSource; path: string },
): Piece[] => {
  const records = Buffer.from(bytes)
    .toString('utf8')
    .split('\n')
    .flatMap((line, index) => (line.trim() === '' ? [] : readLine(line, index + 1, source)));
  if (records.length > recordsOfDocument) {
    throw new Unreadable(`it has ${records.length} records, and ${recordsOfDocument} can be`);
  }
  return records.map((record, index) => {
    const { title, text } = tell(record);
    const passage = makePassage({
      ...{ tenant, document, kind: 'learned' as const, source, title },
      access: accessOf(record, source),
      position: String(index),
      text: clip(text, pieceLimits.whole),
      provenance: { ...provenanceOf(record), path },
    });
    return { passage, meaning: clipToWindow(`${title}\n${text}`) };
  });
};
