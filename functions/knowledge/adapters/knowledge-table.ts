import type * as z from 'zod';
import type { Principal } from '../../shared/principal.ts';
import { type Condition, readAll, type TenantStore, type TenantWrite } from '../../shared/tenant-store.ts';
import type { DocumentName } from '../domain/document-name.ts';
import { CollectionRecord, DocumentRecord, SourceRecord, titleOf } from '../domain/source.ts';
import { type Desk, sign, type TurnTaking, takeTurn, whileMine, whileSettled } from '../domain/turn.ts';

/** What of a document is in the index now. */
export interface TakenIn {
  readonly hash: string;
  readonly passages: number;
  readonly bytes: number;
  readonly at: Date;
}

const sources = 'source';
const collections = 'collection';
const documentsOf = (source: string): string => `document#${source}`;

const takingAttempts = 10;

const exists: Condition = { expression: 'attribute_exists(pk)' };
const isNew: Condition = { expression: 'attribute_not_exists(pk)' };
const isOpen: Condition = { expression: 'attribute_exists(pk) AND attribute_not_exists(removedAt)' };

/** Those of runs and repositories come to be with their first document. */
const identityOf = ({ kind, source }: DocumentName) => ({ name: source, kind, title: titleOf({ kind, source }) });

/** One tenant's sources, the state of their documents, and of the repositories whose documents are collected. */
export const knowledgeTable = (store: TenantStore) => {
  const findSource = async (name: string): Promise<SourceRecord | undefined> => {
    const item = await store.get(sources, name);
    return item && SourceRecord.parse(item);
  };

  const deskOf = <S extends z.ZodType<TurnTaking>>(
    partition: string,
    sk: string,
    schema: S,
  ): Desk<z.infer<S>> & { find: () => Promise<z.infer<S> | undefined> } => {
    const find = async () => {
      const item = await store.get(partition, sk);
      return item && schema.parse(item);
    };
    return {
      find,
      take: async (now, mine) => {
        for (let attempt = 0; attempt < takingAttempts; attempt += 1) {
          const found = await find();
          const taking = found && takeTurn(found, now, mine);
          if (!taking) {
            return undefined;
          }
          const taken = await store.update(partition, sk, taking.change, taking.condition);
          if (taken) {
            return schema.parse(taken);
          }
        }
        throw new Error(`others take turns at ${partition} ${sk} all the time`);
      },
      leave: async (work) => {
        await store.update(partition, sk, { remove: ['turnUntil'] }, whileMine(work));
      },
    };
  };

  /** The desk of one document. What its `note…` answer is false where there were signs meanwhile. */
  const documentDesk = (name: DocumentName) => {
    const partition = documentsOf(name.source);
    const sk = name.path;
    const counting = (add: { documents: number; passages: number }, at: Date, condition?: Condition): TenantWrite => ({
      update: {
        partition: sources,
        sk: name.source,
        change: { set: { changedAt: at.toISOString() }, setIfAbsent: identityOf(name), add },
        condition,
      },
    });
    return {
      ...deskOf(partition, sk, DocumentRecord),

      /** `again`: also where it seems to have been taken in already. */
      sign: async ({ again }: { again: boolean }): Promise<void> => {
        const remove = again ? ['hash', 'diagnosed'] : [];
        await store.update(partition, sk, { ...sign, set: { path: sk }, remove });
      },

      /** From here on what is in the index is not what the hash says. */
      open: (work: DocumentRecord) => store.update(partition, sk, { remove: ['hash'] }, whileMine(work)),

      noteDiagnosed: (work: DocumentRecord, diagnosed: string) =>
        store.update(partition, sk, { set: { diagnosed } }, whileMine(work)),

      noteUnchanged: async (work: DocumentRecord): Promise<boolean> =>
        (await store.update(partition, sk, { remove: ['turnUntil'] }, whileSettled(work))) !== undefined,

      /** Also false where somebody has removed the source. */
      noteTakenIn: (work: DocumentRecord, { hash, passages, bytes, at }: TakenIn): Promise<boolean> =>
        store.transact([
          {
            update: {
              partition,
              sk,
              change: { set: { hash, passages, bytes, takenInAt: at.toISOString() }, remove: ['turnUntil'] },
              condition: whileSettled(work),
            },
          },
          counting(
            { documents: work.passages === undefined ? 1 : 0, passages: passages - (work.passages ?? 0) },
            at,
            name.kind === 'documents' ? isOpen : undefined,
          ),
        ]),

      noteGone: (work: DocumentRecord, at: Date): Promise<boolean> =>
        store.transact([
          { remove: { partition, sk, condition: whileSettled(work) } },
          ...(work.passages === undefined ? [] : [counting({ documents: -1, passages: -work.passages }, at)]),
        ]),
    };
  };

  return {
    findSource,

    listSources: async (page: { limit: number; cursor?: string }) => {
      const { items, next } = await store.query(sources, page);
      return { items: items.map((item) => SourceRecord.parse(item)), next };
    },

    /** False: there is one of this name. */
    addSource: (record: SourceRecord): Promise<boolean> => store.put(sources, record.name, record, isNew),

    /** Puts a source in the place of a removed one; false: somebody else did, or it is not one that is gone. */
    replaceRemoved: (record: SourceRecord, removedAt: string): Promise<boolean> =>
      store.put(sources, record.name, record, {
        expression: 'removedAt = :removedAt AND documents = :none',
        values: { ':removedAt': removedAt, ':none': 0 },
      }),

    /** From here on its documents are forgotten, and none is taken in. */
    markRemoved: (name: string, at: Date) =>
      store.update(sources, name, { setIfAbsent: { removedAt: at.toISOString() } }, exists),

    noteFailure: async (name: DocumentName, message: string, at: Date): Promise<void> => {
      await store.update(
        sources,
        name.source,
        { set: { failing: name.path, lastError: { message, at: at.toISOString() } }, setIfAbsent: identityOf(name) },
        name.kind === 'documents' ? exists : undefined,
      );
    },

    clearFailure: async ({ source, path }: DocumentName): Promise<void> => {
      await store.update(
        sources,
        source,
        { remove: ['failing', 'lastError'] },
        { expression: 'failing = :path', values: { ':path': path } },
      );
    },

    listPaths: async (source: string): Promise<string[]> =>
      (await readAll(store, documentsOf(source))).map((item) => DocumentRecord.parse(item).path),

    documentDesk,

    /** The desk of one repository's documents. */
    collectionDesk: (repository: string) => {
      const desk = deskOf(collections, repository, CollectionRecord);
      return {
        ...desk,

        /** Tells of a push; one that is not newer than those told of changes nothing. */
        sign: async (push: { push: string; tree: string }): Promise<void> => {
          for (let attempt = 0; attempt < takingAttempts; attempt += 1) {
            const known = await desk.find();
            if (known && known.push >= push.push) {
              return;
            }
            const condition: Condition = known
              ? { expression: 'push = :known', values: { ':known': known.push } }
              : isNew;
            if (await store.update(collections, repository, { ...sign, set: { repository, ...push } }, condition)) {
              return;
            }
          }
          throw new Error(`others tell of pushes to ${repository} all the time`);
        },

        /** What of the documents is in the bucket, where the work breaks off. */
        noteProgress: (work: CollectionRecord, documents: CollectionRecord['documents']) =>
          store.update(collections, repository, { set: { documents } }, whileMine(work)),

        noteCollected: async (work: CollectionRecord, documents: CollectionRecord['documents']): Promise<boolean> => {
          const change = { set: { documents }, remove: ['turnUntil'] };
          return (await store.update(collections, repository, change, whileSettled(work))) !== undefined;
        },
      };
    },
  };
};
export type KnowledgeTable = ReturnType<typeof knowledgeTable>;
export type DocumentDesk = ReturnType<KnowledgeTable['documentDesk']>;

export type TableOf = (principal: Principal) => KnowledgeTable;
