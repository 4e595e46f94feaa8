import * as z from 'zod';
import type { Principal } from '../../shared/principal.ts';
import type { Implementation } from '../../shared/serve-operations.ts';
import type { ChatStore } from '../adapters/chat-store.ts';
import { type listPlans as operation, RecordedPlan } from '../contract.ts';

/** Lists how the caller's messages were understood, newest first. */
export const listPlans =
  ({ storeOf }: { storeOf: (principal: Principal) => ChatStore }): Implementation<typeof operation> =>
  async (page, { principal }) => {
    const { items, next } = await storeOf(principal).listPlans(page);
    return { items: z.array(RecordedPlan).parse(items), next };
  };
