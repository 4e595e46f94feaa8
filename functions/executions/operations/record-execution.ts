import * as z from 'zod';
import { knowledgeEvents, RunDiagnosed } from '../../knowledge/contract.ts';
import { RunChanged, runEvents } from '../../runs/contract.ts';
import { logger } from '../../shared/observability.ts';
import { type Principal, systemPrincipal } from '../../shared/principal.ts';
import type { ExecutionStore } from '../adapters/execution-store.ts';
import { applyDiagnosis, applyRun, type Entry } from '../domain/entry.ts';

/** EventBridge's envelope of the events that the ledger is written from. */
export const BusEvent = z.discriminatedUnion('source', [
  z.object({
    source: z.literal(runEvents.source),
    'detail-type': z.enum([runEvents.started, runEvents.ended]),
    detail: RunChanged,
  }),
  z.object({
    source: z.literal(knowledgeEvents.source),
    'detail-type': z.literal(knowledgeEvents.runDiagnosed),
    detail: RunDiagnosed,
  }),
]);
export type BusEvent = z.infer<typeof BusEvent>;

/** Writers of one entry at the same time are few: its start, its end and its diagnosis. */
const attempts = 5;

const idOf = (event: BusEvent): string => (event.source === runEvents.source ? event.detail.run.id : event.detail.run);

const apply = (before: Entry | undefined, event: BusEvent): Entry | undefined =>
  event.source === runEvents.source ? applyRun(before, event.detail) : applyDiagnosis(before, event.detail);

/** Enters what an event tells of an execution. Throws where the entry changed under its hands each time. */
export const recordExecution =
  ({ storeOf }: { storeOf: (principal: Principal) => ExecutionStore }) =>
  async (event: BusEvent): Promise<void> => {
    const store = storeOf(systemPrincipal(event.detail.tenant, 'record-execution'));
    const id = idOf(event);
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      const before = await store.find(id);
      const after = apply(before, event);
      if (!after) {
        return;
      }
      if (await store.replace(before, after)) {
        logger.info('execution.recorded', { execution: id, state: after.execution?.state, revision: after.revision });
        return;
      }
    }
    throw new Error(`execution ${id} changed ${attempts} times while it was being recorded`);
  };
