import { maskText } from '../../shared/mask-secrets.ts';
import type { MaskingOf } from '../../shared/masking-key.ts';
import { logger } from '../../shared/observability.ts';
import type { Operation } from '../../shared/operation.ts';
import type { Principal } from '../../shared/principal.ts';
import type { ModelStore } from '../adapters/model-store.ts';
import { hiddenWords, withHiddenWords } from '../domain/hidden-words.ts';
import { ModelFailure } from '../domain/model.ts';
import { planWithModel } from '../domain/plan-with-model/plan-with-model.ts';
import type { Planned, Planner } from '../domain/planner.ts';
import type { ConnectModel } from './connect-model.ts';

/** Messages of one tenant that go to a model within a minute. */
const mostInAMinute = 20;

interface Deps {
  readonly operations: readonly Operation[];
  readonly offline: Planner;
  readonly connect: ConnectModel;
  readonly modelsOf: (principal: Principal) => ModelStore;
  readonly maskingOf: MaskingOf;
}

/**
 * Understands with the tenant's model, and offline where there is none, it fails, it was asked too often, or the message
 * answers a question of the offline engine; the answer says so. What a model reads is masked.
 */
export const chooseEngine = ({ operations, offline, connect, modelsOf, maskingOf }: Deps): Planner => {
  const engine = planWithModel({ operations });

  return async (message, context) => {
    const { as, pending, now } = context;
    const converse = as && !pending ? await connect(as.principal) : undefined;
    if (!as || !converse) {
      return offline(message, context);
    }
    const instead = async (note: string): Promise<Planned> => {
      const planned = await offline(message, context);
      return { ...planned, notes: [note, ...(planned.notes ?? [])] };
    };
    if ((await modelsOf(as.principal).count(now)) > mostInAMinute) {
      return instead(
        `${mostInAMinute} messages a minute go to the model, and this is one more: it was understood without.`,
      );
    }
    const masked = maskText(message, await maskingOf(as.principal.tenant));
    try {
      const planned = await engine(converse)(masked, context, as);
      const hidden = hiddenWords(message, masked);
      if (planned.kind === 'plan') {
        return { ...planned, plan: withHiddenWords(planned.plan, hidden) };
      }
      return planned.kind === 'several'
        ? { ...planned, plans: planned.plans.map((plan) => withHiddenWords(plan, hidden)) }
        : planned;
    } catch (error) {
      if (!(error instanceof ModelFailure)) {
        throw error;
      }
      logger.warn('model.failed', { reason: error.message });
      return instead(`The model did not answer (${error.message}), so this was understood without it.`);
    }
  };
};
