import { type Masking, maskText } from '../../shared/mask-secrets.ts';
import type { Answer, Plan } from '../contract.ts';

const maskAll = (value: unknown, masking: Masking): unknown => {
  if (typeof value === 'string') {
    return maskText(value, masking);
  }
  if (Array.isArray(value)) {
    return value.map((each) => maskAll(each, masking));
  }
  return typeof value === 'object' && value !== null ? maskFields(value, masking) : value;
};

const maskFields = (value: object, masking: Masking): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value).map(([name, each]) => [name, maskAll(each, masking)]));

/** A plan without secrets in its input. */
export const maskPlan = (plan: Plan, masking: Masking): Plan => ({ ...plan, input: maskFields(plan.input, masking) });

/** What is kept of an answer: no output, which may hold what is shown once, and no secrets in words and inputs. */
export const keepAnswer = ({ output: _output, text, plan, ...answer }: Answer, masking: Masking): Answer => ({
  ...answer,
  text: maskText(text, masking),
  plan: plan && maskPlan(plan, masking),
});
