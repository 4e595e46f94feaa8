import { logger } from '../../shared/observability.ts';
import type { PutEvents } from '../../shared/put-events.ts';
import type { PassageGenerations } from '../adapters/passage-index-generations.ts';
import { type DocumentDue, knowledgeEvents, type ReindexStep } from '../contract.ts';

type MoveStep = Extract<ReindexStep, { step: 'move' }>;

/** What the next step is told. */
export type Progress = MoveStep['progress'] & {
  /** Passages that are in an older index still. */
  readonly behind: number;
};

interface Deps {
  readonly generations: Pick<PassageGenerations, 'count' | 'findBehind'>;
  readonly putEvents: PutEvents;
  readonly now: () => Date;
}

/** Documents that are asked for at once: few enough that what is new meanwhile does not wait long behind them. */
export const documentsAtOnce = 250;

/** Times that they are looked for before others are asked for; those that cannot be taken in are asked for again later. */
export const mostWaits = 40;

/**
 * One step of moving a tenant's documents from older indices to the present one: waits for those that were asked for, then
 * asks for the next. A document is taken in again from the bucket as ever, so what happens to it meanwhile is not lost. Done
 * twice, a step asks for the same documents.
 */
export const moveDocuments = ({ generations, putEvents, now }: Deps) => {
  const request = async (keys: readonly string[], { tenant, correlationId }: MoveStep, pass: number): Promise<void> => {
    const time = now().toISOString();
    const events = keys.map(
      (key): DocumentDue => ({ id: `${correlationId}/${pass}/${key}`, time, tenant, correlationId, key }),
    );
    await putEvents(knowledgeEvents.source, knowledgeEvents.documentDue, events);
  };

  return async (step: MoveStep): Promise<Progress> => {
    const { tenant, progress } = step;
    const { from, until, waits, passes } = progress;
    const { behind } = await generations.count(tenant);
    if (behind === 0) {
      return { ...progress, behind };
    }
    const isAwaited =
      until !== undefined &&
      waits < mostWaits &&
      (await generations.findBehind(tenant, { after: from, until, limit: 1 })).length > 0;
    if (isAwaited) {
      return { ...progress, waits: waits + 1, behind };
    }
    const keys = await generations.findBehind(tenant, { after: until, limit: documentsAtOnce });
    await request(keys, step, passes);
    logger.info('reindex.requested', { tenant, documents: keys.length, behind });
    return keys.length === 0
      ? { waits: 0, passes: passes + 1, behind }
      : { from: until, until: keys.at(-1), waits: 0, passes, behind };
  };
};
