import * as z from 'zod';
import type { Embed } from '../../shared/embedder.ts';
import { DomainError } from '../../shared/errors.ts';
import { logger } from '../../shared/observability.ts';
import { systemPrincipal } from '../../shared/principal.ts';
import type { PutEvents } from '../../shared/put-events.ts';
import type { DiagnosesOf, DiagnosisStore } from '../adapters/diagnosis-store.ts';
import type { DocumentBucket, StoredDocument } from '../adapters/document-bucket.ts';
import type { DocumentDesk, KnowledgeTable, TableOf } from '../adapters/knowledge-table.ts';
import type { PassageIndex } from '../adapters/passage-index.ts';
import { DocumentDue, knowledgeEvents } from '../contract.ts';
import { diagnose } from '../domain/diagnose.ts';
import { toDiagnosis, toRunDiagnosed } from '../domain/diagnosis.ts';
import { type DocumentName, keyOf, parseDocumentKey } from '../domain/document-name.ts';
import type { Piece } from '../domain/piece.ts';
import { type RunLog, readRunLog } from '../domain/read-run-log.ts';
import { type DocumentRecord, takesIn } from '../domain/source.ts';
import { splitDocument } from '../domain/split-document.ts';
import { splitLearned } from '../domain/split-learned.ts';
import { splitRunLog } from '../domain/split-run-log.ts';
import { splitWorkflow } from '../domain/split-workflow.ts';
import { workInTurn } from '../domain/turn.ts';
import { Unreadable } from '../domain/unreadable.ts';

/** What says that a document may have changed: the bucket (https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html), or somebody who asks. */
export const DocumentEvent = z.discriminatedUnion('detail-type', [
  z.object({
    'detail-type': z.enum(['Object Created', 'Object Deleted']),
    detail: z.object({ object: z.object({ key: z.string() }) }),
  }),
  z.object({ 'detail-type': z.literal(knowledgeEvents.documentDue), detail: DocumentDue }),
]);

interface Deps {
  readonly tableOf: TableOf;
  readonly diagnosesOf: DiagnosesOf;
  readonly bucket: Pick<DocumentBucket, 'read'>;
  readonly embed: Embed;
  readonly index: Pick<PassageIndex, 'index' | 'findIds' | 'removeStale'>;
  readonly putEvents: PutEvents;
  readonly now: () => Date;
}

/** One document at the time of one turn. */
interface Job {
  readonly name: DocumentName;
  readonly table: KnowledgeTable;
  readonly diagnoses: DiagnosisStore;
  readonly desk: DocumentDesk;
  readonly work: DocumentRecord;
  readonly isFailing: boolean;
}

/** Passages that are embedded and indexed at once. */
const batchSize = 64;

const runOf = ({ path }: DocumentName): string => path.replace(/\.jsonl$/, '');

const messageOf = (error: unknown): string =>
  error instanceof DomainError ? error.message : 'Something went wrong on our side. It is tried again by itself.';

/**
 * Brings what is known of one document in step with the document bucket: the object as it is now is split, embedded and
 * indexed, and what it replaces is removed; where there is none it is forgotten. So the order of events does not matter,
 * nor how often they come. One worker at a time has a document, and notes last what it did: wherever it dies, the next
 * one begins again. A run's log is diagnosed first, since that needs neither model nor index.
 */
