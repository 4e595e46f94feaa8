import { type Masking, maskText } from '../../shared/mask-secrets.ts';
import type { Answer, Plan } from '../contract.ts';
import { withoutOutput } from '../domain/without-output.ts';
import { maskFields } from './mask-values.ts';

/** A plan without secrets in its input. */
export const maskPlan = (plan: Plan, masking: Masking): Plan => ({ ...plan, input: maskFields(plan.input, masking) });

/** What is kept of an answer: no output, which may hold what is shown once, and no secrets in words and inputs. */
export const keepAnswer = (answer: Answer, masking: Masking): Answer => {
  const { text, plan, ...kept } = withoutOutput(answer);
  return { ...kept, text: maskText(text, masking), plan: plan && maskPlan(plan, masking) };
};
