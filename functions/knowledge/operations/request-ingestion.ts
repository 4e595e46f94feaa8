import type { PutEvents } from '../../shared/put-events.ts';
import type { Call } from '../../shared/serve-operations.ts';
import type { DocumentBucket } from '../adapters/document-bucket.ts';
import type { KnowledgeTable } from '../adapters/knowledge-table.ts';
import { type DocumentDue, knowledgeEvents } from '../contract.ts';
import { prefixOf, type SourceOfTenant } from '../domain/document-name.ts';

interface Deps {
  readonly bucket: Pick<DocumentBucket, 'list'>;
  readonly putEvents: PutEvents;
}

/**
 * Has all documents of a source looked at again, those in the bucket and those that were known, whatever is known of
 * them. Answers the keys of those in the bucket.
 */
export const requestIngestion =
  ({ bucket, putEvents }: Deps) =>
  async (
    table: Pick<KnowledgeTable, 'listPaths'>,
    source: SourceOfTenant,
    { now, requestId }: Call,
  ): Promise<string[]> => {
    const prefix = prefixOf(source);
    const [stored, known] = await Promise.all([bucket.list(prefix), table.listPaths(source.source)]);
    const keys = new Set([...stored, ...known.map((path) => `${prefix}${path}`)]);
    const time = now().toISOString();
    const events = [...keys].map(
      (key): DocumentDue => ({
        id: `${requestId}/${key}`,
        time,
        tenant: source.tenant,
        correlationId: requestId,
        key,
      }),
    );
    await putEvents(knowledgeEvents.source, knowledgeEvents.documentDue, events);
    return stored;
  };