export const ingestDocument = (deps: Deps) => {
  const diagnoseRun = async ({ name, diagnoses, desk, work }: Job, log: RunLog, hash: string): Promise<void> => {
    if (work.diagnosed === hash) {
      return;
    }
    const { run } = log.head;
    const tasks = [...new Set(log.events.map(({ task }) => task))];
    const known = new Map<string, ReadonlySet<string>>();
    for (const task of tasks) {
      known.set(task, await diagnoses.findKnownGood(run, task));
    }
    const found = diagnose({ ...log, known: { good: (task) => known.get(task) ?? new Set() } });
    const diagnosis = toDiagnosis(log.head, found);
    await diagnoses.enter(diagnosis);
    for (const [task, templates] of found.templates) {
      await diagnoses.learnGood(run, task, templates);
    }
    const event = toRunDiagnosed(diagnosis, name.tenant, hash, deps.now());
    await deps.putEvents(knowledgeEvents.source, knowledgeEvents.runDiagnosed, [event]);
    await desk.noteDiagnosed(work, hash);
  };

  const split = async (job: Job, object: StoredDocument): Promise<Piece[]> => {
    const { name } = job;
    const { bytes, hash, size } = object;
    if (!bytes) {
      throw new Unreadable(`it has ${(size / 1024 / 1024).toFixed(1)} MB, and 10 MB can be`);
    }
    if (object.isUnreadable) {
      throw new Unreadable(Buffer.from(bytes).toString('utf8'));
    }
    const address = { tenant: name.tenant, document: keyOf(name) };
    switch (name.kind) {
      case 'runs': {
        const log = readRunLog(bytes);
        await diagnoseRun(job, log, hash);
        return splitRunLog(log, address);
      }
      case 'workflows':
        return splitWorkflow(bytes, address);
      case 'learned':
        return splitLearned(bytes, { ...address, source: name.source, path: name.path });
      default:
        return splitDocument({ name, bytes, commit: object.commit, changedAt: object.changedAt });
    }
  };

  /** Undefined, with a word on the source, where the document cannot be read. */
  const splitOrTell = async (job: Job, object: StoredDocument): Promise<Piece[] | undefined> => {
    try {
      return await split(job, object);
    } catch (error) {
      if (error instanceof Unreadable) {
        logger.warn('document.unreadable', { tenant: job.name.tenant, document: keyOf(job.name), error });
        await job.table.noteFailure(job.name, error.message, deps.now());
        return undefined;
      }
      throw error;
    }
  };

  const indexPieces = async (name: DocumentName, pieces: readonly Piece[]): Promise<void> => {
    const address = { tenant: name.tenant, document: keyOf(name) };
    const known = await deps.index.findIds(address);
    const fresh = pieces.filter(({ passage }) => !known.has(passage.id));
    for (let start = 0; start < fresh.length; start += batchSize) {
      const batch = fresh.slice(start, start + batchSize);
      const vectors = await deps.embed(batch.map(({ meaning }) => meaning));
      await deps.index.index(
        batch.flatMap(({ passage }, position) => {
          const vector = vectors[position];
          return vector ? [{ ...passage, vector }] : [];
        }),
      );
    }
    await deps.index.removeStale(
      address,
      pieces.map(({ passage }) => passage.id),
    );
  };

  const takeIn = async (job: Job, object: StoredDocument): Promise<boolean> => {
    const { name, table, desk, work, isFailing } = job;
    if (work.hash === object.hash && !isFailing) {
      return desk.noteUnchanged(work);
    }
    const pieces = await splitOrTell(job, object);
    await desk.open(work);
    await indexPieces(name, pieces ?? []);
    if (pieces && isFailing) {
      await table.clearFailure(name);
    }
    const { hash, size: bytes } = object;
    const passages = pieces?.length ?? 0;
    const isDone = await desk.noteTakenIn(work, { hash, passages, bytes, at: deps.now() });
    logger.info('document.taken-in', { tenant: name.tenant, document: keyOf(name), passages, bytes, isDone });
    return isDone;
  };

  const forget = async ({ name, table, diagnoses, desk, work, isFailing }: Job): Promise<boolean> => {
    await desk.open(work);
    await deps.index.removeStale({ tenant: name.tenant, document: keyOf(name) }, []);
    if (name.kind === 'runs') {
      await diagnoses.remove(runOf(name));
    }
    if (isFailing) {
      await table.clearFailure(name);
    }
    logger.info('document.forgotten', { tenant: name.tenant, document: keyOf(name) });
    return desk.noteGone(work, deps.now());
  };

  const ingest = async (name: DocumentName, again: boolean): Promise<void> => {
    const principal = systemPrincipal(name.tenant, 'ingest-document');
    const table = deps.tableOf(principal);
    const diagnoses = deps.diagnosesOf(principal);
    const desk = table.documentDesk(name);
    await desk.sign({ again });
    await workInTurn(desk, deps.now, async (work) => {
      const source = await table.findSource(name.source);
      const job = { name, table, diagnoses, desk, work, isFailing: source?.failing === name.path };
      const object = takesIn(name.kind, source) ? await deps.bucket.read(keyOf(name)) : undefined;
      try {
        return object ? await takeIn(job, object) : await forget(job);
      } catch (error) {
        await table.noteFailure(name, messageOf(error), deps.now());
        throw error;
      }
    });
  };

  return async (event: z.infer<typeof DocumentEvent>): Promise<void> => {
    const again = event['detail-type'] === knowledgeEvents.documentDue;
    const key = event['detail-type'] === knowledgeEvents.documentDue ? event.detail.key : event.detail.object.key;
    const name = parseDocumentKey(key);
    if (!name) {
      logger.warn('document.key-unknown', { key });
      return;
    }
    await ingest(name, again);
  };
};
