import type * as z from 'zod';
import { logger } from '../../shared/observability.ts';
import { type Principal, systemPrincipal } from '../../shared/principal.ts';
import type { KeyTable } from '../adapters/key-table.ts';
import type { ActForKeyInput, ActForKeyOutput } from '../contract.ts';
import { principalOf, whyRefused } from '../domain/api-key.ts';

interface Surroundings {
  readonly keysOf: (principal: Principal) => Pick<KeyTable, 'load'>;
  readonly mint: (principal: Principal, now: Date) => Promise<string>;
  readonly now: () => Date;
}

/** A principal token with what a key may do now, or why it may nothing any more. */
export const actForKey =
  ({ keysOf, mint, now }: Surroundings) =>
  async ({ tenant, key }: z.infer<typeof ActForKeyInput>): Promise<ActForKeyOutput> => {
    const stored = await keysOf(systemPrincipal(tenant, 'act-for-key')).load(key);
    const time = now();
    const refused = stored ? whyRefused(stored, time) : 'unknown';
    if (!stored || refused) {
      logger.info('key.refused', { reason: refused, key });
      return { refused: refused ?? 'unknown' };
    }
    return { principalToken: await mint(principalOf(tenant, stored), time) };
  };
