import * as z from 'zod';
import { PushSettled, repositoryEvents, Tree } from '../../repositories/contract.ts';
import type { Artefacts } from '../../shared/artefacts.ts';
import { inParallel } from '../../shared/in-parallel.ts';
import { maskText } from '../../shared/mask-secrets.ts';
import type { MaskingOf } from '../../shared/masking-key.ts';
import { logger } from '../../shared/observability.ts';
import { systemPrincipal } from '../../shared/principal.ts';
import type { DocumentBucket } from '../adapters/document-bucket.ts';
import type { ReadText } from '../adapters/document-reader.ts';
import type { TableOf } from '../adapters/knowledge-table.ts';
import { keyOf, prefixOf } from '../domain/document-name.ts';
import type { CollectionRecord } from '../domain/source.ts';
import { workInTurn } from '../domain/turn.ts';
import { Unreadable } from '../domain/unreadable.ts';

/** EventBridge's envelope of what is taken. */
export const PushSettledEvent = z.object({
  'detail-type': z.literal(repositoryEvents.pushSettled),
  detail: PushSettled,
});

interface Deps {
  readonly tableOf: TableOf;
  readonly artefacts: Pick<Artefacts, 'getJson' | 'getBytes'>;
  readonly bucket: Pick<DocumentBucket, 'list' | 'put' | 'remove'>;
  readonly readText: ReadText;
  readonly maskingOf: MaskingOf;
  readonly now: () => Date;
}

const putsAtOnce = 8;

/** Milliseconds after which no other document is begun: the function lasts 50 seconds, and one document may take 20. */
const patience = 25_000;

/** There is more to put than there is time. What was put is noted, so trying again comes further. */
class NotFinished extends Error {
  override readonly name = 'NotFinished';
}

/**
 * Brings a repository's documents in the document bucket in step with its newest push: changed ones are masked and put,
 * those that are gone are removed. What is older than what was told before changes nothing, and one worker at a time has
 * a repository, so events may come late, twice and in any order.
 */
export const collectDocuments = ({ tableOf, artefacts, bucket, readText, maskingOf, now }: Deps) => {
  return async ({ detail }: z.infer<typeof PushSettledEvent>): Promise<void> => {
    const { tenant, repository, correlationId: push, tree } = detail;
    if (tree === undefined) {
      return;
    }
    const table = tableOf(systemPrincipal(tenant, 'collect-documents'));
    const source = { tenant, kind: 'repository' as const, source: repository };
    const prefix = prefixOf(source);

    const readOrTell = async (path: string, bytes: Uint8Array): Promise<{ text: string; isUnreadable: boolean }> => {
      try {
        return { text: await readText(path, bytes), isUnreadable: false };
      } catch (error) {
        if (error instanceof Unreadable) {
          return { text: error.why, isUnreadable: true };
        }
        throw error;
      }
    };

    /** Of what cannot be read the reason is put, so that it is told where all is that goes wrong, and read once only. */
    const put = async ({ path, key, commit, at }: Tree['documents'][number], tip: string): Promise<void> => {
      const { text, isUnreadable } = await readOrTell(path, await artefacts.getBytes(key));
      const about = { commit: commit ?? tip, at, isUnreadable };
      await bucket.put(keyOf({ ...source, path }), maskText(text, await maskingOf(tenant)), about);
    };

    const desk = table.collectionDesk(repository);

    const collect = async (work: CollectionRecord): Promise<CollectionRecord['documents']> => {
      const { documents, commit } = await artefacts.getJson(work.tree, Tree);
      const there = new Set((await bucket.list(prefix)).map((key) => key.slice(prefix.length)));
      const isSame = ({ path, sha256 }: Tree['documents'][number]) =>
        there.has(path) && work.documents[path] === sha256;
      const changed = documents.filter((document) => !isSame(document));
      const done = new Map(documents.filter(isSame).map(({ path, sha256 }) => [path, sha256]));
      const deadline = now().getTime() + patience;
      const putInTime = async (document: Tree['documents'][number]): Promise<void> => {
        if (now().getTime() > deadline) {
          throw new NotFinished(`${done.size} of ${documents.length} documents are in step`);
        }
        await put(document, commit);
        done.set(document.path, document.sha256);
      };
      await inParallel(changed, putsAtOnce, putInTime).catch(async (error: unknown) => {
        await desk.noteProgress(work, Object.fromEntries(done));
        throw error;
      });
      const kept = new Set(documents.map(({ path }) => path));
      const gone = [...there].filter((path) => !kept.has(path));
      await bucket.remove(gone.map((path) => `${prefix}${path}`));
      logger.info('documents.collected', { tenant, repository, changed: changed.length, gone: gone.length });
      return Object.fromEntries(documents.map(({ path, sha256 }) => [path, sha256]));
    };

    await desk.sign({ push, tree });
    await workInTurn(desk, now, async (work) => desk.noteCollected(work, await collect(work)));
  };
};
