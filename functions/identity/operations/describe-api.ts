import { catalogue } from '../../catalogue.ts';
import { describeOperations } from '../../shared/openapi.ts';

/** The OpenAPI document of the whole platform, made once per worker. */
export const describeApi = (): (() => Promise<Record<string, unknown>>) => {
  let document: Record<string, unknown> | undefined;
  return async () => {
    document ??= { ...describeOperations(catalogue) };
    return document;
  };
};
