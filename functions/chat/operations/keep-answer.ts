import { type Masking, maskText } from '../../shared/mask-secrets.ts';
import type { Answer, Plan } from '../contract.ts';
import { maskFields } from './mask-values.ts';

/** A plan without secrets in its input. */
export const maskPlan = (plan: Plan, masking: Masking): Plan => ({ ...plan, input: maskFields(plan.input, masking) });

/** What is kept of an answer: no output, which may hold what is shown once, and no secrets in words and inputs. */
export const keepAnswer = ({ output: _output, text, plan, ...answer }: Answer, masking: Masking): Answer => ({
  ...answer,
  text: maskText(text, masking),
  plan: plan && maskPlan(plan, masking),
});
