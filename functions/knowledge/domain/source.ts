import * as z from 'zod';
import { Sha256, Timestamp } from '../../shared/fields.ts';
import { LearnedSource, Source } from '../contract.ts';
import { type DocumentName, prefixOf, type SourceOfTenant } from './document-name.ts';
import { TurnTaking } from './turn.ts';

/** A source as it is stored. */
export const SourceRecord = Source.omit({ location: true, lastError: true }).extend({
  documents: z.number().int().default(0),
  passages: z.number().int().default(0),
  lastError: z.object({ message: z.string(), at: Timestamp }).optional(),
  /** Path of the document that `lastError` is about. */
  failing: z.string().optional(),
  /** Somebody removed it: it is not shown, and its documents are being forgotten. */
  removedAt: Timestamp.optional(),
});
export type SourceRecord = z.infer<typeof SourceRecord>;

/** A document as it is stored: what of it is in the index. */
export const DocumentRecord = TurnTaking.extend({
  path: z.string(),
  /** SHA-256 of what was taken in; absent where nothing was, or not to its end. */
  hash: Sha256.optional(),
  /** SHA-256 of the run's log that was diagnosed last. */
  diagnosed: Sha256.optional(),
  /** As its source counts it; absent where the source does not. */
  passages: z.number().int().optional(),
  bytes: z.number().int().optional(),
  takenInAt: Timestamp.optional(),
});
export type DocumentRecord = z.infer<typeof DocumentRecord>;

/** A repository whose documents are brought in step: the newest push that was told of, and what is in the bucket. */
export const CollectionRecord = TurnTaking.extend({
  repository: z.string(),
  /** Ids of pushes sort like the pushes. */
  push: z.string(),
  /** Artefact key of its tree. */
  tree: z.string(),
  /** SHA-256 of the documents in the bucket by path, before they were masked. */
  documents: z.record(z.string(), Sha256).default({}),
});
export type CollectionRecord = z.infer<typeof CollectionRecord>;

const learnedTitles: Record<LearnedSource, string> = {
  'error-patterns': 'Errors that came again',
  'success-patterns': 'What went well',
  'performance-figures': 'How long things take',
  'community-workflows': 'Workflows of the community',
};

const titles = {
  runs: () => 'Logs of runs',
  repository: (source: string) => `Documents of ${source}`,
  documents: (source: string) => source,
  workflows: () => 'Workflows that are live',
  learned: (source: string) => learnedTitles[LearnedSource.parse(source)],
} as const;

/** What a source is called unless somebody says otherwise. */
export const titleOf = ({ kind, source }: Pick<DocumentName, 'kind' | 'source'>): string => titles[kind](source);

/** Whether documents are taken into a source: all but those of documents come to be by themselves. */
export const takesIn = (kind: DocumentName['kind'], record: SourceRecord | undefined): boolean =>
  kind !== 'documents' || (record !== undefined && record.removedAt === undefined);

/** Where a source's documents are. */
export const sourceOf = ({ kind, name }: Pick<SourceRecord, 'kind' | 'name'>, tenant: string): SourceOfTenant => ({
  tenant,
  kind,
  source: name,
});

/** A source as the API shows it. */
export const showSource = (record: SourceRecord, tenant: string, bucket: string): Source => {
  const { failing, lastError, removedAt: _removedAt, ...shown } = record;
  return {
    ...shown,
    location: `s3://${bucket}/${prefixOf(sourceOf(record, tenant))}`,
    lastError: lastError && failing !== undefined ? { ...lastError, document: failing } : undefined,
  };
};
