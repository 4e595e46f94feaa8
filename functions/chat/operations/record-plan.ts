import { newId } from '../../shared/base32.ts';
import { maskText } from '../../shared/mask-secrets.ts';
import type { MaskingOf } from '../../shared/masking-key.ts';
import type { Call } from '../../shared/serve-operations.ts';
import type { ChatStore } from '../adapters/chat-store.ts';
import type { Answer, ModelUse } from '../contract.ts';

/** Characters of a message that are recorded. */
const longestQuery = 500;

/** Records how a message was understood and what came of it, masked. */
export const recordPlan =
  ({ maskingOf, random }: { maskingOf: MaskingOf; random: () => number }) =>
  async (
    store: ChatStore,
    {
      query,
      answer,
      operation,
      model,
    }: { query: string; answer: Answer; operation: string | undefined; model?: ModelUse | undefined },
    { principal, now }: Call,
  ): Promise<void> => {
    const at = now();
    await store.recordPlan({
      id: newId('p', at, random),
      at: at.toISOString(),
      query: maskText(query, await maskingOf(principal.tenant)).slice(0, longestQuery),
      operation,
      confidence: answer.confidence,
      outcome: answer.kind,
      engine: answer.engine,
      model,
    });
  };
export type RecordPlan = ReturnType<typeof recordPlan>;
