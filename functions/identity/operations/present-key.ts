import { logger } from '../../shared/observability.ts';
import { hashKey, isSameHash, parseBearer, type StoredKey, whyRefused } from '../domain/api-key.ts';

interface Surroundings {
  readonly findKey: (hash: string) => Promise<{ tenant: string; stored: StoredKey } | undefined>;
  readonly now: () => Date;
}

/** A key that opens something now, and its tenant. */
export interface GoodKey {
  readonly tenant: string;
  readonly stored: StoredKey;
}

const refuse = (reason: string, key?: string): undefined => {
  logger.info('key.refused', { reason, key });
  return undefined;
};

/** The key of an `Authorization` header; undefined, and a line in the log, for whatever is not a good key. */
export const presentKey =
  ({ findKey, now }: Surroundings) =>
  async (authorization: string | undefined): Promise<GoodKey | undefined> => {
    const presented = parseBearer(authorization);
    if (!presented) {
      return refuse('malformed');
    }
    const hash = hashKey(presented.key);
    const found = await findKey(hash);
    if (!found || !isSameHash(found.stored.hash, hash)) {
      return refuse('unknown');
    }
    const reason = whyRefused(found.stored, now());
    return reason ? refuse(reason, found.stored.apiKey.id) : found;
  };
export type PresentKey = ReturnType<typeof presentKey>;
