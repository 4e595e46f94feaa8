import { type Masking, maskText } from '../../shared/mask-secrets.ts';

/** A value with every text in it masked. */
export const maskValues = (value: unknown, masking: Masking): unknown => {
  if (typeof value === 'string') {
    return maskText(value, masking);
  }
  if (Array.isArray(value)) {
    return value.map((each) => maskValues(each, masking));
  }
  return typeof value === 'object' && value !== null ? maskFields(value, masking) : value;
};

/** An object with every text in it masked. */
export const maskFields = (value: object, masking: Masking): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value).map(([name, each]) => [name, maskValues(each, masking)]));
