import { logger } from '../../shared/observability.ts';
import type { Principal } from '../../shared/principal.ts';
import { hashKey, isSameHash, parseBearer, principalOf, type StoredKey, whyRefused } from '../domain/api-key.ts';

/** An HTTP API's simple authorizer response (payload 2.0). */
export type Authorization =
  | { readonly isAuthorized: false }
  | { readonly isAuthorized: true; readonly context: { readonly principalToken: string } };

interface Surroundings {
  readonly findKey: (hash: string) => Promise<{ tenant: string; stored: StoredKey } | undefined>;
  readonly mint: (principal: Principal, now: Date) => Promise<string>;
  readonly now: () => Date;
}

const refuse = (reason: string, key?: string): Authorization => {
  logger.info('key.refused', { reason, key });
  return { isAuthorized: false };
};

/** Resolves the API key of an `Authorization` header to a principal token; whatever is not a good key is refused. */
export const authorizeRequest =
  ({ findKey, mint, now }: Surroundings) =>
  async (authorization: string | undefined): Promise<Authorization> => {
    const presented = parseBearer(authorization);
    if (!presented) {
      return refuse('malformed');
    }
    const hash = hashKey(presented.key);
    const found = await findKey(hash);
    if (!found || !isSameHash(found.stored.hash, hash)) {
      return refuse('unknown');
    }
    const time = now();
    const reason = whyRefused(found.stored, time);
    if (reason) {
      return refuse(reason, found.stored.apiKey.id);
    }
    const principalToken = await mint(principalOf(found.tenant, found.stored), time);
    return { isAuthorized: true, context: { principalToken } };
  };
